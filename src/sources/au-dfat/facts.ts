import type { Alias } from '../../domain/listing.js';
import { scriptOf, splitOutsideBrackets } from '../../lib/cell-values.js';
import { calendarDay } from '../../lib/day.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import type { TableRow } from '../../lib/table.js';
import { isPrimary, nameType } from './party.js';
import { type Column, MEASURES, measureName } from './schema.js';

const ALSO = ['alias', 'aka', 'a.k.a.', 'a'];
const FORMERLY = ['formerly known as', 'fka', 'previously listed as'];

/** A name beside the primary one, as its row words it. A second primary name is one of several names. */
export function aliasOf(row: TableRow<Column>, report: ReportUnknown): Alias {
  const name = row.text('name');
  const type = nameType(row);
  const strengthWord = row.text('aliasStrength').toLowerCase();
  if (!['', 'strong', 'weak'].includes(strengthWord)) report(`Alias Strength=${strengthWord.slice(0, 60)}`, name);
  const strength = strengthWord === 'weak' ? 'weak' : 'strong';
  const script = scriptOf(name);
  if (type === 'original script' && script !== null) return { name, kind: 'original-script', strength, script };
  if (FORMERLY.includes(type)) return { name, kind: 'fka', strength };
  if (!ALSO.includes(type) && type !== 'original script' && !isPrimary(row))
    report(`Name Type=${type.slice(0, 60) || '(empty)'}`, name);
  return script === null ? { name, kind: 'aka', strength } : { name, kind: 'aka', strength, script };
}

/** `a) 1957 b) 1958`: several values in one cell, by letters, lines or semicolons; `5 Jan. 1957, 1958` by commas too. */
export function datesIn(row: TableRow<Column>): string[] {
  return valuesIn(row, 'birthDate').flatMap((value) => {
    const pieces = splitOutsideBrackets(value, ',');
    return pieces.every((piece) => /\d{4}/.test(piece)) ? pieces : [value];
  });
}

export function valuesIn(row: TableRow<Column>, column: Column): string[] {
  return row
    .lines(column)
    .flatMap((line) => (/^\(?a\)/i.test(line) ? line.split(/(?:^|[\s,;])\(?[a-z]\)\s*/i) : [line]))
    .flatMap((piece) => splitOutsideBrackets(piece, ';'))
    .map((value) => value.replace(/^[\s,]+|[\s,]+$/g, ''))
    .filter((value) => value !== '' && !/^n\/?a$/i.test(value));
}

/** What the sanction does: the columns that say so. */
export function measuresOf(row: TableRow<Column>, report: ReportUnknown): string[] {
  return MEASURES.filter((column) => {
    const word = row.text(column).toUpperCase();
    if (!['TRUE', 'FALSE', ''].includes(word)) report(`${measureName(column)}=${word.slice(0, 60)}`, word);
    return word === 'TRUE';
  }).map(measureName);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The day of listing where the list writes it down: `Listed by UN 1267 Committee on 6 Oct. 2001`. Control Date is no such
 * day: it says when the entry was last changed.
 */
export function listedOn(text: string): string | null {
  const day = calendarDay(text);
  if (day !== null) return day;
  const [, d = '', month = '', year = ''] =
    /\blisted\b.{0,80}?\bon (\d{1,2}) ([a-z]{3})[a-z]*\.? (\d{4})\b/i.exec(text) ?? [];
  const m = MONTHS.indexOf(month.toLowerCase()) + 1;
  return calendarDay(`${year}-${String(m).padStart(2, '0')}-${d.padStart(2, '0')}`);
}

/** `2_10_2026` of `Consolidated List - 2_10_2026`, day before month; null for another name. */
export function dayOfSheet(name: string): string | null {
  const [, day = '', month = '', year = ''] = /(?<!\d)(\d{1,2})[_\-. ](\d{1,2})[_\-. ](\d{4})(?!\d)/.exec(name) ?? [];
  return calendarDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
