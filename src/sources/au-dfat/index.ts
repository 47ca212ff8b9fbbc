import { RefusedVersion } from '../../domain/errors.js';
import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { listEvents, type ReportUnknown } from '../../lib/list-read.js';
import { readTable } from '../../lib/table.js';
import { inWorkbook, type Workbook } from '../../lib/xlsx.js';
import type { ListSource, ReadEvent } from '../../ports.js';
import { dayOfSheet } from './facts.js';
import { partiesOf } from './party.js';
import { readParty } from './record.js';
import { TABLE } from './schema.js';

const FORMAT = 'xlsx';

/** The Consolidated List of the Australian Sanctions Office; see readme.md. */
export const auDfat: ListSource = {
  kind: 'list',
  experimental: true,
  id: 'au-dfat',
  authority: 'DFAT',
  title: 'Australia Consolidated List',
  homepage: 'https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list',
  origin: 'https://www.dfat.gov.au',
  formats: [FORMAT],
  cadence: { checkSeconds: 1800, fileSeconds: 86_400 },
  minimum: 2_000,

  /** There is none: the file's own validators answer for it. */
  async changeSignal() {
    return null;
  },

  fetch: (context) =>
    fetchListFile(context, 'Australian_Sanctions_Consolidated_List.xlsx', {
      url: `${context.origin}/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx`,
      accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1',
      maxBytes: 30_000_000,
      timeoutMs: 300_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, FORMAT),

  read: (version) =>
    listEvents((report) => inWorkbook(listFileOf(version), (workbook) => readWorkbook(workbook, report)), 'Reference'),
};

async function* readWorkbook(workbook: Workbook, report: ReportUnknown): AsyncGenerator<ReadEvent> {
  const [sheet, ...others] = workbook.sheets;
  if (sheet === undefined) throw new RefusedVersion('the workbook has no sheet');
  for (const other of others) report(`sheets/${other}`, other);
  const published = dayOfSheet(sheet);
  if (published === null) report('sheets/(a name without a day)', sheet);
  yield { kind: 'header', published };
  for await (const party of partiesOf(readTable(workbook.rows(sheet), TABLE, report), report))
    yield 'rows' in party ? readParty(party, report) : party;
}
