import {
  type Address,
  type Alias,
  type Birth,
  bareListing,
  type Identifier,
  type Listing,
  type ListingDraft,
} from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { child, runTogether, type XmlElement } from '../../lib/xml.js';
import { joinedOf, partsOf, textOf, valuesOf } from './elements.js';

/** The list has no page for a single entry. */
const PAGE = 'https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list';

export type Reading =
  | { readonly kind: 'listing'; readonly listing: Listing }
  | { readonly kind: 'set-aside'; readonly ref: string | null; readonly name: string | null; readonly reason: string };

const NAME = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];
const PLACE = ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE'];
const PLACE_OF_BIRTH = [...PLACE, 'COUNTRY'];
const PLACE_OF_OTHER_BIRTH = ['CITY_OF_BIRTH', 'COUNTRY_OF_BIRTH'];
const ONCE = new Set(['DATAID', 'REFERENCE_NUMBER', 'LISTED_ON', 'UN_LIST_TYPE', 'COMMENTS1', ...NAME]);
const STRONG = ['', 'Good', 'a.k.a.', 'f.k.a.'];

/** Turns an INDIVIDUAL or ENTITY into a listing; a record without what every record has is set aside. */
export function readRecord(record: XmlElement): Reading {
  const torn = runTogether(record, ONCE);
  if (torn !== null) return { kind: 'set-aside', ref: null, name: null, reason: torn };
  const ref = textOf(record, 'REFERENCE_NUMBER');
  const name = joinedOf(record, ' ', NAME);
  const program = textOf(record, 'UN_LIST_TYPE');
  const listedOn = dayOf(textOf(record, 'LISTED_ON'));
  const fault = textOf(record, 'FIRST_NAME') ? faultOf(ref, name, program, listedOn) : 'it has no FIRST_NAME';
  if (fault !== null) return { kind: 'set-aside', ref: ref || null, name: name || null, reason: fault };
  const listing: ListingDraft = bareListing(
    'un-sc',
    ref,
    name,
    record.name === 'INDIVIDUAL' ? 'individual' : 'entity',
    PAGE,
  );
  const aliases = partsOf(record, 'ALIAS');
  listing.aliases = aliasesOf(record, aliases);
  listing.programs = [program];
  listing.addresses = partsOf(record, 'ADDRESS').flatMap(addressOf);
  listing.births = birthsOf(record, aliases);
  listing.nationalities = valuesOf(record, 'NATIONALITY').map((country) => ({ country, kind: 'nationality' }));
  listing.identifiers = partsOf(record, 'DOCUMENT').flatMap(documentOf);
  listing.listedOn = listedOn;
  readTexts(listing, record, aliases);
  return { kind: 'listing', listing };
}

function faultOf(ref: string, name: string, program: string, listedOn: string): string | null {
  if (!ref) return 'it has no REFERENCE_NUMBER';
  if (!name) return 'it has no name';
  if (!program) return 'it has no UN_LIST_TYPE';
  if (!listedOn) return 'it has no LISTED_ON date';
  return calendarDay(listedOn) ? null : `its LISTED_ON is no date: ${listedOn.slice(0, 40)}`;
}

function readTexts(listing: ListingDraft, record: XmlElement, aliases: readonly XmlElement[]): void {
  const title = join('; ', [...valuesOf(record, 'TITLE').sort(), ...valuesOf(record, 'DESIGNATION').sort()]);
  const gender = textOf(record, 'GENDER');
  const remarks = remarksOf(record, aliases);
  if (title) listing.title = title;
  if (gender) listing.gender = gender;
  if (remarks) listing.remarks = remarks;
}

function aliasesOf(record: XmlElement, aliases: readonly XmlElement[]): Alias[] {
  const found: Alias[] = [];
  for (const alias of aliases) {
    const quality = textOf(alias, 'QUALITY');
    const strength = STRONG.includes(quality) ? 'strong' : 'weak';
    const kind = quality === 'f.k.a.' ? 'fka' : 'aka';
    for (const name of namesIn(textOf(alias, 'ALIAS_NAME'))) found.push({ name, kind, strength });
  }
  for (const name of namesIn(textOf(record, 'NAME_ORIGINAL_SCRIPT')))
    found.push({ name, kind: 'original-script', strength: 'strong' });
  return found;
}

/** One node may hold several names: `A; B`, or `X (A; B)`. Anything more nested is kept whole. */
function namesIn(text: string): string[] {
  if (!text.includes(';')) return text === '' ? [] : [text];
  const grouped = /^([^()]+) \(([^()]+)\)$/.exec(text);
  if (grouped) return [grouped[1] ?? '', ...namesIn(grouped[2] ?? '')];
  return /[()]/.test(text) ? [text] : text.split(/\s*;\s*/).filter((name) => name !== '');
}

function addressOf(address: XmlElement): Address[] {
  const country = textOf(address, 'COUNTRY');
  const text = placeOf(address, PLACE);
  if (!text && !country) return [];
  return [country ? { text, country } : { text }];
}

function placeOf(place: XmlElement, names: readonly string[]): string {
  return withNote(joinedOf(place, ', ', names), textOf(place, 'NOTE'));
}

/** Of the person, and of their other identities: an alias may have a birth of its own. */
function birthsOf(record: XmlElement, aliases: readonly XmlElement[]): Birth[] {
  const births: Birth[] = [];
  for (const date of partsOf(record, 'DATE_OF_BIRTH')) addBirth(births, 'date', birthDateOf(date));
  for (const alias of aliases) addBirth(births, 'date', asAlias(alias, dayOf(textOf(alias, 'DATE_OF_BIRTH'))));
  for (const place of partsOf(record, 'PLACE_OF_BIRTH')) addBirth(births, 'place', placeOf(place, PLACE_OF_BIRTH));
  for (const alias of aliases) addBirth(births, 'place', asAlias(alias, joinedOf(alias, ', ', PLACE_OF_OTHER_BIRTH)));
  return births;
}

function addBirth(births: Birth[], kind: Birth['kind'], value: string): void {
  if (value) births.push({ kind, value });
}

function asAlias(alias: XmlElement, fact: string): string {
  return fact && withNote(fact, `as ${textOf(alias, 'ALIAS_NAME')}`);
}

/** `1964-07-17`, `approximately 1965`, `between 1955 and 1958`, or only a note: `Nov. 1973`. */
function birthDateOf(birth: XmlElement): string {
  const [from, to] = [textOf(birth, 'FROM_YEAR'), textOf(birth, 'TO_YEAR')];
  const note = textOf(birth, 'NOTE');
  const day = dayOf(textOf(birth, 'DATE')) || textOf(birth, 'YEAR');
  const approximate = textOf(birth, 'TYPE_OF_DATE') === 'APPROXIMATELY' && (day || note) ? 'approximately ' : '';
  const span = from || to ? `between ${from || '?'} and ${to || '?'}` : '';
  return `${approximate}${withNote(day || span, note)}`;
}

function documentOf(document: XmlElement): Identifier[] {
  const [type, detail] = [textOf(document, 'TYPE_OF_DOCUMENT'), textOf(document, 'TYPE_OF_DOCUMENT2')];
  const number = textOf(document, 'NUMBER');
  const [by, at] = [textOf(document, 'ISSUING_COUNTRY'), textOf(document, 'COUNTRY_OF_ISSUE')];
  const place = join(', ', [textOf(document, 'CITY_OF_ISSUE'), by ? at : '']);
  const note = join('; ', [textOf(document, 'NOTE'), place && `issued in ${place}`]);
  const issued = dayOf(textOf(document, 'DATE_OF_ISSUE'));
  const country = by || at;
  if (!type && !detail && !number && !note) return [];
  return [
    {
      type: withNote(type, detail),
      number,
      ...(country ? { country } : {}),
      ...(issued ? { issued } : {}),
      ...(note ? { note } : {}),
    },
  ];
}

/** The comment to the letter, and what the list notes beside an alias: "previously listed as", "nom de guerre", a passport. */
function remarksOf(record: XmlElement, aliases: readonly XmlElement[]): string {
  const notes: string[] = [];
  for (const alias of aliases) if (textOf(alias, 'NOTE')) notes.push(joinedOf(alias, ': ', ['ALIAS_NAME', 'NOTE']));
  // The order of the aliases says nothing, so that of their notes must not either.
  return join('\n', [child(record, 'COMMENTS1')?.text.trim() ?? '', ...notes.sort()]);
}

const DAY_LENGTH = 10;

/** Dates may carry a time zone, which a calendar day does not have: `2015-07-01-04:00`. */
function dayOf(date: string): string {
  return date.length === DAY_LENGTH ? date : date.replace(/^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$/, '$1');
}

function withNote(text: string, note: string): string {
  return text && note ? `${text} (${note})` : text || note;
}

function join(separator: string, parts: readonly string[]): string {
  return parts.filter(Boolean).join(separator);
}
