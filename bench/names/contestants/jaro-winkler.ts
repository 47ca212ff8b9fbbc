/**
 * Jaro's similarity with Winkler's bonus for a common beginning of up to four characters, given however low the
 * similarity is (Winkler, 1990, gives it from 0.7 on; libraries of the 2000s such as SimMetrics always).
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const similarity = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  return similarity + prefix * 0.1 * (1 - similarity);
}

function jaro(a: string, b: string): number {
  if (a.length === 0 || b.length === 0) return 0;
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const matched: number[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const end = Math.min(b.length, i + window + 1);
    for (let j = Math.max(0, i - window); j < end; j += 1) {
      if (taken[j] === 0 && a.charCodeAt(i) === b.charCodeAt(j)) {
        taken[j] = 1;
        matched.push(a.charCodeAt(i));
        break;
      }
    }
  }
  const count = matched.length;
  if (count === 0) return 0;
  let turned = 0;
  let at = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (taken[j] === 0) continue;
    if (b.charCodeAt(j) !== matched[at]) turned += 1;
    at += 1;
  }
  return (count / a.length + count / b.length + (count - turned / 2) / count) / 3;
}
