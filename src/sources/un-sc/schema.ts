import { child, type XmlElement, type XmlInside, type XmlShape } from '../../lib/xml.js';

const LONGEST_EXAMPLE = 100;

const VALUES: XmlInside = { VALUE: {} };
const ADDRESS: XmlInside = { STREET: {}, CITY: {}, STATE_PROVINCE: {}, ZIP_CODE: {}, COUNTRY: {}, NOTE: {} };
const ALIAS: XmlInside = {
  QUALITY: {},
  ALIAS_NAME: {},
  DATE_OF_BIRTH: {},
  CITY_OF_BIRTH: {},
  COUNTRY_OF_BIRTH: {},
  NOTE: {},
};

/** Every element seen in the lists of 2018 to 2025; the nulls say nothing that a listing holds. */
const RECORD: XmlInside = {
  DATAID: {},
  VERSIONNUM: null,
  FIRST_NAME: {},
  SECOND_NAME: {},
  THIRD_NAME: {},
  FOURTH_NAME: {},
  NAME_ORIGINAL_SCRIPT: {},
  UN_LIST_TYPE: {},
  REFERENCE_NUMBER: {},
  LISTED_ON: {},
  LIST_TYPE: null,
  LAST_DAY_UPDATED: null,
  SUBMITTED_BY: null,
  SUBMITTED_ON: null,
  SORT_KEY: null,
  SORT_KEY_LAST_MOD: null,
  TITLE: VALUES,
  DESIGNATION: VALUES,
  NATIONALITY: VALUES,
  GENDER: {},
  COMMENTS1: {},
  INDIVIDUAL_ALIAS: ALIAS,
  INDIVIDUAL_ADDRESS: ADDRESS,
  INDIVIDUAL_PLACE_OF_BIRTH: ADDRESS,
  INDIVIDUAL_DATE_OF_BIRTH: { TYPE_OF_DATE: {}, DATE: {}, YEAR: {}, FROM_YEAR: {}, TO_YEAR: {}, NOTE: {} },
  INDIVIDUAL_DOCUMENT: {
    TYPE_OF_DOCUMENT: {},
    TYPE_OF_DOCUMENT2: {},
    NUMBER: {},
    ISSUING_COUNTRY: {},
    DATE_OF_ISSUE: {},
    CITY_OF_ISSUE: {},
    COUNTRY_OF_ISSUE: {},
    NOTE: {},
  },
  ENTITY_ALIAS: ALIAS,
  ENTITY_ADDRESS: ADDRESS,
};

/** The consolidated list; https://www.un.org/sc/resources/sc-sanctions.xsd */
export const SHAPE: XmlShape = {
  root: 'CONSOLIDATED_LIST',
  records: ['INDIVIDUALS/INDIVIDUAL', 'ENTITIES/ENTITY'],
  inside: { 'INDIVIDUALS/INDIVIDUAL': RECORD, 'ENTITIES/ENTITY': RECORD },
};

/** The closed vocabularies: part of a record → the leaf that holds the word, and every word seen; `''` is common. */
const QUALITY = { leaf: 'QUALITY', words: ['', 'Good', 'Low', 'a.k.a.', 'f.k.a.'] };
const VOCABULARIES = new Map([
  ['INDIVIDUAL_ALIAS', QUALITY],
  ['ENTITY_ALIAS', QUALITY],
  ['INDIVIDUAL_DATE_OF_BIRTH', { leaf: 'TYPE_OF_DATE', words: ['', 'EXACT', 'APPROXIMATELY', 'BETWEEN'] }],
]);

export interface Unknown {
  readonly path: string;
  readonly example: string;
}

/** An element that the shape does not know. Paths inside of a record start at the record. */
export function unknownElement({ path, text }: { readonly path: string; readonly text?: string }): Unknown {
  if (text === undefined) return { path, example: '' };
  return { path: path.slice(path.indexOf('/') + 1), example: text.slice(0, LONGEST_EXAMPLE) };
}

/** The words of a record that are not of their closed vocabulary. */
export function unknownWords(record: XmlElement): Unknown[] {
  const found: Unknown[] = [];
  for (const part of record.children) {
    const vocabulary = VOCABULARIES.get(part.name);
    if (!vocabulary) continue;
    const word = child(part, vocabulary.leaf)?.text.trim() ?? '';
    if (vocabulary.words.includes(word)) continue;
    const example = word.slice(0, LONGEST_EXAMPLE);
    found.push({ path: `${record.name}/${part.name}/${vocabulary.leaf}=${example}`, example });
  }
  return found;
}
