import { bareListing, type ListingDraft, type PartyType } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { runTogether, type XmlElement } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';
import type { ReadEvent } from '../../ports.js';
import { aliasesIn, nameAndAliases } from './names.js';
import { ELEMENT_NAMES, type Facts, factsOf } from './schema.js';

/** The list has no page for a single entry. */
const PAGE =
  'https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx?lang=eng';

/** Turns a record into a listing; one without what every record has is set aside. */
export function readRecord(record: XmlElement, report: ReportUnknown): ReadEvent {
  const torn = runTogether(record, ELEMENT_NAMES);
  if (torn !== null) return { kind: 'set-aside', ref: null, name: null, reason: torn };
  const facts = factsOf(record);
  const ref = referenceOf(facts);
  const person = `${facts.givenName} ${facts.lastName}`.trim();
  const published = facts.entityOrShip || person;
  const fault = faultOf(facts, ref, person);
  if (fault !== null || ref === null)
    return { kind: 'set-aside', ref, name: published || null, reason: fault ?? 'it has no reference' };
  const type = typeOf(facts, person);
  const { name, aliases } = nameAndAliases(published);
  const listing: ListingDraft = bareListing('ca-sema', ref, name, type, PAGE);
  listing.aliases = [...aliases, ...aliasesIn(facts.aliases, type === 'individual')];
  listing.programs = [regimeOf(facts.country)];
  if (facts.schedule) listing.legalAuthorities = [scheduleOf(facts.schedule)];
  if (type === 'individual') readPerson(listing, facts);
  if (type === 'vessel') readShip(listing, facts);
  const listedOn = dateOf(facts.listedOn);
  if (calendarDay(listedOn)) listing.listedOn = listedOn;
  else if (listedOn) report('record/DateOfListing', listedOn);
  return { kind: 'listing', listing, gaps: [] };
}

function faultOf(facts: Facts, ref: string | null, person: string): string | null {
  if (!facts.country) return 'it has no country or regulation';
  if (ref === null) return 'it has no item number';
  if (!person && !facts.entityOrShip) return 'it has no name';
  return person && facts.entityOrShip ? 'it is a person and an entity at once' : null;
}

/** `Belarus 1, Part 1, item 3`, `JVCFOR item 12`: the place in the regulations, the only key there is. */
function referenceOf({ country, schedule, item }: Facts): string | null {
  if (!country || !item) return null;
  const regime = regimeOf(country);
  const short = /\(([A-Z]{3,})\)$/.exec(regime)?.[1] ?? regime;
  return schedule ? `${short} ${spaced(schedule)}, item ${item}` : `${short} item ${item}`;
}

/** The English half of `Belarus / Bélarus`. */
function regimeOf(country: string): string {
  return country.split(/\s[/|]\s/)[0] ?? country;
}

function scheduleOf(schedule: string): string {
  return /^\d/.test(schedule) ? `Schedule ${spaced(schedule)}` : schedule;
}

/** `1,Part 3` is `1, Part 3`. */
function spaced(schedule: string): string {
  return schedule.replace(/\s*,\s*/g, ', ');
}

function typeOf({ imo, titleOrShipType }: Facts, person: string): PartyType {
  if (person) return 'individual';
  return imo || titleOrShipType ? 'vessel' : 'entity';
}

function readPerson(listing: ListingDraft, { birthOrBuildDate, titleOrShipType }: Facts): void {
  if (birthOrBuildDate) listing.births = [{ kind: 'date', value: dateOf(birthOrBuildDate) }];
  if (titleOrShipType) listing.title = english(titleOrShipType);
}

function readShip(listing: ListingDraft, { imo, birthOrBuildDate, titleOrShipType }: Facts): void {
  if (imo) listing.identifiers = [{ type: 'IMO number', number: imo }];
  listing.vessel = [
    { label: 'Vessel type', value: english(titleOrShipType) },
    { label: 'Build date', value: dateOf(birthOrBuildDate) },
  ].filter(({ value }) => value !== '');
}

/** The English half of `Oil Products Tanker | Navire-citerne pour produits pétroliers`. */
function english(text: string): string {
  return text.split(/\s*\|\s*/)[0] ?? text;
}

const DAY_MS = 86_400_000;
/** Day 0 of Excel, whose 1900 had a 29 February. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/** As worded; in some years dates were exported as the day numbers of Excel (`44102`). */
function dateOf(date: string): string {
  return /^\d{5}$/.test(date) ? new Date(EXCEL_EPOCH + Number(date) * DAY_MS).toISOString().slice(0, 10) : date;
}
