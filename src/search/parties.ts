import type { Actor, ActorListing } from '../domain/actor.js';
import type { Entry } from '../domain/ledger.js';
import { countriesOf, type PartyType } from '../domain/listing.js';
import type { MatchedListing } from '../domain/match.js';
import type { Actors } from '../ports.js';
import { type PartyFacts, yearsIn } from './evidence.js';
import type { NameKind, NewName } from './names.js';

/** `ofac-sdn/27307` */
export function listingKey(list: string, ref: string): string {
  return `${list}/${ref}`;
}

/** Owner key of an actor's own names; no list is called so. */
const ACTOR = 'actor:';

export function actorOwner(id: string): string {
  return `${ACTOR}${id}`;
}

export function isActorOwner(owner: string): boolean {
  return owner.startsWith(ACTOR);
}

/** Who stands behind the listings: a curated actor with all of its own, or a single listing. */
export class Parties {
  readonly #actors: Actors;
  readonly #actorOf = new Map<string, string>();
  readonly #entries = new Map<string, Entry>();
  /** How many entries there are of each list that was read. */
  readonly #read = new Map<string, number>();

  constructor(actors: Actors) {
    this.#actors = actors;
    for (const actor of actors.all())
      for (const { list, ref } of actor.listings) this.#actorOf.set(listingKey(list, ref), actor.id);
  }

  put(key: string, entry: Entry): void {
    if (!this.#entries.has(key)) this.#count(entry.listing.list, 1);
    this.#entries.set(key, entry);
  }

  /** Takes an entry away. A list without entries counts as not read: none is so short. */
  delete(key: string): void {
    const list = this.#entries.get(key)?.listing.list;
    if (list === undefined) return;
    this.#entries.delete(key);
    this.#count(list, -1);
  }

  /** Every entry, by its key. */
  entries(): IterableIterator<[string, Entry]> {
    return this.#entries.entries();
  }

  entry(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  actorOf(owner: string): Actor | undefined {
    const id = isActorOwner(owner) ? owner.slice(ACTOR.length) : this.#actorOf.get(owner);
    return id === undefined ? undefined : this.#actors.get(id);
  }

  /** The type of whoever bears the owner's names. */
  typeOf(owner: string): PartyType {
    return this.actorOf(owner)?.type ?? this.#entries.get(owner)?.listing.type ?? 'entity';
  }

  /** Whether a listing of the party is on the list, or is by its profile. */
  isOn(list: string, owner: string): boolean {
    return owner.startsWith(`${list}/`) || (this.actorOf(owner)?.listings.some((own) => own.list === list) ?? false);
  }

  /** What the party's listings say of it, all together. */
  facts(owner: string): PartyFacts {
    const curated = this.actorOf(owner)?.listings.map(({ list, ref }) => listingKey(list, ref)) ?? [];
    const listings = [...new Set([owner, ...curated])].flatMap((key) => this.#entries.get(key)?.listing ?? []);
    const dates = listings.flatMap(({ births }) => births.filter(({ kind }) => kind === 'date'));
    return {
      type: this.typeOf(owner),
      born: [...new Set(dates.flatMap(({ value }) => yearsIn(value)))],
      countries: [...new Set(listings.flatMap(countriesOf))],
    };
  }

  /** Where the owner of a name stands: every listing of its actor, or the one listing. Current listings first. */
  listings(owner: string): MatchedListing[] {
    const actor = this.actorOf(owner);
    if (!actor) {
      const entry = this.#entries.get(owner);
      return entry ? [matched(entry)] : [];
    }
    const listings = actor.listings.flatMap((curated) => this.#joined(curated) ?? []);
    return listings.sort((a, b) => Number(a.status === 'removed') - Number(b.status === 'removed'));
  }

  /** Whether any of the actor's listings is known only from its profile. */
  fromProfile(owner: string): string[] {
    const lists = this.actorOf(owner)?.listings.filter(({ list, ref }) => !this.#entries.has(listingKey(list, ref)));
    return [...new Set(lists?.filter(({ list }) => !this.#read.has(list)).map(({ list }) => list))];
  }

  #count(list: string, more: number): void {
    const entries = (this.#read.get(list) ?? 0) + more;
    if (entries === 0) this.#read.delete(list);
    else this.#read.set(list, entries);
  }

  /** The official file decides; the profile speaks where the file was not read, and of removals before our first sight. */
  #joined(curated: ActorListing): MatchedListing | null {
    const entry = this.#entries.get(listingKey(curated.list, curated.ref));
    if (entry) return matched(entry, curated);
    if (this.#read.has(curated.list) && curated.until === undefined) return null;
    return {
      list: curated.list,
      ref: curated.ref,
      status: curated.until === undefined ? 'listed' : 'removed',
      programs: curated.programs,
      listedOn: curated.since ?? null,
      removedOn: curated.until ?? null,
    };
  }
}

function matched(entry: Entry, curated?: ActorListing): MatchedListing {
  const { listing, status } = entry;
  return {
    list: listing.list,
    ref: listing.ref,
    status,
    programs: listing.programs,
    listedOn: listing.listedOn ?? curated?.since ?? entry.addedOn?.slice(0, 10) ?? null,
    removedOn: entry.removedOn,
  };
}

/** A word such as ZINC, which says little about who is meant, official alias or not. */
export function isCommonName(actor: Actor, name: string): boolean {
  return actor.aliases.some((alias) => alias.common === true && alias.name.toLowerCase() === name.toLowerCase());
}

/** The names that a listing is found by. */
export function namesOf({ listing }: Entry): NewName[] {
  const aliases = listing.aliases.map(({ name, strength }): NewName => ({ text: name, kind: `${strength} alias` }));
  return [{ text: listing.name, kind: 'name' }, ...aliases];
}

/** The names that an actor is found by, beside those of its listings. */
export function namesOfActor(actor: Actor): NewName[] {
  const aliases = actor.aliases.map(({ name, kind, strength, common }): NewName => {
    const analyst: NameKind = common === true ? 'common analyst name' : 'analyst name';
    return { text: name, kind: kind === 'analyst' ? analyst : `${strength ?? 'strong'} alias` };
  });
  return [{ text: actor.name, kind: 'name' }, ...aliases, { text: actor.id, kind: 'profile id' }];
}
