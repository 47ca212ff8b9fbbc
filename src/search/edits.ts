import { distance } from 'fastest-levenshtein';

/** What an edit costs where sounds are near, and what more it costs at the beginning of a word. */
const VOWEL_FOR_VOWEL = 0.4;
export const VOWEL_MORE = 0.6;
const NEAR_CONSONANT = 0.6;
const FIRST_LETTER = 0.2;
const VOWELS = 'aeiou';
/** Sounds that languages, ears and keyboards exchange, by pairs. */
const NEAR = 'bp dt gk gh kh sz sX sC XC JX JC Jz Jg Ji vf vu vb fb mn rl il';

const ASCII = 128;
const EXCHANGE = new Float64Array(ASCII * ASCII).fill(1);
const INSERT = new Float64Array(ASCII).fill(1);
const cell = (a: string, b: string) => a.charCodeAt(0) * ASCII + b.charCodeAt(0);
for (const vowel of VOWELS) {
  INSERT[vowel.charCodeAt(0)] = VOWEL_MORE;
  for (const other of VOWELS) EXCHANGE[cell(vowel, other)] = VOWEL_FOR_VOWEL;
}
for (const [a = '', b = ''] of NEAR.split(' ')) {
  EXCHANGE[cell(a, b)] = NEAR_CONSONANT;
  EXCHANGE[cell(b, a)] = NEAR_CONSONANT;
}

const MAX_WORD = 48;
const ROWS = [0, 1, 2].map(() => new Float64Array(MAX_WORD + 1));

/** Weighted edits, a change of places being one; where they are more than `allowed`, any larger number. */
export function editsBetween(a: string, b: string, allowed: number): number {
  // What both begin and end with costs nothing.
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a.charCodeAt(from) === b.charCodeAt(from)) from += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  let [before = new Float64Array(), above = before, row = before] = ROWS;
  const [height, width] = [Math.min(endA - from, MAX_WORD), Math.min(endB - from, MAX_WORD)];
  above[0] = 0;
  for (let j = 1; j <= width; j += 1) above[j] = (above[j - 1] ?? 0) + insertion(b, from + j - 1);
  for (let i = 1; i <= height; i += 1) {
    const letter = a.charCodeAt(from + i - 1);
    const dropped = insertion(a, from + i - 1);
    let least = (above[0] ?? 0) + dropped;
    row[0] = least;
    for (let j = 1; j <= width; j += 1) {
      const other = b.charCodeAt(from + j - 1);
      let cost = above[j - 1] ?? 0;
      if (letter !== other) {
        cost += (EXCHANGE[letter * ASCII + other] ?? 1) + (from === 0 && i === 1 && j === 1 ? FIRST_LETTER : 0);
        cost = Math.min(cost, (above[j] ?? 0) + dropped, (row[j - 1] ?? 0) + insertion(b, from + j - 1));
        if (i > 1 && j > 1 && letter === b.charCodeAt(from + j - 2) && a.charCodeAt(from + i - 2) === other)
          cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > allowed) return least;
    [before, above, row] = [above, row, before];
  }
  return above[width] ?? 0;
}

function insertion(word: string, at: number): number {
  const cost = INSERT[word.charCodeAt(at)] ?? 1;
  return at === 0 ? cost + FIRST_LETTER : cost;
}

/** Letters put in, left out or put in place of others, a change of places being one. */
export function editsApart(a: string, b: string): number {
  const turned = a.length === b.length ? [...a].findIndex((letter, at) => letter !== b[at]) : -1;
  const swapped = turned >= 0 && a[turned] === b[turned + 1] && a[turned + 1] === b[turned];
  const apart = distance(a, b);
  return swapped ? Math.min(apart, 1 + distance(a.slice(turned + 2), b.slice(turned + 2))) : apart;
}
