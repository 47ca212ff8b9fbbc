import { alike, MIN_ALIKE } from './alike.js';
import { HashChains, hashOf, Numbers } from './grow.js';
import { bareOf, skeletonOf } from './phonetic.js';
import { VOWELLESS } from './scripts.js';
import { type Word, wordOf } from './word.js';

/** A word of the vocabulary that a typed word may stand for. */
export interface Neighbour {
  readonly id: number;
  readonly likeness: number;
}

/** What a word is reached by. */
const SALT = { text: 0, fold: 1, skeleton: 2, bare: 3, vowelless: 4, variant: 5, form: 6 } as const;
/** One letter may be missing among the first ones of a word; a longer word is reached by its beginning or not at all. */
const MAX_DROPPED = 14;
const MIN_DROPPED = 4;
const MAX_NEIGHBOURS = 40;
/** From this length two full edits are one word still, which no key reaches. */
const TWO_EDITS_LENGTH = 6;
const SURE = 0.8;
const START = 2;
const MAX_LETTERS_APART = 4;

/** Every word of the listed names, once, and the ways in which a misspelt word reaches it. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #words: Word[] = [];
  readonly #letters = new Numbers();
  readonly #keys = new HashChains();
  /** Words by the first letter of their fold, for those two edits away. */
  readonly #initials = new Map<string, Numbers>();
  /** Words by their first two letters, for those that are being typed. */
  readonly #starts = new Map<string, Numbers>();
  readonly #seen = new Numbers();
  #round = 0;

  get size(): number {
    return this.#words.length;
  }

  idOf(text: string): number | undefined {
    return this.#ids.get(text);
  }

  word(id: number): Word {
    const word = this.#words[id];
    if (!word) throw new RangeError(`The vocabulary has no word ${id}`);
    return word;
  }

  add(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const word = wordOf(text);
    const id = this.#words.push(word) - 1;
    this.#ids.set(text, id);
    this.#letters.push(lettersOf(word.fold));
    this.#seen.push(0);
    this.#index(word, id);
    return id;
  }

  /** The word itself and those it may stand for, most alike first; `lives` says which are still borne. */
  neighbours(typed: Word, lives: (id: number) => boolean): Neighbour[] {
    this.#round += 1;
    const found: Neighbour[] = [];
    const look = (id: number) => {
      if (this.#seen.at(id) === this.#round) return;
      this.#seen.set(id, this.#round);
      if (!lives(id)) return;
      const likeness = alike(typed, this.word(id));
      if (likeness >= MIN_ALIKE) found.push({ id, likeness });
    };
    const same = this.#ids.get(typed.text);
    if (same !== undefined) look(same);
    for (const hash of keysOf(typed, true)) this.#keys.each(hash, look);
    const best = found.reduce((most, { likeness }) => Math.max(most, likeness), 0);
    if (best < SURE && typed.fold.length >= TWO_EDITS_LENGTH) this.#lookWide(typed, look);
    return found.sort((a, b) => b.likeness - a.likeness).slice(0, MAX_NEIGHBOURS);
  }

  /** Words that begin with `prefix`. */
  *startingWith(prefix: string): Generator<number> {
    if (prefix.length >= START) yield* this.#beginning(this.#starts.get(prefix.slice(0, START)), prefix);
    else for (const [start, group] of this.#starts) if (start.startsWith(prefix)) yield* this.#beginning(group, prefix);
  }

  *#beginning(group: Numbers | undefined, prefix: string): Generator<number> {
    for (let at = 0; group && at < group.length; at += 1)
      if (this.word(group.at(at)).text.startsWith(prefix)) yield group.at(at);
  }

  #lookWide(typed: Word, look: (id: number) => void): void {
    const letters = lettersOf(typed.fold);
    const group = this.#initials.get(typed.fold.slice(0, 1));
    for (let at = 0; group && at < group.length; at += 1) {
      const id = group.at(at);
      if (bits(this.#letters.at(id) ^ letters) <= MAX_LETTERS_APART) look(id);
    }
  }

  #index(word: Word, id: number): void {
    for (const hash of keysOf(word, false)) this.#keys.add(hash, id);
    if (word.fold.length >= TWO_EDITS_LENGTH - 2) append(this.#initials, word.fold.slice(0, 1), id);
    append(this.#starts, word.text.slice(0, START), id);
  }
}

function append(groups: Map<string, Numbers>, key: string, id: number): void {
  const group = groups.get(key);
  if (group) group.push(id);
  else {
    const first = new Numbers(4);
    first.push(id);
    groups.set(key, first);
  }
}

/** The hashes that a word is stored or asked under. */
function keysOf(word: Word, asked: boolean): Set<number> {
  const { fold, form, kind } = word;
  const keys = new Set<number>();
  if (form !== word.text || kind !== 'name') keys.add(hashOf(form, SALT.form));
  if (kind === 'number' || kind === 'initial') return keys;
  keys.add(hashOf(fold, SALT.fold));
  for (const family of word.variants) keys.add(hashOf(family, SALT.variant));
  const bare = bareOf(fold);
  const vowelless = form.startsWith(VOWELLESS);
  // Consonants alone connect a script without vowels with any other, not two words that have their vowels.
  if (bare.length > 1 && (asked || vowelless)) keys.add(hashOf(bare, SALT.vowelless));
  if (bare.length > 1 && (!asked || vowelless)) keys.add(hashOf(bare, SALT.bare));
  if (vowelless) return keys;
  keys.add(hashOf(word.text, SALT.text));
  if (word.text.length >= MIN_DROPPED)
    for (let at = 0; at < Math.min(word.text.length, MAX_DROPPED); at += 1) keys.add(hashOf(word.text, SALT.text, at));
  const skeleton = skeletonOf(fold);
  if (skeleton.length > 2) keys.add(hashOf(skeleton, SALT.skeleton));
  return keys;
}

/** A bit for each letter that occurs. */
function lettersOf(fold: string): number {
  let letters = 0;
  for (let at = 0; at < fold.length; at += 1) letters |= 1 << (fold.charCodeAt(at) & 31);
  return letters;
}

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
