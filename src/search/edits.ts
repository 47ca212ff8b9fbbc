/** What an edit costs where sounds are near, and what more it costs at the beginning of a word. */
const VOWEL_FOR_VOWEL = 0.4;
export const VOWEL_MORE = 0.6;
const NEAR_CONSONANT = 0.6;
const FIRST_LETTER = 0.2;
const VOWELS = 'aeiou';
/** Sounds that languages, ears and keyboards exchange, by pairs. */
const NEAR = 'bp dt gk gh kh sz sX sC XC JX JC Jz Jg Ji vf vu vb fb mn rl iX il';

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
  let [before = new Float64Array(), above = before, row = before] = ROWS;
  const [height, width] = [Math.min(a.length, MAX_WORD), Math.min(b.length, MAX_WORD)];
  above[0] = 0;
  for (let j = 1; j <= width; j += 1) above[j] = (above[j - 1] ?? 0) + insertion(b, j - 1);
  for (let i = 1; i <= height; i += 1) {
    const letter = a.charCodeAt(i - 1);
    const dropped = insertion(a, i - 1);
    let least = (above[0] ?? 0) + dropped;
    row[0] = least;
    for (let j = 1; j <= width; j += 1) {
      const other = b.charCodeAt(j - 1);
      let cost = above[j - 1] ?? 0;
      if (letter !== other) {
        cost += (EXCHANGE[letter * ASCII + other] ?? 1) + (i === 1 && j === 1 ? FIRST_LETTER : 0);
        cost = Math.min(cost, (above[j] ?? 0) + dropped, (row[j - 1] ?? 0) + insertion(b, j - 1));
        if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
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
