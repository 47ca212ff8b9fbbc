import { type Cell, xlsx } from '../../support/xlsx.js';

/** The columns of 2026. */
export const HEADINGS = [
  'Reference',
  'Name of Individual or Entity',
  'Type',
  'Name Type',
  'Alias Strength',
  'Date of Birth',
  'Place of Birth',
  'Citizenship',
  'Address',
  'Additional Information',
  'Listing Information',
  'IMO Number',
  'Committees',
  'Control Date',
  'Instrument of Designation',
  'Targeted Financial Sanction',
  'Travel Ban',
  'Arms Embargo',
  'Maritime Restriction',
];

export type Row = Readonly<Record<string, Cell>>;

/** A workbook in DFAT's layout; a key that is no heading becomes a column of its own. */
export function workbook(rows: readonly Row[], sheet = 'Consolidated List - 5_01_2026'): Uint8Array {
  const more = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !HEADINGS.includes(key));
  const all = [...HEADINGS, ...more];
  return xlsx([{ name: sheet, rows: [all, ...rows.map((row) => all.map((heading) => row[heading] ?? null))] }]);
}

/** The row of a primary name. */
export function row(reference: string | number, name: string, more: Row = {}): Row {
  return {
    Reference: reference,
    'Name of Individual or Entity': name,
    Type: 'Individual',
    'Name Type': 'Primary Name',
    Committees: 'Autonomous (Ruritania)',
    'Control Date': new Date('2026-01-05'),
    'Targeted Financial Sanction': true,
    'Travel Ban': false,
    'Arms Embargo': false,
    'Maritime Restriction': false,
    ...more,
  };
}

/** The row of another name. */
export function alias(reference: string, name: string, more: Row = {}): Row {
  return row(reference, name, { 'Name Type': 'Alias', 'Alias Strength': 'Strong', ...more });
}
