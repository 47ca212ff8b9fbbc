import { extname } from 'node:path';
import { UserError } from '../../domain/errors.js';
import { csvCells } from '../../lib/csv.js';
import { type Asked, askedOf, FIELDS, type Field, SHOWN, type Wrong } from './asked.js';
import type { TextLine } from './lines.js';

/** What an input asks, or why it asks nothing that can be answered. */
export interface ScreenRecord {
  /** The line on which it ends. */
  readonly line: number;
  readonly asked: Asked | Wrong;
}

/** A quoted cell goes on over so many lines at most; a quote that is never closed must not swallow the rest. */
const MAX_LINES = 50;
const DELIMITERS = [',', ';', '\t'];

/**
 * The records of a file, whatever its form: the file's ending says it, or else the first line. A record that is wrong is one with its
 * problem, and the others go on. Throws `UserError` for a CSV without a name column.
 */
export async function* recordsOf(lines: AsyncIterable<TextLine>, file: string): AsyncGenerator<ScreenRecord> {
  const rest = lines[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done === true) return;
  const header = first.value.text?.replace(/^\uFEFF/, '') ?? null;
  const columns = header === null ? null : columnsOf(header, extname(file).toLowerCase() === '.csv');
  if (columns !== null) {
    yield* csvRecords({ [Symbol.asyncIterator]: () => rest }, columns);
    return;
  }
  yield* plainRecord({ ...first.value, text: header });
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield* plainRecord(next.value);
}

function* plainRecord({ number, text }: TextLine): Generator<ScreenRecord> {
  if (text === null) yield tooLong(number);
  else if (text.trim().startsWith('{')) yield { line: number, asked: objectOf(text) };
  else if (text.trim() !== '')
    yield { line: number, asked: askedOf(text, (field) => (field === 'name' ? text.trim() : '')) };
}

function objectOf(text: string): ScreenRecord['asked'] {
  let value: object;
  try {
    value = Object(JSON.parse(text.trim()));
  } catch {
    return { text, problem: `This line is not JSON: ${text.slice(0, SHOWN)}` };
  }
  const given = new Map(Object.entries(value));
  if (typeof given.get('name') !== 'string')
    return { text, problem: `This line has no "name": ${text.slice(0, SHOWN)}` };
  for (const key of Object.values(FIELDS).flat())
    if (!isText(given.get(key)) && !isYear(key, given.get(key))) return { text, problem: `Its "${key}" is no text` };
  return askedOf(text, (field) => firstOf(FIELDS[field].map((key) => given.get(key))));
}

function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function isYear(key: string, value: unknown): boolean {
  return FIELDS.born.some((one) => one === key) && Number.isInteger(value);
}

function firstOf(values: readonly unknown[]): string {
  for (const value of values) {
    const text = String(value ?? '').trim();
    if (text !== '') return text;
  }
  return '';
}

interface Columns {
  readonly delimiter: string;
  readonly count: number;
  /** Where each field stands; nowhere, or in several columns. */
  readonly at: Readonly<Record<Field, readonly number[]>>;
}

/** Null where the line is no header of a CSV with names. */
function columnsOf(header: string, isCsv: boolean): Columns | null {
  for (const delimiter of DELIMITERS) {
    const cells = cellsOf(header, delimiter)?.map((cell) => cell.toLowerCase()) ?? [];
    const at = (field: Field) => FIELDS[field].map((key) => cells.indexOf(key)).filter((column) => column >= 0);
    if (at('name').length > 0)
      return {
        delimiter,
        count: cells.length,
        at: { name: at('name'), type: at('type'), born: at('born'), country: at('country') },
      };
  }
  if (!isCsv) return null;
  throw new UserError(`The CSV has no column "name"; it has ${(cellsOf(header, ',') ?? [header]).join(', ')}.`);
}

function cellsOf(header: string, delimiter: string): string[] | null {
  try {
    return csvCells(header, delimiter);
  } catch {
    return null;
  }
}

async function* csvRecords(lines: AsyncIterable<TextLine>, columns: Columns): AsyncGenerator<ScreenRecord> {
  let open: { readonly number: number; readonly text: string }[] = [];
  for await (const { number, text } of lines) {
    if (text === null) {
      yield* settled(open, columns);
      open = [];
      yield tooLong(number);
      continue;
    }
    if (open.length === 0 && text.trim() === '') continue;
    open.push({ number, text });
    if (open.length < MAX_LINES && !isWhole(open)) continue;
    // An odd quote long ago leaves lines behind it that are to be read by themselves.
    const { records, left } = settle(open, columns);
    yield* records;
    open = left;
  }
  yield* settled(open, columns);
}

function* settled(open: readonly { number: number; text: string }[], columns: Columns): Generator<ScreenRecord> {
  let left = open;
  while (left.length > 0) {
    const settledOnce = settle(left, columns, true);
    yield* settledOnce.records;
    left = settledOnce.left;
  }
}

type OpenLines = readonly { readonly number: number; readonly text: string }[];

/** Reads what can be read of the lines, from the first; `left` waits for more of them, unless there are none (`atEnd`). */
function settle(
  lines: OpenLines,
  columns: Columns,
  atEnd = false,
): { records: ScreenRecord[]; left: { number: number; text: string }[] } {
  const records: ScreenRecord[] = [];
  let left = [...lines];
  while (left.length > 0) {
    const whole = left.findIndex((_, i) => isWhole(left.slice(0, i + 1)));
    if (whole < 0 && left.length < MAX_LINES && !atEnd) break;
    const taken = left.slice(0, whole < 0 ? 1 : whole + 1);
    const asked = rowOf(taken.map(({ text }) => text).join('\n'), columns);
    const wrong = 'problem' in asked && taken.length > 1;
    const used = wrong ? taken.slice(0, 1) : taken;
    records.push({ line: used.at(-1)?.number ?? 0, asked: wrong ? rowOf(used[0]?.text ?? '', columns) : asked });
    left = left.slice(used.length).filter(({ text }, i) => i > 0 || text.trim() !== '');
  }
  return { records, left };
}

function isWhole(lines: OpenLines): boolean {
  let quotes = 0;
  for (const { text } of lines) for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 0;
}

function rowOf(text: string, { delimiter, count, at }: Columns): ScreenRecord['asked'] {
  let cells: string[];
  try {
    // Without quotes there is nothing to parse, and the parser takes twenty times as long.
    cells = text.includes('"') ? csvCells(text, delimiter) : text.split(delimiter);
  } catch (error) {
    return { text, problem: error instanceof Error ? error.message : String(error) };
  }
  if (cells.length !== count) return { text, problem: `It has ${cells.length} cells where the header has ${count}` };
  return askedOf(text, (field) => firstOf(at[field].map((column) => cells[column]?.replace(/\s+/g, ' '))));
}

function tooLong(line: number): ScreenRecord {
  return { line, asked: { text: '', problem: 'It is too long to be a name' } };
}
