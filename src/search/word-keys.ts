import { isNumberWord, shapeOf } from './alike.js';
import { baresOfWord } from './consonants.js';
import { hashOf } from './grow.js';
import { VOWELLESS } from './scripts.js';
import { wadeGilesOf } from './wade-giles.js';
import type { Word } from './word.js';

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
/** One edit leaves one half of a word as it is; shorter words have no half that says anything. */
const MIN_HALVED = 4;
const MIN_CONSONANTS = 2;
const MIN_SKELETON = 3;

export function textKey(text: string): number {
  return hashOf(text, KEY.text);
}

export function foldKey(fold: string): number {
  return hashOf(fold, KEY.fold);
}

/** Everything that a listed word is stored under. */
export function storedKeys(word: Word): number[] {
  return [textKey(word.text), ...kinKeys(word, false), ...readingKeys(word), ...halfKeys(word)];
}

/** Where words are that sound or mean what the typed one does, or are its kin. */
export function askedKinKeys(typed: Word): number[] {
  return kinKeys(typed, true);
}

/** Where words are that have the typed one's consonants, if it has enough of them. */
export function skeletonKey(typed: Word): number | null {
  const skeleton = baresOfWord(typed).at(-1) ?? '';
  return skeleton.length < MIN_SKELETON ? null : hashOf(skeleton, KEY.consonants);
}

function kinKeys(word: Word, asked: boolean): number[] {
  const { fold, form, kind } = word;
  const keys: number[] = [];
  if (form !== word.text || kind !== 'name') keys.push(hashOf(form, KEY.form));
  for (const family of word.variants) keys.push(hashOf(family, KEY.variant));
  if (kind === 'number' || kind === 'initial') return keys;
  keys.push(foldKey(fold));
  const vowelless = form.startsWith(VOWELLESS);
  // Consonants alone connect a script without vowels with any other, not two words that have their vowels.
  for (const consonants of new Set(baresOfWord(word))) {
    if (consonants.length < MIN_CONSONANTS) continue;
    if (asked || vowelless) keys.push(hashOf(consonants, KEY.vowelless));
    if (!asked || vowelless) keys.push(hashOf(consonants, KEY.consonants));
  }
  return keys;
}

/** A reading of a word that is not its letters. */
export interface Reading {
  /** Where words are that have this reading, or are written so. */
  readonly keys: readonly number[];
  readonly isOf: (other: string) => boolean;
}

/** The word in Wade-Giles. */
export function syllableReadings({ text, kind }: Word): Reading[] {
  if (kind === 'number' || text.startsWith(VOWELLESS)) return [];
  return wadeGilesOf(text).map((reading) => ({
    keys: [textKey(reading), hashOf(reading, KEY.syllables)],
    isOf: (other) => wadeGilesOf(other).includes(reading),
  }));
}

/** The word as machines misread it. */
export function shapeReadings({ text, kind }: Word): Reading[] {
  if (kind === 'number' || text.startsWith(VOWELLESS)) return [];
  const shape = shapeOf(text);
  return [{ keys: [textKey(shape), hashOf(shape, KEY.shape)], isOf: (other) => shapeOf(other) === shape }];
}

function readingKeys({ text, kind }: Word): number[] {
  if (kind === 'number' || text.startsWith(VOWELLESS)) return [];
  const others = wadeGilesOf(text).filter((reading) => reading !== text);
  const shape = shapeOf(text);
  return [
    ...others.map((reading) => hashOf(reading, KEY.syllables)),
    ...(shape === text ? [] : [hashOf(shape, KEY.shape)]),
  ];
}

function halfKeys(word: Word): number[] {
  const { text, fold } = word;
  if (!isHalved(word)) return [];
  return fold === text ? halvesOf(text) : [...halvesOf(text), ...halvesOf(fold)];
}

function isHalved(word: Word): boolean {
  return (word.kind !== 'number' || isNumberWord(word)) && !word.form.startsWith(VOWELLESS);
}

function halvesOf(text: string): number[] {
  if (text.length < MIN_HALVED) return [];
  const half = text.length >> 1;
  return [hashOf(text, KEY.head + text.length, 0, half), hashOf(text, KEY.tail + text.length, half)];
}

/** The halves of every word that may be one edit away, as it is written or as it sounds. */
export function askedHalfKeys(word: Word): number[] {
  const { text, fold } = word;
  if (!isHalved(word)) return [];
  return fold === text ? halvesNear(text) : [...halvesNear(text), ...halvesNear(fold)];
}

/** Of words a letter shorter, as long, a letter longer. */
function halvesNear(text: string): number[] {
  const keys: number[] = [];
  if (text.length < MIN_HALVED - 1) return keys;
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
