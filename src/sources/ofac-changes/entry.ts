import type { ChangeKind } from '../../domain/action.js';
import type { Listing } from '../../domain/listing.js';
import type { XmlElement } from '../../lib/xml.js';
import type { NoticeEntry } from '../../ports.js';
import { newDraft, toListing } from '../ofac/draft.js';
import { childOf, each, ownText, textOf } from '../ofac/elements.js';
import { readFeatures, readIdentityDocuments, readRelationships } from '../ofac/enhanced-facts.js';
import { primaryName, readAddresses, readAliases } from '../ofac/enhanced-names.js';
import { XML_TYPES } from '../ofac/labels.js';
import type { Unknowns } from '../ofac/unknowns.js';
import { changesIn } from './inside.js';

/** Readers of these files disagree on the word for an amendment; all of these were reported. */
const AMENDED: readonly string[] = ['', 'modify', 'change', 'update', 'correct'];

/**
 * What a delta says of one party; null where it names it neither by number nor by name. An amended party may come without
 * its name, which the list then has: `ref` says who is meant.
 */
export function entryOf(entity: XmlElement, unknowns: Unknowns): NoticeEntry | null {
  const kind = kindOf(entity, unknowns);
  const ref = entity.attributes.id?.trim() ?? '';
  const current = kind === 'removed' ? entity : withoutRemoved(entity);
  const name = primaryName(current) || primaryName(entity);
  if (ref === '' && name === '') return null;
  const typeText = textOf(childOf(entity, 'generalInfo'), 'entityType');
  const type = XML_TYPES.get(typeText) ?? null;
  if (type === null && typeText !== '') unknowns.report(`entities/entity/generalInfo/entityType/${typeText}`, name);
  const listing = listingOf(current, ref, name, unknowns);
  const aliases = listing.aliases.map((alias) => alias.name);
  const linkedTo = listing.relations.flatMap((relation) => relation.name || []);
  return {
    kind,
    ...(ref === '' ? {} : { ref }),
    name,
    aliases,
    type,
    programs: listing.programs,
    linkedTo,
    heading: each(entity, 'sanctionsLists', 'sanctionsList').map(ownText).join(', '),
    text: kind === 'amended' ? amendmentText(entity, name || `OFAC ${ref}`) : partyText(listing, type ?? ''),
  };
}

/** A word that nobody knows is taken for an amendment: the least that can be meant, and the list will say more. */
function kindOf(entity: XmlElement, unknowns: Unknowns): ChangeKind {
  const action = entity.attributes.action?.trim().toLowerCase() ?? '';
  if (action === 'add') return 'added';
  if (action === 'remove') return 'removed';
  if (!AMENDED.includes(action)) unknowns.report(`entities/entity/@action/${action}`, entity.attributes.id ?? '');
  return 'amended';
}

/** The party as it is now: an amendment shows what it takes away, too. */
function withoutRemoved(element: XmlElement): XmlElement {
  const left = element.children.filter(({ attributes }) => attributes.action?.trim().toLowerCase() !== 'remove');
  return { ...element, children: left.map(withoutRemoved) };
}

/** Only its facts are of use; the type is a stand-in where the delta does not say it. */
function listingOf(entity: XmlElement, ref: string, name: string, unknowns: Unknowns): Listing {
  const draft = newDraft('ofac-sdn', ref, name, 'entity');
  draft.listing.programs.push(...each(entity, 'sanctionsPrograms', 'sanctionsProgram').map(ownText).filter(Boolean));
  readAliases(draft, entity, unknowns);
  readAddresses(draft, entity, unknowns);
  readFeatures(draft, entity, unknowns);
  readIdentityDocuments(draft, entity, unknowns);
  readRelationships(draft, entity, unknowns);
  return toListing(draft);
}

/** A party in the manner of OFAC's notices: `NAME (a.k.a. …); address; DOB …; (individual) [DPRK3] (Linked To: …).` */
function partyText(listing: Listing, type: string): string {
  const aliases = listing.aliases.map(({ name }) => `a.k.a. ${name}`).join('; ');
  const facts = [
    ...listing.addresses.map(({ text, country }) => [text, country].filter(Boolean).join(', ')),
    ...listing.births.map(({ kind, value }) => `${kind === 'date' ? 'DOB' : 'POB'} ${value}`),
    ...listing.nationalities.map(({ kind, country }) => `${kind === 'citizenship' ? 'citizen' : kind} ${country}`),
    ...listing.identifiers.map((id) => `${id.type} ${id.number}${id.country ? ` (${id.country})` : ''}`),
    ...listing.wallets.map(({ label, address }) => `Digital Currency Address - ${label} ${address}`),
    ...[...listing.vessel, ...listing.aircraft].map(({ label, value }) => `${label} ${value}`),
  ];
  const tail = [
    type === '' || type === 'entity' ? '' : `(${type})`,
    ...listing.programs.map((program) => `[${program}]`),
    ...listing.relations.map(({ name }) => (name ? `(Linked To: ${name})` : '')),
  ].filter(Boolean);
  const head = aliases ? `${listing.name} (${aliases})` : listing.name;
  return `${[head, ...facts].join('; ')}${tail.length > 0 ? ` ${tail.join(' ')}` : ''}.`;
}

function amendmentText(entity: XmlElement, name: string): string {
  const changes = changesIn(entity);
  return changes.length > 0 ? `${name}: ${changes.join('; ')}.` : `${name}: amended.`;
}
