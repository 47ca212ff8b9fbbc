import {
  type Address,
  bareListing,
  type Identifier,
  type Listing,
  type ListingDraft,
  type PartyType,
} from '../../domain/listing.js';
import { sameLabel, slotOf, WALLET_LABEL } from './labels.js';

/** A listing while it is read. */
export interface Draft {
  readonly listing: ListingDraft;
  /** The verbatim remark; empty where there is none. */
  remark: string;
  /** Features that have no field of their own, in OFAC's words. */
  notes: string[];
}

/** An empty draft of a listing. */
export function newDraft(list: string, ref: string, name: string, type: PartyType): Draft {
  const page = `https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${ref}`;
  return { listing: bareListing(list, ref, name, type, page), remark: '', notes: [] };
}

/** What accompanies the number of an identity document; an empty text is as good as none. */
export interface IdentifierDetails {
  readonly country?: string;
  readonly issued?: string;
  readonly expires?: string;
  readonly note?: string;
}

export type FactOutcome = 'known' | 'unknown' | 'empty';

const NO_DETAILS: IdentifierDetails = {};

/** An identifier without the details that are empty. Written out because a file has 100,000 of them. */
export function identifierOf(type: string, number: string, details: IdentifierDetails): Identifier {
  const identifier: { -readonly [Key in keyof Identifier]: Identifier[Key] } = { type, number };
  if (details.country) identifier.country = details.country;
  if (details.issued) identifier.issued = details.issued;
  if (details.expires) identifier.expires = details.expires;
  if (details.note) identifier.note = details.note;
  return identifier;
}

/**
 * Puts a labelled fact where it belongs. A label that nobody knows becomes a note, so that nothing vanishes, and the
 * answer is `unknown`, so that somebody learns of it. A fact without a value adds nothing but what is said about a
 * document, and is `empty`.
 */
export function addFact(draft: Draft, rawLabel: string, value: string, details = NO_DETAILS): FactOutcome {
  const { listing } = draft;
  const label = sameLabel(rawLabel);
  if (value === '' && !(slotOf(label) === 'identifier' && Object.values(details).some(Boolean))) return 'empty';
  switch (slotOf(label)) {
    case 'birth-date':
      listing.births.push({ kind: 'date', value });
      return 'known';
    case 'birth-place':
      listing.births.push({ kind: 'place', value });
      return 'known';
    case 'nationality':
      listing.nationalities.push({ country: value, kind: 'nationality' });
      return 'known';
    case 'citizenship':
      listing.nationalities.push({ country: value, kind: 'citizenship' });
      return 'known';
    case 'gender':
      if (listing.gender === undefined) listing.gender = value;
      else if (listing.gender !== value) draft.notes.push(`${label} ${value}`);
      return 'known';
    case 'wallet':
      listing.wallets.push({ address: value, label: label.slice(WALLET_LABEL.length) });
      return 'known';
    case 'website':
      listing.websites.push(value);
      return 'known';
    case 'email':
      listing.emails.push(value);
      return 'known';
    case 'identifier':
      listing.identifiers.push(identifierOf(label, value, details));
      return value === '' ? 'empty' : 'known';
    case 'vessel':
      listing.vessel.push({ label, value });
      return 'known';
    case 'aircraft':
      listing.aircraft.push({ label, value });
      return 'known';
    case 'remark':
      draft.notes.push(`${label} ${value}`);
      return 'known';
    case undefined:
      draft.notes.push([label, value, details.country && `(${details.country})`].filter(Boolean).join(' '));
      return 'unknown';
  }
}

/** The finished listing: the remark, then the notes in alphabetical order, so that their order in the file is no change. */
export function toListing({ listing, remark, notes }: Draft): Listing {
  const remarks = notes.length > 0 ? [remark, ...notes.sort()].filter(Boolean).join('; ') : remark;
  if (remarks) listing.remarks = remarks;
  return listing;
}

/** An address as OFAC words it in ADD.CSV: street lines, then "City, State Postal"; undefined where it says nothing. */
export function addressOf(
  streets: readonly string[],
  place: { readonly city?: string; readonly state?: string; readonly postal?: string },
  country: string | undefined,
): Address | undefined {
  const region = [place.city, place.state].filter(Boolean).join(', ');
  const locality = [region, place.postal].filter(Boolean).join(' ');
  return address([...streets, locality], country);
}

/** An address of parts that are already worded; undefined where it says nothing. */
export function address(parts: readonly string[], country: string | undefined): Address | undefined {
  const text = parts.filter(Boolean).join(', ');
  if (text === '' && !country) return undefined;
  return country ? { text, country } : { text };
}
