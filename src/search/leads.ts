import { consonantsIn, consonantsOf } from './consonants.js';
import { joinedFolds } from './joined.js';
import type { NameStore } from './name-store.js';
import type { Query } from './query.js';
import { VOWELLESS } from './scripts.js';
import type { Neighbour } from './vocabulary.js';
import { type Word, wordOf } from './word.js';

/** A word of the query, or two that it was joined from or split into, and what it is worth to find it in a name. */
export interface Lead {
  readonly weight: number;
  readonly neighbours: readonly Neighbour[];
}

/** Words that say less than this lead to no candidate, unless there are no others. */
const LEADING = 0.12;
const MIN_PART = 3;
/** "al" and "de" are shorter than other words that are written together with the next. */
const MIN_PARTICLE = 2;
const MAX_PARTS = 8;
/** A word this like a known one was not joined from two. */
const LIKE_ONE = 0.85;
/** Of two misspelt words written together, the one that is not is this long. */
const MIN_SURE_PART = 4;

/** What leads to names. */
export function leadsOf(query: Query, store: NameStore): Lead[] {
  const leads: Lead[] = [];
  const lead = (weight: number, neighbours: readonly Neighbour[]) => {
    if (neighbours.some(({ id }) => store.borneBy(id) > 0)) leads.push({ weight, neighbours });
  };
  const worthwhile = query.weights.some((weight) => weight >= LEADING);
  query.words.forEach((word, at) => {
    const weight = query.weights[at] ?? 0;
    const likenesses = query.likenesses[at] ?? new Map<number, number>();
    if (weight >= LEADING || !worthwhile)
      lead(
        weight,
        [...likenesses].map(([id, likeness]) => ({ id, likeness })),
      );
    for (const parts of joinsAt(at, query.words)) {
      const joined = joinedOf(parts, store);
      const together = sum(query.weights.slice(at, at + parts.length));
      lead(Math.min(together, mostOf(joined, store)), joined);
    }
    const [likely = 0] = likenesses.values();
    for (const part of partsOf(word, store, likely < LIKE_ONE)) lead(weight / 2, [part]);
  });
  return leads;
}

/** The word at a place with the next; behind it an article and one more, where vowels are lost. */
function joinsAt(at: number, words: readonly Word[]): Word[][] {
  const [word, next, last] = words.slice(at, at + 3);
  if (!word || !next) return [];
  if (!last?.text.startsWith(VOWELLESS) || next.kind !== 'particle') return [[word, next]];
  return [
    [word, next],
    [word, next, last],
  ];
}

/** What was split says no more than the word that it is, however rare its parts are. */
function mostOf(joined: readonly Neighbour[], store: NameStore): number {
  return Math.max(0, ...joined.map(({ id }) => store.weight(id)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The vocabulary's words that words written together are, or are much like. */
function joinedOf(parts: readonly Word[], store: NameStore): Neighbour[] {
  const text = parts.map((part) => part.text).join('');
  const borneBy = (id: number) => store.borneBy(id);
  if (text.includes(VOWELLESS)) {
    const folds = joinedFolds(parts).filter((fold) => consonantsIn(consonantsOf(fold)) >= MIN_CONSONANTS);
    return folds.flatMap((fold) => store.vocabulary.neighbours({ ...wordOf(fold), fold }, borneBy));
  }
  const joined = wordOf(text);
  if (joined.kind !== 'name' || store.vocabulary.exactly(joined).length > 0)
    return store.vocabulary.neighbours(joined, borneBy);
  return parts.every(isPartOfName) ? store.vocabulary.near(joined, borneBy) : [];
}

/** Russian company forms that are Chinese syllables too: Lung-pao. */
const SYLLABLE = /^[pt]?ao$/;

function isPartOfName({ kind, text }: Word): boolean {
  return kind === 'name' || kind === 'particle' || (kind === 'legal' && SYLLABLE.test(text));
}

/** Words joined without their vowels that have fewer are like hundreds. */
const MIN_CONSONANTS = 3;

/** What is written together with the next word as often as apart. */
const ATTACHED = /^(?:al|el|abu|abou|ibn|bin|ben|abd|abdul|abdel|de|van)(?=.{3})/;

/**
 * Known words that another may have been joined from: what is behind an article, and, where the word is `unknown`, two halves,
 * wherever the joint is.
 */
function partsOf({ text, kind }: Word, store: NameStore, unknown: boolean): Neighbour[] {
  const parts: Neighbour[] = [];
  if (kind !== 'name' || text.startsWith(VOWELLESS)) return parts;
  if (!unknown) {
    const behind = store.vocabulary.idOf(text.replace(ATTACHED, ''));
    return behind === undefined || !ATTACHED.test(text) ? [] : [{ id: behind, likeness: 1 }];
  }
  for (let at = MIN_PARTICLE; at <= text.length - MIN_PARTICLE; at += 1) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const [head, tail] = [store.vocabulary.idOf(before), store.vocabulary.idOf(after)];
    const whole = head !== undefined && tail !== undefined;
    if (head !== undefined && before.length >= (whole ? MIN_PART : MIN_SURE_PART))
      parts.push({ id: head, likeness: 1 });
    if (tail !== undefined && after.length >= (whole ? MIN_PART : MIN_SURE_PART)) parts.push({ id: tail, likeness: 1 });
  }
  return parts.slice(0, MAX_PARTS);
}
