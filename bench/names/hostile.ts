import { wordsOf } from './fold.js';
import type { Party } from './listed.js';

/** Queries that no person types, each with what makes it hard. */
export function hostileQueries(parties: readonly Party[]): readonly (readonly [what: string, query: string])[] {
  const names = parties.slice(0, 2_000).map(({ names: [first] }) => first?.text ?? '');
  const common = commonWords(names);
  const long = names.join(' ').slice(0, 10_000);
  return [
    ['10,000 times one letter', 'a'.repeat(10_000)],
    ['10,000 characters of listed names', long],
    ['10,000 characters without a blank', long.replace(/\s/g, '')],
    ['200 common words', common.join(' ')],
    ['one common word 200 times', `${common[0]} `.repeat(200)],
    ['combining marks', `Z${'\u0301\u0327'.repeat(2_000)}algo`],
    ['zero-width characters', [...'Mohammed Ali'].join('\u200b'.repeat(50))],
    ['right-to-left overrides', `\u202e${'ilA dammahoM '.repeat(100)}`],
    ['lone surrogates', '\ud800 Kim \udfff '.repeat(300)],
    ['2,000 signs', '😀'.repeat(2_000)],
    ['compatibility forms that grow', 'ﷺ'.repeat(1_000)],
    ['500 single letters', 'a b c d e f g h i j '.repeat(50)],
  ];
}

function commonWords(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of names.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 200)
    .map(([word]) => word);
}
