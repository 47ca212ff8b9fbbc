import type { XmlElement, XmlInside, XmlShape } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';

/** Which act each single fact comes from is not part of a listing: it says nothing about the party. */
const FACT: XmlInside = { remark: {}, regulationSummary: null };

/** Format 1.1 of the file: everything stands in attributes, but for remarks and the address of the act. */
export const SHAPE: XmlShape = {
  root: 'export',
  records: ['sanctionEntity'],
  inside: {
    sanctionEntity: {
      remark: {},
      regulation: { publicationUrl: {} },
      subjectType: {},
      nameAlias: FACT,
      citizenship: FACT,
      birthdate: FACT,
      identification: FACT,
      address: { ...FACT, contactInfo: {} },
      contactInfo: {},
    },
  },
};

const COUNTRY = ['region', 'countryIso2Code', 'countryDescription', 'regulationLanguage', 'logicalId'];
const PLACE = ['city', 'zipCode', 'place', ...COUNTRY];

/** Element → the attributes it may have. */
const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  export: new Set(['generationDate', 'globalFileId']),
  sanctionEntity: new Set([
    'designationDate',
    'designationDetails',
    'unitedNationId',
    'euReferenceNumber',
    'logicalId',
  ]),
  regulation: new Set([
    'regulationType',
    'organisationType',
    'publicationDate',
    'entryIntoForceDate',
    'numberTitle',
    'programme',
    'logicalId',
  ]),
  subjectType: new Set(['code', 'classificationCode']),
  nameAlias: new Set([
    'firstName',
    'middleName',
    'lastName',
    'wholeName',
    'function',
    'gender',
    'title',
    'nameLanguage',
    'strong',
    'regulationLanguage',
    'logicalId',
  ]),
  citizenship: new Set(COUNTRY),
  birthdate: new Set([
    'circa',
    'calendarType',
    'birthdate',
    'dayOfMonth',
    'monthOfYear',
    'year',
    'yearRangeFrom',
    'yearRangeTo',
    ...PLACE,
  ]),
  identification: new Set([
    'diplomatic',
    'knownExpired',
    'knownFalse',
    'reportedLost',
    'revokedByIssuer',
    'issueDate',
    'issuedBy',
    'latinNumber',
    'nameOnDocument',
    'number',
    'validFrom',
    'validTo',
    'identificationTypeCode',
    'identificationTypeDescription',
    ...COUNTRY,
  ]),
  address: new Set(['street', 'poBox', 'asAtListingTime', ...PLACE]),
  contactInfo: new Set(['key', 'value']),
  remark: new Set(),
  publicationUrl: new Set(),
};

/** The closed vocabularies; `''` is common. Document types: opensanctions, `datasets/eu/fsf/eu_fsf.yml`. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  nameAlias: { gender: ['', 'M', 'F'], strong: ['true', 'false'] },
  birthdate: { calendarType: ['', 'GREGORIAN', 'ISLAMIC'], circa: ['', 'true', 'false'] },
  contactInfo: { key: ['PHONE', 'FAX', 'EMAIL', 'WEB'] },
  identification: {
    identificationTypeCode: [
      'NRN',
      'birthcert',
      'drivinglicence',
      'electionid',
      'fiscalcode',
      'id',
      'imo',
      'nationcert',
      'other',
      'passport',
      'regnumber',
      'residentperm',
      'ssn',
      'swiftbic',
      'tradelic',
      'travelcardid',
    ],
  },
};

/** Reports the attributes and words of an element, and of those inside of it, that nobody knows. */
export function audit({ name, attributes, children }: XmlElement, report: ReportUnknown, above = ''): void {
  const path = above + name;
  const known = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  // An unknown element has been reported as one.
  if (!known) return;
  for (const attribute in attributes) {
    const value = attributes[attribute] ?? '';
    if (!known.has(attribute) && !/^(xmlns|xsi)(:|$)/.test(attribute)) report(`${path}/@${attribute}`, value);
  }
  for (const attribute in words) {
    const value = attributes[attribute] ?? '';
    if (!words[attribute]?.includes(value) && attribute in attributes)
      report(`${path}/@${attribute}=${value.slice(0, 60)}`, value);
  }
  for (const inner of children) audit(inner, report, `${path}/`);
}
