import type { FieldChange } from '../domain/action.js';
import { tidy, truncate } from '../lib/text.js';

/** What became of a text; two quotes where one replaced the other. */
export interface TextChange {
  readonly verb: 'added' | 'deleted' | 'changed';
  readonly quotes: readonly string[];
}

/** How much of a long text is quoted around what changed in it. */
export const QUOTE = 160;

/**
 * What became of a remark, phrase by phrase, without what the entry's other lines say already: lists repeat wallets and
 * names there. What lies behind the place where a file cut the text is unknown, and neither added nor deleted.
 */
export function remarkChanges({ before, after }: FieldChange, said: readonly string[]): TextChange[] {
  const old = phrases(before);
  const now = phrases(after);
  const untold = (phrase: string) => !said.some((text) => phrase.includes(text));
  const added = shownBeside(now, old).filter((phrase) => !old.includes(phrase));
  const deleted = shownBeside(old, now).filter((phrase) => !now.includes(phrase));
  const news = added.filter(untold);
  const gone = deleted.filter(untold);
  const one = added.length === 1 && deleted.length === 1 && news.length + gone.length > 0;
  if (one || (added.length === 0 && deleted.length === 0)) return [rewording(String(before), String(after))];
  return [
    ...(news.length > 0 ? [{ verb: 'added' as const, quotes: [quoted(news)] }] : []),
    ...(gone.length > 0 ? [{ verb: 'deleted' as const, quotes: [quoted(gone)] }] : []),
  ];
}

/** What differs between two texts, in whole words. */
export function rewording(before: string, after: string): TextChange {
  const { cut, inserted } = textDifference(before, after);
  if (cut === '') return { verb: 'added', quotes: [truncate(inserted, QUOTE)] };
  if (inserted === '') return { verb: 'deleted', quotes: [truncate(cut, QUOTE)] };
  return { verb: 'changed', quotes: [truncate(cut, QUOTE), truncate(inserted, QUOTE)] };
}

function phrases(text: unknown): string[] {
  const parts = tidy(typeof text === 'string' ? text : '').split('; ');
  return parts.map((part) => part.replace(/[.;]$/, '')).filter((part) => part !== '');
}

/** The phrases that a comparison with `other` can speak of: not the cut one at the end, nor those that `other` cut off. */
function shownBeside(own: readonly string[], other: readonly string[]): readonly string[] {
  const cutAt = beginsWith(own, other.at(-1));
  const shown = cutAt < 0 ? own : own.slice(0, cutAt);
  return beginsWith(other, own.at(-1)) < 0 ? shown : shown.slice(0, -1);
}

/** Where a phrase stands that goes on where `start` ends. */
function beginsWith(all: readonly string[], start: string | undefined): number {
  if (start === undefined) return -1;
  return all.findIndex((phrase) => phrase !== start && phrase.startsWith(start));
}

function quoted(all: readonly string[]): string {
  return truncate(all.join('; '), QUOTE);
}

/** What remains of two texts without their common beginning and end, widened to whole words. */
function textDifference(before: string, after: string): { cut: string; inserted: string } {
  const a = tidy(before).split(' ');
  const b = tidy(after).split(' ');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { cut: a.slice(start, a.length - end).join(' '), inserted: b.slice(start, b.length - end).join(' ') };
}
