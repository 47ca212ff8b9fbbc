import type { PartyType } from '../domain/listing.js';
import { DEFAULT_MIN_SCORE } from '../domain/match.js';
import { alikeAnyhow, MIN_ALIKE } from './alike.js';
import { explainScore } from './explain.js';
import { ofacScore } from './ofac-score.js';
import { readingsOf } from './readings.js';
import { type Score, scoreSides } from './score.js';
import type { Side } from './side.js';
import { weightOf } from './weight.js';
import { wordsOf } from './word.js';

export interface Comparison {
  /** 0 to 1. */
  readonly score: number;
  /** 0 to 100, as OFAC's own search would print it for `a` typed and `b` listed. */
  readonly ofacScore: number;
  /** At or above the default threshold. */
  readonly match: boolean;
  readonly why: string;
}

/** How alike two names are, and why, without any list. */
export function comparePair(a: string, b: string, { type }: { readonly type?: PartyType } = {}): Comparison {
  const score = bestReading(a, b, type);
  return {
    score: score.score,
    ofacScore: ofacScore(a, b),
    match: score.score >= DEFAULT_MIN_SCORE,
    why: explainScore(score),
  };
}

function bestReading(a: string, b: string, type: PartyType | undefined): Score {
  const readings = (name: string) => readingsOf(name).map(sideOf);
  const scores = readings(a).flatMap((first) => readings(b).map((second) => compare(first, second, type)));
  return scores.reduce((best, score) => (score.score > best.score ? score : best));
}

function compare(a: Side, b: Side, type: PartyType | undefined): Score {
  const likeness = (x: number, y: number) => {
    const [first, second] = [a.words[x], b.words[y]];
    const found = first && second ? alikeAnyhow(first, second) : 0;
    return found < MIN_ALIKE ? 0 : found;
  };
  return scoreSides(a, b, likeness, type);
}

function sideOf(name: string): Side {
  const words = wordsOf(name);
  return { words, weights: words.map((word) => weightOf(word)), turnable: name.includes(',') };
}
