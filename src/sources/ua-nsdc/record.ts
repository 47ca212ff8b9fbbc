import { type Alias, bareListing, type Listing, type ListingDraft, type PartyType } from '../../domain/listing.js';
import { countryNamed } from '../../lib/country.js';
import { calendarDay } from '../../lib/day.js';
import { attributeField } from './attributes.js';
import type { Subject } from './schema.js';

const HOME = 'https://drs.nsdc.gov.ua/';
/** What the kinds of numbers that are most often given are called; the others keep the register's own label. */
const NUMBERS: Readonly<Record<string, string>> = {
  'tax:inn': 'Tax number (INN)',
  'tax:number': 'Tax number',
  'reg:edrpou': 'Registration number (EDRPOU)',
  'reg:odrn': 'Registration number (OGRN)',
  'reg:odrnip': 'Registration number (OGRNIP)',
  'reg:okpo': 'Registration number (OKPO)',
  'doc:passport': 'Passport',
  'doc:d_passport': 'Passport',
  'doc:f_passport': 'Passport',
  'doc:s_passport': 'Passport',
  'doc:residence': 'Residence permit',
};
const NUMBER_KINDS = /^(tax|reg|doc):/;

interface Reading {
  readonly listing: Listing;
  readonly unknown: readonly { readonly path: string; readonly example: string }[];
}

/** Turns a subject into a listing. Its name is the one in Latin letters, where there is one. */
export function listingOf(subject: Subject, type: PartyType): Reading {
  const [latin, ...latinOthers] = namesIn(subject.translit);
  const [own = subject.name, ...ownOthers] = namesIn(subject.name);
  const listing: ListingDraft = bareListing('ua-nsdc', subject.sid, latin ?? own, type, HOME);
  listing.aliases = [
    ...(latin === undefined || latin === own ? [] : [ownAlias(own)]),
    ...[...ownOthers, ...latinOthers, ...subject.aliases].map(
      (name): Alias => ({ name, kind: 'aka', strength: 'strong' }),
    ),
  ];
  listing.nationalities = subject.citizenships.map((country) => ({
    country: countryNamed(country) ?? country,
    kind: type === 'individual' ? 'citizenship' : 'nationality',
  }));
  const remarks: string[] = [];
  if (subject.bd && type === 'individual') listing.births.push({ kind: 'date', value: dateOf(subject.bd) });
  else if (subject.bd) remarks.push(`Registered: ${dateOf(subject.bd)}`);
  if (subject.dd) remarks.push(`${type === 'individual' ? 'Died' : 'Dissolved'}: ${dateOf(subject.dd)}`);
  const unknown = readNumbers(listing, subject);
  for (const { key, value } of subject.attributes) {
    const remark = attributeField(listing, key, value);
    if (remark) remarks.push(remark);
  }
  if (remarks.length > 0) listing.remarks = remarks.join('\n');
  return { listing, unknown };
}

function readNumbers(listing: ListingDraft, { identifiers }: Subject): Reading['unknown'] {
  const unknown: { path: string; example: string }[] = [];
  for (const { id, code, iso2, note } of identifiers) {
    if (id !== '' && !NUMBER_KINDS.test(id)) unknown.push({ path: `identifiers/id/${id}`, example: code });
    const type = NUMBERS[id] ?? (id || 'Registration number');
    const numbers = code.split(';').map((number) => number.trim());
    for (const number of numbers.filter((one) => one !== ''))
      listing.identifiers.push({
        ...{ type, number },
        ...(iso2 ? { country: countryNamed(iso2) ?? iso2 } : {}),
        ...(note ? { note } : {}),
      });
  }
  return unknown;
}

function ownAlias(name: string): Alias {
  if (!/\p{Script=Cyrillic}/u.test(name)) return { name, kind: 'aka', strength: 'strong' };
  return { name, kind: 'original-script', strength: 'strong', script: 'Cyrillic' };
}

/** `Ім’я (имя, name)` holds three names; brackets in other names are part of them. */
function namesIn(text: string): string[] {
  const [, first, second, third] = /^([^(]+)\(([^,()]+),([^,()]+)\)$/.exec(text) ?? [];
  const names = first && second && third ? [first, second, third] : [text];
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** `31.12.1970` as a calendar day; other wordings as they stand. */
function dateOf(text: string): string {
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text) ?? [];
  return (year && calendarDay(`${year}-${month}-${day}`)) || text;
}
