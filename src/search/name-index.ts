import { distance } from 'fastest-levenshtein';
import { tokensOf, weightOf } from './normalise.js';

/** What a name is to the party that bears it. */
export type NameKind = 'name' | 'strong alias' | 'weak alias' | 'analyst name' | 'common analyst name' | 'profile id';

export interface NewName {
  readonly text: string;
  readonly kind: NameKind;
}

/** A word of the vocabulary and the names that contain it. */
export interface Token {
  readonly text: string;
  readonly weight: number;
  readonly names: number[];
}

export interface IndexedName extends NewName {
  readonly owner: string;
  readonly tokens: readonly Token[];
  /** The sum of its tokens' weights. */
  readonly weight: number;
}

/** A word of the vocabulary and how alike a query's word is to it: 1 for the same. */
export interface Likeness {
  readonly token: Token;
  readonly likeness: number;
}

/** Words shorter than this must match exactly. */
const MIN_TYPO_LENGTH = 4;
const TWO_TYPOS_LENGTH = 8;
/** A typo costs less than its share of the letters: one in six letters still finds a one-word name. */
const TYPO_COST = 0.8;
/** Words are reached for typos by their first or their last two letters: one edit cannot touch both. */
const EDGE = 2;

/** An inverted index over the words of names. Removed names leave holes; half holes, and it is built again. */
export class NameIndex {
  #vocabulary = new Map<string, Token>();
  #starts = new Map<string, Token[]>();
  #ends = new Map<string, Token[]>();
  #joined = new Map<string, number[]>();
  #names: (IndexedName | undefined)[] = [];
  readonly #owned = new Map<string, readonly number[]>();
  #holes = 0;

  /** Replaces the names of `owner`. */
  set(owner: string, names: Iterable<NewName>): void {
    this.delete(owner);
    const ids: number[] = [];
    for (const { text, kind } of names) {
      const words = tokensOf(text);
      if (words.length === 0) continue;
      const id = this.#names.length;
      const tokens = words.map((word) => this.#token(word));
      for (const token of tokens) if (token.names.at(-1) !== id) token.names.push(id);
      this.#names.push({ owner, text, kind, tokens, weight: tokens.reduce((sum, token) => sum + token.weight, 0) });
      append(this.#joined, words.join(''), id);
      ids.push(id);
    }
    if (ids.length > 0) this.#owned.set(owner, ids);
  }

  delete(owner: string): void {
    const ids = this.#owned.get(owner) ?? [];
    for (const id of ids) this.#names[id] = undefined;
    this.#owned.delete(owner);
    this.#holes += ids.length;
    if (this.#holes > 1000 && this.#holes * 2 > this.#names.length) this.#rebuild();
  }

  name(id: number): IndexedName | undefined {
    return this.#names[id];
  }

  /** Names whose letters are the same when blanks are left out. */
  joined(words: readonly string[]): readonly number[] {
    return this.#joined.get(words.join('')) ?? [];
  }

  /** The word itself and words within a typo or two of it, most alike first. */
  similar(word: string): Likeness[] {
    const found: Likeness[] = [];
    const same = this.#vocabulary.get(word);
    if (same) found.push({ token: same, likeness: 1 });
    const near = new Set([
      ...(this.#starts.get(word.slice(0, EDGE)) ?? []),
      ...(this.#ends.get(word.slice(-EDGE)) ?? []),
    ]);
    for (const token of near) {
      const likeness = token === same ? 0 : alike(word, token.text);
      if (likeness > 0) found.push({ token, likeness });
    }
    return found.sort((a, b) => b.likeness - a.likeness);
  }

  /** Words that begin with `prefix`. */
  *startingWith(prefix: string): Generator<Token> {
    if (prefix.length >= EDGE) yield* (this.#starts.get(prefix.slice(0, EDGE)) ?? []).filter(begins(prefix));
    else for (const [start, tokens] of this.#starts) if (start.startsWith(prefix)) yield* tokens;
  }

  /**
   * Names that share words with the query, with the most that their score could be (a word may be counted twice here,
   * not in the score), at or above `floor`.
   */
  candidates(words: readonly (readonly Likeness[])[], queryWeights: readonly number[], floor: number): Candidate[] {
    const shared = new Map<number, number>();
    words.forEach((likenesses, position) => {
      for (const { token, likeness } of likenesses)
        for (const id of token.names) shared.set(id, (shared.get(id) ?? 0) + likeness * (queryWeights[position] ?? 0));
    });
    const total = queryWeights.reduce((sum, weight) => sum + weight, 0);
    const found: Candidate[] = [];
    for (const [id, weight] of shared) {
      const name = this.#names[id];
      if (!name) continue;
      const bound = coverage(weight / total, weight / name.weight);
      if (bound >= floor) found.push({ name, bound });
    }
    return found.sort((a, b) => b.bound - a.bound);
  }

  #token(word: string): Token {
    const known = this.#vocabulary.get(word);
    if (known) return known;
    const token: Token = { text: word, weight: weightOf(word), names: [] };
    this.#vocabulary.set(word, token);
    append(this.#starts, word.slice(0, EDGE), token);
    append(this.#ends, word.slice(-EDGE), token);
    return token;
  }

  #rebuild(): void {
    const kept = [...this.#owned].map(([owner, ids]) => [owner, ids.flatMap((id) => this.#names[id] ?? [])] as const);
    this.#vocabulary = new Map();
    this.#starts = new Map();
    this.#ends = new Map();
    this.#joined = new Map();
    this.#names = [];
    this.#owned.clear();
    this.#holes = 0;
    for (const [owner, names] of kept) this.set(owner, names);
  }
}

export interface Candidate {
  readonly name: IndexedName;
  readonly bound: number;
}

/**
 * One figure of two shares: how much of the query, and of the name, the common words make up. The larger counts for
 * more, so that a left-out middle name is forgiven, but one word of a two-word name is 0.8 and stays out.
 */
export function coverage(ofQuery: number, ofName: number): number {
  const [a, b] = [Math.min(1, ofQuery), Math.min(1, ofName)];
  return 0.6 * Math.max(a, b) + 0.4 * Math.min(a, b);
}

/** 0 where they are too far apart to be the same word. */
function alike(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const allowed = length < MIN_TYPO_LENGTH ? 0 : length < TWO_TYPOS_LENGTH ? 1 : 2;
  if (Math.abs(a.length - b.length) > allowed || /^\d+$/.test(a)) return 0;
  const typos = swapped(a, b) ? 1 : distance(a, b);
  return typos > allowed ? 0 : 1 - (TYPO_COST * typos) / length;
}

/** Two neighbouring letters changed places. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

function begins(prefix: string): (token: Token) => boolean {
  return (token) => token.text.startsWith(prefix);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
