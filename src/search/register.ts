import type { Entry } from '../domain/ledger.js';
import type { Actors } from '../ports.js';
import { createNameEngine } from './engine.js';
import { Identities } from './identities.js';
import { actorOwner, listingKey, namesOf, namesOfActor, Parties } from './parties.js';

/**
 * Everybody who may be looked for, and what leads to them: names, references, numbers and addresses. What is fed to it comes
 * in steps of one party, after each of which it answers rightly for what has come so far.
 */
export class Register {
  readonly parties: Parties;
  readonly names = createNameEngine();
  readonly identities: Identities;

  constructor(actors: Actors) {
    const parties = new Parties(actors);
    this.parties = parties;
    this.identities = new Identities((owner) => parties.entry(owner));
    for (const actor of actors.all()) {
      const owner = actorOwner(actor.id);
      this.names.set(owner, namesOfActor(actor));
      const curated = actor.listings.flatMap(({ list, ref }) => [ref, listingKey(list, ref)]);
      this.identities.addReferences(owner, curated);
    }
  }

  /** Makes these all the entries of a list. As many go as come, so that there are at no time more than before or after. */
  *replace(list: string, entries: Iterable<Entry>): Generator<void> {
    const next: Entry[] = [];
    const refs = new Set<string>();
    for (const entry of entries) {
      next.push(entry);
      refs.add(entry.listing.ref);
      yield;
    }
    const gone: string[] = [];
    for (const [key, { listing }] of this.parties.entries()) {
      if (listing.list === list && !refs.has(listing.ref)) gone.push(key);
      yield;
    }
    for (const entry of next) {
      this.#put(entry);
      this.#remove(gone.pop());
      yield;
    }
    for (const key of gone) {
      this.#remove(key);
      yield;
    }
  }

  *update(changed: Iterable<Entry>): Generator<void> {
    for (const entry of changed) {
      this.#put(entry);
      yield;
    }
  }

  /** The party's name as its list has it, or the actor's. */
  nameOf(owner: string): string {
    return this.parties.entry(owner)?.listing.name ?? this.parties.actorOf(owner)?.name ?? owner;
  }

  #put(entry: Entry): void {
    const key = keyOf(entry);
    const known = this.parties.entry(key);
    if (known) this.identities.forget(key, known);
    this.parties.put(key, entry);
    this.names.set(key, namesOf(entry));
    this.identities.put(key, entry);
  }

  #remove(key: string | undefined): void {
    const entry = key === undefined ? undefined : this.parties.entry(key);
    if (key === undefined || !entry) return;
    this.names.delete(key);
    this.identities.forget(key, entry);
    this.parties.delete(key);
  }
}

function keyOf({ listing }: Entry): string {
  return listingKey(listing.list, listing.ref);
}
