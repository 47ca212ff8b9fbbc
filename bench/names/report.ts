import { DEFAULT_MIN_SCORE } from '../../src/domain/match.js';
import { alerted, bestThreshold, byKind, kept, pairFigures, recall, share, thresholdKeeping } from './figures.js';
import type { Measured, Size, SplitOutcome } from './measure.js';
import { agrees, OFFICIAL_SCORES } from './ofac-known.js';
import type { ScriptOutcome, ScriptPair } from './scripts.js';
import type { Pair, Sets, Split } from './sets/sets.js';

/** What one contestant came to. */
export interface Result {
  readonly title: string;
  readonly threshold: number | null;
  readonly asksOneIn: { readonly small: number; readonly large: number };
  readonly small: Measured | null;
  readonly large: Measured | null;
}

type Row = Record<string, string | number>;

/** Milliseconds, megabytes and ratios to the first result. */
export function speedTable(results: readonly Result[], size: Size): Row[] {
  const first = results[0]?.[size]?.latency;
  return results.flatMap(({ title, [size]: measured }) => {
    if (!measured) return [];
    const { latency, hostile, buildMs, heapMb, updateMs } = measured;
    return {
      contestant: title,
      'p50 ms': rounded(latency.p50, 2),
      'p99 ms': rounded(latency.p99, 2),
      'max ms': rounded(latency.max, 1),
      'p50 ×': rounded(latency.p50 / (first?.p50 ?? 1), 1),
      'p99 ×': rounded(latency.p99 / (first?.p99 ?? 1), 1),
      'worst hostile ms': hostile ? `${rounded(hostile.ms, 0)} (${hostile.what})` : 'not asked',
      'build ms': Math.round(buildMs),
      'heap MB': rounded(heapMb, 1),
      'update of 500 ms': rounded(updateMs, 1),
      looked: latency.queries,
    };
  });
}

/** Recall, names kept and innocents alerted, each split. */
export function findingTable(results: readonly Result[], size: Size, split: Split, sets: readonly Sets[]): Row[] {
  return results.flatMap((result) => {
    const outcome = outcomeOf(result, size, split);
    if (!outcome) return [];
    const threshold = thresholdOf(result, sets);
    const { at1, at5 } = recall(outcome.asked);
    const lowered = thresholdKeeping(outcome.asked, 0.98);
    return {
      contestant: result.title,
      'recall@1': rounded(at1, 4),
      'recall@5': rounded(at5, 4),
      threshold: rounded(threshold, 2),
      kept: percent(kept(outcome.asked, threshold)),
      alerted: percent(alerted(outcome.innocents, threshold)),
      'threshold keeping 98 %': lowered === null ? 'none' : rounded(lowered, 3),
      'alerted there': lowered === null ? '–' : percent(alerted(outcome.innocents, lowered)),
      asked: outcome.asked.length,
      innocents: outcome.innocents.length,
    };
  });
}

/** Recall at rank 1 / in the first five of each kind of mutation, a column a contestant. */
export function kindTable(results: readonly Result[], split: Split): Row[] {
  const outcomes = results.flatMap((result) => {
    const outcome = outcomeOf(result, 'small', split);
    return outcome && result.asksOneIn.small <= 3 ? [{ title: result.title, kinds: byKind(outcome.asked) }] : [];
  });
  const kinds = [...(outcomes[0]?.kinds.keys() ?? [])];
  return kinds.map((kind) => {
    const row: Row = { kind, asked: outcomes[0]?.kinds.get(kind)?.length ?? 0 };
    for (const { title, kinds: own } of outcomes) {
      const { at1, at5 } = recall(own.get(kind) ?? []);
      row[title] = `${rounded(at1, 3)} / ${rounded(at5, 3)}`;
    }
    return row;
  });
}

export function pairTable(results: readonly Result[], split: Split, sets: readonly Sets[]): Row[] {
  const pairs = pairsOf(sets, split);
  return results.flatMap((result) => {
    const outcome = outcomeOf(result, 'small', split);
    if (!outcome) return [];
    const figures = pairFigures(pairs, outcome.pairs, thresholdOf(result, sets));
    return {
      contestant: result.title,
      threshold: figures.threshold,
      whose: result.threshold === null ? 'best on development' : 'its own',
      precision: rounded(figures.precision, 3),
      recall: rounded(figures.recall, 3),
      F1: rounded(figures.f1, 3),
      'F1 at its best': rounded(pairFigures(pairs, outcome.pairs, bestThreshold(pairs, outcome.pairs)).f1, 3),
    };
  });
}

/** Which share of the pairs of one party, and of two, score in each tenth. */
export function distributionTable(result: Result, split: Split, sets: readonly Sets[]): Row[] {
  const scores = outcomeOf(result, 'small', split)?.pairs ?? [];
  const pairs = pairsOf(sets, split).map(({ same }, i) => ({ same, score: scores[i] ?? 0 }));
  const [same, different] = [pairs.filter((pair) => pair.same), pairs.filter((pair) => !pair.same)];
  return [0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1].map((from, i, bounds) => {
    const to = bounds[i + 1] ?? 2;
    const within = ({ score }: { score: number }): boolean => score >= from && score < to;
    return { from, 'one party': percent(share(same, within)), 'two parties': percent(share(different, within)) };
  });
}

/** The share of innocents alerted of each stratum, at each contestant's threshold. */
export function strataTable(results: readonly Result[], split: Split, sets: readonly Sets[]): Row[] {
  const kinds = new Set(sets.flatMap(({ innocents }) => innocents.map(({ kind }) => kind)));
  return [...kinds].map((kind) => {
    const row: Row = { innocents: kind };
    for (const result of results) {
      const own = outcomeOf(result, 'small', split)?.innocents.filter((innocent) => innocent.kind === kind) ?? [];
      const threshold = thresholdOf(result, sets);
      row[result.title] = own.length === 0 ? '–' : percent(share(own, ({ score }) => score >= threshold));
    }
    return row;
  });
}

/** How often each scoring is within five points of what the official tool is reported to give. */
export function officialTable(
  scorings: readonly (readonly [title: string, score: (a: string, b: string) => number])[],
): Row[] {
  return scorings.map(([title, score]) => ({
    scoring: title,
    'within 5 points': percent(
      share(OFFICIAL_SCORES, (pair) => agrees(pair.score, 100 * score(pair.query, pair.name))),
    ),
    pairs: OFFICIAL_SCORES.length,
  }));
}

/** For each script how many people are known in Latin letters, and how many others are taken for them. */
export function scriptTable(outcomes: readonly ScriptOutcome[]): Row[] {
  const row = (script: string, same: readonly ScriptPair[], different: readonly ScriptPair[]): Row => ({
    script,
    'one person, at or above': `${same.filter(isMatch).length} of ${same.length}`,
    'two persons, at or above': `${different.filter(isMatch).length} of ${different.length}`,
  });
  const all = outcomes.flatMap(({ same }) => same);
  const others = outcomes.flatMap(({ different }) => different);
  return [...outcomes.map(({ script, same, different }) => row(script, same, different)), row('all', all, others)];
}

function isMatch({ score }: ScriptPair): boolean {
  return score >= DEFAULT_MIN_SCORE;
}

/** Its own, or the best one on the development pairs. */
export function thresholdOf(result: Result, sets: readonly Sets[]): number {
  const scores = outcomeOf(result, 'small', 'development')?.pairs ?? [];
  return result.threshold ?? bestThreshold(pairsOf(sets, 'development'), scores);
}

export function outcomeOf(result: Result, size: Size, split: Split): SplitOutcome | undefined {
  return result[size]?.splits.find((outcome) => outcome.split === split);
}

function pairsOf(sets: readonly Sets[], split: Split): readonly Pair[] {
  return sets.find((set) => set.split === split)?.pairs ?? [];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
