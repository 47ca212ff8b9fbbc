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

/** JSON with keys in order, so that equal values give equal text; every string as `text` makes it. */
export function stableJson(value: unknown, text: (inner: string) => string = (same) => same): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'string') return text(inner);
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** `1 entry`, `2 entries`. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** The one of `words` that is fewest typos away from `word`; undefined where none is within `typos`. */
export function nearest(word: string, words: readonly string[], typos: number): string | undefined {
  const best = words.length === 0 ? undefined : closest(word.slice(0, MAX_TYPED), words);
  return best !== undefined && distance(word.slice(0, MAX_TYPED), best) <= typos ? best : undefined;
}

const MAX_TYPED = 100;
const MAX_MEANT = 3;

/**
 * ` Did you mean list: or limit:?`, nearest first, each with `mark` behind it; empty where what was typed is far from all of
 * `words`. Near is a name of which every typed word begins a word, or is one by a typo in three letters or by two letters turned round.
 */
export function didYouMean(typed: string, words: readonly string[], mark = ''): string {
  const wanted = typed.slice(0, MAX_TYPED).toLowerCase().trim();
  const parts = wanted.split(/\s+/).filter((part) => part !== '');
  const near = words
    .map((word) => ({ word, name: word.toLowerCase() }))
    .filter(({ name }) => parts.length > 0 && parts.every((part) => name.split(' ').some((of) => isNear(part, of))))
    .map(({ word, name }) => ({ word, typos: distance(wanted, name) }))
    .sort((a, b) => a.typos - b.typos)
    .slice(0, MAX_MEANT);
  return near.length === 0 ? '' : ` Did you mean ${near.map(({ word }) => word + mark).join(' or ')}?`;
}

function isNear(part: string, of: string): boolean {
  if (part.length > 1 && of.startsWith(part)) return true;
  const typos = distance(part, of);
  return typos <= part.length / 3 || (typos === 2 && sorted(part) === sorted(of));
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
