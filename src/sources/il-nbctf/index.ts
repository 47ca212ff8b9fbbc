import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { listEvents, type ReportUnknown } from '../../lib/list-read.js';
import { readTable } from '../../lib/table.js';
import { inWorkbook, type Workbook } from '../../lib/xlsx.js';
import type { ListSource, ReadEvent } from '../../ports.js';
import { PAGE, primaryNames, readRecord } from './record.js';
import { TABLE } from './schema.js';
import { type Row, textOf } from './values.js';

const FORMAT = 'xlsx';

/** Israel's designated terror organisations; see readme.md. */
export const ilNbctf: ListSource = {
  kind: 'list',
  experimental: true,
  id: 'il-nbctf',
  authority: 'NBCTF',
  title: 'Israel terror organisations',
  homepage: PAGE,
  origin: 'https://nbctf.mod.gov.il',
  formats: [FORMAT],
  cadence: { checkSeconds: 3600, fileSeconds: 86_400 },
  minimum: 200,

  /** There is none: the file's own validators answer for it. */
  async changeSignal() {
    return null;
  },

  fetch: (context) =>
    fetchListFile(context, 'Terror_Organization_Designation_List.xlsx', {
      url: `${context.origin}/he/Announcements/Documents/NBCTFIsrael%20-%20Terror%20Organization%20Designation%20List_XL.xlsx`,
      accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1',
      maxBytes: 20_000_000,
      timeoutMs: 300_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, FORMAT),

  read: (version) =>
    listEvents(
      (report) => inWorkbook(listFileOf(version), (workbook) => readWorkbook(workbook, report)),
      'internal seq. id',
    ),
};

/** All rows first: they refer to each other by number. */
async function* readWorkbook(workbook: Workbook, report: ReportUnknown): AsyncGenerator<ReadEvent> {
  const [sheet = '', ...others] = workbook.sheets;
  for (const other of others) report(`sheets/${other}`, other);
  const rows: Row[] = [];
  for await (const row of readTable(workbook.rows(sheet), TABLE, report)) rows.push(row);
  const names = new Map(rows.map((row) => [textOf(row, 'id'), primaryNames(row)[0] ?? '']));
  for (const row of rows) {
    const event = readRecord(row, names, report);
    if (event) yield event;
  }
}
