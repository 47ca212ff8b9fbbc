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
    const next = query.words[at + 1];
    if (next) lead(weight + (query.weights[at + 1] ?? 0), joinedOf(word, next, store));
    const [likely = 0] = likenesses.values();
    if (likely < LIKE_ONE) for (const part of partsOf(word, store)) lead(weight / 2, [part]);
  });
  return leads;
}

/** The vocabulary's words that two words written together are, or are much like. */
function joinedOf(word: Word, next: Word, store: NameStore): Neighbour[] {
  const text = word.text + next.text;
  const borneBy = (id: number) => store.borneBy(id);
  if (text.includes(VOWELLESS))
    return store.vocabulary.neighbours(wordOf(VOWELLESS + text.replaceAll(VOWELLESS, '')), borneBy);
  const joined = wordOf(text);
  const exact = store.vocabulary.exactly(joined);
  if (exact.length > 0) return exact.map((id) => ({ id, likeness: 1 }));
  return isPartOfName(word) && isPartOfName(next) ? store.vocabulary.near(joined, borneBy) : [];
}

function isPartOfName({ kind }: Word): boolean {
  return kind === 'name' || kind === 'particle';
}

/** Known words that an unknown one may have been joined from: two halves, wherever the joint is. */
function partsOf({ text, kind }: Word, store: NameStore): Neighbour[] {
  const parts: Neighbour[] = [];
  if (kind !== 'name' || text.startsWith(VOWELLESS)) return parts;
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
