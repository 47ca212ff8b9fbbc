import type { Listing } from '../domain/listing.js';
import { clean } from './normalise.js';
import { webKey } from './websites.js';

/** Shorter numbers are too common to identify anybody. */
const MIN_LENGTH = 5;
/** Labels of vessel and aircraft facts that identify; tonnage does not. */
const IDENTIFYING = /\b(imo|mmsi|call sign|registration|tail|serial|msn)\b/i;
/** What people write before a number. */
const LABEL =
  /^(?:(?:imo|mmsi|lei|bic|swift|inn|ogrn|vat)(?=[\d\s.:#/-])|(?:bic|swift|swift\/bic|passport|call sign|tax id|reg|id)\b)?[\s.:#-]*(?:(?:number|no|nr|code|n[ºo°])\b[\s.:#-]*)?/i;

export interface IdentifierFact {
  readonly key: string;
  /** "SWIFT/BIC KYCBKPPY" */
  readonly text: string;
}

/** Every key that a whole query may mean: a number with or without its label. */
export function queryKeys(query: string): string[] {
  return [identifierKey(query), labelledKey(query)].filter((key) => key !== '');
}

/** A number without its label, spacing and punctuation. Empty where it is too short. */
function identifierKey(number: string): string {
  const key = numberKey(clean(number).replace(LABEL, ''));
  return key.length < MIN_LENGTH ? '' : key;
}

/** Letters and figures alone, in capitals; a BIC's main-office suffix left out. */
export function numberKey(number: string): string {
  return number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^([A-Z]{6}[A-Z0-9]{2})XXX$/, '$1');
}

/** A label with its number, as answers write it: "Tax ID No. 7700000001". */
function labelledKey(text: string): string {
  return `labelled ${numberKey(clean(text))}`;
}

/** A number is found alone, and with its label, as the list writes it and as it is compared. */
function factsOf(label: string, number: string): IdentifierFact[] {
  const key = identifierKey(number);
  if (key === '') return [];
  const text = `${label} ${number}`;
  return [key, ...new Set([labelledKey(text), labelledKey(`${label} ${key}`)])].map((each) => ({ key: each, text }));
}

/** Everything that identifies a listing by number: documents, registrations, BIC, phone, IMO, call sign, e-mail, website. */
export function identifiersOf(listing: Listing): IdentifierFact[] {
  const details = [...listing.vessel, ...listing.aircraft].filter(({ label }) => IDENTIFYING.test(label));
  const web = (label: string, address: string): IdentifierFact[] => {
    const key = webKey(address);
    return key === null ? [] : [{ key, text: `${label} ${address}` }];
  };
  return [
    ...listing.identifiers.flatMap(({ type, number }) => factsOf(type, number)),
    ...details.flatMap(({ label, value }) => factsOf(label, value)),
    ...listing.emails.flatMap((email) => web('E-mail', email)),
    ...listing.websites.flatMap((website) => web('Website', website)),
  ];
}

/** References are compared without case and outer blanks: `kpe.031`. */
export function referenceKey(reference: string): string {
  return clean(reference).toLowerCase();
}

/** What a number says of itself: whether its own check figures fit. */
export type SelfCheck = 'fits' | 'faulty' | 'none';

/** IMO numbers (Resolution A.1117(30)) and legal entity identifiers (ISO 17442) carry check figures. */
export function selfCheck({ key, text }: IdentifierFact): SelfCheck {
  const number = key.replace(/^labelled /, '').slice(/^labelled /.test(key) ? -7 : 0);
  if (/\bimo\b/i.test(text) && /^\d{7}$/.test(number)) return isImo(number) ? 'fits' : 'faulty';
  if (/\b(lei|legal entity identifier)\b/i.test(text) && /^[A-Z\d]{20}$/.test(key))
    return isLei(key) ? 'fits' : 'faulty';
  return 'none';
}

/** The seventh figure is the last of the sum of the first six, weighted 7 to 2. */
function isImo(number: string): boolean {
  const sum = [...number.slice(0, 6)].reduce((total, figure, i) => total + Number(figure) * (7 - i), 0);
  return sum % 10 === Number(number[6]);
}

/** Letters count from 10; the number is 1 modulo 97 (ISO 7064). */
export function isLei(key: string): boolean {
  if (!/^[A-Z\d]{18}\d{2}$/.test(key)) return false;
  let rest = 0;
  for (const letter of key) rest = (rest * (letter > '9' ? 100 : 10) + Number.parseInt(letter, 36)) % 97;
  return rest === 1;
}
