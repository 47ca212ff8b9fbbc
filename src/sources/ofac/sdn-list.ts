import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { tidy } from '../../lib/text.js';
import { readXml, runTogether, type XmlElement, type XmlInside } from '../../lib/xml.js';
import type { ReadEvent } from '../../ports.js';
import { addFact, addressOf, type Draft, newDraft, toListing } from './draft.js';
import { each, ownText, textOf } from './elements.js';
import { ENHANCED_ONLY } from './gaps.js';
import { XML_TYPES } from './labels.js';
import { linkedIn } from './linked.js';
import { kindOf } from './remark.js';
import { Unknowns } from './unknowns.js';

const VESSEL_LABELS = new Map([
  ['callSign', 'Vessel Call Sign'],
  ['vesselType', 'Vessel Type'],
  ['vesselFlag', 'Vessel Flag'],
  ['vesselOwner', 'Vessel Owner'],
  ['tonnage', 'Vessel Tonnage'],
  ['grossRegisteredTonnage', 'Vessel Gross Registered Tonnage'],
]);

const PERSONAL = [
  { label: 'DOB', list: 'dateOfBirthList', item: 'dateOfBirthItem', value: 'dateOfBirth' },
  { label: 'POB', list: 'placeOfBirthList', item: 'placeOfBirthItem', value: 'placeOfBirth' },
  { label: 'nationality', list: 'nationalityList', item: 'nationality', value: 'country' },
  { label: 'citizen', list: 'citizenshipList', item: 'citizenship', value: 'country' },
] as const;

const COUNTRY_ITEM: XmlInside = { uid: null, country: {}, mainEntry: null };
/** Every element of an entry that is known; the nulls say nothing that a listing holds. */
const ENTRY: XmlInside = {
  uid: {},
  firstName: {},
  lastName: {},
  title: {},
  sdnType: {},
  remarks: {},
  programList: { program: {} },
  idList: { id: { uid: null, idType: {}, idNumber: {}, idCountry: {}, issueDate: {}, expirationDate: {} } },
  akaList: { aka: { uid: null, type: {}, category: {}, lastName: {}, firstName: {} } },
  addressList: {
    address: {
      uid: null,
      address1: {},
      address2: {},
      address3: {},
      city: {},
      stateOrProvince: {},
      postalCode: {},
      country: {},
    },
  },
  nationalityList: { nationality: COUNTRY_ITEM },
  citizenshipList: { citizenship: COUNTRY_ITEM },
  dateOfBirthList: { dateOfBirthItem: { uid: null, dateOfBirth: {}, mainEntry: null } },
  placeOfBirthList: { placeOfBirthItem: { uid: null, placeOfBirth: {}, mainEntry: null } },
  vesselInfo: Object.fromEntries([...VESSEL_LABELS.keys()].map((name) => [name, {}])),
};

/** `publshInformation` is OFAC's own spelling; its guide has the right one. */
const SHAPE = {
  root: 'sdnList',
  records: ['publshInformation', 'publishInformation', 'sdnEntry'],
  inside: { sdnEntry: ENTRY },
};

/**
 * Reads SDN.XML or CONSOLIDATED.XML. Throws `RefusedVersion` when it is not a whole `sdnList`, or holds another number
 * of entries than it says.
 */
export async function* readSdnList(list: string, path: string): AsyncGenerator<ReadEvent> {
  const unknowns = new Unknowns();
  const seen = new Set<string>();
  let announced: number | null = null;
  let entries = 0;
  for await (const event of readXml(path, SHAPE)) {
    if (event.kind === 'unknown') unknowns.report(event.path, event.text ?? '');
    if (event.kind !== 'record') continue;
    if (event.path === 'sdnEntry') {
      entries += 1;
      yield readEntry(list, event.element, seen, unknowns);
    } else {
      announced = countIn(event.element);
      yield { kind: 'header', published: publishedOn(event.element, unknowns) };
    }
    yield* unknowns.take();
  }
  yield* unknowns.take();
  if (announced !== null && announced !== entries)
    throw new RefusedVersion(`the file says it holds ${announced} entries, but ${entries} were read`);
}

function countIn(header: XmlElement): number | null {
  const text = textOf(header, 'Record_Count');
  if (text === '') return null;
  if (!/^\d+$/.test(text)) throw new RefusedVersion(`the file's Record_Count is not a number: ${text.slice(0, 40)}`);
  return Number(text);
}

/** `03/28/2025` → 2025-03-28; null for anything else. */
function publishedOn(header: XmlElement, unknowns: Unknowns): PublicationDate | null {
  const text = textOf(header, 'Publish_Date');
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const published = calendarDay(`${year}-${month}-${day}`);
  if (text && published === null) unknowns.report(`${header.name}/Publish_Date (no date)`, text);
  return published;
}

/** Every part of an entry stands there once: what there is more of stands in a list. */
const ONCE = new Set(Object.keys(ENTRY));

function readEntry(list: string, entry: XmlElement, seen: Set<string>, unknowns: Unknowns): ReadEvent {
  const torn = runTogether(entry, ONCE);
  if (torn !== null) return { kind: 'set-aside', ref: null, name: null, reason: torn };
  const ref = textOf(entry, 'uid');
  const name = nameOf(entry);
  const typeText = textOf(entry, 'sdnType');
  const type = XML_TYPES.get(typeText);
  const setAside = (reason: string): ReadEvent => ({ kind: 'set-aside', ref: ref || null, name: name || null, reason });
  if (ref === '') return setAside('it has no uid');
  if (!/^\d+$/.test(ref))
    return { kind: 'set-aside', ref: null, name: name || null, reason: `its uid is no number: ${ref.slice(0, 40)}` };
  if (seen.has(ref)) return setAside('its uid stands twice in the file');
  seen.add(ref);
  if (name === '') return setAside('it has no name');
  if (type === undefined)
    return setAside(typeText ? `its type is unknown: ${typeText.slice(0, 40)}` : 'it has no type');
  const draft = newDraft(list, ref, name, type);
  readText(draft, entry, unknowns);
  readPerson(draft, entry, unknowns);
  readAliases(draft, entry, unknowns);
  readAddresses(draft, entry);
  readIds(draft, entry, unknowns);
  readVessel(draft, entry);
  return { kind: 'listing', listing: toListing(draft), gaps: ENHANCED_ONLY };
}

/** `SURNAME, Given`, as the other formats write it. */
function nameOf(element: XmlElement): string {
  return [textOf(element, 'lastName'), textOf(element, 'firstName')].filter(Boolean).join(', ');
}

function readText(draft: Draft, entry: XmlElement, unknowns: Unknowns): void {
  const title = textOf(entry, 'title');
  const remarks = textOf(entry, 'remarks');
  if (title) draft.listing.title = title;
  draft.remark = remarks;
  for (const name of linkedIn(remarks)) draft.listing.relations.push({ kind: 'Linked To', name });
  for (const program of each(entry, 'programList', 'program').map(ownText)) {
    if (program) draft.listing.programs.push(program);
    else unknowns.reportFact('empty', 'sdnEntry/programList/program', draft.listing.name);
  }
}

function readPerson(draft: Draft, entry: XmlElement, unknowns: Unknowns): void {
  for (const { label, list, item, value } of PERSONAL)
    for (const element of each(entry, list, item)) {
      const outcome = addFact(draft, label, textOf(element, value));
      unknowns.reportFact(outcome, `sdnEntry/${list}/${item}`, draft.listing.name);
    }
}

function readAliases(draft: Draft, entry: XmlElement, unknowns: Unknowns): void {
  for (const aka of each(entry, 'akaList', 'aka')) {
    const type = textOf(aka, 'type');
    const category = textOf(aka, 'category');
    const name = nameOf(aka);
    if (!/^[afn]\.k\.a\.$/.test(type)) unknowns.report(`sdnEntry/akaList/aka/type/${type}`, name);
    if (category !== 'strong' && category !== 'weak')
      unknowns.report(`sdnEntry/akaList/aka/category/${category}`, name);
    if (!name) unknowns.reportFact('empty', 'sdnEntry/akaList/aka', draft.listing.name);
    else
      draft.listing.aliases.push({
        name,
        kind: kindOf(type[0] ?? 'a'),
        strength: category === 'weak' ? 'weak' : 'strong',
      });
  }
}

function readAddresses(draft: Draft, entry: XmlElement): void {
  for (const item of each(entry, 'addressList', 'address')) {
    const streets = ['address1', 'address2', 'address3'].map((name) => textOf(item, name));
    const place = {
      city: textOf(item, 'city'),
      state: textOf(item, 'stateOrProvince'),
      postal: textOf(item, 'postalCode'),
    };
    const address = addressOf(streets, place, textOf(item, 'country'));
    if (address) draft.listing.addresses.push(address);
  }
}

/** Identity documents and features alike stand in the id list. */
function readIds(draft: Draft, entry: XmlElement, unknowns: Unknowns): void {
  for (const id of each(entry, 'idList', 'id')) {
    const label = textOf(id, 'idType');
    const number = textOf(id, 'idNumber');
    const details = {
      country: textOf(id, 'idCountry'),
      issued: textOf(id, 'issueDate'),
      expires: textOf(id, 'expirationDate'),
    };
    unknowns.reportFact(addFact(draft, label, number, details), `sdnEntry/idList/id/${label}`, number);
  }
}

function readVessel(draft: Draft, entry: XmlElement): void {
  for (const info of entry.children.filter(({ name }) => name === 'vesselInfo'))
    for (const { name, text } of info.children) {
      const label = VESSEL_LABELS.get(name);
      if (label && text.trim()) draft.listing.vessel.push({ label, value: tidy(text.trim()) });
    }
}
