import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { nearest } from '../../lib/text.js';
import { readXml, runTogether, type XmlElement } from '../../lib/xml.js';
import type { ReadEvent } from '../../ports.js';
import { type Draft, newDraft, toListing } from './draft.js';
import { childOf, each, ownText, textOf } from './elements.js';
import { readFeatures, readIdentityDocuments, readRelationships } from './enhanced-facts.js';
import { primaryName, readAddresses, readAliases } from './enhanced-names.js';
import { ENTITY } from './enhanced-shape.js';
import { XML_TYPES } from './labels.js';
import type { OfacListSpec } from './spec.js';
import { Unknowns } from './unknowns.js';

const DATE_PATH = 'publicationInfo/dataAsOf';
const LISTED_PATH = 'entities/entity/sanctionsLists/sanctionsList/@datePublished';
const SHAPE = {
  root: 'sanctionsData',
  records: [DATE_PATH, 'entities/entity'],
  skipped: ['publicationInfo/filters', 'referenceValues', 'featureTypes'],
  inside: { 'entities/entity': ENTITY },
};

/**
 * Streams the entities of an ENHANCED file that are on the list in question. Throws `RefusedVersion` when the file is
 * not a whole `sanctionsData`, or none of its entities is on that list.
 */
export async function* readEnhanced(spec: OfacListSpec, path: string): AsyncGenerator<ReadEvent> {
  const reader = new EntityReader(spec);
  for await (const event of readXml(path, SHAPE)) {
    if (event.kind === 'unknown') reader.unknowns.report(event.path, event.text ?? '');
    if (event.kind !== 'record') continue;
    if (event.path === DATE_PATH)
      yield { kind: 'header', published: dayOf(event.element.text, DATE_PATH, reader.unknowns) };
    else yield* reader.read(event.element);
    yield* reader.unknowns.take();
  }
  yield* reader.unknowns.take();
  yield* reader.rest();
}

/** `2024-08-28T00:00:00`, without an offset: only the day is sure. */
function dayOf(text: string, path: string, unknowns: Unknowns): PublicationDate | null {
  const day = calendarDay(text.trim().slice(0, 10));
  if (text.trim() && day === null) unknowns.report(`${path} (no date)`, text.trim());
  return day;
}

/** Every part of an entity stands there once: what there is more of stands in it. */
const ONCE = new Set(Object.keys(ENTITY));

const SDN = 'SDN List';

/** One damaged letter, and an entity would seem to have left the list, or to be on the other. */
function isMisspelt(list: string): boolean {
  return list !== SDN && (nearest(list, [SDN], 1) !== undefined || /^SDN|DN List$/.test(list));
}

function listFault(held: number, misspelt: string | undefined): string | null {
  if (misspelt !== undefined) return `the name of its list is garbled: ${misspelt.slice(0, 40)}`;
  return held === 0 ? 'it names no sanctions list' : null;
}

class EntityReader {
  readonly unknowns = new Unknowns();
  readonly #spec: OfacListSpec;
  /** References of the list's entities so far. */
  readonly #seen = new Set<string>();
  /** Reference → name of every entity so far. */
  readonly #names = new Map<string, string>();
  /** Drafts that relate to an entity which the file names only by its reference, and perhaps further down. */
  readonly #waiting: Draft[] = [];
  #entities = 0;
  #held = 0;

  constructor(spec: OfacListSpec) {
    this.#spec = spec;
  }

  *read(entity: XmlElement): Generator<ReadEvent> {
    this.#entities += 1;
    const torn = runTogether(entity, ONCE);
    if (torn !== null) {
      this.#held += 1;
      yield { kind: 'set-aside', ref: null, name: null, reason: torn };
      return;
    }
    const ref = entity.attributes.id?.trim() ?? '';
    const name = primaryName(entity);
    // Even of a party that is set aside, or on another list: others may relate to it.
    if (name && !this.#names.has(ref)) this.#names.set(ref, name);
    const lists = each(entity, 'sanctionsLists', 'sanctionsList');
    const held = lists.filter((list) => this.#spec.holds(ownText(list)));
    const strange = lists.map(ownText).find(isMisspelt);
    if (lists.length > 0 && held.length === 0 && strange === undefined) return;
    this.#held += 1;
    const reason = listFault(held.length, strange) ?? this.#faultOf(entity, ref, name);
    if (reason) {
      yield { kind: 'set-aside', ref: /^\d+$/.test(ref) ? ref : null, name: name || null, reason };
      return;
    }
    const draft = this.#draft(entity, ref, name, held);
    if (draft.listing.relations.some((relation) => relation.name === '')) this.#waiting.push(draft);
    else yield { kind: 'listing', listing: toListing(draft), gaps: [] };
  }

  /** What had to wait for names further down; to be called at the file's end. */
  *rest(): Generator<ReadEvent> {
    if (this.#entities > 0 && this.#held === 0)
      throw new RefusedVersion(`none of the file's ${this.#entities} entities is on the list ${this.#spec.title}`);
    for (const draft of this.#waiting) {
      draft.listing.relations = draft.listing.relations.map((relation) => ({
        ...relation,
        name: relation.name || (this.#names.get(relation.ref ?? '') ?? `OFAC ${relation.ref}`),
      }));
      yield { kind: 'listing', listing: toListing(draft), gaps: [] };
    }
  }

  #faultOf(entity: XmlElement, ref: string, name: string): string | null {
    if (ref === '') return 'it has no id';
    if (!/^\d+$/.test(ref)) return `its id is no number: ${ref.slice(0, 40)}`;
    if (this.#seen.has(ref)) return 'its id stands twice in the file';
    this.#seen.add(ref);
    if (name === '') return 'it has no name';
    const type = textOf(childOf(entity, 'generalInfo'), 'entityType');
    if (!XML_TYPES.has(type)) return type ? `its type is unknown: ${type.slice(0, 40)}` : 'it has no type';
    return null;
  }

  #draft(entity: XmlElement, ref: string, name: string, held: readonly XmlElement[]): Draft {
    const general = childOf(entity, 'generalInfo');
    const draft = newDraft(this.#spec.id, ref, name, XML_TYPES.get(textOf(general, 'entityType')) ?? 'entity');
    const title = textOf(general, 'title');
    const listedOn = held
      .flatMap(({ attributes }) => dayOf(attributes.datePublished ?? '', LISTED_PATH, this.unknowns) ?? [])
      .sort()[0];
    draft.remark = textOf(general, 'remarks');
    if (title) draft.listing.title = title;
    if (listedOn) draft.listing.listedOn = listedOn;
    const texts = (list: string, item: string) => this.#texts(entity, list, item, name);
    draft.listing.programs.push(...texts('sanctionsPrograms', 'sanctionsProgram'));
    draft.listing.sanctionsTypes.push(...texts('sanctionsTypes', 'sanctionsType'));
    draft.listing.legalAuthorities.push(...texts('legalAuthorities', 'legalAuthority'));
    readAliases(draft, entity, this.unknowns);
    readAddresses(draft, entity, this.unknowns);
    readFeatures(draft, entity, this.unknowns);
    readIdentityDocuments(draft, entity, this.unknowns);
    readRelationships(draft, entity, this.unknowns);
    return draft;
  }

  #texts(entity: XmlElement, list: string, item: string, name: string): string[] {
    const texts = each(entity, list, item).map(ownText);
    if (texts.includes('')) this.unknowns.reportFact('empty', `entities/entity/${list}/${item}`, name);
    return texts.filter(Boolean);
  }
}
