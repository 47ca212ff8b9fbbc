import type { Table } from '../../lib/table.js';

/** The English headings; above them stands a row of Hebrew ones. Numbers behind a heading count further columns of it. */
const COLUMNS = {
  id: 'internal seq. id',
  temporary: /^date of temporary designation( dd mm yyyy)?$/,
  permanent: /^date of perm[ae]n[ae]nt designation( dd mm yyyy)?$/,
  westBank: /^date designation in west bank( dd mm yyyy)?$/,
  designationType: 'Designation Type',
  name: 'Organization Name - English',
  nameHe: 'Organization Name - Hebrew',
  nameAr: 'Organization Name - Arabic',
  akas: /^organization name (english|hebrew|arabic) aka( \d+)?$/,
  corporationType: 'Corporation Type - English',
  corporationTypeHe: 'Corporation Type - Hebrew',
  corporationId: 'Corporation ID',
  formed: /^date of corporation( dd mm yyyy)?$/,
  formedIn: 'Location of Formation - English',
  formedInHe: 'Location of Formation - Hebrew',
  street: 'Street - English',
  streetHe: 'Street - Hebrew',
  city: 'City/Village - English',
  cityHe: 'City/Village - Hebrew',
  country: 'Country - English',
  countryHe: 'Country - Hebrew',
  phones: /^telephone\b/,
  emails: /^e ?mail( \d+)?$/,
  websites: /^website\b/,
  linked: 'linked to (internal seq. id)',
  operatives: 'Key Operatives',
  reason: 'Designation Justification - English',
  reasonHe: 'Designation Justification - Hebrew',
  by: 'Designated by - English',
  byHe: 'Designated by - Hebrew',
  abroad: 'Designated by abroad - English',
  abroadHe: 'Designated by abroad - Hebrew',
  abroadOn: /^date designated in other countries( dd mm yyyy)?$/,
  abroadId: 'Seq. num in other countries',
  records: 'Public records references',
  comments: 'Comments - English',
  commentsHe: 'Comments - Hebrew',
} as const;

export type Column = keyof typeof COLUMNS;

export const TABLE: Table<Column> = {
  name: 'the sheet',
  columns: COLUMNS,
  needed: ['id', 'temporary', 'permanent', 'name', 'nameHe', 'designationType'],
};
