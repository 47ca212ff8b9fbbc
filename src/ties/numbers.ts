import type { Identifier, Listing } from '../domain/listing.js';
import { countryCode } from '../lib/country.js';

/**
 * What kind of number it is, in whatever language and wording the list labels it. `person` are the numbers by which a
 * state knows a person, `register` those by which it knows a taxpayer or a company: lists take these for each other.
 */
export type NumberClass = 'passport' | 'person' | 'register' | 'imo' | 'bic' | 'lei';

/** A number that one party has and no other. */
export interface StrongNumber {
  readonly kind: NumberClass;
  readonly key: string;
  /** The country that gave it; null where the list does not say. */
  readonly country: string | null;
  /** "Passport 1084010" */
  readonly text: string;
}

const CLASSES: readonly (readonly [NumberClass, RegExp])[] = [
  ['imo', /\bimo\b|\bomi\b|^vessel registration/i],
  ['bic', /\bswift\b|\bbic\b/i],
  ['lei', /\blei\b|^legal entity (number|identifier)/i],
  ['passport', /passe?port|pasaporte/i],
  [
    'register',
    /\btax|fiscal|v\.a\.t|\bvat\b|registration|registre|enregistrement|commercial regist|company n|enterprise n|business n|social credit|\bogrn\b|\binn\b|\bnit\b|\bruc\b|\brif\b|r\.f\.c|\brfc\b|c\.r\. no|\bcnpj\b|immatriculation|siren/i,
  ],
  [
    'person',
    /national id|identity (card|doc|num)|identification card|national identi|carte d.identit|cedula|c\.u\.r\.p|d\.n\.i|c\.u\.i|social security|\bssn\b|personal id|\btazkira|tarjeta/i,
  ],
];

/** The label decides; a label such as "Identification" leaves it to the note. */
function classOf({ type, note = '' }: Identifier): NumberClass | null {
  if (/phone|fax|\btel/i.test(type)) return null;
  return kindIn(type) ?? (/identifi|other|^document$/i.test(type) ? kindIn(note.slice(0, 80)) : null);
}

function kindIn(text: string): NumberClass | null {
  return CLASSES.find(([, label]) => label.test(text))?.[0] ?? null;
}

/** Shorter numbers are given again in every town. */
const MIN_LENGTH = 6;
const MIN_DIGITS = 4;
/** Words before a number that say what it is, or nothing; what stands after the second kind is no identity. */
const LABELS = /^(no|nr|number|num|n°|ogrn|inn|okpo|nit|ruc|reg|registration|id|card|passport|egrul|psrn|tin)$/i;
const SHARED = /^(kpp|bik|tel|phone|fax|po|box)$/i;

/** The numbers by which a party can be known again on another list. */
export function strongNumbersOf(listing: Listing): StrongNumber[] {
  return listing.identifiers.flatMap((identifier) => {
    const kind = classOf(identifier);
    if (kind === null) return [];
    const country = identifier.country === undefined ? null : countryCode(identifier.country);
    return keysIn(identifier.number, kind, listing).map((key) => ({
      ...{ kind, key, country },
      text: `${identifier.type} ${identifier.number}`,
    }));
  });
}

function keysIn(number: string, kind: NumberClass, { type }: Listing): string[] {
  const text = number.normalize('NFKC').toUpperCase();
  switch (kind) {
    case 'imo': {
      const imo = /(?<!\d)\d{7}(?!\d)/.exec(text)?.[0];
      return imo && (type !== 'vessel' || isImo(imo)) ? [imo] : [];
    }
    case 'bic': {
      const bic = text.replace(/\s/g, '').replace(/^([A-Z]{6}[A-Z0-9]{2})XXX$/, '$1');
      return /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic) ? [bic] : [];
    }
    case 'lei': {
      const lei = text.replace(/\s/g, '');
      return /^[A-Z0-9]{18}\d\d$/.test(lei) ? [lei] : [];
    }
    default:
      return numbersIn(text);
  }
}

/** The last digit of a ship's number checks the others: 7a + 6b + 5c + 4d + 3e + 2f ends in it (IMO resolution A.1117(30)). */
function isImo(number: string): boolean {
  const digits = [...number].map(Number);
  const sum = digits.slice(0, 6).reduce((total, digit, place) => total + digit * (7 - place), 0);
  return sum % 10 === digits[6];
}

/** `OGRN: 1247700291200 KPP: 770701001 INN: 9707028663` holds two; `OB 0243318` is one. */
function numbersIn(text: string): string[] {
  const words = text.split(/[\s:;,()#]+/).filter(Boolean);
  const wordy = words.filter((word) => /^[\p{L}.]{3,}$/u.test(word)).length;
  if (wordy === 0)
    return [bare(words.filter((word) => !LABELS.test(word.replace(/\./g, ''))).join(''))].filter(isStrong);
  return words.flatMap((word, place) => {
    const before = words[place - 1] ?? '';
    return /\d/.test(word) && !SHARED.test(before) && isStrong(bare(word)) ? [bare(word)] : [];
  });
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Long enough to be one party's, and no filler such as `000000` or `123456`. */
function isStrong(key: string): boolean {
  const digits = key.replace(/\D/g, '');
  if (key.length < MIN_LENGTH || digits.length < MIN_DIGITS) return false;
  return new Set(digits).size > 2 && !'01234567890123456789'.includes(digits) && !'9876543210'.includes(digits);
}

/**
 * Whether two numbers are one, given the countries of each party for a number whose country the list does not say.
 * A number alone is not enough: states number their passports and companies alike.
 */
export function sameNumber(
  a: StrongNumber,
  b: StrongNumber,
  countries: { readonly a: ReadonlySet<string>; readonly b: ReadonlySet<string> },
): boolean {
  if (a.key !== b.key || !compatible(a.kind, b.kind)) return false;
  if (isRegistered(a.kind)) return true;
  const of = (number: StrongNumber, own: ReadonlySet<string>) => (number.country === null ? own : [number.country]);
  const others = new Set(of(b, countries.b));
  return [...of(a, countries.a)].some((country) => others.has(country));
}

/** Numbers that one registry of the whole world gives, and gives once. */
export function isRegistered(kind: NumberClass): boolean {
  return kind === 'imo' || kind === 'bic' || kind === 'lei';
}

const STATE_NUMBERS: readonly NumberClass[] = ['person', 'register'];

function compatible(a: NumberClass, b: NumberClass): boolean {
  return a === b || (STATE_NUMBERS.includes(a) && STATE_NUMBERS.includes(b));
}
