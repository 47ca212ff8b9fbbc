import type { Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAll } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** The longest row that is believed. */
const MAX_RECORD = 200_000;
const STRICT = {
  record_delimiter: ['\r\n', '\n'],
  skip_empty_lines: true,
  max_record_size: MAX_RECORD,
} satisfies Options;

/** Every row of a CSV text without a header, whatever its number of cells. Throws `Error` that says what is wrong where. */
export function csvRows(text: string, cell: (text: string) => string = (same) => same): string[][] {
  try {
    const rows: string[][] = parseAll(text, { ...STRICT, relax_column_count: true });
    // The parser's own `cast` builds an object for each cell and takes ten times as long.
    for (const row of rows) for (let i = 0; i < row.length; i += 1) row[i] = cell(row[i] ?? '');
    return rows;
  } catch (cause) {
    throw asError(cause);
  }
}

/** The cells of a single row, which may hold line breaks in quotes. Throws `Error` that says what is wrong. */
export function csvCells(row: string, delimiter: string): string[] {
  try {
    const [cells = []]: string[][] = parseAll(row, { ...STRICT, delimiter, trim: true });
    return cells;
  } catch (cause) {
    throw asError(cause);
  }
}

/** Streams the rows of a CSV with a header as objects. Rejects with `Error` that says what is wrong where. */
export async function* csvObjects(input: Readable): AsyncGenerator<Record<string, string>> {
  const rows: AsyncIterable<Record<string, string>> = input.pipe(
    parse({ ...STRICT, bom: true, columns: true, trim: true }),
  );
  try {
    yield* rows;
  } catch (cause) {
    throw asError(cause);
  }
}

function asError(cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause);
  const cut = cause instanceof CsvError && cause.code === 'CSV_QUOTE_NOT_CLOSED';
  return new Error(`${cut ? 'it is cut short' : 'it is not well-formed CSV'}: ${said}`, { cause });
}

/**
 * Where a cell would begin like a formula for a spreadsheet that splits rows at semicolons, as those of half of Europe do, or that
 * does not honour quotes around a line break.
 */
const INNER_FORMULA = /([;\t\r\n][\s"]*|^[\s"]+)(?=[=+\-@＝＋－＠])/gu;

/** The library quotes the line break of its own rows only. */
const SAFE = { escape_formulas: true, quoted_match: /[\r\n]/ } as const;

function inert(cell: string): string {
  return cell.replace(INNER_FORMULA, "$1'");
}

/**
 * Rows as CSV that spreadsheets take for UTF-8. Names come from outside: what begins like a formula gets an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(inert)),
    { ...SAFE, bom: true, record_delimiter: 'windows' },
  );
}

/** Such a text for reading: its lines, without the mark for spreadsheets. */
export function csvLines(text: string): string[] {
  return text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/);
}

/** One row of such a CSV, without its line break. */
export function csvRow(cells: readonly string[]): string {
  return stringify([cells.map(inert)], SAFE).replace(/\n$/, '');
}
