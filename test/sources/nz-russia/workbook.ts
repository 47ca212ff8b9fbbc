import { type Cell, type Sheet, xlsx } from '../../support/xlsx.js';

const BANS = [
  'Travel Ban',
  'Asset Freeze',
  'Aircraft Ban',
  'Ship Ban',
  'Service Prohibition',
  'Dealing with Securities',
];
const PARTY_HEADINGS = [
  ...['Type', 'Unique Identifier', 'First name', 'Middle name(s)', 'Last name', 'Name of Asset', 'DOB', 'Title'],
  ...['Alias/Alternate Spellings', 'Address', 'Place of Birth', 'Citizenship', 'Citizenship 2', 'Citizenship 3'],
  ...['Passport Number', 'Associates/Relatives', 'Sanction Status', 'Date of Sanction', 'Date of Additional Sanction'],
  ...BANS,
  ...['General Rationale for Sanction', 'Additional Information'],
];
const SHIP_HEADINGS = [
  ...['Type', 'Unique Identifier', 'IMO Number', 'Name of Ship as of Date of Sanction', 'Date of Sanction'],
  ...['Alias/Alternate Names', 'Date of Additional Sanction', 'Sanction Status', ...BANS],
  ...['Date Record Deleted', 'Record Deleted Flag', 'Reason for Deletion'],
];
const LEGEND: readonly (readonly Cell[])[] = [
  ['Sanction Type', 'Description'],
  ...BANS.map((ban) => [ban, 'What it means']),
  [],
  ['Register as published'],
  [],
];

export type Row = Readonly<Record<string, Cell>>;

/** The register in the layout of MFAT, with the sheets that are about goods. */
export function workbook(parties: readonly Row[], ships: readonly Row[] = [], more: readonly Sheet[] = []): Uint8Array {
  return xlsx([
    { name: 'Russia Sanctions Register', rows: [...LEGEND, ...table(PARTY_HEADINGS, parties)] },
    { name: 'Ships', rows: table(SHIP_HEADINGS, ships) },
    {
      name: 'Trade Measures',
      rows: [
        ['Tariff item', 'Goods'],
        ['0101', 'Herons'],
      ],
    },
    ...more,
  ]);
}

function table(headings: readonly string[], rows: readonly Row[]): Cell[][] {
  const more = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !headings.includes(key));
  const all = [...headings, ...more];
  return [all, ...rows.map((row) => all.map((heading) => row[heading] ?? null))];
}

export function person(id: string, first: string, last: string, more: Row = {}): Row {
  return {
    Type: 'Individual',
    'Unique Identifier': id,
    'First name': first,
    'Last name': last,
    'Sanction Status': 'Sanctioned',
    'Travel Ban': 'Yes',
    ...more,
  };
}

export function entity(id: string, name: string, more: Row = {}): Row {
  return { Type: 'Entity', 'Unique Identifier': id, 'First name': name, 'Sanction Status': 'Sanctioned', ...more };
}

export function ship(id: string, name: string, more: Row = {}): Row {
  return {
    Type: 'Ship',
    'Unique Identifier': id,
    'Name of Ship as of Date of Sanction': name,
    'Ship Ban': 'Yes',
    ...more,
  };
}
