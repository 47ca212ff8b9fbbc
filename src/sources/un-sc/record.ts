import {
  type Address,
  type Alias,
  type Birth,
  bareListing,
  type Identifier,
  type Listing,
} from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import { child, childrenOf, type XmlElement } from '../../lib/xml.js';

/** The list has no page for a single entry. */
const PAGE = 'https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list';

export type Reading =
  | { readonly kind: 'listing'; readonly listing: Listing }
  | { readonly kind: 'set-aside'; readonly ref: string | null; readonly name: string | null; readonly reason: string };

/** Turns an INDIVIDUAL or ENTITY into a listing; a record without what every record has is set aside. */
export function readRecord(record: XmlElement): Reading {
  const ref = textOf(record, 'REFERENCE_NUMBER') || null;
  const name = join(
    ' ',
    ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].map((part) => textOf(record, part)),
  );
  const program = textOf(record, 'UN_LIST_TYPE');
  const listedOn = dayOf(textOf(record, 'LISTED_ON'));
  const setAside = (reason: string): Reading => ({ kind: 'set-aside', ref, name: name || null, reason });
  if (!ref) return setAside('it has no REFERENCE_NUMBER');
  if (!name) return setAside('it has no name');
  if (!program) return setAside('it has no UN_LIST_TYPE');
  if (!/^\d{4}-\d\d-\d\d$/.test(listedOn)) return setAside('it has no LISTED_ON date');
  const title = join('; ', [...valuesOf(record, 'TITLE'), ...valuesOf(record, 'DESIGNATION')]);
  const gender = textOf(record, 'GENDER');
  const remarks = remarksOf(record);
  return {
    kind: 'listing',
    listing: {
      ...bareListing('un-sc', ref, name, record.name === 'INDIVIDUAL' ? 'individual' : 'entity', PAGE),
      aliases: aliasesOf(record),
      programs: [program],
      addresses: partsOf(record, 'ADDRESS').flatMap(addressOf),
      births: birthsOf(record),
      nationalities: valuesOf(record, 'NATIONALITY').map((country) => ({ country, kind: 'nationality' })),
      identifiers: partsOf(record, 'DOCUMENT').flatMap(documentOf),
      listedOn,
      ...(title ? { title } : {}),
      ...(gender ? { gender } : {}),
      ...(remarks ? { remarks } : {}),
    },
  };
}

function aliasesOf(record: XmlElement): Alias[] {
  const named = partsOf(record, 'ALIAS').flatMap((alias): Alias[] => {
    const quality = textOf(alias, 'QUALITY');
    const strength = ['', 'Good', 'a.k.a.', 'f.k.a.'].includes(quality) ? 'strong' : 'weak';
    const kind = quality === 'f.k.a.' ? 'fka' : 'aka';
    return namesIn(textOf(alias, 'ALIAS_NAME')).map((name) => ({ name, kind, strength }));
  });
  const original = namesIn(textOf(record, 'NAME_ORIGINAL_SCRIPT')).map(
    (name): Alias => ({ name, kind: 'original-script', strength: 'strong' }),
  );
  return [...named, ...original];
}

/** One node may hold several names: `A; B`, or `X (A; B)`. Anything more nested is kept whole. */
function namesIn(text: string): string[] {
  if (!text.includes(';')) return text === '' ? [] : [text];
  const grouped = /^([^()]+) \(([^()]+)\)$/.exec(text);
  if (grouped) return [grouped[1] ?? '', ...namesIn(grouped[2] ?? '')];
  return /[()]/.test(text) ? [text] : text.split(/\s*;\s*/).filter((name) => name !== '');
}

function addressOf(address: XmlElement): Address[] {
  const country = textOf(address, 'COUNTRY');
  const place = join(
    ', ',
    ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE'].map((part) => textOf(address, part)),
  );
  const text = withNote(place, textOf(address, 'NOTE'));
  if (!text && !country) return [];
  return [{ text, ...(country ? { country } : {}) }];
}

/** Of the person, and of their other identities: an alias may have a birth of its own. */
function birthsOf(record: XmlElement): Birth[] {
  const dates = partsOf(record, 'DATE_OF_BIRTH').map(birthDateOf);
  const places = partsOf(record, 'PLACE_OF_BIRTH').map((place) =>
    withNote(
      join(
        ', ',
        ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY'].map((part) => textOf(place, part)),
      ),
      textOf(place, 'NOTE'),
    ),
  );
  for (const alias of partsOf(record, 'ALIAS')) {
    const as = `as ${textOf(alias, 'ALIAS_NAME')}`;
    const date = dayOf(textOf(alias, 'DATE_OF_BIRTH'));
    const place = join(', ', [textOf(alias, 'CITY_OF_BIRTH'), textOf(alias, 'COUNTRY_OF_BIRTH')]);
    if (date) dates.push(withNote(date, as));
    if (place) places.push(withNote(place, as));
  }
  return [
    ...dates.filter(Boolean).map((value): Birth => ({ kind: 'date', value })),
    ...places.filter(Boolean).map((value): Birth => ({ kind: 'place', value })),
  ];
}

/** `1964-07-17`, `approximately 1965`, `between 1955 and 1958`, or only a note: `Nov. 1973`. */
function birthDateOf(birth: XmlElement): string {
  const [from, to] = [textOf(birth, 'FROM_YEAR'), textOf(birth, 'TO_YEAR')];
  const note = textOf(birth, 'NOTE');
  const day = dayOf(textOf(birth, 'DATE')) || textOf(birth, 'YEAR');
  const approximate = textOf(birth, 'TYPE_OF_DATE') === 'APPROXIMATELY' && (day || note) ? 'approximately ' : '';
  const span = from || to ? `between ${from || '?'} and ${to || '?'}` : '';
  return `${approximate}${withNote(day || span, note)}`;
}

function documentOf(document: XmlElement): Identifier[] {
  const [type, detail] = [textOf(document, 'TYPE_OF_DOCUMENT'), textOf(document, 'TYPE_OF_DOCUMENT2')];
  const number = textOf(document, 'NUMBER');
  const [by, at] = [textOf(document, 'ISSUING_COUNTRY'), textOf(document, 'COUNTRY_OF_ISSUE')];
  const place = join(', ', [textOf(document, 'CITY_OF_ISSUE'), by ? at : '']);
  const note = join('; ', [textOf(document, 'NOTE'), place && `issued in ${place}`]);
  const issued = dayOf(textOf(document, 'DATE_OF_ISSUE'));
  const country = by || at;
  if (!type && !detail && !number && !note) return [];
  return [
    {
      type: withNote(type, detail),
      number,
      ...(country ? { country } : {}),
      ...(issued ? { issued } : {}),
      ...(note ? { note } : {}),
    },
  ];
}

/** The comment, and what the list notes beside an alias: "previously listed as", "nom de guerre", a passport. */
function remarksOf(record: XmlElement): string {
  const notes = partsOf(record, 'ALIAS').flatMap((alias) => {
    const note = textOf(alias, 'NOTE');
    return note ? [join(': ', [textOf(alias, 'ALIAS_NAME'), note])] : [];
  });
  return join('\n', [textOf(record, 'COMMENTS1'), ...notes]);
}

/** INDIVIDUAL_ALIAS, ENTITY_ALIAS … */
function partsOf(record: XmlElement, part: string): XmlElement[] {
  return childrenOf(record, `${record.name}_${part}`);
}

function valuesOf(record: XmlElement, name: string): string[] {
  return childrenOf(record, name)
    .flatMap((element) => childrenOf(element, 'VALUE'))
    .map((value) => tidy(value.text))
    .filter(Boolean);
}

function textOf(element: XmlElement, name: string): string {
  return tidy(child(element, name)?.text ?? '');
}

/** Dates may carry a time zone, which a calendar day does not have: `2015-07-01-04:00`. */
function dayOf(date: string): string {
  return date.replace(/^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$/, '$1');
}

function withNote(text: string, note: string): string {
  return text && note ? `${text} (${note})` : text || note;
}

function join(separator: string, parts: readonly string[]): string {
  return parts.filter(Boolean).join(separator);
}
