import type { Address, Birth, Detail, Identifier, Relation } from '../../domain/listing.js';
import type { XmlElement } from '../../lib/xml.js';
import { join, joined, partsOf, textOf, textsOf, unique } from './elements.js';

const LINES = ['AddressLine1', 'AddressLine2', 'AddressLine3', 'AddressLine4', 'AddressLine5', 'AddressLine6'];

/** The addresses; the country may be missing, or stand in one of the lines. */
export function addressesOf(record: XmlElement): Address[] {
  const addresses = partsOf(record, 'Addresses', 'Address').flatMap((address) => {
    const text = joined(address, ', ', [...LINES, 'AddressPostalCode']);
    const country = textOf(address, 'AddressCountry');
    if (!text && !country) return [];
    return [country ? { text, country } : { text }];
  });
  return unique(addresses);
}

/** Dates in the list's own wording (`dd/09/1958` is September 1958), and places. */
export function birthsOf(record: XmlElement): Birth[] {
  const dates = textsOf(record, 'IndividualDetails', 'Individual', 'DOBs', 'DOB');
  const places = partsOf(record, 'IndividualDetails', 'Individual', 'BirthDetails', 'Location').map((location) =>
    joined(location, ', ', ['TownOfBirth', 'CountryOfBirth']),
  );
  return [
    ...dates.map((value): Birth => ({ kind: 'date', value })),
    ...unique(places.filter(Boolean)).map((value): Birth => ({ kind: 'place', value })),
  ];
}

/** References of other registers, documents, registrations, telephone numbers, and IMO numbers as digits. */
export function identifiersOf(record: XmlElement): Identifier[] {
  const numbers = (type: string, ...path: readonly string[]): Identifier[] =>
    textsOf(record, ...path).map((number) => ({ type, number }));
  return unique([
    ...numbers('UN reference', 'UNReferenceNumber'),
    ...numbers('OFSI Group ID', 'OFSIGroupID'),
    ...documentsOf(record, 'PassportDetails', 'Passport', 'Passport'),
    ...documentsOf(record, 'NationalIdentifierDetails', 'NationalIdentifier', 'National identifier'),
    ...numbers(
      'Business registration number',
      'EntityDetails',
      'Entity',
      'BusinessRegistrationNumbers',
      'BusinessRegistrationNumber',
    ),
    ...numbers('Phone number', 'PhoneNumbers', 'PhoneNumber'),
    ...imoNumbersOf(record),
  ]);
}

/** A passport may be there ten times over, or be blank. */
function documentsOf(record: XmlElement, list: string, name: string, type: string): Identifier[] {
  return partsOf(record, 'IndividualDetails', 'Individual', list, name).flatMap((document) => {
    const number = textOf(document, `${name}Number`);
    const note = textOf(document, `${name}AdditionalInformation`);
    if (!number && !note) return [];
    return [note ? { type, number, note } : { type, number }];
  });
}

function imoNumbersOf(record: XmlElement): Identifier[] {
  return textsOf(record, 'ShipDetails', 'Ship', 'IMONumbers', 'IMONumber').map((number) => ({
    type: 'IMO number',
    number: number.replace(/^IMO[\s:]*(?=\d)/i, ''),
  }));
}

/** The list's own labels, as its CSV heads its columns. */
const SHIP_FACTS: readonly (readonly [label: string, list: string, item: string])[] = [
  ['IMO number', 'IMONumbers', 'IMONumber'],
  ['Type of ship', 'TypeOfShipDetails', 'TypeOfShip'],
  ['Current believed flag', 'CurrentBelievedFlagOfShips', 'CurrentBelievedFlagOfShip'],
  ['Previous flag', 'PreviousFlags', 'PreviousFlag'],
  ['Current owner/operator', 'CurrentOwnerOperators', 'CurrentOwnerOperator'],
  ['Previous owner/operator', 'PreviousOwnerOperators', 'PreviousOwnerOperator'],
  ['Tonnage', 'TonnageOfShipDetails', 'TonnageOfShip'],
  ['Length', 'LengthOfShipDetails', 'LengthOfShip'],
  ['Year built', 'YearsBuilt', 'YearBuilt'],
];

export function vesselOf(record: XmlElement): Detail[] {
  return SHIP_FACTS.flatMap(([label, list, item]) =>
    textsOf(record, 'ShipDetails', 'Ship', list, item).map((value) => ({ label, value })),
  );
}

export function relationsOf(record: XmlElement): Relation[] {
  return [
    ...textsOf(record, 'EntityDetails', 'Entity', 'ParentCompanies', 'ParentCompany').map((name) => ({
      kind: 'Parent company',
      name,
    })),
    ...textsOf(record, 'EntityDetails', 'Entity', 'Subsidiaries', 'Subsidiary').map((name) => ({
      kind: 'Subsidiary',
      name,
    })),
  ];
}

export interface Online {
  readonly emails: readonly string[];
  readonly websites: readonly string[];
}

/** E-mail and web addresses: one of either may stand under the other's name, and several in one element. */
export function onlineOf(record: XmlElement): Online {
  const all = [...textsOf(record, 'EmailAddresses', 'EmailAddress'), ...textsOf(record, 'Websites', 'Website')];
  const each = unique(all.flatMap(severalIn));
  const isEmail = (address: string) => /^[^\s/:]+@[^\s/]+$/.test(address);
  return { emails: each.filter(isEmail), websites: each.filter((address) => !isEmail(address)) };
}

function severalIn(text: string): string[] {
  const parts = text.split(/[;,|\s]+/).filter(Boolean);
  return parts.every((part) => /[.@]/.test(part)) ? parts : [text];
}

/** Titles, then positions, one of which may hold several; in alphabetical order, since theirs in the file is no change. */
export function titleOf(record: XmlElement): string {
  const positions = textsOf(record, 'IndividualDetails', 'Individual', 'Positions', 'Position');
  const each = positions.flatMap((position) => position.split('|').map((part) => part.trim()));
  return join('; ', [...textsOf(record, 'Titles', 'Title').sort(), ...unique(each).sort()]);
}
