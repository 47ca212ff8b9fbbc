import type {
  Address,
  Alias,
  Birth,
  Detail,
  Identifier,
  Listing,
  Nationality,
  PartyType,
  Relation,
  Wallet,
} from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import { sameLabel, slotOf, WALLET_LABEL } from './labels.js';

/** A listing while it is read. `notes` are the features that have no field of their own, in OFAC's words. */
export interface Draft {
  readonly list: string;
  readonly ref: string;
  name: string;
  readonly type: PartyType;
  title?: string;
  gender?: string;
  listedOn?: string;
  /** The verbatim remark. */
  remark?: string;
  readonly notes: string[];
  readonly aliases: Alias[];
  readonly programs: string[];
  readonly sanctionsTypes: string[];
  readonly legalAuthorities: string[];
  readonly addresses: Address[];
  readonly births: Birth[];
  readonly nationalities: Nationality[];
  readonly identifiers: Identifier[];
  readonly wallets: Wallet[];
  readonly websites: string[];
  readonly emails: string[];
  readonly relations: Relation[];
  readonly vessel: Detail[];
  readonly aircraft: Detail[];
}

/** An empty draft of a listing. */
export function newDraft(list: string, ref: string, name: string, type: PartyType): Draft {
  return {
    list,
    ref,
    name,
    type,
    notes: [],
    aliases: [],
    programs: [],
    sanctionsTypes: [],
    legalAuthorities: [],
    addresses: [],
    births: [],
    nationalities: [],
    identifiers: [],
    wallets: [],
    websites: [],
    emails: [],
    relations: [],
    vessel: [],
    aircraft: [],
  };
}

/** What accompanies the number of an identity document. */
export type IdentifierDetails = Partial<Pick<Identifier, 'country' | 'issued' | 'expires' | 'note'>>;

/**
 * Puts a labelled fact where it belongs. A label that nobody knows becomes a note, so that nothing vanishes, and the
 * answer is `unknown`, so that somebody learns of it.
 */
export function addFact(
  draft: Draft,
  rawLabel: string,
  value: string,
  details: IdentifierDetails = {},
): 'known' | 'unknown' {
  const label = sameLabel(rawLabel);
  switch (slotOf(label)) {
    case 'birth-date':
      draft.births.push({ kind: 'date', value });
      return 'known';
    case 'birth-place':
      draft.births.push({ kind: 'place', value });
      return 'known';
    case 'nationality':
      draft.nationalities.push({ country: value, kind: 'nationality' });
      return 'known';
    case 'citizenship':
      draft.nationalities.push({ country: value, kind: 'citizenship' });
      return 'known';
    case 'gender':
      if (draft.gender === undefined) draft.gender = value;
      else if (draft.gender !== value) draft.notes.push(`${label} ${value}`);
      return 'known';
    case 'wallet':
      draft.wallets.push({ address: value, label: label.slice(WALLET_LABEL.length) });
      return 'known';
    case 'website':
      draft.websites.push(value);
      return 'known';
    case 'email':
      draft.emails.push(value);
      return 'known';
    case 'identifier':
      draft.identifiers.push({ type: label, number: value, ...details });
      return 'known';
    case 'vessel':
      draft.vessel.push({ label, value });
      return 'known';
    case 'aircraft':
      draft.aircraft.push({ label, value });
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
export function toListing(draft: Draft): Listing {
  const { notes, remark, ...facts } = draft;
  const remarks = [...(remark ? [remark] : []), ...notes.sort()].join('; ');
  return {
    ...facts,
    ...(remarks && { remarks }),
    url: `https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${draft.ref}`,
  };
}

/** NFC and single blanks; most values are plain already, and this runs a million times a file. */
export function clean(text: string): string {
  return /[^\x20-\x7e]|^ | $| {2}/.test(text) ? tidy(text) : text;
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
