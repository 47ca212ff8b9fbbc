import type { XmlElement, XmlInside, XmlShape } from '../../lib/xml.js';
import type { ReportUnknown } from '../../lib/xml-list.js';

const PLACE: XmlInside = { location: {}, area: {}, country: {} };
const ADDRESS: XmlInside = {
  remarks: {},
  'c-o': {},
  'address-details': {},
  'p-o-box': {},
  'zip-code': {},
  ...PLACE,
};
const NAME: XmlInside = { 'name-part': { value: {}, 'spelling-variant': {} } };
const IDENTITY: XmlInside = {
  name: NAME,
  'day-month-year': {},
  nationality: { country: {} },
  'place-of-birth': ADDRESS,
  address: ADDRESS,
  'identification-document': { number: {}, issuer: {}, 'date-of-issue': {}, 'expiry-date': {}, remark: {} },
};
const PARTY: XmlInside = {
  identity: IDENTITY,
  justification: {},
  'other-information': {},
  relation: { remark: {} },
};
const TARGET: XmlInside = {
  'sanctions-set-id': {},
  'foreign-identifier': {},
  individual: PARTY,
  entity: PARTY,
  object: PARTY,
  // Each repeats the target as it was before and after.
  modification: { added: null, removed: null, remark: {} },
};
const PROGRAM: XmlInside = {
  'program-key': {},
  'program-name': {},
  'sanctions-set': {},
  origin: null,
};

const ROOT = 'swiss-sanctions-list';

/** The targets, and nothing else. */
export const TARGETS: XmlShape = {
  root: ROOT,
  records: ['target'],
  skipped: ['sanctions-program', 'place'],
  inside: { target: TARGET },
};

/** What targets refer to: programmes, places, and each other by name. */
export const REFERENCES: XmlShape = {
  root: ROOT,
  records: ['sanctions-program', 'place', 'target'],
  inside: { 'sanctions-program': PROGRAM, place: PLACE, target: onlyNames(TARGET) },
};

/** The same inside, of which only what names need is read. */
function onlyNames(inside: XmlInside): XmlInside {
  const party = { ...nothingOf(PARTY), identity: { ...nothingOf(IDENTITY), name: NAME } };
  return { ...nothingOf(inside), individual: party, entity: party, object: party };
}

function nothingOf(inside: XmlInside): XmlInside {
  return Object.fromEntries(Object.keys(inside).map((name) => [name, null]));
}

/** The closed vocabularies: element → attribute → every word known of it. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  name: { 'name-type': ['primary-name', 'alias', 'formerly-known-as'], quality: ['good', 'low'] },
  'name-part': {
    'name-part-type': [
      'title',
      'given-name',
      'further-given-name',
      'father-name',
      'grand-father-name',
      'family-name',
      'maiden-name',
      'tribal-name',
      'suffix',
      'whole-name',
      'other',
    ],
  },
  modification: { 'modification-type': ['listed', 'amended', 'de-listed'] },
  object: { 'object-type': ['vessel', 'aircraft'] },
};

/** Reports the words that are not of their closed vocabulary. */
export function reportWords(element: XmlElement, report: ReportUnknown): void {
  const vocabularies = Object.hasOwn(WORDS, element.name) ? WORDS[element.name] : undefined;
  for (const [attribute, words] of Object.entries(vocabularies ?? {})) {
    const word = element.attributes[attribute];
    if (word !== undefined && !words.includes(word)) report(`${element.name}@${attribute}=${word}`, word);
  }
  for (const inner of element.children) reportWords(inner, report);
}
