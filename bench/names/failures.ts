import { byKind } from './figures.js';
import { outcomeOf, type Result, thresholdOf } from './report.js';
import { NAMESAKE } from './sets/innocents.js';
import type { Sets } from './sets/sets.js';

const EXAMPLES = 12;

/** What the first result got wrong on the development set, by kind. Of the held-out set nothing is ever shown. */
export function developmentFailures(result: Result, sets: readonly Sets[]): string {
  const outcome = outcomeOf(result, 'small', 'development');
  const pairs = sets.find(({ split }) => split === 'development')?.pairs ?? [];
  if (!outcome) return '';
  const threshold = thresholdOf(result, sets);
  const scored = pairs.map((pair, i) => ({ ...pair, score: outcome.pairs[i] ?? 0 }));
  const sections = [
    section(
      'Not at rank 1',
      outcome.asked.filter(({ rank }) => rank !== 1),
      ({ text, of, rank, first }) => `${text}  |  listed: ${of}  |  rank ${rank || '> 10'}, first: ${first}`,
    ),
    section(
      `Below ${threshold}`,
      outcome.asked.filter(({ score }) => score < threshold),
      ({ text, of, score }) => `${score.toFixed(3)}  ${text}  |  listed: ${of}`,
    ),
    section(
      `Innocents at or above ${threshold}`,
      outcome.innocents.filter(({ kind, score }) => kind !== NAMESAKE && score >= threshold),
      ({ text, score, first }) => `${score.toFixed(3)}  ${text}  |  ${first}`,
    ),
    section(
      `Pairs of one party below ${threshold}`,
      scored.filter(({ same, score }) => same && score < threshold),
      ({ a, b, score }) => `${score.toFixed(3)}  ${a}  |  ${b}`,
    ),
    section(
      `Pairs of two parties at or above ${threshold}`,
      scored.filter(({ same, score }) => !same && score >= threshold),
      ({ a, b, score }) => `${score.toFixed(3)}  ${a}  |  ${b}`,
    ),
  ];
  return sections.join('\n');
}

function section<T extends { readonly kind: string }>(
  title: string,
  wrong: readonly T[],
  line: (item: T) => string,
): string {
  const kinds = [...byKind(wrong)].sort((a, b) => b[1].length - a[1].length);
  const parts = kinds.map(([kind, own]) =>
    [`  ${kind} (${own.length})`, ...own.slice(0, EXAMPLES).map((item) => `    ${line(item)}`)].join('\n'),
  );
  return [`# ${title}: ${wrong.length}`, ...parts, ''].join('\n');
}
