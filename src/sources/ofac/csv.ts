import { readFile, stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { RefusedVersion } from '../../domain/errors.js';
import { csvRows } from '../../lib/csv.js';

/** OFAC closes each CSV file with this one byte after the last line. */
const END_MARK = '\u001a';
/** The largest file of the set has 5 MB. */
const MAX_BYTES = 100_000_000;

/** Whether the file shows that it is there to its end. */
export type CsvEnding =
  /** OFAC's end mark stands there. */
  | 'marked'
  /** No mark, and LF lines: somebody saved it anew and the mark was lost then. The last line is complete. */
  | 'resaved'
  /** No mark though the lines are OFAC's CRLF, or half a last line. */
  | 'cut';

export interface CsvFile {
  /** Rows of the expected number of cells; null is an empty string. */
  readonly rows: readonly string[][];
  /** Rows with another number of cells. */
  readonly misshapen: readonly string[][];
  readonly ending: CsvEnding;
}

/**
 * Reads one of OFAC's CSV files: no header, `-0- ` for null, `columns` cells a row. Throws `RefusedVersion`, naming the
 * file by `title`, when it is empty, not UTF-8, not CSV, or when most of its rows have another shape.
 */
export async function readCsv(path: string, columns: number, title: string): Promise<CsvFile> {
  const text = await textOf(path, title);
  const marked = text.endsWith(END_MARK);
  const body = marked ? text.slice(0, -1) : text;
  const resaved = body.endsWith('\n') && !body.includes('\r\n');
  const rows: string[][] = [];
  const misshapen: string[][] = [];
  for (const row of recordsOf(body, title)) (row.length === columns ? rows : misshapen).push(row);
  if (rows.length + misshapen.length === 0) throw new RefusedVersion(`${title} has no rows`);
  if (misshapen.length > rows.length)
    throw new RefusedVersion(`${title} is another file: its rows have ${misshapen[0]?.length} columns, not ${columns}`);
  return { rows, misshapen, ending: marked ? 'marked' : resaved ? 'resaved' : 'cut' };
}

async function textOf(path: string, title: string): Promise<string> {
  const { size } = await stat(path);
  if (size === 0) throw new RefusedVersion(`${title} is empty (0 bytes)`);
  if (size > MAX_BYTES) throw new RefusedVersion(`${title} is larger than ${MAX_BYTES} bytes`);
  const bytes = await readFile(path);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new RefusedVersion(`${title} is UTF-16, not UTF-8`);
  const text = decode(bytes, title);
  const start = text.slice(0, 200).trimStart();
  if (start.startsWith('<'))
    throw new RefusedVersion(`${title} is ${/^<\?xml/i.test(start) ? 'XML' : 'an HTML page'}, not CSV`);
  return text;
}

function decode(bytes: Uint8Array, title: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RefusedVersion(`${title} is not valid UTF-8`, { cause });
  }
}

function recordsOf(text: string, title: string): string[][] {
  try {
    return csvRows(text, (cell) => (cell === '-0- ' ? '' : cell));
  } catch (cause) {
    throw new RefusedVersion(`${title}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
