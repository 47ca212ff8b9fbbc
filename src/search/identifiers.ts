import type { Listing } from '../domain/listing.js';
import { clean } from './normalise.js';

/** Shorter numbers are too common to identify anybody. */
const MIN_LENGTH = 5;
/** Labels of vessel and aircraft facts that identify; tonnage does not. */
const IDENTIFYING = /\b(imo|mmsi|call sign|registration|tail|serial|msn)\b/i;
/** What people write before a number. */
const LABEL = /^(?:imo(?=\d)|(?:imo|bic|swift|mmsi|passport|call sign|tax id|no)\b)[\s.:#-]*/i;
const WEB_LABEL = /^(e-?mail|website)[\s:]+/i;

/** Web and e-mail addresses keep their points: “tornado cash” is not tornado.cash. */
function webKey(text: string): string {
  const bare = clean(text)
    .replace(WEB_LABEL, '')
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '');
  return /^\S+\.\S+$/.test(bare) ? `web ${bare}` : '';
}

/** Every key that a query may mean. */
export function queryKeys(query: string): string[] {
  return [identifierKey(query), labelledKey(query), webKey(query)].filter((key) => key !== '');
}

export interface IdentifierFact {
  readonly key: string;
  /** "SWIFT/BIC KYCBKPPY" */
  readonly text: string;
}

/** A number without its spacing and punctuation; a BIC's main-office suffix left out. Empty where it is too short. */
function identifierKey(number: string): string {
  const key = bareOf(clean(number).replace(LABEL, '')).replace(/^([A-Z]{6}[A-Z0-9]{2})XXX$/, '$1');
  return key.length < MIN_LENGTH ? '' : key;
}

/** A label with its number, as answers write it: "Tax ID No. 7700000001". */
function labelledKey(text: string): string {
  return `labelled ${bareOf(clean(text))}`;
}

function bareOf(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A number is found alone, and with its label, as the list writes it and as it is compared. */
function factsOf(label: string, number: string): IdentifierFact[] {
  const key = identifierKey(number);
  if (key === '') return [];
  const text = `${label} ${number}`;
  return [key, ...new Set([labelledKey(text), labelledKey(`${label} ${key}`)])].map((each) => ({ key: each, text }));
}

/** Everything that identifies a listing by number: documents, registrations, BIC, phone, IMO, call sign, e-mail. */
export function identifiersOf(listing: Listing): IdentifierFact[] {
  const details = [...listing.vessel, ...listing.aircraft].filter(({ label }) => IDENTIFYING.test(label));
  const facts = [
    ...listing.identifiers.flatMap(({ type, number }) => factsOf(type, number)),
    ...details.flatMap(({ label, value }) => factsOf(label, value)),
    ...listing.emails.map((email) => ({ key: webKey(email), text: `E-mail ${email}` })),
    ...listing.websites.map((website) => ({ key: webKey(website), text: `Website ${website}` })),
  ];
  return facts.filter(({ key }) => key !== '');
}

/** References are compared without case and outer blanks: `kpe.031`. */
export function referenceKey(reference: string): string {
  return clean(reference).toLowerCase();
}
