import type { Table } from '../../lib/table.js';

const BANS = {
  travel: 'Travel Ban',
  asset: 'Asset Freeze',
  aircraft: 'Aircraft Ban',
  ship: 'Ship Ban',
  service: 'Service Prohibition',
  securities: 'Dealing with Securities',
} as const;

/** What persons and ships have in common. */
const SHARED = {
  type: 'Type',
  id: 'Unique Identifier',
  status: 'Sanction Status',
  since: 'Date of Sanction',
  more: 'Date of Additional Sanction',
  deleted: 'Record Deleted Flag',
  deletedWhy: 'Reason for Deletion',
  ...BANS,
} as const;

const PARTY_COLUMNS = {
  ...SHARED,
  first: 'First name',
  middle: 'Middle name(s)',
  last: 'Last name',
  assetName: 'Name of Asset',
  birthDate: 'DOB',
  birthPlace: 'Place of Birth',
  title: 'Title',
  aliases: 'Alias/Alternate Spellings',
  address: 'Address',
  citizenships: /^citizenship( \d)?$/,
  passport: 'Passport Number',
  relatives: 'Associates/Relatives',
  rationale: 'General Rationale for Sanction',
  additional: 'Additional Information',
} as const;

const SHIP_COLUMNS = {
  ...SHARED,
  imo: 'IMO Number',
  name: 'Name of Ship as of Date of Sanction',
  aliases: 'Alias/Alternate Names',
} as const;

export type SharedColumn = keyof typeof SHARED;
export type PartyColumn = keyof typeof PARTY_COLUMNS;
export type ShipColumn = keyof typeof SHIP_COLUMNS;

const IGNORED = ['Date Record Deleted'];

/** Persons, entities and banks, under a legend of ten rows. */
export const PARTIES: Table<PartyColumn> = {
  name: 'Russia Sanctions Register',
  columns: PARTY_COLUMNS,
  needed: ['id', 'type', 'first', 'last', 'birthDate', 'aliases', 'status', 'since'],
  ignored: IGNORED,
};

export const SHIPS: Table<ShipColumn> = {
  name: 'Ships',
  columns: SHIP_COLUMNS,
  needed: ['id', 'imo', 'name', 'since', 'deleted'],
  ignored: IGNORED,
};

/** Sheets about goods and exceptions, not about parties; one of them makes nearly all of the file. */
export const OTHER_SHEETS = ['Trade Measures', 'Trade Measures - Oil Price Cap', 'Exemptions'];

const BAN_COLUMNS: readonly (keyof typeof BANS)[] = ['travel', 'asset', 'aircraft', 'ship', 'service', 'securities'];
/** Column and its name in a listing. */
export const MEASURES = BAN_COLUMNS.map((column) => [column, BANS[column]] as const);
