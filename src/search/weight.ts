import { commonRateOf, type WordKind } from './lexicon.js';
import type { Word } from './word.js';

/** A word that no list bears twice tells who is meant; these say less, whatever their number. */
const MOST: Readonly<Record<WordKind, number>> = {
  name: 1,
  business: 0.36,
  number: 0.6,
  initial: 0.15,
  particle: 0.07,
  title: 0.12,
  legal: 0.05,
};
const LEAST = 0.25;
/** The lists that were not read yet count as this many names, in which words are as common as they are known to be. */
const PRIOR_NAMES = 20_000;
const RARE = 0.5 / PRIOR_NAMES;
const RAREST = -Math.log(RARE);

/** What a word says about who is meant, 0 to 1: the rarer among `names` listed names, the more. */
export function weightOf(word: Pick<Word, 'form' | 'kind'>, borneBy = 0, names = 0): number {
  const most = MOST[word.kind];
  if (word.kind !== 'name' && word.kind !== 'business') return most;
  const known = commonRateOf(word.form) ?? RARE;
  const rate = (borneBy + known * PRIOR_NAMES) / (names + PRIOR_NAMES);
  const information = Math.max(LEAST, Math.min(1, -Math.log(rate) / RAREST));
  return word.kind === 'business' ? most * (0.5 + information / 2) : information;
}

/** Whether the word alone could mean somebody. */
export function isTelling(word: Pick<Word, 'kind'>): boolean {
  return word.kind === 'name' || word.kind === 'number';
}
