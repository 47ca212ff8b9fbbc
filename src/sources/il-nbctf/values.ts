import { calendarDay } from '../../lib/day.js';
import type { TableRow } from '../../lib/table.js';
import type { Column } from './schema.js';

export type Row = TableRow<Column>;

/** `----`, `--/--/----`, `="---"`: nothing stands there. */
const NOTHING = /^=?["\-/]+$/;
/** "Cancelled" of a designation, in either gender. */
const CANCELLED = /בוטל/;

export function textOf(row: Row, column: Column): string {
  return linesOf(row, column).join('; ');
}

export function linesOf(row: Row, column: Column): string[] {
  return row.lines(column).flatMap((line) => {
    const value = line.replace(/^[•\-–]\s+/, '');
    return NOTHING.test(value) ? [] : [value];
  });
}

/** In English, or in Hebrew where there is no English. */
export function eitherOf(row: Row, english: Column, hebrew: Column): string[] {
  const lines = linesOf(row, english);
  return lines.length > 0 ? lines : linesOf(row, hebrew);
}

/** What a cell of a designation says: a day, that it was cancelled, nothing, or words that nobody knows. */
export type Designation =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'cancelled' | 'none' | 'words' };

export function designationOf(row: Row, column: Column): Designation {
  const text = textOf(row, column);
  if (text === '') return { kind: 'none' };
  if (CANCELLED.test(text)) return { kind: 'cancelled' };
  const day = dayIn(text);
  return day === null ? { kind: 'words' } : { kind: 'day', day };
}

/**
 * The first day of a text: `2026-01-05`, `5/1/2026`, `5.1.67`. Of a year of two digits only the state's own years count:
 * from 48 they are of the last century.
 */
function dayIn(text: string): string | null {
  const iso = calendarDay(/^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '');
  if (iso !== null) return iso;
  const [, day = '', month = '', year = ''] = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)(?!\d)/.exec(text) ?? [];
  const century = Number(year) >= 48 ? '19' : '20';
  const whole = year.length === 2 ? `${century}${year}` : year;
  return calendarDay(`${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

export type Standing = { readonly kind: 'listed'; readonly since: string | null } | { readonly kind: 'off' };

/**
 * Whether a row is in force. A permanent designation follows the temporary one and decides where there is one; one of the
 * military commander of the West Bank stands beside both. Only where the last says "cancelled" and none is left is it off.
 */
export function standingOf(row: Row): Standing {
  const [temporary, permanent, westBank] = (['temporary', 'permanent', 'westBank'] as const).map((column) =>
    designationOf(row, column),
  );
  const last = permanent && permanent.kind !== 'none' ? permanent : temporary;
  if (last?.kind === 'cancelled' && westBank?.kind !== 'day' && westBank?.kind !== 'words') return { kind: 'off' };
  const since = [temporary, permanent, westBank].flatMap((some) => (some?.kind === 'day' ? [some.day] : []));
  return { kind: 'listed', since: since.toSorted()[0] ?? null };
}
