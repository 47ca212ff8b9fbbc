import type { Entry } from '../domain/ledger.js';
import type { Listing } from '../domain/listing.js';
import type { Tie, TieEvidence } from '../domain/tie.js';
import type { Actors } from '../ports.js';
import { contradiction } from './contradiction.js';
import { type CarriersOf, evidenceBetween } from './evidence.js';
import { type Facts, factsOf } from './facts.js';
import { KeyIndex } from './key-index.js';
import { carriedKey, hintingKeys, provingKeys } from './keys.js';
import type { TokensOf } from './names.js';

/** A number or wallet that more listings than this of one list carry is nobody's own, and proves nothing. */
const MAX_CARRIERS = 3;

/** Ties that the ledger feeds. */
export interface FedTies {
  /** Everything that the ledger holds of a list, removed entries too. */
  replace(list: string, entries: Iterable<Entry>): void;
  /** Entries that changed, or are new. */
  update(changed: readonly Entry[]): void;
  /**
   * The listings on other lists that are of the same party: proved ones first, then by list and reference. What is proved
   * of two is proved of a third that one of them is tied to; what is probable goes no further.
   */
  tiesOf(list: string, ref: string): Tie[];
}

export interface TieParts {
  readonly actors: Actors;
  /** The words of a name in lower-case ASCII, whatever script it is written in. */
  readonly tokensOf: TokensOf;
}

/** Ties between the listings fed to it, from memory. The index is built when it is first asked. */
export function createTies(parts: TieParts): FedTies {
  return new IndexedTies(parts);
}

/** A listing found to be of the party, and the evidence from the one that was asked about. */
interface Found {
  readonly facts: Facts;
  readonly evidence: readonly TieEvidence[];
}

class IndexedTies implements FedTies {
  readonly #parts: TieParts;
  readonly #actorOf = new Map<string, string>();
  readonly #entries = new Map<string, Entry>();
  readonly #index = new KeyIndex();
  /** What was fed before anybody asked, by list: a start has better things to do. */
  #waiting: Map<string, Entry[]> | null = new Map();

  constructor(parts: TieParts) {
    this.#parts = parts;
    for (const actor of parts.actors.all())
      for (const listing of actor.listings) this.#actorOf.set(keyOf(listing), actor.id);
  }

  replace(list: string, entries: Iterable<Entry>): void {
    if (this.#waiting) {
      this.#waiting.set(list, [...entries]);
      return;
    }
    for (const [key, { listing }] of this.#entries) {
      if (listing.list !== list) continue;
      this.#indexed(key, 'delete');
      this.#entries.delete(key);
    }
    this.#put(entries);
  }

  update(changed: readonly Entry[]): void {
    if (!this.#waiting) {
      this.#put(changed);
      return;
    }
    for (const entry of changed) {
      const { list } = entry.listing;
      const waiting = this.#waiting.get(list) ?? [];
      waiting.push(entry);
      this.#waiting.set(list, waiting);
    }
  }

  tiesOf(list: string, ref: string): Tie[] {
    this.#build();
    const own = this.#facts(keyOf({ list, ref }));
    if (own === null) return [];
    const proved = this.#proved(own);
    const ties = proved
      .filter(
        ({ facts, evidence }) => facts.listing.list !== list && (isDirect(evidence) || !contradiction(own, facts)),
      )
      .map((found) => this.#tie(found, 'proved'));
    const known = new Set(proved.map(({ facts }) => keyOf(facts.listing)));
    return [...ties, ...this.#probable(own, known).map((found) => this.#tie(found, 'probable'))].sort(byCertainty);
  }

  #build(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    for (const entries of waiting?.values() ?? []) this.#put(entries);
  }

  #put(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      const key = keyOf(entry.listing);
      this.#indexed(key, 'delete');
      this.#entries.set(key, entry);
      this.#indexed(key, 'add');
    }
  }

  #indexed(key: string, how: 'add' | 'delete'): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    for (const each of provingKeys(entry.listing, this.#actorOf.get(key) ?? null)) this.#index[how](each, key);
    for (const each of hintingKeys(entry.listing, this.#parts.tokensOf)) this.#index[how](each, key);
  }

  /** Everything that a chain of proofs leads to, the nearest first. */
  #proved(own: Facts): Found[] {
    const seen = new Set([keyOf(own.listing)]);
    const found: Found[] = [];
    let edge: Found[] = [{ facts: own, evidence: [] }];
    while (edge.length > 0) {
      edge = edge.flatMap((from) => this.#next(from, seen));
      found.push(...edge);
    }
    return found;
  }

  #next(from: Found, seen: Set<string>): Found[] {
    const { listing, actor } = from.facts;
    return this.#sharers(listing, provingKeys(listing, actor?.id ?? null), seen).flatMap((facts) => {
      const { proofs } = evidenceBetween(from.facts, facts, this.#carriersOf);
      if (proofs.length === 0) return [];
      seen.add(keyOf(facts.listing));
      return [{ facts, evidence: [...chained(from), ...proofs] }];
    });
  }

  #probable(own: Facts, known: ReadonlySet<string>): Found[] {
    const { listing, actor } = own;
    const keys = [...provingKeys(listing, actor?.id ?? null), ...hintingKeys(listing, this.#parts.tokensOf)];
    return this.#sharers(listing, keys, known).flatMap((facts) => {
      const { hints } = evidenceBetween(own, facts, this.#carriersOf);
      return hints.length === 0 ? [] : [{ facts, evidence: hints }];
    });
  }

  /** Listings of other lists under the same keys, in an order that does not depend on the feeding. */
  #sharers({ list }: Listing, keys: readonly string[], seen: ReadonlySet<string>): Facts[] {
    const holders = new Set(keys.flatMap((key) => this.#index.holders(key) ?? []));
    const others = [...holders].filter((key) => !seen.has(key) && !key.startsWith(`${list}/`));
    return others.sort().flatMap((key) => this.#facts(key) ?? []);
  }

  /** Removed entries do not count: a party that is listed again has a new reference. */
  readonly #carriersOf: CarriersOf = (kind, key) => {
    const perList = new Map<string, number>();
    for (const holder of this.#index.holders(carriedKey(kind, key)) ?? []) {
      const entry = this.#entries.get(holder);
      if (entry?.status === 'listed') perList.set(entry.listing.list, (perList.get(entry.listing.list) ?? 0) + 1);
    }
    const most = Math.max(1, ...perList.values());
    return most > MAX_CARRIERS ? 'many' : most > 1 ? 'several' : 'one';
  };

  #facts(key: string): Facts | null {
    const entry = this.#entries.get(key);
    const actor = this.#parts.actors.get(this.#actorOf.get(key) ?? '') ?? null;
    return entry ? factsOf(entry.listing, actor, this.#parts.tokensOf) : null;
  }

  #tie({ facts, evidence }: Found, certainty: Tie['certainty']): Tie {
    const { list, ref, name } = facts.listing;
    const status = this.#entries.get(keyOf(facts.listing))?.status ?? 'listed';
    return { list, ref, name, status, certainty, evidence };
  }
}

function keyOf({ list, ref }: { readonly list: string; readonly ref: string }): string {
  return `${list}/${ref}`;
}

/** What leads to a listing in between: its strongest evidence, and which listing that is. */
function chained({ facts, evidence }: Found): TieEvidence[] {
  const { list, ref } = facts.listing;
  const before = evidence.filter(({ through }) => through !== undefined);
  const last = evidence.find(({ through }) => through === undefined);
  return last ? [...before, { ...last, through: { list, ref } }] : before;
}

function isDirect(evidence: readonly TieEvidence[]): boolean {
  return evidence.every(({ through }) => through === undefined);
}

function byCertainty(a: Tie, b: Tie): number {
  if (a.certainty !== b.certainty) return a.certainty === 'proved' ? -1 : 1;
  return a.list === b.list ? (a.ref < b.ref ? -1 : 1) : a.list < b.list ? -1 : 1;
}
