import type { Address, Birth, Identifier } from '../../domain/listing.js';
import { childrenOf, type XmlElement } from '../../lib/xml.js';
import { attr, countryOf, join, joined, remarkOf, unique, withNote } from './elements.js';

/** The addresses that say where; those that hold only a telephone number do not. */
export function addressesOf(record: XmlElement): Address[] {
  return childrenOf(record, 'address').flatMap((address) => {
    const box = attr(address, 'poBox');
    const place = joined(address, ', ', ['street', 'place']).replace(/,+$/, '');
    const town = joined(address, ', ', ['zipCode', 'city', 'region']);
    const then = attr(address, 'asAtListingTime') === 'true' ? 'as at listing time' : '';
    const text = withNote(join(', ', [place, box && `P.O. Box ${box}`, town]), then, remarkOf(address));
    const country = countryOf(address);
    if (!text && !country) return [];
    return [country ? { text, country } : { text }];
  });
}

/** Dates and places of birth: an element may hold both, or either. Its remark goes with the date. */
export function birthsOf(record: XmlElement): Birth[] {
  const births: Birth[] = [];
  for (const element of childrenOf(record, 'birthdate')) {
    const remark = remarkOf(element);
    const date = birthDateOf(element, remark);
    const place = join(', ', [joined(element, ', ', ['place', 'zipCode', 'city', 'region']), countryOf(element)]);
    if (date) births.push({ kind: 'date', value: date });
    const where = date ? place : withNote(place, remark);
    if (where) births.push({ kind: 'place', value: where });
  }
  return unique(births);
}

/**
 * `1958-07-02`, `1961-08`, `1960`, `between 1960 and 1979`, each perhaps circa. With another calendar than the
 * Gregorian, `birthdate` is Gregorian all the same, and day, month and year are not.
 */
function birthDateOf(element: XmlElement, remark: string): string {
  const [from, to] = [attr(element, 'yearRangeFrom'), attr(element, 'yearRangeTo')];
  const calendar = attr(element, 'calendarType') || 'GREGORIAN';
  const day = dayOf(element);
  const foreign = calendar !== 'GREGORIAN' && day ? `${day} in the ${calendar} calendar` : '';
  const range = from || to ? `between ${from || '?'} and ${to || '?'}` : '';
  const date = attr(element, 'birthdate') || (foreign ? '' : day) || range;
  if (!date && !foreign) return '';
  const circa = attr(element, 'circa') === 'true' ? 'circa ' : '';
  return circa + (date ? withNote(date, foreign, remark) : withNote(foreign, remark));
}

function dayOf(element: XmlElement): string {
  const [year, month, day] = [attr(element, 'year'), attr(element, 'monthOfYear'), attr(element, 'dayOfMonth')];
  if (!year && !month && !day) return '';
  return join('-', [year || '?', twoDigits(month), twoDigits(day)]);
}

function twoDigits(number: string): string {
  return number ? number.padStart(2, '0') : '';
}

const FLAGS: Readonly<Record<string, string>> = {
  diplomatic: 'diplomatic',
  knownExpired: 'known to be expired',
  knownFalse: 'known to be false',
  reportedLost: 'reported lost',
  revokedByIssuer: 'revoked by the issuer',
};

/** The documents and registrations. A number may be "-": then only the remark says something. */
export function documentsOf(record: XmlElement): Identifier[] {
  return childrenOf(record, 'identification').map((document) => {
    const latin = numberOf(document, 'latinNumber');
    const number = numberOf(document, 'number') || latin;
    const type = attr(document, 'identificationTypeDescription') || attr(document, 'identificationTypeCode');
    const note = join('; ', [
      latin !== number ? labelled('in Latin characters', latin) : '',
      labelled('name on document:', attr(document, 'nameOnDocument')),
      labelled('issued by', attr(document, 'issuedBy')),
      labelled('valid from', attr(document, 'validFrom')),
      attr(document, 'region'),
      ...Object.entries(FLAGS).map(([flag, words]) => (attr(document, flag) === 'true' ? words : '')),
      remarkOf(document),
    ]);
    const [country, issued, expires] = [countryOf(document), attr(document, 'issueDate'), attr(document, 'validTo')];
    return {
      type,
      number,
      ...(country ? { country } : {}),
      ...(issued ? { issued } : {}),
      ...(expires ? { expires } : {}),
      ...(note ? { note } : {}),
    };
  });
}

function numberOf(document: XmlElement, name: string): string {
  return attr(document, name).replace(/^-+$/, '');
}

function labelled(label: string, value: string): string {
  return value && `${label} ${value}`;
}

export interface Contacts {
  readonly phones: readonly Identifier[];
  readonly emails: readonly string[];
  readonly websites: readonly string[];
}

const PHONES = new Map([
  ['PHONE', 'Phone'],
  ['FAX', 'Fax'],
]);

/** Telephone numbers, e-mail and web addresses; what has another key than these is kept as an identifier of that type. */
export function contactsOf(record: XmlElement): Contacts {
  const [phones, emails, websites]: [Identifier[], string[], string[]] = [[], [], []];
  for (const holder of [record, ...childrenOf(record, 'address')])
    for (const contact of childrenOf(holder, 'contactInfo')) {
      const [key, value] = [attr(contact, 'key'), attr(contact, 'value')];
      if (value === '') continue;
      if (key === 'EMAIL') emails.push(...severalIn(value));
      else if (key === 'WEB') websites.push(...severalIn(value));
      else phones.push({ type: PHONES.get(key) ?? key, number: value });
    }
  return { phones: unique(phones), emails: unique(emails), websites: unique(websites) };
}

/** One value may hold several addresses: `a@example.org; b@example.org`. */
function severalIn(value: string): string[] {
  return value.split(/\s*[;,]\s+|\s*;\s*/).filter(Boolean);
}
