/** One entry of one official list, in the same shape whatever list or file format it was read from. */

export const PARTY_TYPES = ['individual', 'entity', 'vessel', 'aircraft'] as const;
export type PartyType = (typeof PARTY_TYPES)[number];

/** OFAC calls a weak alias "low quality"; the UN says "Low". A weak alias alone identifies nobody. */
export type AliasStrength = 'strong' | 'weak';

export interface Alias {
  readonly name: string;
  /** Also known as, formerly known as, now known as, or the primary name written in another script. */
  readonly kind: 'aka' | 'fka' | 'nka' | 'original-script';
  readonly strength: AliasStrength;
  /** As the list names it, e.g. "Arabic"; absent for Latin. */
  readonly script?: string;
}

export interface Address {
  /** Street, city, region and postal code as the list orders them, without the country; may be empty. */
  readonly text: string;
  readonly country?: string;
}

/** A date or a place of birth; lists publish the two independently of each other. */
export type Birth =
  | { readonly kind: 'date' /** Official wording: "15 Aug 1984", "circa 1965", "1971". */; readonly value: string }
  | { readonly kind: 'place'; readonly value: string };

export interface Nationality {
  readonly country: string;
  readonly kind: 'nationality' | 'citizenship';
}

/** A document or registration number, and anything else that identifies by number (BIC, phone, IMO). */
export interface Identifier {
  /** The list's own label: "Passport", "SWIFT/BIC", "Phone Number". */
  readonly type: string;
  readonly number: string;
  readonly country?: string;
  /** Official wording of the dates: "01 Sep 2025". */
  readonly issued?: string;
  readonly expires?: string;
  readonly note?: string;
}

/** A digital currency address. The label is the list's, and is unreliable: match on the address. */
export interface Wallet {
  readonly address: string;
  readonly label: string;
}

/**
 * What an address is compared by: its own characters. Only where case carries no meaning is it lowered: `0x…`, and a
 * segregated-witness address (BIP 173) or a CashAddr written in capitals throughout, as QR codes carry them.
 */
export function walletKey(address: string): string {
  const bare = address.replace(/^bitcoincash:/i, '');
  const caseless =
    /^0x/i.test(bare) ||
    /^(BC1|LTC1|ADDR1|STAKE1|ZS1|U1)[0-9A-Z]+$/.test(bare) ||
    /^[QP][02-9AC-HJ-NP-Z]{41}$/.test(bare);
  return caseless ? bare.toLowerCase() : bare;
}

/** A tie that the list itself states, e.g. "Linked To: LAZARUS GROUP". */
export interface Relation {
  readonly kind: string;
  readonly name: string;
  /** The other party's reference on the same list, where the format carries it. */
  readonly ref?: string;
}

/** One labelled fact about a vessel or an aircraft, e.g. { label: "Call sign", value: "5VDN7" }. */
export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** `YYYY-MM-DD`: a calendar day as published, without a time zone. */
export type PublicationDate = string;
/** ISO 8601 with `Z`: an instant measured by us. */
export type Instant = string;

export interface Listing {
  /** Source id, e.g. `ofac-sdn`. */
  readonly list: string;
  /** The list's own stable reference: OFAC uid, UN REFERENCE_NUMBER. Unique within the list. */
  readonly ref: string;
  readonly name: string;
  readonly type: PartyType;
  readonly title?: string;
  readonly gender?: string;
  readonly aliases: readonly Alias[];
  readonly programs: readonly string[];
  /** What the sanction does ("Block"), where the format says it. */
  readonly sanctionsTypes: readonly string[];
  readonly legalAuthorities: readonly string[];
  readonly addresses: readonly Address[];
  readonly births: readonly Birth[];
  readonly nationalities: readonly Nationality[];
  readonly identifiers: readonly Identifier[];
  readonly wallets: readonly Wallet[];
  readonly websites: readonly string[];
  readonly emails: readonly string[];
  readonly relations: readonly Relation[];
  readonly vessel: readonly Detail[];
  readonly aircraft: readonly Detail[];
  readonly listedOn?: PublicationDate;
  /** Verbatim official text. */
  readonly remarks?: string;
  /** The official page about this entry. */
  readonly url: string;
}

/** What a change can be about: these names stand in `--json` output and are stable. */
export const LIST_FIELDS = [
  'aliases',
  'programs',
  'sanctionsTypes',
  'legalAuthorities',
  'addresses',
  'births',
  'nationalities',
  'identifiers',
  'wallets',
  'websites',
  'emails',
  'relations',
  'vessel',
  'aircraft',
] as const;
export const TEXT_FIELDS = ['name', 'type', 'title', 'gender', 'listedOn', 'remarks'] as const;
export type ListField = (typeof LIST_FIELDS)[number];
export type TextField = (typeof TEXT_FIELDS)[number];
export type Field = ListField | TextField;

/**
 * A part of a listing that a version of the file could not show, so that its absence says nothing: a cut remark hides
 * weak aliases, a missing companion file hides addresses. For `aliases` the strength narrows it. What a `stale` part
 * shows is of another day than the rest: it is no news about a listing that is known.
 */
export type Gap =
  | { readonly field: Exclude<Field, 'name' | 'type' | 'aliases'>; readonly stale?: true }
  | { readonly field: 'aliases'; readonly strength: AliasStrength; readonly stale?: true };

/** Every country that a listing names in its nationalities and addresses, each once, as the list spells it. */
export function countriesOf(listing: Listing): string[] {
  const named = [
    ...listing.nationalities.map((nationality) => nationality.country),
    ...listing.addresses.flatMap((address) => address.country ?? []),
  ];
  return [...new Set(named)];
}

/** A listing while a reader fills it in. */
export type ListingDraft = {
  -readonly [Field in keyof Listing]: Listing[Field] extends readonly (infer Item)[] ? Item[] : Listing[Field];
};

/** A listing with only its mandatory facts; readers fill in the rest. */
export function bareListing(list: string, ref: string, name: string, type: PartyType, url: string): ListingDraft {
  return {
    list,
    ref,
    name,
    type,
    url,
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
