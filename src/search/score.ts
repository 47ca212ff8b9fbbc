import type { PartyType } from '../domain/listing.js';
import { align, type Pairing } from './align.js';
import { readable } from './scripts.js';
import type { LeftWord, Side } from './side.js';
import { weigh } from './weigh.js';
import type { Word } from './word.js';

export type Manner =
  | 'exact'
  /** The same words in another order. */
  | 'order'
  /** The same letters, blanks apart. */
  | 'joined'
  /** The same words but for their spelling. */
  | 'typos'
  /** Some words stand on one side only. */
  | 'part'
  /** No word of the one stands for one of the other. */
  | 'apart'
  /** A name without letters and figures, which is like none. */
  | 'nothing';

export interface Score {
  /** 0 to 1, two decimals. */
  readonly score: number;
  readonly manner: Manner;
  readonly typos: readonly Respelt[];
  readonly onlyInQuery: readonly string[];
  readonly onlyInName: readonly string[];
}

export interface Respelt {
  readonly typed: string;
  readonly listed: string;
  readonly how: Pairing['how'];
}

const OTHER_ORDER = 0.98;
const JOINED = 0.97;

/** How sure two names are one. Only persons have initials: where the type says that it is none, a letter is a letter. */
export function scoreSides(
  query: Side,
  name: Side,
  likeness: (query: number, name: number) => number,
  type?: PartyType,
  lately?: (likeness: number, query: number) => number,
): Score {
  const ofPerson = type === undefined || type === 'individual';
  const pairings = align(query.words, name.words, likeness, (at) => query.weights[at] ?? 0, ofPerson, lately);
  const paired = {
    query: new Set(pairings.flatMap((pair) => pair.query)),
    name: new Set(pairings.flatMap((pair) => pair.name)),
  };
  const left = { query: leftOf(query, paired.query), name: leftOf(name, paired.name) };
  const facts = {
    typos: pairings.flatMap((pair) => respelt(pair, query, name)),
    onlyInQuery: left.query.map(({ text }) => text),
    onlyInName: left.name.map(({ text }) => text),
  };
  if (query.words.length === 0 || name.words.length === 0) return { ...facts, score: 0, manner: 'nothing' };
  if (left.query.length + left.name.length + facts.typos.length === 0) {
    const ordered = inOrder(pairings, query.turnable || name.turnable);
    return { ...facts, score: ordered ? 1 : OTHER_ORDER, manner: ordered ? 'exact' : 'order' };
  }
  if (textOf(query) === textOf(name))
    return { typos: [], onlyInQuery: [], onlyInName: [], score: JOINED, manner: 'joined' };
  if (pairings.length === 0) return { ...facts, score: 0, manner: 'apart' };
  const manner = left.query.length + left.name.length === 0 ? 'typos' : 'part';
  return { ...facts, score: round(weigh(pairings, query, name, left)), manner };
}

/** Every word at its place, or all of them turned round at the comma. */
function inOrder(pairings: readonly Pairing[], turnable: boolean): boolean {
  const offsets = pairings.map(({ query: [q = 0], name: [n = 0] }) => (n - q + pairings.length) % pairings.length);
  return offsets.every((offset) => offset === offsets[0] && (turnable || offset === 0));
}

function leftOf(side: Side, paired: ReadonlySet<number>): LeftWord[] {
  return side.words.flatMap((word, at) =>
    paired.has(at) ? [] : [{ text: shown(word), word, weight: side.weights[at] ?? 0 }],
  );
}

/** What differs in a pairing: nothing where the words are written alike. */
function respelt(pair: Pairing, query: Side, name: Side): Respelt[] {
  const typed = pair.query.map((at) => shown(query.words[at])).join(' ');
  const listed = pair.name.map((at) => shown(name.words[at])).join(' ');
  return pair.likeness === 1 ? [] : [{ typed, listed, how: pair.how }];
}

function shown(word: Word | undefined): string {
  return readable(word?.text ?? '');
}

function textOf({ words }: Side): string {
  return words.map(({ text }) => text).join('');
}

/** Downwards, so that a score shown as the threshold is at the threshold. */
function round(score: number): number {
  return Math.floor(score * 100 + 1e-9) / 100;
}
