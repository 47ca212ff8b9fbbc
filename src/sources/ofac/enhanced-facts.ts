import type { XmlElement } from '../../lib/xml.js';
import { addFact, type Draft, identifierOf } from './draft.js';
import { childOf, each, ownText, textOf } from './elements.js';
import { isDocument, sameLabel } from './labels.js';
import { periodText } from './period.js';
import type { Unknowns } from './unknowns.js';

/** Adds the features: births, nationalities, wallets, vessel data and whatever else has a label. */
export function readFeatures(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const feature of each(entity, 'features', 'feature')) {
    const label = textOf(feature, 'type');
    const value = textOf(feature, 'value') || periodText(childOf(feature, 'valueDate'));
    if (addFact(draft, label, value) === 'unknown') unknowns.report(`entities/entity/features/feature/${label}`, value);
  }
}

/** Adds the identity documents; a type that nobody knows is reported and kept. */
export function readIdentityDocuments(draft: Draft, entity: XmlElement, unknowns: Unknowns): void {
  for (const document of each(entity, 'identityDocuments', 'identityDocument')) {
    const type = sameLabel(textOf(document, 'type'));
    const number = textOf(document, 'documentNumber');
    if (!isDocument(type)) unknowns.report(`entities/entity/identityDocuments/identityDocument/${type}`, number);
    draft.listing.identifiers.push(
      identifierOf(type, number, {
        country: textOf(document, 'issuingCountry'),
        issued: periodText(childOf(document, 'issueDate')),
        expires: periodText(childOf(document, 'expirationDate')),
        note: noteOf(document),
      }),
    );
  }
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
export function readRelationships(draft: Draft, entity: XmlElement): void {
  for (const relationship of each(entity, 'relationships', 'relationship')) {
    const related = childOf(relationship, 'relatedEntity');
    const ref = related?.attributes.entityId;
    draft.listing.relations.push({
      kind: textOf(relationship, 'type'),
      name: textOf(relationship, 'relatedEntity'),
      ...(ref !== undefined && { ref }),
    });
  }
}
