import type { AskedOutcome, InnocentOutcome } from './measure.js';
import { NAMESAKE } from './sets/innocents.js';
import type { Pair } from './sets/sets.js';

/** Shares of names asked whose party came first, and among the first five. */
export function recall(asked: readonly AskedOutcome[]): { readonly at1: number; readonly at5: number } {
  return {
    at1: share(asked, ({ rank }) => rank === 1),
    at5: share(asked, ({ rank }) => rank >= 1 && rank <= 5),
  };
}

export interface PairFigures {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How well the threshold tells pairs of one party from pairs of two. */
export function pairFigures(pairs: readonly Pair[], scores: readonly number[], threshold: number): PairFigures {
  const taken = pairs.filter((_, i) => (scores[i] ?? 0) >= threshold);
  const right = taken.filter(({ same }) => same).length;
  const precision = taken.length === 0 ? 1 : right / taken.length;
  const found = right / pairs.filter(({ same }) => same).length;
  return { threshold, precision, recall: found, f1: right === 0 ? 0 : (2 * precision * found) / (precision + found) };
}

/** The threshold, in hundredths, that does best on these pairs. */
export function bestThreshold(pairs: readonly Pair[], scores: readonly number[]): number {
  const tried = Array.from({ length: 100 }, (_, i) => pairFigures(pairs, scores, (i + 1) / 100));
  return tried.reduce((best, figures) => (figures.f1 > best.f1 ? figures : best)).threshold;
}

export function kept(asked: readonly AskedOutcome[], threshold: number): number {
  return share(asked, ({ score }) => score >= threshold);
}

/** Of the innocents that can be told from everybody listed. */
export function alerted(innocents: readonly InnocentOutcome[], threshold: number): number {
  return share(
    innocents.filter(({ kind }) => kind !== NAMESAKE),
    ({ score }) => score >= threshold,
  );
}

/** The highest threshold that keeps this share of the names asked; null where none does. */
export function thresholdKeeping(asked: readonly AskedOutcome[], wanted: number): number | null {
  const scores = asked.map(({ score }) => score).sort((a, b) => b - a);
  const at = scores[Math.ceil(wanted * scores.length) - 1] ?? 0;
  return at > 0 ? at : null;
}

export function byKind<T extends { readonly kind: string }>(items: readonly T[]): Map<string, T[]> {
  const kinds = new Map<string, T[]>();
  for (const item of items) {
    const own = kinds.get(item.kind);
    if (own) own.push(item);
    else kinds.set(item.kind, [item]);
  }
  return kinds;
}

export function share<T>(items: readonly T[], has: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(has).length / items.length;
}
