import type { Listing } from '../domain/listing.js';
import { clean } from './normalise.js';

/** Shorter numbers are too common to identify anybody. */
const MIN_LENGTH = 5;
/** Labels of vessel and aircraft facts that identify; tonnage does not. */
const IDENTIFYING = /\b(imo|mmsi|call sign|registration|tail|serial|msn)\b/i;
/** What people write before a number. */
const LABEL = /^(imo|bic|swift|mmsi|passport|call sign|tax id|no)\b[\s.:#-]*/i;

export interface IdentifierFact {
  readonly key: string;
  /** "SWIFT/BIC KYCBKPPY" */
  readonly text: string;
}

/** A number without its spacing and punctuation; a BIC's main-office suffix left out. Empty where it is too short. */
export function identifierKey(number: string): string {
  const key = clean(number)
    .replace(LABEL, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^([A-Z]{6}[A-Z0-9]{2})XXX$/, '$1');
  return key.length < MIN_LENGTH ? '' : key;
}

/** Everything that identifies a listing by number: documents, registrations, BIC, phone, IMO, call sign, e-mail. */
export function identifiersOf(listing: Listing): IdentifierFact[] {
  const facts = [
    ...listing.identifiers.map(({ type, number }) => ({ type, number })),
    ...[...listing.vessel, ...listing.aircraft]
      .filter(({ label }) => IDENTIFYING.test(label))
      .map(({ label, value }) => ({ type: label, number: value })),
    ...listing.emails.map((number) => ({ type: 'E-mail', number })),
    ...listing.websites.map((number) => ({ type: 'Website', number })),
  ];
  return facts.flatMap(({ type, number }) => {
    const key = identifierKey(number);
    return key === '' ? [] : { key, text: `${type} ${number}` };
  });
}

/** References are compared without case and outer blanks: `kpe.031`. */
export function referenceKey(reference: string): string {
  return clean(reference).toLowerCase();
}
