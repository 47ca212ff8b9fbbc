import { RefusedVersion } from '../../domain/errors.js';

/** A row of the file, by column. */
export type Row = Readonly<Record<string, string>>;

/** Without these a row says nothing, or not whom it means. */
const NEEDED = ['_id', 'source', 'name', 'addresses', 'alt_names', 'federal_register_notice', 'start_date'] as const;

/** Every column of the file, as the publisher's own importers write them. */
const COLUMNS: ReadonlySet<string> = new Set([
  ...NEEDED,
  ...[
    'entity_number',
    'type',
    'programs',
    'title',
    'end_date',
    'standard_order',
    'license_requirement',
    'license_policy',
  ],
  ...[
    'call_sign',
    'vessel_type',
    'gross_tonnage',
    'gross_registered_tonnage',
    'vessel_flag',
    'vessel_owner',
    'remarks',
  ],
  ...[
    'source_list_url',
    'citizenships',
    'dates_of_birth',
    'nationalities',
    'places_of_birth',
    'source_information_url',
    'ids',
  ],
]);

/** The lists that OFAC does not carry, by the letters that the source's name has in brackets. */
export const LISTS: ReadonlyMap<string, string> = new Map([
  ['EL', 'Entity List'],
  ['DPL', 'Denied Persons List'],
  ['UVL', 'Unverified List'],
  ['MEU', 'Military End User List'],
  ['DTC', 'ITAR Debarred'],
  ['ISN', 'Nonproliferation Sanctions'],
]);
/** Those that OFAC publishes itself: `ofac-sdn` and `ofac-consolidated` have them sooner. */
const OFAC: ReadonlySet<string> = new Set(['SDN', 'FSE', 'SSI', 'PLC', 'CAP', 'MBS', 'CMIC']);

export type Origin =
  | { readonly kind: 'ours'; readonly code: string }
  | { readonly kind: 'ofac' }
  | { readonly kind: 'unknown' };

/**
 * Which list a row is of: `Entity List (EL) - Bureau of Industry and Security`, `Non-SDN Menu-Based Sanctions List (NS-MBS
 * List) - Treasury Department`.
 */
export function originOf(source: string): Origin {
  const code = /\((?:NS-)?([A-Z]{2,5})(?: List)?\)/.exec(source)?.[1] ?? '';
  if (OFAC.has(code) && /treasury/i.test(source)) return { kind: 'ofac' };
  return LISTS.has(code) ? { kind: 'ours', code } : { kind: 'unknown' };
}

/** The columns that nobody knows. Throws `RefusedVersion` where one that is needed is missing. */
export function strangeColumns(header: readonly string[]): string[] {
  const missing = NEEDED.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new RefusedVersion(`the file is no Consolidated Screening List: it lacks the columns ${missing.join(', ')}`);
  return header.filter((column) => !COLUMNS.has(column));
}
