import { alike, MIN_ALIKE, SAME_SHAPE, SAME_SYLLABLES, shapeOf } from './alike.js';
import { HashChains, hashOf, Numbers } from './grow.js';
import { formOf, kindOf, variantsOf } from './lexicon.js';
import { baresOf } from './phonetic.js';
import { VOWELLESS } from './scripts.js';
import { wadeGilesOf } from './wade-giles.js';
import { type Word, wordOf } from './word.js';

/** A word of the vocabulary that a typed word may stand for. */
export interface Neighbour {
  readonly id: number;
  readonly likeness: number;
}

/** What a word is reached by. Halves are told apart by the length of the word too. */
const KEY = {
  text: 0,
  fold: 1,
  consonants: 2,
  vowelless: 4,
  variant: 5,
  form: 6,
  syllables: 7,
  shape: 8,
  head: 100,
  tail: 200,
} as const;
const CHAINS = 1 << 18;
const MAX_NEIGHBOURS = 40;
/** Without vowels a word is like many more, and none of them more than the rest. */
const MAX_VOWELLESS = 250;
/** One edit leaves one half of a word as it is; shorter words have no half that says anything. */
const MIN_HALVED = 4;
/** From this length two full edits are one word still, which no key reaches. */
const TWO_EDITS_LENGTH = 6;
const SURE = 0.8;
/** Letters that may occur in one of two words only: two for each edit. */
const MAX_LETTERS_APART = 4;
const MIN_CONSONANTS = 2;
const MIN_SKELETON = 3;
const START = 2;

/** Beside a word's letters: the lexicon knows nothing of it, as of most. */
const PLAIN = 1 << 31;

const NONE: readonly string[] = [];

/** Every word of the listed names, once, and the ways in which a misspelt word reaches it. */
export class Vocabulary {
  readonly #texts: string[] = [];
  readonly #folds: string[] = [];
  readonly #letters = new Numbers();
  readonly #keys = new HashChains(CHAINS);
  /** Words by length and first letter of their fold, for those two edits away. */
  readonly #lengths = new Map<string, Numbers>();
  /** Words by their first two letters, for those that are being typed. */
  readonly #starts = new Map<string, Numbers>();
  readonly #seen = new Numbers();
  #round = 0;

  get size(): number {
    return this.#texts.length;
  }

  idOf(text: string): number | undefined {
    let found: number | undefined;
    this.#keys.each(hashOf(text, KEY.text), (id) => {
      if (this.#texts[id] === text) found = id;
    });
    return found;
  }

  text(id: number): string {
    return this.#texts[id] ?? '';
  }

  word(id: number): Word {
    const text = this.text(id);
    if (this.#letters.at(id) < 0)
      return { text, form: text, fold: this.#folds[id] ?? '', kind: 'name', variants: NONE };
    const form = formOf(text);
    return { text, form, fold: this.#folds[id] ?? '', kind: kindOf(form), variants: variantsOf(form) };
  }

  add(text: string): number {
    const known = this.idOf(text);
    if (known !== undefined) return known;
    const word = wordOf(flat(text));
    const id = this.#texts.push(word.text) - 1;
    this.#folds.push(word.fold === word.text ? word.text : flat(word.fold));
    const plain = word.form === word.text && word.kind === 'name' && word.variants.length === 0;
    this.#letters.push(lettersOf(word.fold) | (plain ? PLAIN : 0));
    this.#seen.push(0);
    this.#keys.add(hashOf(text, KEY.text), id);
    for (const hash of keysOf(word, false)) this.#keys.add(hash, id);
    for (const hash of readingsOf(word)) this.#keys.add(hash, id);
    for (const hash of halvesOf(word)) this.#keys.add(hash, id);
    if (word.fold.length >= TWO_EDITS_LENGTH - 2) append(this.#lengths, groupOf(word.fold, word.fold.length), id);
    append(this.#starts, word.text.slice(0, START), id);
    return id;
  }

  /** The word itself and those it may stand for, most alike and most borne first. */
  neighbours(typed: Word, borneBy: (id: number) => number): Neighbour[] {
    return this.#neighbours(typed, borneBy, true);
  }

  /** Those of them that are one edit away, or the same syllables. */
  near(typed: Word, borneBy: (id: number) => number): Neighbour[] {
    return this.#neighbours(typed, borneBy, false);
  }

  #neighbours(typed: Word, borneBy: (id: number) => number, far: boolean): Neighbour[] {
    this.#round += 1;
    const found: Neighbour[] = [];
    let best = 0;
    const letters = lettersOf(typed.fold);
    const look = (id: number, atLeast = 0) => {
      if (this.#seen.at(id) === this.#round) return;
      this.#seen.set(id, this.#round);
      if (borneBy(id) === 0) return;
      const likeness = Math.max(atLeast, alike(typed, this.word(id)));
      best = Math.max(best, likeness);
      if (likeness >= MIN_ALIKE) found.push({ id, likeness });
    };
    const lookIfNear = (id: number) => {
      if (bits((this.#letters.at(id) & ~PLAIN) ^ letters) <= MAX_LETTERS_APART) look(id);
    };
    this.#keys.each(hashOf(typed.text, KEY.text), (id) => look(id));
    this.#readings(typed, look);
    if (far) {
      for (const hash of keysOf(typed, true)) this.#keys.each(hash, (id) => look(id));
      const [, skeleton] = baresOf(typed.fold);
      if (skeleton.length >= MIN_SKELETON) this.#keys.each(hashOf(skeleton, KEY.consonants), lookIfNear);
    }
    for (const hash of halvesAskedOf(typed)) this.#keys.each(hash, lookIfNear);
    const length = typed.fold.length;
    if (far && best < SURE && length >= TWO_EDITS_LENGTH)
      for (let other = length - 2; other <= length + 2; other += 1) {
        const group = this.#lengths.get(groupOf(typed.fold, other));
        for (let at = 0; group && at < group.length; at += 1) lookIfNear(group.at(at));
      }
    const most = typed.form.startsWith(VOWELLESS) ? MAX_VOWELLESS : MAX_NEIGHBOURS;
    return found.sort((a, b) => b.likeness - a.likeness || borneBy(b.id) - borneBy(a.id)).slice(0, most);
  }

  /** Words of the same syllables or shapes. */
  #readings({ text, kind }: Word, look: (id: number, likeness: number) => void): void {
    if (kind === 'number' || text.startsWith(VOWELLESS)) return;
    const among = (reading: string, key: number, likeness: number, same: (other: string) => boolean) => {
      const check = (id: number) => {
        if (same(this.text(id))) look(id, likeness);
      };
      this.#keys.each(hashOf(reading, KEY.text), check);
      this.#keys.each(hashOf(reading, key), check);
    };
    for (const reading of wadeGilesOf(text))
      among(reading, KEY.syllables, SAME_SYLLABLES, (other) => wadeGilesOf(other).includes(reading));
    const shape = shapeOf(text);
    among(shape, KEY.shape, SAME_SHAPE, (other) => shapeOf(other) === shape);
  }

  /** Words that are written or sound just so. */
  exactly(typed: Word): number[] {
    const found: number[] = [];
    this.#keys.each(hashOf(typed.fold, KEY.fold), (id) => {
      if (this.#folds[id] === typed.fold && !found.includes(id)) found.push(id);
    });
    return found;
  }

  /** Words that begin with `prefix`. */
  *startingWith(prefix: string): Generator<number> {
    if (prefix.length >= START) yield* this.#beginning(this.#starts.get(prefix.slice(0, START)), prefix);
    else for (const [start, group] of this.#starts) if (start.startsWith(prefix)) yield* this.#beginning(group, prefix);
  }

  *#beginning(group: Numbers | undefined, prefix: string): Generator<number> {
    for (let at = 0; group && at < group.length; at += 1)
      if (this.text(group.at(at)).startsWith(prefix)) yield group.at(at);
  }
}

/** What a word is stored or asked under for its sound, its meaning and its kin. */
function keysOf(word: Word, asked: boolean): number[] {
  const { fold, form, kind } = word;
  const keys: number[] = [];
  if (form !== word.text || kind !== 'name') keys.push(hashOf(form, KEY.form));
  for (const family of word.variants) keys.push(hashOf(family, KEY.variant));
  if (kind === 'number' || kind === 'initial') return keys;
  keys.push(hashOf(fold, KEY.fold));
  const vowelless = form.startsWith(VOWELLESS);
  // Consonants alone connect a script without vowels with any other, not two words that have their vowels.
  const [bare, skeleton] = baresOf(fold);
  for (const consonants of bare === skeleton ? [skeleton] : [bare, skeleton]) {
    if (consonants.length < MIN_CONSONANTS) continue;
    if (asked || vowelless) keys.push(hashOf(consonants, KEY.vowelless));
    if (!asked || vowelless) keys.push(hashOf(consonants, KEY.consonants));
  }
  return keys;
}

/** A word's other readings, where they are not its letters. */
function readingsOf({ text, kind }: Word): number[] {
  if (kind === 'number' || text.startsWith(VOWELLESS)) return [];
  const others = wadeGilesOf(text).filter((reading) => reading !== text);
  const shape = shapeOf(text);
  return [
    ...others.map((reading) => hashOf(reading, KEY.syllables)),
    ...(shape === text ? [] : [hashOf(shape, KEY.shape)]),
  ];
}

function isHalved({ text, kind, form }: Word): boolean {
  return text.length >= MIN_HALVED && kind !== 'number' && !form.startsWith(VOWELLESS);
}

function halvesOf(word: Word): number[] {
  if (!isHalved(word)) return [];
  const { text } = word;
  const half = text.length >> 1;
  return [hashOf(text, KEY.head + text.length, 0, half), hashOf(text, KEY.tail + text.length, half)];
}

/** The halves of every word that may be one edit away: a letter shorter, as long, a letter longer. */
function halvesAskedOf({ text, form, kind }: Word): number[] {
  const keys: number[] = [];
  if (text.length < MIN_HALVED - 1 || kind === 'number' || form.startsWith(VOWELLESS)) return keys;
  for (let length = Math.max(MIN_HALVED, text.length - 1); length <= text.length + 1; length += 1) {
    const half = length >> 1;
    keys.push(hashOf(text, KEY.head + length, 0, half));
    keys.push(hashOf(text, KEY.tail + length, text.length - length + half));
    // Two letters that changed places over the middle.
    if (length === text.length)
      keys.push(hashOf(text.slice(0, half - 1) + text.slice(half, half + 1), KEY.head + length));
  }
  return keys;
}

function groupOf(fold: string, length: number): string {
  return `${fold[0]}${length}`;
}

/** A text of its own: a part of a longer one would keep that in memory. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

function append(groups: Map<string, Numbers>, key: string, id: number): void {
  const group = groups.get(key) ?? new Numbers(4);
  group.push(id);
  groups.set(key, group);
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
