import { RefusedVersion } from '../../domain/errors.js';
import { csvRows } from '../../lib/csv.js';
import { readUtf8 } from '../../lib/files.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import { readTable, type TextRow } from '../../lib/table.js';
import { tidy } from '../../lib/text.js';
import { inWorkbook, type Workbook } from '../../lib/xlsx.js';
import type { ReadEvent } from '../../ports.js';
import { readRecord } from './record.js';
import { TABLE } from './schema.js';

/** The records of the list, as a CSV file or as the first sheet of a workbook with the same columns. */
export async function* readRecords(path: string, format: string, report: ReportUnknown): AsyncGenerator<ReadEvent> {
  const rows = format === 'xlsx' ? inWorkbook(path, (workbook) => firstSheet(workbook, report)) : await csvTable(path);
  for await (const row of readTable(rows, TABLE, report)) yield readRecord(row, report);
}

async function* firstSheet(workbook: Workbook, report: ReportUnknown): AsyncGenerator<TextRow> {
  const [sheet = '', ...others] = workbook.sheets;
  for (const other of others) report(`sheets/${other}`, other);
  yield* workbook.rows(sheet);
}

/**
 * Every row has a cell for each heading, and the last ends its line: otherwise the file was cut, or a quote was lost. The last
 * cell is the longest, so that most cuts fall into it, where nothing else would show them.
 */
async function csvTable(path: string): Promise<TextRow[]> {
  const text = await readUtf8(path);
  if (/^\s*<(!doctype\s+)?html/i.test(text.slice(0, 512)))
    throw new RefusedVersion('the file is an HTML page, not CSV');
  const rows = parse(text);
  if (!text.endsWith('\n')) throw new RefusedVersion('the last line of the file does not end: it is cut short');
  const [headings = []] = rows;
  if (!headings.some((cell) => tidy(cell) === TABLE.columns.number))
    throw new RefusedVersion(
      `the file has no row with the heading "${TABLE.columns.number}" at its beginning: it is damaged, or another one`,
    );
  const odd = rows.findIndex((cells) => cells.length !== headings.length);
  if (odd >= 0)
    throw new RefusedVersion(
      `row ${odd + 1} has ${rows[odd]?.length} cells, the first ${headings.length}: the file is cut short or damaged`,
    );
  return rows.map((cells, place) => ({ number: place + 1, cells }));
}

function parse(text: string): string[][] {
  try {
    return csvRows(text);
  } catch (cause) {
    throw new RefusedVersion(`the file is no list: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
