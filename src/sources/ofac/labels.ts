/**
 * OFAC's vocabulary of labelled facts. ENHANCED calls them features and identity documents, sdnList has both as `<id>`,
 * the CSV writes them in the remark. Taken from the reference values and feature types that ENHANCED files carry.
 */

import type { PartyType } from '../../domain/listing.js';

/** The types of party as both XML formats name them. */
export const XML_TYPES = new Map<string, PartyType>([
  ['Individual', 'individual'],
  ['Entity', 'entity'],
  ['Vessel', 'vessel'],
  ['Aircraft', 'aircraft'],
]);

/** Where a labelled fact belongs in a listing; `remark` keeps it in OFAC's own words. */
export type Slot =
  | 'birth-date'
  | 'birth-place'
  | 'nationality'
  | 'citizenship'
  | 'gender'
  | 'wallet'
  | 'website'
  | 'email'
  | 'identifier'
  | 'vessel'
  | 'aircraft'
  | 'remark';

/** Currencies come and go, so wallets are known by this beginning and never by a list of labels. */
export const WALLET_LABEL = 'Digital Currency Address - ';

const FEATURES: Readonly<Record<Exclude<Slot, 'wallet'>, readonly string[]>> = {
  'birth-date': ['Birthdate', 'DOB'],
  'birth-place': ['Place of Birth', 'POB'],
  nationality: ['Nationality Country', 'nationality'],
  citizenship: ['Citizenship Country', 'citizen'],
  gender: ['Gender'],
  website: ['Website'],
  email: ['Email Address'],
  identifier: [
    'BIK (RU)',
    'D-U-N-S Number',
    'Equity Ticker',
    'ISIN',
    'MICEX Code',
    'Phone Number',
    'SWIFT/BIC',
    'UN/LOCODE',
  ],
  vessel: [
    'Former Vessel Flag',
    'Other Vessel Call Sign',
    'Other Vessel Flag',
    'Other Vessel Type',
    'Vessel Call Sign',
    'Vessel Flag',
    'Vessel Gross Registered Tonnage',
    'Vessel Owner',
    'Vessel Tonnage',
    'Vessel Type',
    'Vessel Year of Build',
  ],
  aircraft: [
    'Aircraft Construction Number (also called L/N or S/N or F/N)',
    'Aircraft Manufacture Date',
    "Aircraft Manufacturer's Serial Number (MSN)",
    'Aircraft Mode S Transponder Code',
    'Aircraft Model',
    'Aircraft Operator',
    'Aircraft Tail Number',
    'Previous Aircraft Tail Number',
  ],
  remark: [
    'Additional Sanctions Information -',
    'CAATSA Section 235 Information:',
    'Effective Date (CMIC)',
    'Effective Date (EO 14014 Directive 1):',
    'Effective Date (EO 14024 Directive 1a):',
    'Effective Date (EO 14024 Directive 2):',
    'Effective Date (EO 14024 Directive 3):',
    'Executive Order 13662 Directive Determination -',
    'Executive Order 13846 information:',
    'Executive Order 14014 Directive Information:',
    'Executive Order 14024 Directive Information',
    'Executive Order 14024 Directive Information -',
    'Executive Order 14059 information:',
    'IFCA Determination -',
    'Issuer Name',
    'Listing Date (CMIC)',
    'Listing Date (EO 14014 Directive 1):',
    'Listing Date (EO 14024 Directive 1a):',
    'Listing Date (EO 14024 Directive 2):',
    'Listing Date (EO 14024 Directive 3):',
    'Location',
    'Nationality of Registration',
    'Organization Established Date',
    'Organization Type:',
    'PEESA Information:',
    'Purchase/Sales For Divestment Date (CMIC)',
    'Registration Country',
    'Secondary sanctions risk:',
    'Target Type',
    'Title',
    'Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:',
  ],
};

const DOCUMENTS = [
  'Afghan Money Service Provider License Number',
  'Aircraft Serial Identification',
  'Birth Certificate Number',
  'Bosnian Personal ID No.',
  'Branch Unit Number',
  'British National Overseas Passport',
  'Business Number',
  'Business Registration Document #',
  'Business Registration Number',
  'C.I.F.',
  'C.I.N.',
  'C.R. No.',
  'C.U.I.',
  'C.U.I.P.',
  'C.U.I.T.',
  'C.U.R.P.',
  'CNP (Personal Numerical Code)',
  'Cartilla de Servicio Militar Nacional',
  'Cedula No.',
  'Central Registration System Number',
  'Certificate of Incorporation Number',
  'Chamber of Commerce Number',
  'Chinese Commercial Code',
  "Citizen's Card Number",
  'Commercial Registry Number',
  'Company Number',
  'Credencial electoral',
  'D.N.I.',
  'Diplomatic Passport',
  "Driver's License No.",
  'Dubai Chamber of Commerce Membership No.',
  'Economic Register Number (CBLS)',
  'Electoral Registry No.',
  'Enterprise Number',
  'File Number',
  'Fiscal Code',
  'Folio Mercantil No.',
  'Government Gazette Number',
  'I.F.E.',
  'Identification Number',
  'Immigration No.',
  'Istanbul Chamber of Comm. No.',
  'Italian Fiscal Code',
  'Kenyan ID No.',
  'LE Number',
  'Legal Entity Number',
  'License',
  'MMSI',
  'MSB Registration Number',
  'Matricula Mercantil No',
  'Military Registration Number',
  'Moroccan Personal ID No.',
  'N.I.E.',
  'N.I.F.',
  'NIT #',
  'National Foreign ID Number',
  'National ID No.',
  'Numero Unico de Identificacao Tributaria (NUIT)',
  'Numero de Identidad',
  'Organization Code',
  'Paraguayan tax identification number',
  'Passport',
  'Permit Number',
  'Personal ID Card',
  'Pilot License Number',
  'Public Registration Number',
  'Public Security and Immigration No.',
  'R.F.C.',
  'RFC',
  'RIF #',
  'RSIN',
  'RTN',
  'RUC #',
  'Refugee ID Card',
  'Registered Charity No.',
  'Registration Certificate Number (Dubai)',
  'Registration ID',
  'Registration Number',
  'Residency Number',
  'Romanian C.R.',
  'Romanian Permanent Resident',
  'Romanian Tax Registration',
  'Russian State Individual Business Registration Number Pattern (OGRNIP)',
  'SRE Permit No.',
  'SSN',
  "Seafarer's Identification Document",
  'Serial No.',
  'Stateless Person ID Card',
  'Stateless Person Passport',
  'Tax ID No.',
  'Tazkira National ID Card',
  'Tourism License No.',
  'Trade License No.',
  'Trademark number',
  'Travel Document Number',
  'Turkish Identification Number',
  'UAE Identification',
  'UK Company Number',
  'US FEIN',
  'Unified Social Credit Code (USCC)',
  'United Social Credit Code Certificate (USCCC)',
  'V.A.T. Number',
  'Vessel Registration Identification',
  'VisaNumberID',
] as const;

const slots = new Map<string, Slot>([
  ...Object.entries(FEATURES).flatMap(([slot, labels]) => labels.map((label) => [label, slot as Slot] as const)),
  ...DOCUMENTS.map((label) => [label, 'identifier'] as const),
]);

const documents: ReadonlySet<string> = new Set(DOCUMENTS);

/** One spelling for a label that the formats write differently: "VESSEL TYPE", the typographic apostrophe. */
export function sameLabel(label: string): string {
  return label === 'VESSEL TYPE' ? 'Vessel Type' : label.replaceAll('’', "'");
}

/** Where a fact of this label belongs; undefined for a label nobody knows yet. */
export function slotOf(label: string): Slot | undefined {
  return label.startsWith(WALLET_LABEL) ? 'wallet' : slots.get(label);
}

/** Identity documents carry a country and dates; features do not. */
export function isDocument(label: string): boolean {
  return documents.has(label);
}

const byFirstWord = new Map<string, string[]>();
for (const label of [...slots.keys()].sort((a, b) => b.length - a.length)) {
  const first = firstWord(label);
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), label]);
}

/** The longest known label that a text begins with, as "Passport" in "Passport A123 (Iran)"; undefined for free text. */
export function leadingLabel(text: string): string | undefined {
  if (text.startsWith(WALLET_LABEL)) {
    const end = text.indexOf(' ', WALLET_LABEL.length);
    return end < 0 ? undefined : text.slice(0, end);
  }
  const candidates = byFirstWord.get(firstWord(text));
  return candidates?.find((label) => text[label.length] === ' ' && text.startsWith(label));
}

function firstWord(text: string): string {
  const end = text.indexOf(' ');
  return end < 0 ? text : text.slice(0, end);
}
