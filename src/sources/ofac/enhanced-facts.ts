import type { XmlElement } from '../../lib/xml.js';
import { addFact, type Draft, identifierOf } from './draft.js';
import { childOf, each, ownText, textOf } from './elements.js';
import { isDocument, sameLabel } from './labels.js';
import { periodText } from './period.js';
import type { Unknowns } from './unknowns.js';

const DOCUMENT = 'entities/entity/identityDocuments/identityDocument';

/** Adds the features: births, nationalities, wallets, vessel data and whatever else has a label. */
export function readFeatures(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const feature of each(entity, 'features', 'feature')) {
    const label = textOf(feature, 'type');
    const period = childOf(feature, 'valueDate');
    const value = textOf(feature, 'value') || periodText(period);
    const outcome = addFact(draft, label, value);
    unknowns.reportFact(outcome, `entities/entity/features/feature/${label}`, value || textsIn(period));
  }
}

/** Adds the identity documents; a type that nobody knows is reported and kept. */
export function readIdentityDocuments(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const document of each(entity, 'identityDocuments', 'identityDocument')) {
    const type = sameLabel(textOf(document, 'type'));
    const number = textOf(document, 'documentNumber');
    const details = {
      country: textOf(document, 'issuingCountry'),
      issued: dateOf(document, 'issueDate', unknowns),
      expires: dateOf(document, 'expirationDate', unknowns),
      note: noteOf(document),
    };
    if (!isDocument(type)) unknowns.report(`${DOCUMENT}/${type}`, number);
    if (number === '') unknowns.reportFact('empty', `${DOCUMENT}/${type}`, '');
    if (number || Object.values(details).some(Boolean))
      draft.listing.identifiers.push(identifierOf(type, number, details));
  }
}

function dateOf(document: XmlElement, name: string, unknowns: Unknowns): string {
  const period = childOf(document, name);
  const text = periodText(period);
  const unread = text === '' ? textsIn(period) : '';
  if (unread) unknowns.report(`${DOCUMENT}/${name} (no period)`, unread);
  return text;
}

/** Whatever stands in there, as an example. */
function textsIn(period: XmlElement | undefined): string {
  return (period?.children ?? []).map(ownText).filter(Boolean).join(' ');
}

/** What only ENHANCED says of a document. */
function noteOf(document: XmlElement): string {
  const authority = textOf(document, 'issuingAuthority');
  const location = textOf(document, 'issuingLocation');
  return [
    authority && `Issuing authority: ${authority}`,
    location && `Issuing location: ${location}`,
    textOf(document, 'isValid') === 'false' && 'Not valid',
    ...each(document, 'idFeatures', 'idFeature').map(ownText),
    textOf(document, 'comments'),
  ]
    .filter(Boolean)
    .join('; ');
}

/** Adds the relations in OFAC's own words. A name may be missing: the reference then says who is meant. */
export function readRelationships(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const relationship of each(entity, 'relationships', 'relationship')) {
    const related = childOf(relationship, 'relatedEntity');
    const ref = related?.attributes.entityId;
    const [kind, name] = [textOf(relationship, 'type'), textOf(relationship, 'relatedEntity')];
    if (name || ref) draft.listing.relations.push({ kind, name, ...(ref !== undefined && { ref }) });
    else unknowns.reportFact('empty', 'entities/entity/relationships/relationship', kind);
  }
}
