/** Winkler's prefix bonus: a tenth of what is missing, for each of the first letters in common. */
const PREFIX_SCALE = 0.1;

/**
 * Jaro-Winkler likeness, 0 to 1, with the bonus for a common beginning given whatever the likeness is, as the libraries
 * of the 2000s give it (Winkler's paper asks for 0.7 first).
 */
export function jaroWinkler(a: string, b: string, longestPrefix: number): number {
  const likeness = jaro(a, b);
  let prefix = 0;
  while (prefix < longestPrefix && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix += 1;
  return likeness + prefix * PREFIX_SCALE * (1 - likeness);
}

/** Jaro's likeness: characters in common within half of the longer text, and how many of them changed places. */
function jaro(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const [commonOfA, taken] = commonLetters(a, b, reach);
  if (commonOfA.length === 0) return 0;
  const commonOfB = [...taken].sort((x, y) => x - y).map((at) => b[at]);
  const moved = commonOfA.filter((letter, at) => letter !== commonOfB[at]).length / 2;
  const common = commonOfA.length;
  return (common / a.length + common / b.length + (common - moved) / common) / 3;
}

function commonLetters(a: string, b: string, reach: number): [letters: string[], taken: Set<number>] {
  const letters: string[] = [];
  const taken = new Set<number>();
  for (let i = 0; i < a.length; i += 1) {
    const end = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (taken.has(j) || a[i] !== b[j]) continue;
      taken.add(j);
      letters.push(a[i] ?? '');
      break;
    }
  }
  return [letters, taken];
}
