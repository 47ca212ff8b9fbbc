import { bareListing, type Listing, type PartyType } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { tidy } from '../../lib/text.js';
import { child, runTogether, type XmlElement } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import type { ReadEvent } from '../../ports.js';
import { join, textOf, textsOf, unique } from './elements.js';
import { addressesOf, birthsOf, identifiersOf, onlineOf, relationsOf, titleOf, vesselOf } from './facts.js';
import { namesOf } from './names.js';
import { audit } from './schema.js';

/** The list has no page for a single entry. */
const PAGE = 'https://www.gov.uk/government/publications/the-uk-sanctions-list';
const TYPES = new Map<string, PartyType>([
  ['individual', 'individual'],
  ['entity', 'entity'],
  ['ship', 'vessel'],
]);

const ONCE = new Set([
  ...['DateDesignated', 'UniqueID', 'OFSIGroupID', 'Names', 'RegimeName', 'IndividualEntityShip', 'DesignationSource'],
  ...['SanctionsImposed', 'SanctionsImposedIndicators', 'OtherInformation', 'UKStatementofReasons', 'Addresses'],
  ...['IndividualDetails', 'EntityDetails', 'ShipDetails'],
]);

/** Turns a Designation into a listing; a record without what every record has is set aside. */
export function readRecord(record: XmlElement, report: ReportUnknown): ReadEvent {
  const torn = runTogether(record, ONCE);
  if (torn !== null) return { kind: 'set-aside', ref: null, name: null, reason: torn };
  audit(record, report);
  const ref = textOf(record, 'UniqueID');
  const { name, aliases } = namesOf(record, report);
  const kind = textOf(record, 'IndividualEntityShip');
  const type = TYPES.get(kind.toLowerCase());
  const setAside = (reason: string): ReadEvent => ({ kind: 'set-aside', ref: ref || null, name: name || null, reason });
  if (!ref) return setAside('it has no UniqueID');
  if (!name) return setAside('it has no name');
  if (!type)
    return setAside(kind ? `it is a ${kind.slice(0, 60)}, which nobody knows` : 'it has no IndividualEntityShip');
  const { emails, websites } = onlineOf(record);
  const title = titleOf(record);
  const gender = join('; ', textsOf(record, 'IndividualDetails', 'Individual', 'Genders', 'Gender').sort());
  const listedOn = dayOf(textOf(record, 'DateDesignated'), 'Designation/DateDesignated', report);
  const remarks = remarksOf(record);
  const listing: Listing = {
    ...bareListing('uk-sl', ref, name, type, PAGE),
    aliases,
    programs: textsOf(record, 'RegimeName'),
    sanctionsTypes: pipedOf(record, 'SanctionsImposed'),
    addresses: addressesOf(record),
    births: birthsOf(record),
    nationalities: textsOf(record, 'IndividualDetails', 'Individual', 'Nationalities', 'Nationality').map(
      (country) => ({
        country,
        kind: 'nationality',
      }),
    ),
    identifiers: identifiersOf(record),
    emails,
    websites,
    relations: relationsOf(record),
    vessel: vesselOf(record),
    ...(title ? { title } : {}),
    ...(gender ? { gender } : {}),
    ...(listedOn ? { listedOn } : {}),
    ...(remarks ? { remarks } : {}),
  };
  return { kind: 'listing', listing, gaps: [] };
}

/** `29/06/2012` as `2012-06-29`; null, and reported by its path, where it is no day. */
export function dayOf(text: string, path: string, report: ReportUnknown): string | null {
  const day = isoDay(text);
  if (day === null && text !== '') report(`${path} (its form)`, text);
  return day;
}

function isoDay(text: string): string | null {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text) ?? [];
  return calendarDay(`${year}-${month}-${day}`);
}

function pipedOf(record: XmlElement, name: string): string[] {
  return unique(
    textOf(record, name)
      .split('|')
      .map((part) => part.trim())
      .filter(Boolean),
  );
}

/** The list's two texts as they are, then what has no field of its own under the list's own label. */
function remarksOf(record: XmlElement): string {
  return join('\n', [
    linesOf(record, 'OtherInformation'),
    linesOf(record, 'UKStatementofReasons'),
    labelled('Type of entity', textsOf(record, 'EntityDetails', 'Entity', 'TypeOfEntities', 'TypeOfEntity').sort()),
    labelled('Designation source', pipedOf(record, 'DesignationSource').sort()),
  ]);
}

function labelled(label: string, values: readonly string[]): string {
  return values.length > 0 ? `${label}: ${values.join(', ')}` : '';
}

/** With its lines, which are no more than white space to a comparison. */
function linesOf(record: XmlElement, name: string): string {
  const text = unescaped(child(record, name)?.text ?? '');
  return join('\n', text.split('\n').map(tidy));
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['nbsp', ' '],
  ['quot', '"'],
]);

/** The texts are written in a web form, and some are escaped for HTML before they are escaped for XML. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,6})|(\w+));/g, (whole, code: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const point = Number(code);
    return point >= 32 && point < 0xd800 ? String.fromCodePoint(point) : whole;
  });
}
