import type { PartyType } from '../domain/listing.js';
import { DEFAULT_MIN_SCORE } from '../domain/match.js';
import { align, type Pairing } from './align.js';
import { readable } from './scripts.js';
import { isTelling } from './weight.js';
import type { Word } from './word.js';

/** One side of a comparison: its words and what each says. */
export interface Side {
  readonly words: readonly Word[];
  readonly weights: readonly number[];
  /** "Surname, Given" may as well be written the other way round. */
  readonly turnable: boolean;
}

export type Manner =
  | 'exact'
  /** The same words in another order. */
  | 'order'
  /** The same letters, blanks apart. */
  | 'joined'
  /** The same words but for their spelling. */
  | 'typos'
  /** Some words stand on one side only. */
  | 'part';

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

/**
 * A word that only one side has costs a part of its weight, more where it was typed, for lists write names in full; where
 * both sides have one, they are different names.
 */
const MISSING = 0.3;
const MORE_TYPED = 0.6;
const CONFLICT = 1;
/** A word that is only like the other counts against as well as for. */
const DOUBT = 1.4;
/** A father's name is left out as often as written. */
const PATRONYMIC = /(?:[aoeiy]vi(?:ch|c|tch)|ovych|[aoe][vu]na|ivna|ichna|oglu|ogly|kyzy|qizi)$/;
const PATRONYMIC_SHARE = 0.6;
/** An initial says little, and leaves a little of the name open. */
const INITIAL_WEIGHT = 0.5;
const INITIAL_MISSING = 0.1;
/** One telling word in common, and more of the name that only one side has, is never a match: HADI, EMMA, CRYSTAL. */
const ONE_WORD = 0.75;
const COMMON = 0.6;
const SHORT_WORD = 5;
const HARDLY = 0.75;
const OTHER_NUMBER = 0.7;
/** A number that the list does not have: KUM UN SAN 7 is hardly KUM UN SAN. */
const NUMBER_TYPED = 0.86;
const OTHER_ORDER = 0.98;
const JOINED = 0.97;

/** How sure two names are one. Only persons have initials: where the type says that it is none, a letter is a letter. */
export function scoreSides(
  query: Side,
  name: Side,
  likeness: (query: number, name: number) => number,
  type?: PartyType,
): Score {
  const ofPerson = type === undefined || type === 'individual';
  const pairings = align(query.words, name.words, likeness, (at) => query.weights[at] ?? 0, ofPerson);
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
  if (left.query.length + left.name.length + facts.typos.length === 0) {
    const ordered = inOrder(pairings, query.turnable || name.turnable);
    return { ...facts, score: ordered ? 1 : OTHER_ORDER, manner: ordered ? 'exact' : 'order' };
  }
  if (textOf(query) === textOf(name))
    return { typos: [], onlyInQuery: [], onlyInName: [], score: JOINED, manner: 'joined' };
  const manner = left.query.length + left.name.length === 0 ? 'typos' : 'part';
  return { ...facts, score: round(weigh(pairings, query, name, left)), manner };
}

/** Every word at its place, or all of them turned round at the comma. */
function inOrder(pairings: readonly Pairing[], turnable: boolean): boolean {
  const offsets = pairings.map(({ query: [q = 0], name: [n = 0] }) => (n - q + pairings.length) % pairings.length);
  return offsets.every((offset) => offset === offsets[0] && (turnable || offset === 0));
}

interface Left {
  readonly query: readonly LeftWord[];
  readonly name: readonly LeftWord[];
}

interface LeftWord {
  readonly text: string;
  readonly word: Word;
  readonly weight: number;
}

function weigh(pairings: readonly Pairing[], query: Side, name: Side, left: Left): number {
  let [matched, doubt, telling] = [0, 0, 0];
  for (const pair of pairings) {
    const full = weightOfPair(pair, query, name);
    const weight = pair.how === 'initial' ? full * INITIAL_WEIGHT : full;
    const unsure = (isOtherWord(pair, query, name) ? 1 : weight) * Math.min(1, DOUBT * (1 - pair.likeness));
    matched += Math.max(0, weight - unsure);
    doubt += unsure + (pair.how === 'initial' ? full * INITIAL_MISSING : 0);
    if (pair.how === 'word' && bothTelling(pair, query, name)) telling += 1;
    if (pair.how === 'joined') telling += tellingOf(pair, query, name);
  }
  const lone = telling < 2;
  const [more, less] = [missingOf(left.query, MORE_TYPED), missingOf(left.name, MISSING)];
  const conflict = 2 * CONFLICT * Math.min(more.full, less.full);
  const missing = more.full > less.full ? more.part - less.full * MORE_TYPED : less.part - more.full * MISSING;
  const all = matched + doubt + conflict + missing;
  let score = all === 0 ? 0 : legible(matched / all);
  // Of a single short word every letter counts.
  if (lone && query.words.length === 1 && (query.words[0]?.text.length ?? 0) <= SHORT_WORD) score -= doubt;
  if (lone && (byInitial(pairings, name) || tooLittle(matched, [...left.query, ...left.name])))
    score = Math.min(score, ONE_WORD);
  if (left.query.some(isNumber)) score *= left.name.some(isNumber) ? OTHER_NUMBER : NUMBER_TYPED;
  return Math.max(0, score);
}

/** What is misspelt, joined or split seems rare: it is as common as what it stands for. */
function weightOfPair(pair: Pairing, query: Side, name: Side): number {
  const typed = sum(pair.query.map((at) => query.weights[at] ?? 0));
  const listed = sum(pair.name.map((at) => name.weights[at] ?? 0));
  return pair.how === 'initial' ? Math.max(typed, listed) : Math.min(typed, listed);
}

/** A name that is hardly like a word of everyday is another word, and says what a name says: Liberty is not liability. */
function isOtherWord({ query: [q = 0], name: [n = 0], how, likeness }: Pairing, query: Side, name: Side): boolean {
  return how === 'word' && likeness < HARDLY && query.words[q]?.kind !== name.words[n]?.kind;
}

/** Below the threshold the scale is stretched, so that one word of two reads about a half. */
function legible(share: number): number {
  return share >= DEFAULT_MIN_SCORE ? share : Math.sqrt(share * DEFAULT_MIN_SCORE);
}

/** What the words of one side that the other has not weigh: fully, and as words left out. */
function missingOf(left: readonly LeftWord[], share: number): { full: number; part: number } {
  const full = sum(left.map(({ weight, word }) => weight * (PATRONYMIC.test(word.text) ? PATRONYMIC_SHARE : 1)));
  return { full, part: full * share };
}

function tooLittle(matched: number, left: readonly LeftWord[]): boolean {
  return left.some(
    ({ word }) => isTelling(word) || word.kind === 'business' || (matched < COMMON && word.kind !== 'legal'),
  );
}

/** MARIA E is not every Maria whose other name begins so. */
function byInitial(pairings: readonly Pairing[], name: Side): boolean {
  return pairings.some(({ how, name: [n = 0] }) => how === 'initial' && name.words[n]?.text.length === 1);
}

/** What was joined is as many words as the side has that wrote them apart. */
function tellingOf({ query: typed, name: listed }: Pairing, query: Side, name: Side): number {
  const [words, at] = typed.length > listed.length ? [query.words, typed] : [name.words, listed];
  return Math.max(1, at.filter((word) => isTelling(words[word] ?? NOTHING)).length);
}

function bothTelling({ query: [q = 0], name: [n = 0] }: Pairing, query: Side, name: Side): boolean {
  return isTelling(query.words[q] ?? NOTHING) && isTelling(name.words[n] ?? NOTHING);
}

const NOTHING = { kind: 'particle' } as const;

function isNumber({ word }: LeftWord): boolean {
  return word.kind === 'number';
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Downwards, so that a score shown as the threshold is at the threshold. */
function round(score: number): number {
  return Math.floor(score * 100 + 1e-9) / 100;
}
