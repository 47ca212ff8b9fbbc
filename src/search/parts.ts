import type { Likenesses } from './likenesses.js';
import type { NameStore } from './name-store.js';
import { VOWELLESS } from './scripts.js';
import type { Neighbour } from './vocabulary.js';
import { type Word, wordOf } from './word.js';

/** Letters of a half, where the other is known too, and where not. */
const MIN_PART = 3;
const MIN_SURE_PART = 4;
/** "al" and "de" are shorter than other words that are written together with the next. */
const MIN_PARTICLE = 2;
const MAX_PARTS = 8;
/** A word this like a known one was not joined from two. */
const LIKE_ONE = 0.85;
/** One without its vowels: it is like many, and a long one may be joined all the same. */
const LIKE_ONE_BARE = 0.9;
const LONG_BARE = 7;
/** No listed name has more or longer words that were joined: each way to part one is a look-up. */
const MOST_BARE_WORDS = 5;
const LONGEST_BARE = 16;
/** Halves of such a word: letters, how alike they must be to words, and how many words at most. */
const MIN_BARE_HEAD = 3;
const MIN_BARE_TAIL = 2;
const SURE_PART = 0.82;
const MAX_SOUNDING = 40;

/** What is written together with the next word as often as apart. */
const ATTACHED = /^(?:al|el|abu|abou|ibn|bin|ben|abd|abdul|abdel|de|van)(?=.{3})/;

/** Where parts are looked for. */
interface Searched {
  readonly store: NameStore;
  readonly known: Likenesses;
  readonly far: boolean;
  /** How many words the query has. */
  readonly words: number;
}

/** One side of a word that may have been joined, and the words that it may be. */
export interface Part {
  readonly side: 'head' | 'tail';
  readonly neighbours: readonly Neighbour[];
}

/**
 * Known words that another may have been joined from: what is behind an article, and, where it is only so `likely` one word,
 * two halves, wherever the joint is; `far`, also where one of these is misspelt.
 */
export function partsOf(word: Word, likely: number, { store, known, far, words }: Searched): Part[] {
  const { text, kind } = word;
  if (kind !== 'name') return [];
  if (text.startsWith(VOWELLESS)) {
    const parted = likely < LIKE_ONE_BARE || text.length > LONG_BARE;
    return parted && words <= MOST_BARE_WORDS && text.length <= LONGEST_BARE ? bareParts(text, known) : [];
  }
  if (likely < LIKE_ONE) return far ? [...halves(text, store), ...misspeltHalves(text, store)] : halves(text, store);
  const behind = ATTACHED.test(text) ? store.vocabulary.idOf(text.replace(ATTACHED, '')) : undefined;
  return behind === undefined ? [] : [{ side: 'tail', neighbours: [{ id: behind, likeness: 1 }] }];
}

function halves(text: string, store: NameStore): Part[] {
  const parts: Part[] = [];
  for (let at = MIN_PARTICLE; at <= text.length - MIN_PARTICLE; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const [head, tail] = [store.vocabulary.idOf(before), store.vocabulary.idOf(after)];
    const shortest = head !== undefined && tail !== undefined ? MIN_PART : MIN_SURE_PART;
    if (head !== undefined && before.length >= shortest)
      parts.push({ side: 'head', neighbours: [{ id: head, likeness: 1 }] });
    if (tail !== undefined && after.length >= shortest)
      parts.push({ side: 'tail', neighbours: [{ id: tail, likeness: 1 }] });
  }
  return parts.slice(0, MAX_PARTS);
}

/** Beside a known word one that is misspelt. */
function misspeltHalves(text: string, store: NameStore): Part[] {
  const parts: Part[] = [];
  const near = (part: string): readonly Neighbour[] =>
    part.length < MIN_SURE_PART ? [] : store.vocabulary.near(wordOf(part), (id) => store.borneBy(id));
  for (let at = MIN_PARTICLE; at <= text.length - MIN_PARTICLE; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const [head, tail] = [store.vocabulary.idOf(before), store.vocabulary.idOf(after)];
    if (head !== undefined) parts.push({ side: 'tail', neighbours: near(after) });
    if (tail !== undefined) parts.push({ side: 'head', neighbours: near(before) });
  }
  return parts;
}

/** Halves of a word without vowels, both of which sound like known ones: Gholamhossein. */
function bareParts(text: string, known: Likenesses): Part[] {
  const parts: Part[] = [];
  for (let at = VOWELLESS.length + MIN_BARE_HEAD; at <= text.length - MIN_BARE_TAIL; at += 1) {
    const [before, after] = [text.slice(0, at), VOWELLESS + text.slice(at)];
    const [head, tail] = [soundingLike(before, known), soundingLike(after, known)];
    if (head.length === 0 || tail.length === 0) continue;
    parts.push({ side: 'head', neighbours: head }, { side: 'tail', neighbours: tail });
  }
  return parts;
}

function soundingLike(text: string, known: Likenesses): Neighbour[] {
  const likenesses = [...known.of(wordOf(text))].map(([id, likeness]) => ({ id, likeness }));
  return likenesses.filter(({ likeness }) => likeness >= SURE_PART).slice(0, MAX_SOUNDING);
}
