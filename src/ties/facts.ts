import type { Actor } from '../domain/actor.js';
import { type Listing, walletKey } from '../domain/listing.js';
import { countryCode } from '../lib/country.js';
import { type BirthDate, birthDateOf } from './births.js';
import { entityKey, personKey, strongNames, type TokensOf } from './names.js';
import { type StrongNumber, strongNumbersOf } from './numbers.js';
import { type OfficialReference, referencesOf } from './references.js';

/** A strong name in the form in which names are compared. */
export interface FoldedName {
  readonly key: string;
  /** As the list has it. */
  readonly text: string;
}

/** What of a listing can tie it to another, or speak against it. */
export interface Facts {
  readonly listing: Listing;
  /** Whose profile the listing stands in. */
  readonly actor: Pick<Actor, 'id' | 'name'> | null;
  readonly references: readonly OfficialReference[];
  readonly numbers: readonly StrongNumber[];
  readonly wallets: ReadonlyMap<string, string>;
  readonly countries: ReadonlySet<string>;
  readonly births: readonly BirthDate[];
  /** Towns in the form in which they are compared, and as the list has them. */
  readonly birthplaces: ReadonlyMap<string, string>;
  readonly gender: 'male' | 'female' | null;
  /** The primary name first. Read when asked for: most pairs are decided without. */
  readonly names: () => readonly FoldedName[];
}

export function factsOf(listing: Listing, actor: Facts['actor'], tokensOf: TokensOf): Facts {
  let names: readonly FoldedName[] | null = null;
  return {
    listing,
    actor,
    references: referencesOf(listing),
    numbers: strongNumbersOf(listing),
    wallets: new Map(listing.wallets.map(({ address }) => [walletKey(address), address])),
    countries: countryCodesOf(listing),
    births: birthDatesOf(listing),
    birthplaces: new Map(birthplacesOf(listing, tokensOf)),
    gender: genderOf(listing),
    names: () => {
      names ??= namesOf(listing, tokensOf);
      return names;
    },
  };
}

export function birthDatesOf(listing: Listing): BirthDate[] {
  return listing.births.flatMap((birth) => (birth.kind === 'date' ? (birthDateOf(birth) ?? []) : []));
}

/** Of nationality, address and birth; and of the programme, where a list names it by its country only: "Belarus". */
function countryCodesOf({ nationalities, addresses, births, programs }: Listing): Set<string> {
  const named = [
    ...nationalities.map(({ country }) => country),
    ...addresses.flatMap(({ country }) => country ?? []),
    ...births.flatMap(({ kind, value }) => (kind === 'place' ? [lastPart(value)] : [])),
    ...programs,
  ];
  return new Set(named.flatMap((country) => countryCode(country) ?? []));
}

function lastPart(place: string): string {
  return (withoutNote(place).split(',').at(-1) ?? '').trim();
}

function withoutNote(place: string): string {
  return place.replace(/\s*\([^()]*\)$/, '');
}

/** The first part of a place that names more than a country: "Pashmul village, Panjwai District, Kandahar Province, Afghanistan". */
export function birthplacesOf({ births }: Listing, tokensOf: TokensOf): [key: string, town: string][] {
  return births.flatMap(({ kind, value }) => {
    const [town = ''] = kind === 'place' ? withoutNote(value).split(',') : [];
    const key = personKey(tokensOf(town.replace(/\b(village|city|town|district|province|region)\b/gi, '')));
    return key === '' || countryCode(town.trim()) !== null ? [] : [[key, town.trim()]];
  });
}

function genderOf({ gender = '' }: Listing): Facts['gender'] {
  if (/^(f|w)/i.test(gender)) return 'female';
  return /^(m|h)/i.test(gender) ? 'male' : null;
}

/** The primary name first. */
export function namesOf(listing: Listing, tokensOf: TokensOf): FoldedName[] {
  const keyOf = listing.type === 'individual' ? personKey : entityKey;
  const names = strongNames(listing).map((text) => ({ key: keyOf(tokensOf(text)), text }));
  return names.filter(({ key }) => key !== '');
}
