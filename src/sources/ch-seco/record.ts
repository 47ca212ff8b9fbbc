import {
  type Birth,
  bareListing,
  type Gap,
  type Listing,
  type ListingDraft,
  type PartyType,
} from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import { childrenOf, runTogether, type XmlElement } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import type { ReadEvent } from '../../ports.js';
import { dateOf, documentOf, joined, textOf, type Whereabouts, whereaboutsOf } from './facts.js';
import { aliasesOf, primaryNameOf, titlesOf } from './names.js';
import { english, PARTIES, partyOf, type References } from './references.js';
import { reportWords } from './schema.js';
import { type Status, statusOf } from './status.js';

/** The list has no page for a single entry. */
const PAGE = 'https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml?lang=en';

/** Turns a target into a listing, or null where it was de-listed; one without what every target has is set aside. */
export function readTarget(target: XmlElement, references: References, report: ReportUnknown): ReadEvent | null {
  reportWords(target, report);
  const torn = runTogether(target, PARTIES);
  if (torn !== null) return { kind: 'set-aside', ref: null, name: null, reason: torn };
  const status = statusOf(target);
  if (status.kind === 'de-listed') return null;
  const ref = target.attributes.ssid?.trim() ?? '';
  const party = partyOf(target);
  const name = party ? primaryNameOf(party) : '';
  const type = party ? typeOf(party) : null;
  const aside = (reason: string): ReadEvent => ({ kind: 'set-aside', ref: ref || null, name: name || null, reason });
  if (!ref) return aside('it has no ssid');
  if (!party) return aside('it is no individual, entity or object');
  if (!name) return aside('it has no name');
  if (type === null) return aside(`it is an object of type ${party.attributes['object-type'] ?? 'unknown'}`);
  if (status.kind === 'unclear') return aside(`its latest modification is of the type "${status.type}"`);
  return listingOf(target, party, bareListing('ch-seco', ref, name, type, PAGE), status, references);
}

function typeOf({ name, attributes }: XmlElement): PartyType | null {
  if (name !== 'object') return name === 'individual' ? 'individual' : 'entity';
  const type = attributes['object-type'];
  return type === 'vessel' || type === 'aircraft' ? type : null;
}

function listingOf(
  target: XmlElement,
  party: XmlElement,
  listing: ListingDraft,
  status: Extract<Status, { kind: 'listed' }>,
  references: References,
): ReadEvent {
  const gaps: Gap[] = [];
  listing.aliases = aliasesOf(party);
  readSets(listing, target, references, gaps);
  readIdentities(listing, party, references, gaps);
  for (const { text } of childrenOf(target, 'foreign-identifier'))
    if (tidy(text)) listing.identifiers = [...listing.identifiers, { type: 'Foreign identifier', number: tidy(text) }];
  readTexts(listing, party);
  listing.relations = childrenOf(party, 'relation').map((relation) => relationOf(relation, references));
  if (status.since !== null) listing.listedOn = status.since;
  return { kind: 'listing', listing, gaps };
}

/** Older files have the number of the set as an attribute. */
function readSets(listing: ListingDraft, target: XmlElement, { sets }: References, gaps: Gap[]): void {
  const attribute = target.attributes['sanctions-set-id'];
  const ids = childrenOf(target, 'sanctions-set-id').map(({ text }) => tidy(text));
  if (attribute !== undefined) ids.push(attribute);
  const found = ids.flatMap((id) => sets.get(id) ?? []);
  listing.programs = [...new Set(found.map(({ program }) => program))].filter(Boolean);
  listing.sanctionsTypes = [...new Set(found.map(({ measure }) => measure))].filter(Boolean);
  if (found.length < ids.length) gaps.push({ field: 'programs' }, { field: 'sanctionsTypes' });
}

function readIdentities(listing: ListingDraft, party: XmlElement, { places }: References, gaps: Gap[]): void {
  const all = (name: string) => childrenOf(party, 'identity').flatMap((identity) => childrenOf(identity, name));
  const addresses = all('address').map((address) => whereaboutsOf(address, places));
  const birthplaces = all('place-of-birth').map((place) => whereaboutsOf(place, places));
  listing.addresses = addresses.filter(known).map(({ address }) => address);
  listing.births = [...birthDatesOf(party, all('day-month-year')), ...birthplaces.filter(known).map(birthPlaceOf)];
  listing.nationalities = all('nationality').flatMap((nationality) => {
    const country = textOf(nationality, 'country');
    return country ? [{ country, kind: 'nationality' }] : [];
  });
  listing.identifiers = all('identification-document').flatMap(documentOf);
  if (addresses.some(({ complete }) => !complete)) gaps.push({ field: 'addresses' });
  if (birthplaces.some(({ complete }) => !complete)) gaps.push({ field: 'births' });
}

/** Of an entity or a vessel it is the day of its foundation, which stands in the remarks. */
function birthDatesOf(party: XmlElement, dates: readonly XmlElement[]): Birth[] {
  if (party.name !== 'individual') return [];
  return dates.map(dateOf).flatMap((value) => (value ? [{ kind: 'date', value }] : []));
}

/** Half an address, without the place that it names by number, would look like another address. */
function known({ address: { text, country }, complete }: Whereabouts): boolean {
  return complete && (text !== '' || country !== undefined);
}

function birthPlaceOf({ address: { text, country = '' } }: Whereabouts): Birth {
  return { kind: 'place', value: joined(', ', [text, country]) };
}

function relationOf(relation: XmlElement, { names }: References): Listing['relations'][number] {
  const { 'relation-type': kind = 'related-to', 'target-id': ref = '' } = relation.attributes;
  return { kind, name: names.get(ref) || ref, ref };
}

const IMO = /^IMO [Nn]umber ?: ?(\d{7})\.?$/;
const WEBSITE = /^Website ?: ?((?:https?:|www\.)\S+)$/i;
const EMAIL = /^E-?mail(?: address)? ?: ?([^\s@]+@[^\s@]+\.[^\s@]+)$/i;

/** The justification first, then what else the list says, each text once and in the order in which it was written. */
function readTexts(listing: ListingDraft, party: XmlElement): void {
  const title = titlesOf(party).join('; ');
  const gender = party.attributes.sex;
  const information = textsOf(party, 'other-information');
  const dates = party.name === 'individual' ? [] : foundationsOf(party);
  const remarks = [...textsOf(party, 'justification'), ...information, ...dates].join('\n');
  if (title) listing.title = title;
  if (gender) listing.gender = gender;
  if (remarks) listing.remarks = remarks;
  const found = (pattern: RegExp) => information.flatMap((text) => pattern.exec(text)?.[1] ?? []);
  listing.websites = found(WEBSITE);
  listing.emails = found(EMAIL);
  const numbers = found(IMO).map((number) => ({ type: 'IMO number', number }));
  listing.identifiers = [...listing.identifiers, ...numbers];
}

function foundationsOf(party: XmlElement): string[] {
  const dates = childrenOf(party, 'identity').flatMap((identity) => childrenOf(identity, 'day-month-year'));
  return dates.map(dateOf).flatMap((date) => (date ? [`Date: ${date}`] : []));
}

function textsOf(party: XmlElement, name: string): string[] {
  const texts = english(childrenOf(party, name));
  const inOrder = [...texts].sort((a, b) => Number(a.attributes.ssid) - Number(b.attributes.ssid));
  return [...new Set(inOrder.map(({ text }) => tidy(text)))].filter(Boolean);
}
