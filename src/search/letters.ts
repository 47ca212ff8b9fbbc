/** Which letters a word has: a bit each. */
export function lettersOf(fold: string): number {
  let letters = 0;
  for (let at = 0; at < fold.length; at += 1) letters |= 1 << (fold.charCodeAt(at) & 31);
  return letters;
}

/** How many letters only one of two words has. */
export function lettersApart(a: number, b: number): number {
  return bits(a ^ b);
}

/** What share of their letters two words have in common, 0 to 1. */
export function lettersShared(a: number, b: number): number {
  return (2 * bits(a & b)) / (bits(a) + bits(b));
}

/** The vowels among letters. */
const VOWELS = lettersOf('aeiou');

/** How many consonants only one of two words has. */
export function consonantsApart(a: number, b: number): number {
  return bits((a ^ b) & ~VOWELS);
}

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
