import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import type { ListSource } from '../../ports.js';
import { readScreeningList } from './read.js';

/** The US lists that OFAC does not carry, out of the Consolidated Screening List; see readme.md. */
export const usCsl: ListSource = {
  kind: 'list',
  experimental: true,
  id: 'us-csl',
  authority: 'US Commerce and State',
  title: 'US export screening lists',
  homepage: 'https://www.trade.gov/consolidated-screening-list',
  origin: 'https://data.trade.gov',
  formats: ['csv'],
  // It is built daily, and nothing small says whether it changed.
  cadence: { checkSeconds: 21_600, fileSeconds: 86_400 },
  minimum: 3_000,

  changeSignal: async () => null,

  fetch: (context) =>
    fetchListFile(context, 'consolidated.csv', {
      url: `${context.origin}/downloadable_consolidated_screening_list/v1/consolidated.csv`,
      accept: 'text/csv, */*;q=0.5',
      maxBytes: 150_000_000,
      timeoutMs: 600_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, 'csv'),

  read: (version) => readScreeningList(listFileOf(version)),
};
