import { type Address, bareListing, type Listing, type ListingDraft, type PartyType } from '../../domain/listing.js';
import { countryCode, countryNamed } from '../../lib/country.js';
import { calendarDay } from '../../lib/day.js';
import { bareName, namesWithin, parted, reachOf } from './names.js';
import type { Referred } from './reference.js';
import type { Row } from './schema.js';

const HOME = 'https://www.trade.gov/consolidated-screening-list';
const TYPES: Readonly<Record<string, PartyType>> = {
  Individual: 'individual',
  Entity: 'entity',
  Vessel: 'vessel',
  Aircraft: 'aircraft',
};
const VESSEL = [
  ['call_sign', 'Vessel Call Sign'],
  ['vessel_type', 'Vessel Type'],
  ['gross_tonnage', 'Vessel Tonnage'],
  ['gross_registered_tonnage', 'Vessel Gross Registered Tonnage'],
  ['vessel_flag', 'Vessel Flag'],
  ['vessel_owner', 'Vessel Owner'],
] as const;
const REMARKS = [
  ['remarks', ''],
  ['end_date', 'Ends: '],
  ['standard_order', 'Standard order: '],
  ['license_requirement', 'License requirement: '],
  ['license_policy', 'License policy: '],
  ['ids', 'Identification: '],
] as const;

interface Reading {
  readonly listing: Listing;
  readonly unknown: readonly { readonly path: string; readonly example: string }[];
}

/** Turns a row into a listing; what nobody knows of it comes beside it. */
export function listingOf({ code, ref, row }: Referred): Reading {
  const unknown: { path: string; example: string }[] = [];
  const name = bareName(row.name ?? '');
  const type = typeOf(row);
  if (type === null) unknown.push({ path: `type/${row.type}`, example: name });
  const listing: ListingDraft = bareListing('us-csl', ref, name, type ?? 'entity', pageOf(row));
  listing.aliases = aliasesOf(row);
  listing.programs = [code, ...parted(row.programs ?? '')];
  listing.legalAuthorities = parted(row.federal_register_notice ?? '');
  listing.addresses = addressesOf(row.addresses ?? '');
  listing.births = [
    ...parted(row.dates_of_birth ?? '').map((value) => ({ kind: 'date' as const, value })),
    ...parted(row.places_of_birth ?? '').map((value) => ({ kind: 'place' as const, value })),
  ];
  listing.nationalities = [
    ...parted(row.nationalities ?? '').map((text) => ({ country: named(text), kind: 'nationality' as const })),
    ...parted(row.citizenships ?? '').map((text) => ({ country: named(text), kind: 'citizenship' as const })),
  ];
  listing.vessel = VESSEL.flatMap(([column, label]) => (row[column] ? [{ label, value: row[column] }] : []));
  if (row.entity_number) listing.identifiers.push({ type: 'Entity number', number: row.entity_number });
  const listedOn = calendarDay(row.start_date ?? '');
  if (listedOn) listing.listedOn = listedOn;
  else if (row.start_date) unknown.push({ path: 'start_date (no date)', example: row.start_date });
  if (row.title) listing.title = row.title;
  const remarks = remarksOf(row);
  if (remarks) listing.remarks = remarks;
  return { listing, unknown };
}

/** The lists in question leave the type out: what they say of a person or a ship tells, and all else is an entity. */
function typeOf(row: Row): PartyType | null {
  if (row.type) return TYPES[row.type] ?? null;
  if (row.dates_of_birth || row.places_of_birth || row.citizenships) return 'individual';
  return row.call_sign || row.vessel_type || row.vessel_flag ? 'vessel' : 'entity';
}

function pageOf(row: Row): string {
  const page = row.source_information_url ?? '';
  return URL.canParse(page) && page.startsWith('https://') ? page : HOME;
}

function aliasesOf(row: Row): ListingDraft['aliases'] {
  const within = namesWithin(row.name ?? '');
  const listed = parted(row.alt_names ?? '').map((name) => ({ name, kind: 'aka' as const }));
  return [...within, ...listed].map((alias) => ({ ...alias, strength: 'strong' }));
}

/** Addresses end in the two letters of a country, and are parted by what may stand inside them, too: `; `. */
function addressesOf(text: string): Address[] {
  const addresses: Address[] = [];
  let street: string[] = [];
  const parts = text.split('; ').filter(Boolean);
  for (const [position, part] of parts.entries()) {
    const [, before = part, letters = ''] = /^(?:(.*), )?([A-Z]{2}|None)$/.exec(part) ?? [];
    const known = letters === 'None' || (letters !== '' && countryCode(letters) !== null);
    if (!known && position < parts.length - 1) {
      street.push(part);
      continue;
    }
    const here = known && part === letters ? '' : known ? before : part;
    const whole = [...street, here].filter(Boolean).join('; ');
    const country = known && letters !== 'None' ? named(letters) : '';
    if (whole || country) addresses.push(country ? { text: whole, country } : { text: whole });
    street = [];
  }
  return addresses;
}

/** The file gives countries as letters; whoever reads an alert should not have to know them. */
function named(country: string): string {
  return countryNamed(country) ?? country;
}

function remarksOf(row: Row): string {
  const lines = REMARKS.flatMap(([column, label]) => (row[column] ? [`${label}${row[column]}`] : []));
  const reach = reachOf(row.name ?? '');
  return [...(reach ? [`Reaches: ${reach}`] : []), ...lines].join('\n');
}
