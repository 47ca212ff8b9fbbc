import { basename } from 'node:path';
import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { listEvents } from '../../lib/list-read.js';
import type { ListSource } from '../../ports.js';
import { findList, PAGE } from './page.js';
import { readRecords } from './read.js';

/** Since 2026 the list is a CSV file; a workbook of the same columns is read, too. */
const FORMATS = ['csv', 'xlsx'];

/** The asset freezes under Japan's Foreign Exchange and Foreign Trade Act; see readme.md. */
export const jpMof: ListSource = {
  kind: 'list',
  experimental: true,
  id: 'jp-mof',
  authority: 'Japanese Ministry of Finance',
  title: 'Japan asset freezes',
  homepage: `https://www.mof.go.jp${PAGE}`,
  origin: 'https://www.mof.go.jp',
  formats: FORMATS,
  cadence: { checkSeconds: 1800, fileSeconds: 86_400 },
  minimum: 2_000,

  changeSignal: async (context) => (await findList(context)).name,

  async fetch(context) {
    const { name, path } = await findList(context);
    // A file of another name is another file: the last one's validators say nothing about it.
    const poll = context.cursor?.signal === name ? context : { ...context, cursor: null };
    const fetched = await fetchListFile(poll, name, {
      url: `${context.origin}${path}`,
      accept: 'text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.1',
      maxBytes: 50_000_000,
      timeoutMs: 300_000,
    });
    return fetched === 'unchanged'
      ? fetched
      : { ...fetched, version: { ...fetched.version, published: dayOfName(name) } };
  },

  async fromDisk(path, wanted) {
    const format = wanted ?? (/\.xlsx$/i.test(path) ? 'xlsx' : 'csv');
    if (!FORMATS.includes(format)) throw new RefusedVersion(`the list has no format ${format}, only csv and xlsx`);
    const version = await listFileOnDisk(path, format, format);
    return { ...version, published: dayOfName(basename(path)) ?? version.published };
  },

  read: (version) => listEvents((report) => readRecords(listFileOf(version), version.format, report), '番号'),
};

/** `shisantouketsu20260828.csv` is of 28 August 2026. */
function dayOfName(name: string): PublicationDate | null {
  const [, year, month, day] = /(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)/.exec(name) ?? [];
  return calendarDay(`${year}-${month}-${day}`);
}
