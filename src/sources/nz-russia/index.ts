import { RefusedVersion } from '../../domain/errors.js';
import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { listEvents, type ReportUnknown } from '../../lib/list-read.js';
import { readTable } from '../../lib/table.js';
import { inWorkbook, type Workbook } from '../../lib/xlsx.js';
import type { ListSource, ReadEvent } from '../../ports.js';
import { readParty, readShip } from './record.js';
import { OTHER_SHEETS, PARTIES, SHIPS } from './schema.js';

const FORMAT = 'xlsx';
const NAME = 'Russia-Sanctions-Register.xlsx';

/** New Zealand's register under the Russia Sanctions Act 2022; see readme.md. */
export const nzRussia: ListSource = {
  kind: 'list',
  experimental: true,
  id: 'nz-russia',
  authority: 'MFAT',
  title: 'New Zealand Russia sanctions',
  homepage:
    'https://www.mfat.govt.nz/en/countries-and-regions/europe/ukraine/russian-invasion-of-ukraine/sanctions/russia-sanctions-register',
  origin: 'https://www.mfat.govt.nz',
  formats: [FORMAT],
  cadence: { checkSeconds: 21_600, fileSeconds: 86_400 },
  minimum: 1_200,

  /** There is none: the file's own validators answer for it. */
  async changeSignal() {
    return null;
  },

  fetch: (context) =>
    fetchListFile(context, NAME, {
      url: `${context.origin}/assets/Countries-and-Regions/Europe/Ukraine/${NAME}`,
      accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1',
      maxBytes: 80_000_000,
      timeoutMs: 15 * 60_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, FORMAT),

  read: (version) =>
    listEvents(
      (report) => inWorkbook(listFileOf(version), (workbook) => readWorkbook(workbook, report)),
      'Unique Identifier',
    ),
};

async function* readWorkbook(workbook: Workbook, report: ReportUnknown): AsyncGenerator<ReadEvent> {
  for (const { name } of [PARTIES, SHIPS])
    if (!workbook.sheets.includes(name)) throw new RefusedVersion(`the workbook has no sheet "${name}"`);
  const known = [PARTIES.name, SHIPS.name, ...OTHER_SHEETS];
  for (const sheet of workbook.sheets) if (!known.includes(sheet)) report(`sheets/${sheet}`, sheet);
  for await (const row of readTable(workbook.rows(PARTIES.name), PARTIES, report)) {
    const event = readParty(row, report);
    if (event) yield event;
  }
  for await (const row of readTable(workbook.rows(SHIPS.name), SHIPS, report)) {
    const event = readShip(row, report);
    if (event) yield event;
  }
}
