import type { PartyType } from '../domain/listing.js';
import { CandidateFinder } from './candidates.js';
import { type Completion, complete } from './complete.js';
import { doubted, Likenesses } from './likenesses.js';
import { NameStore } from './name-store.js';
import { NAME_KINDS, type NameKind, type NewName, TRUST } from './names.js';
import { clean } from './normalise.js';
import { type Query, queryOf } from './query.js';
import { readingsOf } from './readings.js';
import { type Score, scoreSides } from './score.js';
import { type Word, wordsOf } from './word.js';

/** A listed name that answers a query, with what matched and what did not. */
export interface FoundName extends Score {
  readonly owner: string;
  readonly name: string;
  readonly kind: NameKind;
}

export interface FindOptions {
  readonly limit: number;
  /** Names below it are left out; 0 where absent. */
  readonly minScore?: number;
  /** Which owners count; all where absent. */
  readonly accepts?: (owner: string) => boolean;
  /** What is looked for, where it is known: only persons have initials. */
  readonly type?: PartyType;
}

/** Names of many parties, found however they are written. */
export interface NameEngine {
  readonly size: number;
  /** Replaces the names of `owner`. */
  set(owner: string, names: Iterable<NewName>): void;
  delete(owner: string): void;
  /** The best name of each owner, best first. */
  find(query: string, options: FindOptions): FoundName[];
  /** Names that begin with what is typed, rightly or nearly, the best name of each owner. */
  complete(typed: string, limit: number): readonly Completion[];
}

export function createNameEngine(): NameEngine {
  const store = new NameStore();
  const likenesses = new Likenesses(store);
  const finder = new CandidateFinder();

  function byWords(
    text: string,
    words: readonly Word[],
    { minScore, accepts, type }: Omit<FindOptions, 'limit'>,
  ): FoundName[] {
    if (words.length === 0) return [];
    const query = queryOf(words, store, likenesses, text.includes(','));
    const counts = (name: number) => accepts?.(store.owner(name)) ?? true;
    // Many lists have the same name of the same party.
    const scores = new Map<string, Score>();
    return finder.find(query, store, minScore === undefined || minScore === 0, counts).map((id): FoundName => {
      const { text: name, kind } = store.name(id);
      const ids = store.wordIds(id);
      const turnable = name.includes(',');
      const same = `${ids.join(' ')}${turnable ? ',' : ''}`;
      const score = scores.get(same) ?? scoreOf(query, ids, turnable, type);
      scores.set(same, score);
      return {
        ...score,
        score: Math.floor(score.score * TRUST[kind] * 100 + 1e-9) / 100,
        owner: store.owner(id),
        name,
        kind,
      };
    });
  }

  function scoreOf(query: Query, ids: readonly number[], turnable: boolean, type: PartyType | undefined): Score {
    const words = ids.map((word) => store.vocabulary.word(word));
    const weights = ids.map((word) => store.weight(word));
    const likeness = (q: number, n: number) => query.likenesses[q]?.get(ids[n] ?? -1) ?? 0;
    const lately = (like: number, q: number) => doubted(like, query.doubts[q] ?? 0);
    return scoreSides(query, { words, weights, turnable }, likeness, type, lately);
  }

  return {
    get size() {
      return store.size;
    },
    set: (owner, names) => store.set(owner, names),
    delete: (owner) => store.remove(owner),
    find(query, { limit, ...options }) {
      const { minScore = 0 } = options;
      const text = clean(query.slice(0, MAX_CHARACTERS));
      const found = readingsOf(text).flatMap((reading) => byWords(reading, wordsOf(reading), options));
      const best = new Map<string, FoundName>();
      for (const hit of found.sort(inOrder)) {
        if (hit.score < minScore || hit.score === 0 || best.size >= limit) break;
        if (!best.has(hit.owner)) best.set(hit.owner, hit);
      }
      return [...best.values()];
    },
    complete: (typed, limit) => complete(typed, limit, store),
  };
}

/** Best score first; of equals the more trusted kind, then by name: never by how they came into the store. */
function inOrder(a: FoundName, b: FoundName): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.kind !== b.kind) return NAME_KINDS.indexOf(a.kind) - NAME_KINDS.indexOf(b.kind);
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.owner === b.owner ? 0 : a.owner < b.owner ? -1 : 1;
}

/** Longer than any listed name. */
const MAX_CHARACTERS = 400;
