import { type Case, PATIENCE_MS } from './round.js';

const COLUMNS = ['refused', 'held', 'silent', 'amended', 'clean', 'removes', 'crashed'] as const;

/** What a round must not hold: a crash, a removal reported from damage, a reader that takes too long. */
export function isFailure({ outcome, ms }: Case): boolean {
  return outcome === 'removes' || outcome === 'crashed' || ms > PATIENCE_MS;
}

/** How often each outcome came, a row for each value of `by`, and the slowest case of the row. */
export function tableOf(cases: readonly Case[], by: 'sample' | 'mutation'): string {
  const rows = [...new Set(cases.map((one) => one[by]))].map((name) => [
    name,
    ...figuresOf(cases.filter((one) => one[by] === name)),
  ]);
  const all = [[by, 'files', ...COLUMNS, 'slowest ms'], ...rows, ['all', ...figuresOf(cases)]];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}

function figuresOf(cases: readonly Case[]): string[] {
  const counts = COLUMNS.map((outcome) => cases.filter((one) => one.outcome === outcome).length);
  const slowest = cases.reduce((most, { ms }) => Math.max(most, ms), 0);
  return [cases.length, ...counts, Math.round(slowest)].map(String);
}
