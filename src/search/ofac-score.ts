import { distance } from 'fastest-levenshtein';
import { jaroWinkler } from './jaro-winkler.js';
import { clean } from './normalise.js';

/** Longer than any name of the list. */
const MAX_CHARACTERS = 400;
const MAX_PARTS = 40;
/** Letters at the beginning that earn a bonus. Winkler's own is 4; the tool's published answers agree with 5. */
const PREFIX = 5;
/** Shorter parts of what is typed are not compared: KIM JONG UN finds KIM, Jong Sik at 100. */
const MIN_PART = 3;
/** "At least 50 % or more similar based on edit distance." */
const MIN_SIMILARITY = 0.5;

/**
 * What OFAC's Sanctions List Search would print for the typed name `query` beside the listed name `name`, 0 to 100.
 *
 * OFAC FAQ 249: parts of names that begin with the same letter and are half alike by edit distance make a potential match.
 * Its score is the higher of Jaro-Winkler over the whole names and the mean over the typed parts of the best Jaro-Winkler
 * among the potential matches. What the FAQ leaves open (lengths, rounding, that Soundex adds nothing that can be seen) follows
 * the tool's published answers. As there, nothing but the letters counts, other scripts find nothing, and swapping the two
 * names may change the score.
 */
export function ofacScore(query: string, name: string): number {
  const [typed, listed] = [partsOf(query), partsOf(name)];
  const likenesses = compared(typed).map((part) => bestAmong(part, listed));
  if (!likenesses.some((likeness) => likeness > 0)) return 0;
  const byPart = likenesses.reduce((sum, likeness) => sum + likeness, 0) / likenesses.length;
  const whole = jaroWinkler(typed.join(' '), listed.join(' '), PREFIX);
  return Math.round(100 * Math.max(whole, byPart));
}

/** Capitals and digits; apostrophes join, everything else parts. */
function partsOf(text: string): string[] {
  const letters = clean(text.slice(0, MAX_CHARACTERS))
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ`]/gu, '')
    .toUpperCase();
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .slice(0, MAX_PARTS);
}

function compared(parts: readonly string[]): readonly string[] {
  const long = parts.filter((part) => part.length >= MIN_PART);
  return long.length > 0 ? long : parts;
}

function bestAmong(part: string, listed: readonly string[]): number {
  return Math.max(0, ...listed.map((other) => (isPotential(part, other) ? jaroWinkler(part, other, PREFIX) : 0)));
}

function isPotential(part: string, other: string): boolean {
  const longer = Math.max(part.length, other.length);
  return part[0] === other[0] && 1 - distance(part, other) / longer >= MIN_SIMILARITY;
}
