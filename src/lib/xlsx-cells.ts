import type { PublicationDate } from '../domain/listing.js';
import { childrenOf, type XmlElement } from './xml.js';

const DAY_MS = 86_400_000;
/** Day 0 of a workbook that counts from 1900, whose 1900 had a 29 February; and of one that counts from 1904. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_DAY = 2_958_465;

/** The calendar day of an Excel day number; null for what is none, 29 February 1900 among it. */
export function serialDay(serial: number, from1904 = false): PublicationDate | null {
  const day = Math.floor(serial);
  if (!Number.isFinite(serial) || day < 1 || day > LAST_DAY || (!from1904 && day === 60)) return null;
  const missing = !from1904 && day < 60 ? 1 : 0;
  return new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + (day + missing) * DAY_MS).toISOString().slice(0, 10);
}

/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30), those of East Asian locales among them. */
const DATE_FORMATS: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 22],
  ...[27, 28, 29, 30, 31, 34, 35, 36],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

/** Whether numbers of that format are days; `code` is that of a format of the workbook's own. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(id);
  const bare = code.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '');
  return /[yd]/i.test(bare) && !/general/i.test(bare);
}

/** What a cell's value refers to. */
export interface CellContext {
  readonly strings: readonly string[];
  /** Whether cells of style `n` show days. */
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
}

/**
 * A cell as text: days as `YYYY-MM-DD`, truth values as `TRUE` and `FALSE`, numbers without grouping, and of a formula the
 * value it had when it was saved. Null where the cell refers to a text that does not exist.
 */
export function cellText(cell: XmlElement, context: CellContext): string | null {
  const { t: type = 'n', s: style = '0' } = cell.attributes;
  if (type === 'inlineStr') return childrenOf(cell, 'is').map(richText).join('');
  const [value] = childrenOf(cell, 'v');
  const text = value?.text ?? '';
  if (text === '') return '';
  switch (type) {
    case 's':
      return context.strings[Number(text)] ?? null;
    case 'b':
      return text.trim() === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? text;
    case 'n':
      return numberText(text.trim(), context.dateStyles[Number(style)] === true, context.from1904);
    default:
      return unescaped(text);
  }
}

function numberText(text: string, isDate: boolean, from1904: boolean): string {
  const number = Number(text);
  const day = isDate ? serialDay(number, from1904) : null;
  if (day !== null) return day;
  return /^-?\d+$/.test(text) || !Number.isFinite(number) ? text : String(number);
}

/** The characters of a text in one or several formats, without the reading aids that Japanese workbooks add. */
export function richText(item: XmlElement): string {
  const runs = childrenOf(item, 'r').flatMap((run) => childrenOf(run, 't'));
  return unescaped([...childrenOf(item, 't'), ...runs].map(({ text }) => text).join(''));
}

/** `_x000D_` is a carriage return, `_x005F_` the underscore that keeps the like from being one (22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16));
    return /[\p{Cc}\p{Cs}]/u.test(character) && !/\s/.test(character) ? '' : character;
  });
}
