import type { PublicationDate } from '../domain/listing.js';
import { calendarDay } from './day.js';
import { serialDay } from './xlsx-cells.js';

/** What tables put into one cell: several values, days in several notations, names in several scripts. */

const OPENING = '([（［{';
const CLOSING = ')]）］}';

/** The pieces between any of the separators (single characters), those within brackets apart; none is empty. */
export function splitOutsideBrackets(text: string, separators: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const character of text) {
    if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && separators.includes(character)) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return [...pieces, piece].map((some) => some.trim()).filter(Boolean);
}

/** `2026-01-05`, `05/01/2026`, `5.1.2026` and Excel's `46027` as a calendar day; null for what is none. */
export function dayOfCell(text: string): PublicationDate | null {
  if (/^\d{5}$/.test(text)) return serialDay(Number(text));
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  return calendarDay(year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const SCRIPTS: readonly (readonly [script: string, of: RegExp])[] = [
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Han', /\p{Script=Han}/u],
];

/** The script that a name is written in; null where it has a Latin letter or is of none that lists use. */
export function scriptOf(name: string): string | null {
  if (/\p{Script=Latin}/u.test(name)) return null;
  return SCRIPTS.find(([, of]) => of.test(name))?.[0] ?? null;
}
