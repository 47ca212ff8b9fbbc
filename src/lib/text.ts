import { createHash } from 'node:crypto';
import { closest, distance } from 'fastest-levenshtein';

/** Printable ASCII with single blanks inside, as nearly every official text is: it is tidy as it stands. */
const UNTIDY = /[^\x20-\x7e]|^ | $| {2}/;

/** NFC, and every run of white space one blank: the form in which official texts are compared. */
export function tidy(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[^\S ]\s*| \s+/gu, ' ')
    .trim();
}

/** The first `limit` code points, with "…" as the last one if something was cut. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text];
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters of the base32 of the SHA-256 of the parts; the parts cannot run into each other. */
export function contentId(parts: readonly string[], length: number): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  let bits = '';
  for (const byte of digest) bits += byte.toString(2).padStart(8, '0');
  let id = '';
  for (let i = 0; i < length; i += 1) id += BASE32[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)];
  return id;
}

/** JSON with keys in order, so that equal values give equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** `1 entry`, `2 entries`. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** The one of `words` that is fewest typos away from `word`, for "did you mean"; undefined where none is within `typos`. */
export function nearest(word: string, words: readonly string[], typos = 100): string | undefined {
  const start = word.slice(0, 100);
  const best = words.length === 0 ? undefined : closest(start, words);
  return best !== undefined && distance(start, best) <= typos ? best : undefined;
}
