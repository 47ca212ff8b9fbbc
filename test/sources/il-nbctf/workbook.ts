import { type Cell, type Sheet, xlsx } from '../../support/xlsx.js';

const HEADINGS = [
  ...['internal seq. id', 'Date of temporary designation (DD/MM/YYYY)', 'Date of permenant designation (DD/MM/YYYY)'],
  ...['Date designation in west bank (DD/MM/YYYY)', 'Organization Name - Hebrew', 'Organization Name - Hebrew - aka'],
  ...['Organization Name - Hebrew - aka 2', 'Organization Name - Arabic', 'Organization Name - Arabic aka'],
  ...[
    'Organization Name - English',
    'Organization Name - English - aka',
    'Corporation Type - English',
    'Corporation ID',
  ],
  ...[
    'Street - English',
    'City / Village - English',
    'Country - Hebrew',
    'Country - English',
    'Telephone',
    'Telephone 2',
  ],
  ...['Email', 'Website', 'Designation Type', 'Designation Justification - English', 'Designated by - English'],
  ...['linked to (internal seq. id)', 'Key operatives', 'Comments - Hebrew'],
];

export type Row = Readonly<Record<string, Cell>>;

/** A workbook in the bureau's layout: Hebrew headings, English ones, then the parties. */
export function workbook(rows: readonly Row[], more: readonly Sheet[] = []): Uint8Array {
  const extra = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !HEADINGS.includes(key));
  const all = [...HEADINGS, ...extra];
  const hebrew = all.map((_, place) => `כותרת ${place + 1}`);
  const lines = rows.map((row) => all.map((heading) => (heading in row ? (row[heading] ?? null) : '----')));
  return xlsx([{ name: 'List', rows: [hebrew, all, ...lines], merged: ['A1:C1'] }, ...more]);
}

export function row(id: number | string | null, name: string, more: Row = {}): Row {
  return {
    'internal seq. id': id,
    'Date of temporary designation (DD/MM/YYYY)': '--/--/----',
    'Date of permenant designation (DD/MM/YYYY)': '25/03/2024',
    'Organization Name - English': name,
    'Designation Type': 'Terror organization',
    ...more,
  };
}
