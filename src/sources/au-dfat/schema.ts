import type { Table } from '../../lib/table.js';

/** The list's nineteen columns, as of 2026. */
const COLUMNS = {
  reference: 'Reference',
  name: 'Name of Individual or Entity',
  type: 'Type',
  nameType: 'Name Type',
  aliasStrength: 'Alias Strength',
  birthDate: 'Date of Birth',
  birthPlace: 'Place of Birth',
  citizenship: 'Citizenship',
  address: 'Address',
  additional: 'Additional Information',
  listing: 'Listing Information',
  imo: 'IMO Number',
  committees: 'Committees',
  instrument: 'Instrument of Designation',
  financial: 'Targeted Financial Sanction',
  travel: 'Travel Ban',
  arms: 'Arms Embargo',
  maritime: 'Maritime Restriction',
} as const;

export type Column = keyof typeof COLUMNS;

/** The list is one sheet, called after its day: `Consolidated List - 2_10_2026`. */
export const TABLE: Table<Column> = {
  name: 'the sheet',
  columns: COLUMNS,
  needed: ['reference', 'name', 'type', 'nameType', 'aliasStrength', 'additional', 'listing', 'committees'],
  ignored: ['Control Date'],
};

/** Yes-or-no columns, under the names they have in a listing. */
export const MEASURES = ['financial', 'travel', 'arms', 'maritime'] as const;
export const measureName = (column: (typeof MEASURES)[number]): string => COLUMNS[column];
