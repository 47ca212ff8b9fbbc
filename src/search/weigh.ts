import { DEFAULT_MIN_SCORE } from '../domain/match.js';
import type { Pairing } from './align.js';
import { LOOSER, MIN_ALIKE } from './alike.js';
import type { LeftWord, Side } from './side.js';
import { isTelling } from './weight.js';

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
/** Nor is one of which a word is hardly the other: two letters of it are others. */
const HARDLY = 0.78;
const COMMON = 0.6;
const SHORT_WORD = 5;
/** How alike two words are that differ by one letter, or nearly one. */
const ONE_LETTER = 0.75;
const ONE_LETTER_OF_MANY = 0.85;
const LONG_WORD = 7;
const OTHER_NUMBER = 0.7;
/** A number that the list does not have: KUM UN SAN 7 is hardly KUM UN SAN. */
const NUMBER_TYPED = 0.86;

/** What share of a word counts for a name where the other is only so much like it. */
export function surenessOf(likeness: number): number {
  return 1 - Math.min(1, DOUBT * (1 - likeness));
}

/**
 * What a name comes to of which so much is matched, and of either side so much is left: near to what `weigh` will find, without
 * looking which words they are.
 */
export function estimate(matched: number, typed: number, listed: number): number {
  const missing = typed > listed ? (typed - listed) * MORE_TYPED : (listed - typed) * MISSING;
  return matched / (matched + 2 * CONFLICT * Math.min(typed, listed) + missing);
}

/** What either side has alone. */
export interface Left {
  readonly query: readonly LeftWord[];
  readonly name: readonly LeftWord[];
}

/** How sure two names are one by what is paired, how surely, and what is left. */
export function weigh(pairings: readonly Pairing[], query: Side, name: Side, left: Left): number {
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
  if (pairings.some(({ likeness }) => likeness <= LOOSER)) score = Math.min(score, HARDLY);
  if (left.query.some(isNumber)) score *= left.name.some(isNumber) ? OTHER_NUMBER : NUMBER_TYPED;
  return Math.max(0, score);
}

/** What is misspelt, joined or split seems rare: it is as common as what it stands for, if it surely stands for that. */
function weightOfPair(pair: Pairing, query: Side, name: Side): number {
  const typed = sum(pair.query.map((at) => query.weights[at] ?? 0));
  const listed = sum(pair.name.map((at) => name.weights[at] ?? 0));
  const unsure = pair.how === 'initial' || pair.likeness < MIN_ALIKE;
  return unsure ? Math.max(typed, listed) : Math.min(typed, listed);
}

/** A name that is more than a letter from a word of everyday is another word, and says what a name says: Liberty is not liability. */
function isOtherWord({ query: [q = 0], name: [n = 0], how, likeness }: Pairing, query: Side, name: Side): boolean {
  const [typed, listed] = [query.words[q], name.words[n]];
  if (how !== 'word' || !typed || !listed || typed.kind === listed.kind) return false;
  return likeness < (Math.max(typed.text.length, listed.text.length) < LONG_WORD ? ONE_LETTER : ONE_LETTER_OF_MANY);
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
