import { bareListing, type Identifier, type Listing, type PartyType } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { tidy } from '../../lib/text.js';
import { child, childrenOf, runTogether, type XmlElement } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import type { ReadEvent } from '../../ports.js';
import { attr, countryOf, join, linesOf, remarkOf, unique } from './elements.js';
import { addressesOf, birthsOf, contactsOf, documentsOf } from './facts.js';
import { namesOf } from './names.js';
import { audit } from './schema.js';

const PAGE =
  'https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions';
const TYPES = new Map<string, PartyType>([
  ['person', 'individual'],
  ['enterprise', 'entity'],
]);

const ONCE = new Set(['subjectType']);

/** Turns a sanctionEntity into a listing; a record without what every record has is set aside. */
export function readRecord(record: XmlElement, report: ReportUnknown): ReadEvent {
  audit(record, report);
  const torn = runTogether(record, ONCE);
  if (torn !== null) return { kind: 'set-aside', ref: null, name: null, reason: torn };
  const ref = attr(record, 'euReferenceNumber') || attr(record, 'logicalId');
  const names = namesOf(record);
  const subject = child(record, 'subjectType');
  const code = subject ? attr(subject, 'code') : '';
  const type = TYPES.get(code);
  const setAside = (reason: string): ReadEvent => ({
    kind: 'set-aside',
    ref: ref || null,
    name: names.name || null,
    reason,
  });
  if (!ref) return setAside('it has no euReferenceNumber and no logicalId');
  if (!names.name) return setAside('it has no name');
  if (!type)
    return setAside(code ? `its subject type is ${code.slice(0, 60)}, which nobody knows` : 'it has no subjectType');
  const acts = childrenOf(record, 'regulation');
  const contacts = contactsOf(record);
  const listedOn = designationDateOf(record, report);
  const remarks = remarksOf(record, names.remarks);
  const listing: Listing = {
    ...bareListing('eu-fsf', ref, names.name, type, addressOf(acts)),
    aliases: names.aliases,
    programs: unique(acts.map((act) => attr(act, 'programme')).filter(Boolean)),
    legalAuthorities: unique(acts.map((act) => attr(act, 'numberTitle')).filter(Boolean)),
    addresses: unique(addressesOf(record)),
    births: birthsOf(record),
    nationalities: unique(childrenOf(record, 'citizenship').map(countryOf).filter(Boolean)).map((country) => ({
      country,
      kind: 'citizenship',
    })),
    identifiers: unique([...documentsOf(record), ...contacts.phones, ...unReferenceOf(record)]),
    emails: contacts.emails,
    websites: contacts.websites,
    ...(names.title ? { title: names.title } : {}),
    ...(names.gender ? { gender: names.gender } : {}),
    ...(listedOn ? { listedOn } : {}),
    ...(remarks ? { remarks } : {}),
  };
  return { kind: 'listing', listing, gaps: [] };
}

/** Only what the file calls the date of designation: the act it names is the latest amendment, not the first. */
function designationDateOf(record: XmlElement, report: ReportUnknown): string {
  const date = attr(record, 'designationDate');
  if (date === '' || calendarDay(date) !== null) return date;
  report('sanctionEntity/@designationDate (its form)', date);
  return '';
}

function unReferenceOf(record: XmlElement): Identifier[] {
  const number = attr(record, 'unitedNationId');
  return number ? [{ type: 'UN reference', number }] : [];
}

function remarksOf(record: XmlElement, ofNames: readonly string[]): string {
  const ofCitizenships = childrenOf(record, 'citizenship').flatMap((citizenship) => {
    const note = join('; ', [attr(citizenship, 'region'), remarkOf(citizenship)]);
    return note ? [join(': ', [countryOf(citizenship), note])] : [];
  });
  return join('\n', [linesOf(record), attr(record, 'designationDetails'), ...ofNames, ...ofCitizenships.sort()]);
}

/** The list has no page for a single entry, but each names the act in the Official Journal, which alone is authentic. */
function addressOf(acts: readonly XmlElement[]): string {
  const [latest] = [...acts].sort((a, b) => (attr(a, 'publicationDate') < attr(b, 'publicationDate') ? 1 : -1));
  const text = latest ? tidy(child(latest, 'publicationUrl')?.text ?? '') : '';
  return URL.canParse(text) && /^https?:\/\/([\w-]+\.)*europa\.eu\//i.test(text) ? text : PAGE;
}
