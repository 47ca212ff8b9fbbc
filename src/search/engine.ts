import type { PartyType } from '../domain/listing.js';
import { CandidateFinder } from './candidates.js';
import { type Completion, complete } from './complete.js';
import { LiveStore } from './live-store.js';
import { type NameKind, type NewName, TRUST } from './names.js';
import { clean } from './normalise.js';
import { queryOf } from './query.js';
import { type Score, scoreSides } from './score.js';
import { koreanReading } from './scripts.js';
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

/** With its place in the store, which orders equals. */
interface Hit extends FoundName {
  readonly id: number;
}

export function createNameEngine(): NameEngine {
  const live = new LiveStore();
  const finder = new CandidateFinder();

  function byWords(
    text: string,
    words: readonly Word[],
    { minScore, accepts, type }: Omit<FindOptions, 'limit'>,
  ): Hit[] {
    if (words.length === 0) return [];
    const store = live.now;
    const query = queryOf(words, store, text.includes(','));
    const counts = (name: number) => store.lives(name) && (accepts?.(store.owner(name)) ?? true);
    return finder.find(query, store, minScore === undefined || minScore === 0, counts).map((id): Hit => {
      const { text: name, kind } = store.name(id);
      const ids = store.wordIds(id);
      const side = {
        words: ids.map((word) => store.vocabulary.word(word)),
        weights: ids.map((word) => store.weight(word)),
        turnable: name.includes(','),
      };
      const score = scoreSides(query, side, (q, n) => query.likenesses[q]?.get(ids[n] ?? -1) ?? 0, type);
      return {
        ...score,
        score: Math.floor(score.score * TRUST[kind] * 100 + 1e-9) / 100,
        id,
        owner: store.owner(id),
        name,
        kind,
      };
    });
  }

  return {
    get size() {
      return live.now.size;
    },
    set: (owner, names) => live.set(owner, names),
    delete: (owner) => live.delete(owner),
    find(query, { limit, ...options }) {
      const { minScore = 0 } = options;
      live.now.weigh();
      const text = clean(query.slice(0, MAX_CHARACTERS));
      const korean = koreanReading(text);
      const readings = korean === null ? [text] : [text, korean];
      const found = readings.flatMap((reading) => byWords(reading, wordsOf(reading), options));
      const best = new Map<string, Hit>();
      for (const hit of found.sort((a, b) => b.score - a.score || a.id - b.id)) {
        if (hit.score < minScore || hit.score === 0 || best.size >= limit) break;
        if (!best.has(hit.owner)) best.set(hit.owner, hit);
      }
      return [...best.values()].map(({ id: _, ...hit }) => hit);
    },
    complete: (typed, limit) => complete(typed, limit, live.now),
  };
}

/** Longer than any listed name. */
const MAX_CHARACTERS = 400;
