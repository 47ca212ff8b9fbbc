import { PARTY_TYPES, type PartyType } from '../../domain/listing.js';
import { countryNamed } from '../../lib/country.js';
import { truncate } from '../../lib/text.js';

/** What an input asks of the lists. */
export interface Asked {
  readonly name: string;
  readonly type?: PartyType;
  /** A year. */
  readonly born?: string;
  readonly country?: string;
  /** What else was told and could not be read, in a sentence each: the name is looked up without it. */
  readonly unread?: readonly string[];
}

/** An input that asks nothing that can be answered. */
export interface Wrong {
  readonly text: string;
  readonly problem: string;
}

/** What columns of a CSV and keys of an object are called; of several, the first that is not empty counts. */
export const FIELDS = {
  name: ['name'],
  type: ['type'],
  born: ['dob', 'birth_date', 'date_of_birth', 'born'],
  country: ['country', 'nationality'],
} as const;

export type Field = keyof typeof FIELDS;

export const SHOWN = 80;
/** The search reads no more of it, and what it did not read must not pass for looked up. */
const MAX_NAME = 8_000;

/** Reads the fields of one input, empty where it has none; `text` is the input as it stands in the file. */
export function askedOf(text: string, field: (name: Field) => string): Asked | Wrong {
  // What could not be decoded was replaced by U+FFFD: the letters that stood there are lost, and the name is another.
  if (text.includes('\uFFFD'))
    return { text, problem: 'It is damaged, or is not UTF-8 or UTF-16: save the file as UTF-8' };
  const name = field('name');
  if (name === '') return { text, problem: 'Its name is empty' };
  if (name.length > MAX_NAME)
    return { text, problem: `It is too long: a name, or a text around one, has at most ${MAX_NAME} characters` };
  const unread: string[] = [];
  const read = <T>(told: string, reader: (told: string) => T | null, what: string): T | null => {
    if (told === '' || NOTHING.test(told)) return null;
    const value = reader(told);
    if (value === null) unread.push(`“${truncate(told, SHOWN)}” is no ${what}, or nothing; looked up without it`);
    return value;
  };
  const type = read(field('type'), typeNamed, `type: it is one of ${PARTY_TYPES.join(', ')}`);
  const born = read(field('born'), yearOf, 'date of birth: write 1971 or 1971-02-28');
  const country = read(field('country'), countryNamed, 'country: write its English name or ISO code');
  return {
    name,
    ...(type === null ? {} : { type }),
    ...(born === null ? {} : { born }),
    ...(country === null ? {} : { country }),
    ...(unread.length === 0 ? {} : { unread }),
  };
}

/** How tables say that there is nothing to tell. */
const NOTHING = /^(?:n\/?a|unknown|none|null|[-–—?.]+)$/i;

function typeNamed(told: string): PartyType | null {
  return PARTY_TYPES.find((known) => known === told.toLowerCase()) ?? null;
}

const YEAR = '(?<year>(?:1[89]|20)\\d\\d)';
const MONTH = '(?:0?\\d|1[0-2]|\\p{L}{3,12}\\.?)';
const DAY = '(?:[012]?\\d|3[01])';
const APART = '[-/., ]{1,2}';
/** 1971, 1971-02, 1971-02-28 (and a time), 19710228; 28.02.1971, 2/28/1971, 28 Feb 1971, February 28, 1971; 00 is an unknown day or month. */
const DATES = [
  `${YEAR}(?:${APART}${MONTH}(?:${APART}${DAY})?)?(?:[T ]\\d\\d:\\d\\d\\S*)?`,
  `${YEAR}(?:0\\d|1[0-2])(?:[012]\\d|3[01])`,
  `(?:${DAY}${APART})?${MONTH}${APART}${YEAR}`,
  `${MONTH}${APART}${DAY}${APART}${YEAR}`,
].map((form) => new RegExp(`^${form}$`, 'u'));

/** The year of a date, however its parts are ordered; null for what is none, or has two figures for the year. */
function yearOf(text: string): string | null {
  for (const form of DATES) {
    const year = form.exec(text)?.groups?.year;
    if (year !== undefined) return year;
  }
  return null;
}
