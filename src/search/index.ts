import type { Entry } from '../domain/ledger.js';
import { DEFAULT_MIN_SCORE, type Match, type WalletAnswer } from '../domain/match.js';
import { truncate } from '../lib/text.js';
import type { Actors, Choice, FoundIn, Search, SearchOptions } from '../ports.js';
import { createNameEngine } from './engine.js';
import { EVIDENCE_REACH, weighEvidence } from './evidence.js';
import { explainName, explainStanding } from './explain.js';
import { Identities } from './identities.js';
import { clean } from './normalise.js';
import { ofacScore } from './ofac-score.js';
import { actorOwner, isActorOwner, isCommonName, listingKey, namesOf, namesOfActor, Parties } from './parties.js';
import { askPhrases } from './phrases.js';
import { Suggestions } from './suggest.js';
import { walletKeys } from './wallets/index.js';

const MAX_LIMIT = 1000;
/** Twice Discord's longest message; a name is read no further than its own limit. */
const MAX_QUERY = 8_000;
const MAX_SAID = 80;
/** A search that the ledger feeds. */
export interface FedSearch extends Search {
  /** Everything that the ledger holds of a list, removed entries too. */
  replace(list: string, entries: Iterable<Entry>): void;
  /** Entries that changed, or are new. */
  update(changed: readonly Entry[]): void;
}

/** One way in which a party answers the query. */
interface Hit {
  readonly owner: string;
  readonly score: number;
  readonly matchedName: string;
  /** `matches …`, without the party's standing. */
  readonly clause: string;
  /** Of the name; absent where something else identified the party. */
  readonly ofacScore?: number;
}

/** Name search over everything that is fed to it, from memory. Without any list it knows the curated actors. */
export function createSearch({ actors }: { readonly actors: Actors }): FedSearch {
  return new IndexedSearch(actors);
}

class IndexedSearch implements FedSearch {
  readonly #parties: Parties;
  readonly #names = createNameEngine();
  readonly #identities: Identities;
  readonly #suggestions: Suggestions;

  constructor(actors: Actors) {
    const parties = new Parties(actors);
    this.#parties = parties;
    this.#identities = new Identities((owner) => parties.entry(owner));
    this.#suggestions = new Suggestions(actors.all(), this.#names, parties);
    for (const actor of actors.all()) {
      const owner = actorOwner(actor.id);
      this.#names.set(owner, namesOfActor(actor));
      const curated = actor.listings.flatMap(({ list, ref }) => [ref, listingKey(list, ref)]);
      this.#identities.addReferences(owner, curated);
    }
  }

  replace(list: string, entries: Iterable<Entry>): void {
    for (const entry of this.#parties.clear(list)) this.#forget(entry);
    for (const entry of entries) this.#put(entry);
  }

  update(changed: readonly Entry[]): void {
    for (const entry of changed) this.#put(entry);
  }

  find(query: string, options: SearchOptions): Match[] {
    const text = clean(query.slice(0, MAX_QUERY));
    return this.#ranked([...this.#exact(text), ...this.#byName(text, floorOf(options), options)], options);
  }

  async findIn(text: string, options: SearchOptions): Promise<FoundIn> {
    const read = clean(text.slice(0, MAX_QUERY));
    const floor = floorOf(options);
    const hits = [...this.#exact(read).map(saying), ...this.#byName(read, floor, options)];
    const { found, complete } = await askPhrases(text.slice(0, MAX_QUERY), ({ text: phrase, atLeast }) =>
      this.#byName(clean(phrase), Math.max(floor, atLeast), options)
        .filter(({ score }) => score >= atLeast)
        .map((hit) => sayingOf(phrase, hit)),
    );
    return { matches: this.#ranked([...hits, ...found], options), complete: complete && text.length <= MAX_QUERY };
  }

  #ranked(hits: readonly Hit[], options: SearchOptions): Match[] {
    const best = new Map<string, Match>();
    for (const hit of [...hits].sort(byHit)) {
      if (hit.score < floorOf(options)) break;
      const id = this.#parties.actorOf(hit.owner)?.id ?? hit.owner;
      if (!best.has(id)) best.set(id, this.#match(id, hit));
    }
    return [...best.values()]
      .filter(({ type }) => options.type === undefined || type === options.type)
      .filter(({ listings }) => options.list === undefined || listings.some(({ list }) => list === options.list))
      .sort(byRank)
      .slice(0, Math.max(0, Math.min(options.limit, MAX_LIMIT)));
  }

  wallets(text: string): WalletAnswer[] {
    return this.#identities.addressesIn(text).map(({ near, keys, ...found }) => {
      const hits = this.#identities.ownersOfWallet(keys).flatMap((owner) => {
        const entry = this.#parties.entry(owner);
        return entry ? [this.#walletHit(entry, owner, keys)] : [];
      });
      return {
        ...found,
        near: near === null ? null : this.#identities.asListed(near),
        hits: hits.sort((a, b) => Number(a.status === 'removed') - Number(b.status === 'removed')),
      };
    });
  }

  suggest(prefix: string, limit: number): readonly Choice[] {
    return this.#suggestions.for(prefix, limit);
  }

  #walletHit(
    { listing, status }: Entry,
    owner: string,
    [key, ...account]: readonly string[],
  ): WalletAnswer['hits'][number] {
    const same = listing.wallets.filter(({ address }) =>
      walletKeys(address).some((one) => one === key || account.includes(one)),
    );
    const asAsked = same.some(({ address }) => walletKeys(address)[0] === key);
    const otherwise = asAsked ? undefined : same[0]?.address;
    const own = this.#parties.listings(owner).find(({ list, ref }) => listingKey(list, ref) === owner);
    return {
      listing,
      status,
      label: [...new Set(same.map(({ label }) => label))].join(', '),
      actor: this.#parties.actorOf(owner)?.id ?? null,
      since: own?.listedOn ?? null,
      ...(otherwise === undefined ? {} : { listedAs: otherwise }),
    };
  }

  #put(entry: Entry): void {
    const key = listingKey(entry.listing.list, entry.listing.ref);
    const known = this.#parties.entry(key);
    if (known) this.#forget(known);
    this.#parties.put(key, entry);
    this.#names.set(key, namesOf(entry));
    this.#identities.put(key, entry);
  }

  #forget(entry: Entry): void {
    const key = listingKey(entry.listing.list, entry.listing.ref);
    this.#names.delete(key);
    this.#identities.forget(key, entry);
  }

  /** Parties that the text identifies: by a reference, a number, an address. */
  #exact(text: string): Hit[] {
    return [...this.#identities.in(text)].map(({ owner, matched, says }) => ({
      owner,
      score: 1,
      matchedName: matched,
      clause: says(this.#nameOf(owner)),
    }));
  }

  #byName(text: string, floor: number, options: SearchOptions): Hit[] {
    const { type, list } = options;
    const informed = options.born !== undefined || options.country !== undefined;
    const found = this.#names.find(text, {
      limit: MAX_LIMIT,
      minScore: Math.max(0, informed ? floor - EVIDENCE_REACH : floor),
      ...(type === undefined ? {} : { type }),
      ...(type === undefined && list === undefined
        ? {}
        : {
            accepts: (owner) =>
              (type === undefined || this.#parties.typeOf(owner) === type) &&
              (list === undefined || this.#parties.isOn(list, owner)),
          }),
    });
    return found.map(({ owner, name, kind, ...score }) => {
      const clause = explainName(score, kind, name, this.#nameOf(owner));
      const hit = { owner, matchedName: name, ofacScore: ofacScore(text, name) };
      if (!informed) return { ...hit, score: score.score, clause };
      const weighed = weighEvidence(score.score, options, this.#parties.facts(owner));
      return { ...hit, score: weighed.score, clause: [clause, ...weighed.said].join('; ') };
    });
  }

  /** The party's name as its list has it, or the actor's. */
  #nameOf(owner: string): string {
    return this.#parties.entry(owner)?.listing.name ?? this.#parties.actorOf(owner)?.name ?? owner;
  }

  #match(id: string, hit: Hit): Match {
    const actor = this.#parties.actorOf(hit.owner);
    const listings = this.#parties.listings(hit.owner);
    const common = actor !== undefined && isCommonName(actor, hit.matchedName);
    const standing = explainStanding(listings, actor?.status ?? null, this.#parties.fromProfile(hit.owner), common);
    return {
      id,
      actor: actor?.id ?? null,
      name: actor?.name ?? this.#nameOf(hit.owner),
      type: this.#parties.typeOf(hit.owner),
      score: hit.score,
      matchedName: hit.matchedName,
      ...(hit.ofacScore === undefined ? {} : { ofacScore: hit.ofacScore }),
      why: `${hit.clause}${standing}`,
      listings,
    };
  }
}

function floorOf({ minScore }: SearchOptions): number {
  return minScore ?? DEFAULT_MIN_SCORE;
}

/** What was found in a text says by which words of it. */
function saying(hit: Hit): Hit {
  return hit.clause.includes(hit.matchedName) ? hit : sayingOf(hit.matchedName, hit);
}

function sayingOf(phrase: string, hit: Hit): Hit {
  return { ...hit, clause: `“${truncate(phrase, MAX_SAID)}” ${hit.clause}` };
}

/** Best score first; at equal score the list's own wording before the profile's. */
function byHit(a: Hit, b: Hit): number {
  return b.score - a.score || Number(isActorOwner(a.owner)) - Number(isActorOwner(b.owner));
}

/** Best score first; at equal score the listed before the removed before those on no list, then by name. */
function byRank(a: Match, b: Match): number {
  return b.score - a.score || standing(a) - standing(b) || (a.name < b.name ? -1 : 1);
}

function standing({ listings }: Match): number {
  if (listings.length === 0) return 2;
  return listings.some(({ status }) => status === 'listed') ? 0 : 1;
}
