/** The Consolidated Screening List as its publisher writes it, of invented parties. */

const COLUMNS = [
  ...['_id', 'source', 'entity_number', 'type', 'programs', 'name', 'title', 'addresses', 'federal_register_notice'],
  ...['start_date', 'end_date', 'standard_order', 'license_requirement', 'license_policy', 'call_sign', 'vessel_type'],
  ...['gross_tonnage', 'gross_registered_tonnage', 'vessel_flag', 'vessel_owner', 'remarks', 'source_list_url'],
  ...[
    'alt_names',
    'citizenships',
    'dates_of_birth',
    'nationalities',
    'places_of_birth',
    'source_information_url',
    'ids',
  ],
] as const;

export type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

export const SOURCES = {
  EL: 'Entity List (EL) - Bureau of Industry and Security',
  DPL: 'Denied Persons List (DPL) - Bureau of Industry and Security',
  UVL: 'Unverified List (UVL) - Bureau of Industry and Security',
  MEU: 'Military End User (MEU) List - Bureau of Industry and Security',
  DTC: 'ITAR Debarred (DTC) - State Department',
  ISN: 'Nonproliferation Sanctions (ISN) - State Department',
} as const;

/** As the six lists of the Treasury are called in the file. */
export const OFAC = [
  'Specially Designated Nationals (SDN) - Treasury Department',
  'Foreign Sanctions Evaders (FSE) - Treasury Department',
  'Sectoral Sanctions Identifications List (SSI) - Treasury Department',
  'Palestinian Legislative Council List (PLC) - Treasury Department',
  'Capta List (CAP) - Treasury Department',
  'Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department',
  'Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department',
];

export const HEADER = COLUMNS.join(',');

export function row(cells: Cells): string {
  return COLUMNS.map((column) => `"${(cells[column] ?? '').replaceAll('"', '""')}"`).join(',');
}

export function csv(rows: readonly string[], header = HEADER): string {
  return `${[header, ...rows].join('\n')}\n`;
}

/** One row of each list, so that none is missing. */
export const others = (except: keyof typeof SOURCES) =>
  Object.entries(SOURCES).flatMap(([code, source]) =>
    code === except ? [] : [row({ _id: code, source, name: `OTHER ${code}` })],
  );
