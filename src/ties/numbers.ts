import type { Identifier, Listing, PartyType } from '../domain/listing.js';
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

/** The label decides; one such as "Identification" leaves it to the note, or to what stands before the number. */
function classOf({ type, number, note = '' }: Identifier): NumberClass | null {
  if (/phone|fax|\btel/i.test(type)) return null;
  return kindIn(type) ?? (/identifi|other|^document$/i.test(type) ? kindIn(`${note.slice(0, 80)} ${number}`) : null);
}

function kindIn(text: string): NumberClass | null {
  return CLASSES.find(([, label]) => label.test(text))?.[0] ?? null;
}

/** Shorter numbers are given again in every town. */
const MIN_LENGTH = 6;
const MIN_DIGITS = 4;
/** Words beside a number that say nothing more; others may part two numbers. */
const LABELS = /^(imo|no|nr|number|num|n°|id|card|reg|passport)$/i;
/** What stands after these is no identity, and no day is. */
const SHARED = /^(kpp|bik|tel|phone|fax|po|box)$/i;
const DAY = /^(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)$/;

/** The numbers by which a party can be known again on another list. */
export function strongNumbersOf(listing: Listing): StrongNumber[] {
  return listing.identifiers.flatMap((identifier) => {
    const kind = classOf(identifier);
    if (kind === null) return [];
    const country = identifier.country === undefined ? null : countryCode(identifier.country);
    return numberKeysOf(identifier)
      .filter((key) => fits(key, kind, listing.type))
      .map((key) => ({ kind, key, country, text: `${identifier.type} ${identifier.number}` }));
  });
}

/** The form of numbers that are given by the rules of a registry. */
function fits(key: string, kind: NumberClass, type: PartyType): boolean {
  switch (kind) {
    case 'imo':
      return /^\d{7}$/.test(key) && (type !== 'vessel' || isImo(key));
    case 'bic':
      return BIC.test(key);
    case 'lei':
      return /^[A-Z0-9]{18}\d\d$/.test(key);
    default:
      return isStrong(key);
  }
}

/** The last digit of a ship's number checks the others: 7a + 6b + 5c + 4d + 3e + 2f ends in it (IMO resolution A.1117(30)). */
function isImo(number: string): boolean {
  const digits = [...number].map(Number);
  const sum = digits.slice(0, 6).reduce((total, digit, place) => total + digit * (7 - place), 0);
  return sum % 10 === digits[6];
}

const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/;

/**
 * What a number is compared by: its letters and digits. `OGRN: 1247700291200 KPP: 770701001 INN: 9707028663` holds two;
 * `OB 0243318` is one. Whether it can be anybody's own, the label says.
 */
export function numberKeysOf({ number }: Identifier): string[] {
  const text = number.normalize('NFKC').toUpperCase();
  if (/^[A-Z0-9]+$/.test(text)) return long([withoutBranch(text.replace(/^IMO(?=\d)/, ''))]);
  const words = text.split(/[\s:;,()#]+/).filter(Boolean);
  if (!words.some((word) => /^[\p{L}.]{3,}$/u.test(word) && !LABELS.test(word)))
    return long([withoutBranch(bare(words.filter((word) => !LABELS.test(word.replace(/\./g, ''))).join('')))]);
  return long(
    words.flatMap((word, place) => (SHARED.test(words[place - 1] ?? '') || DAY.test(word) ? [] : [bare(word)])),
  );
}

/** The main office of a bank may have three letters more. */
function withoutBranch(key: string): string {
  return key.endsWith('XXX') && BIC.test(key) ? key.slice(0, -3) : key;
}

function long(keys: readonly string[]): string[] {
  return keys.filter((key) => key.length >= MIN_LENGTH && (/\d/.test(key) || BIC.test(key)));
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
