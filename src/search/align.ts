import { alikeAnyhow, alikeLoosely, MIN_ALIKE } from './alike.js';
import { apartPairs, JOINED, joinedPairs } from './joined.js';
import { readable } from './scripts.js';
import type { Word } from './word.js';

/** Words of both sides that stand for each other: one and one, or one and several that were joined or split. */
export interface Pairing {
  readonly query: readonly number[];
  readonly name: readonly number[];
  readonly likeness: number;
  readonly how: 'word' | 'initial' | 'joined';
}

/** An initial may be of another name. */
const INITIAL = 0.9;
/** Where more words of both sides stand alone than these by those, nothing that is found late makes them one. */
const MOST_OPEN = 6;

/**
 * Pairs the words of two names, the most alike first; `likeness` of two positions is 0 where they are two words, and `lately` what it
 * is to be for words that are found alike when all others have been paired.
 */
export function align(
  query: readonly Word[],
  name: readonly Word[],
  likeness: (query: number, name: number) => number,
  weight: (query: number) => number,
  initials: boolean,
  lately: (likeness: number, query: number) => number = (like) => like,
): Pairing[] {
  const possible: { q: number; n: number; like: number; worth: number }[] = [];
  for (let q = 0; q < query.length; q += 1)
    for (let n = 0; n < name.length; n += 1) {
      const like = likeness(q, n);
      // Where a word fits two, the one at its own place.
      if (like > 0) possible.push({ q, n, like, worth: like + weight(q) / 100 - Math.abs(q - n) / 1e4 });
    }
  possible.sort((a, b) => b.worth - a.worth);
  const free = { query: query.map(() => true), name: name.map(() => true) };
  const pairings: Pairing[] = [];
  const take = (pairing: Pairing) => {
    for (const at of pairing.query) free.query[at] = false;
    for (const at of pairing.name) free.name[at] = false;
    pairings.push(pairing);
  };
  for (const { q, n, like } of possible)
    if (free.query[q] && free.name[n]) take({ query: [q], name: [n], likeness: like, how: 'word' });
  if (!free.query.includes(true) || !free.name.includes(true)) return pairings;
  joinedPairs(query, name, free.query, free.name, (one, several, like) =>
    take({ query: [one], name: several, likeness: like, how: 'joined' }),
  );
  joinedPairs(name, query, free.name, free.query, (one, several, like) =>
    take({ query: several, name: [one], likeness: like, how: 'joined' }),
  );
  apartPairs(query, name, free.query, free.name, (one, several) =>
    take({ query: [one], name: several, likeness: JOINED, how: 'joined' }),
  );
  if (initials)
    initialPairs(query, name, free.query, free.name, (q, n) =>
      take({ query: [q], name: [n], likeness: INITIAL, how: 'initial' }),
    );
  latePairs(query, name, free.query, free.name, (q, n, like) =>
    take({ query: [q], name: [n], likeness: lately(like, q), how: 'word' }),
  );
  return pairings;
}

/** Words that no key leads from one to the other, but that may be one where little else stands alone. */
function latePairs(
  query: readonly Word[],
  name: readonly Word[],
  freeQuery: readonly boolean[],
  freeName: readonly boolean[],
  take: (query: number, name: number, likeness: number) => void,
): void {
  if (count(freeQuery) * count(freeName) > MOST_OPEN) return;
  query.forEach((a, q) => {
    name.forEach((b, n) => {
      if (!freeQuery[q] || !freeName[n]) return;
      const near = alikeAnyhow(a, b);
      const like = near >= MIN_ALIKE ? near : alikeLoosely(a, b);
      if (like > 0) take(q, n, like);
    });
  });
}

function count(free: readonly boolean[]): number {
  return free.filter(Boolean).length;
}

function initialPairs(
  query: readonly Word[],
  name: readonly Word[],
  freeQuery: readonly boolean[],
  freeName: readonly boolean[],
  take: (query: number, name: number) => void,
): void {
  query.forEach((word, q) => {
    if (!freeQuery[q]) return;
    const n = name.findIndex((other, at) => freeName[at] && isInitialOf(word, other));
    if (n >= 0) take(q, n);
  });
}

function isInitialOf(a: Word, b: Word): boolean {
  const [short, long] = a.text.length < b.text.length ? [a, b] : [b, a];
  return (
    short.text.length === 1 && /[a-z]/.test(short.text) && long.kind === 'name' && readable(long.text)[0] === short.text
  );
}
