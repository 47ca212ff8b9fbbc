import { tidy } from '../../lib/text.js';
import { child, childrenOf, type XmlElement } from '../../lib/xml.js';

/** The text of the first child of that name, in the form in which texts are compared; empty where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return tidy(child(element, name)?.text ?? '');
}

/** The texts of the children of those names, joined; what is empty is left out. */
export function joinedOf(element: XmlElement, separator: string, names: readonly string[]): string {
  let joined = '';
  for (const name of names) {
    const text = textOf(element, name);
    if (text) joined = joined ? joined + separator + text : text;
  }
  return joined;
}

/** Whole names: one that is put together at each call would be compared letter by letter. */
const PARTS = {
  INDIVIDUAL: {
    ALIAS: 'INDIVIDUAL_ALIAS',
    ADDRESS: 'INDIVIDUAL_ADDRESS',
    DATE_OF_BIRTH: 'INDIVIDUAL_DATE_OF_BIRTH',
    PLACE_OF_BIRTH: 'INDIVIDUAL_PLACE_OF_BIRTH',
    DOCUMENT: 'INDIVIDUAL_DOCUMENT',
  },
  ENTITY: {
    ALIAS: 'ENTITY_ALIAS',
    ADDRESS: 'ENTITY_ADDRESS',
    DATE_OF_BIRTH: 'ENTITY_DATE_OF_BIRTH',
    PLACE_OF_BIRTH: 'ENTITY_PLACE_OF_BIRTH',
    DOCUMENT: 'ENTITY_DOCUMENT',
  },
} as const;

/** The parts of a record: its INDIVIDUAL_ALIAS or ENTITY_ALIAS … */
export function partsOf(record: XmlElement, part: keyof typeof PARTS.ENTITY): XmlElement[] {
  return childrenOf(record, PARTS[record.name === 'ENTITY' ? 'ENTITY' : 'INDIVIDUAL'][part]);
}

/** Every VALUE that says something in the parts of that name. */
export function valuesOf(record: XmlElement, name: string): string[] {
  const values: string[] = [];
  for (const part of record.children) {
    if (part.name !== name) continue;
    for (const value of part.children) {
      const text = value.name === 'VALUE' ? tidy(value.text) : '';
      if (text) values.push(text);
    }
  }
  return values;
}
