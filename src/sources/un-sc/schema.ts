import type { XmlElement, XmlShape } from '../../lib/xml.js';

/** The frame of the consolidated list; https://www.un.org/sc/resources/sc-sanctions.xsd */
export const SHAPE: XmlShape = {
  root: 'CONSOLIDATED_LIST',
  records: ['INDIVIDUALS/INDIVIDUAL', 'ENTITIES/ENTITY'],
};

const VALUES = ['VALUE'];
const ADDRESS = ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY', 'NOTE'];
const ALIAS = ['QUALITY', 'ALIAS_NAME', 'DATE_OF_BIRTH', 'CITY_OF_BIRTH', 'COUNTRY_OF_BIRTH', 'NOTE'];
const LEAVES =
  'DATAID VERSIONNUM FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME UN_LIST_TYPE REFERENCE_NUMBER LISTED_ON GENDER COMMENTS1 NAME_ORIGINAL_SCRIPT SORT_KEY SORT_KEY_LAST_MOD SUBMITTED_BY SUBMITTED_ON';

/** Every element seen in the lists of 2018 to 2025, with its own children. */
const KNOWN = new Map<string, readonly string[]>([
  ...LEAVES.split(' ').map((name) => [name, []] as const),
  ...['TITLE', 'DESIGNATION', 'NATIONALITY', 'LIST_TYPE', 'LAST_DAY_UPDATED'].map((name) => [name, VALUES] as const),
  ['INDIVIDUAL_ALIAS', ALIAS],
  ['ENTITY_ALIAS', ALIAS],
  ['INDIVIDUAL_ADDRESS', ADDRESS],
  ['ENTITY_ADDRESS', ADDRESS],
  ['INDIVIDUAL_PLACE_OF_BIRTH', ADDRESS],
  ['INDIVIDUAL_DATE_OF_BIRTH', ['TYPE_OF_DATE', 'DATE', 'YEAR', 'FROM_YEAR', 'TO_YEAR', 'NOTE']],
  [
    'INDIVIDUAL_DOCUMENT',
    'TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 NUMBER ISSUING_COUNTRY DATE_OF_ISSUE CITY_OF_ISSUE COUNTRY_OF_ISSUE NOTE'.split(
      ' ',
    ),
  ],
]);

/** The values of closed vocabularies; `''` is common. */
const VOCABULARIES = new Map<string, readonly string[]>([
  ['QUALITY', ['', 'Good', 'Low', 'a.k.a.', 'f.k.a.']],
  ['TYPE_OF_DATE', ['', 'EXACT', 'APPROXIMATELY', 'BETWEEN']],
]);

export interface Unknown {
  readonly path: string;
  readonly example: string;
}

/** What a record holds that this reader does not know: elements, and values of closed vocabularies. */
export function unknownsOf(record: XmlElement): Unknown[] {
  return record.children.flatMap((part) => {
    const path = `${record.name}/${part.name}`;
    const known = KNOWN.get(part.name);
    if (!known) return [{ path, example: exampleOf(part) }];
    return part.children.flatMap((leaf) => {
      const example = exampleOf(leaf);
      if (!known.includes(leaf.name)) return [{ path: `${path}/${leaf.name}`, example }];
      const words = VOCABULARIES.get(leaf.name);
      return words && !words.includes(example) ? [{ path: `${path}/${leaf.name}=${example}`, example }] : [];
    });
  });
}

function exampleOf(element: XmlElement): string {
  return (element.text.trim() || (element.children[0]?.text.trim() ?? '')).slice(0, 100);
}
