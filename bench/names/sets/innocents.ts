import { isLatin, wordsOf } from '../fold.js';
import type { Known } from '../groups.js';
import type { Party } from '../listed.js';
import { COMPANY_WORDS, INDUSTRIES, LEGAL_FORMS, PLACES } from '../parts/companies.js';
import type { Culture } from '../parts/culture.js';
import { FAR_CULTURES } from '../parts/far.js';
import { NEAR_CULTURES } from '../parts/near.js';
import type { Random } from '../random.js';
import { type Innocent, partsOf, type Split } from './sets.js';

/** Innocents of a culture whose name a search cannot tell from a listed one: counted apart. */
export const NAMESAKE = 'namesake (not counted)';

const NEAR = 600;
const FAR = 500;
const COMPANIES = 400;
const RARE_WORD = 200;
const SINGLE_WORD = 150;
const NUMBERS = 150;
const NAMESAKES = 150;

interface Makings {
  readonly split: Split;
  readonly parties: readonly Party[];
  readonly known: Known;
  readonly random: Random;
}

/** Names of nobody on the lists, in strata from near to far. */
export function innocentNames(makings: Makings): Innocent[] {
  const { random, split } = makings;
  const near = () => person(random.pick(NEAR_CULTURES), split, random);
  const far = () => person(random.pick(FAR_CULTURES), split, random);
  return [
    ...gathered('people of cultures near the lists', NEAR, makings, near),
    ...gathered('people of other cultures', FAR, makings, far),
    ...gathered('companies', COMPANIES, makings, () => company(split, random)),
    ...gathered('one rare word of a listed person', RARE_WORD, makings, sharingRareWord(makings)),
    ...gathered('the whole of a one-word listing', SINGLE_WORD, makings, holdingOneWordName(makings)),
    ...gathered('another number', NUMBERS, makings, otherNumber(makings)),
    ...gathered(NAMESAKE, NAMESAKES, makings, near, true),
  ];
}

function gathered(
  kind: string,
  wanted: number,
  makings: Makings,
  make: () => string | null,
  namesakes = false,
): Innocent[] {
  const found = new Set<string>();
  for (let tries = 0; found.size < wanted && tries < wanted * 50; tries += 1) {
    const text = make();
    if (text === null || makings.known.lists(text)) continue;
    if (makings.known.listsNamesake(text) === namesakes) found.add(text);
  }
  return [...found].map((text) => ({ kind, text }));
}

function person(culture: Culture, split: Split, random: Random): string {
  const [given, family] = [partsOf(culture.given, split), partsOf(culture.family, split)];
  const names = random.shuffled(given).slice(0, random.pick(culture.givenNames)).join(' ');
  const surname = random.pick(family);
  if (random.chance(0.2)) return `${surname.toUpperCase()}, ${names}`;
  return culture.order === 'family first' ? `${surname} ${names}` : `${names} ${surname}`;
}

function company(split: Split, random: Random): string {
  const words = [random.pick(partsOf(COMPANY_WORDS, split)).replace('-', ' ')];
  if (random.chance(0.4)) words.push(random.pick(PLACES));
  words.push(random.pick(partsOf(INDUSTRIES, split)));
  if (random.chance(0.3)) words.push(random.pick(['International', 'General', 'Group', '& Sons', 'Services']));
  if (random.chance(0.8)) words.push(random.pick(random.pick(LEGAL_FORMS)));
  return words.join(' ');
}

/** A listed person's rare word with the names of somebody from elsewhere. */
function sharingRareWord({ parties, known, random, split }: Makings): () => string | null {
  const rare = parties.flatMap(({ type, names }) =>
    type !== 'individual'
      ? []
      : names
          .filter(({ text }) => isLatin(text) && wordsOf(text).length > 1)
          .flatMap(({ text }) => wordsOf(text).filter((word) => word.length >= 6 && known.frequency(word) <= 2)),
  );
  return () => {
    const culture = random.pick(random.chance(0.5) ? NEAR_CULTURES : FAR_CULTURES);
    const given = random.shuffled(partsOf(culture.given, split)).slice(0, random.pick([1, 2]));
    return [...given, capital(random.pick(rare))].join(' ');
  };
}

/** EMMA is a vessel, and Emma Daniels a person. */
function holdingOneWordName({ parties, random, split }: Makings): () => string | null {
  const single = parties.flatMap(({ type, names }) =>
    type === 'aircraft' ? [] : names.filter(({ text }) => /^[a-z]{4,}$/i.test(text)).map(({ text }) => text),
  );
  return () => {
    const culture = random.pick(random.chance(0.5) ? NEAR_CULTURES : FAR_CULTURES);
    const other = random.pick(partsOf(culture.family, split));
    return random.chance(0.7)
      ? `${capital(random.pick(single))} ${other}`
      : `${capital(random.pick(single))} ${random.pick(INDUSTRIES)} ${random.pick(random.pick(LEGAL_FORMS))}`;
  };
}

function otherNumber({ parties, random }: Makings): () => string | null {
  const numbered = parties.flatMap(({ type, names }) =>
    type === 'aircraft' || type === 'individual'
      ? []
      : names.filter(({ text }) => NUMBER.test(text)).map(({ text }) => text),
  );
  return () => (numbered.length === 0 ? null : withOtherNumber(random.pick(numbered), random));
}

const NUMBER = /(?<=[\p{L}] (?:no\.? ?)?)\d{1,3}(?![\p{L}\p{N}])/iu;

/** OCEAN STAR 7 as OCEAN STAR 9; null where the name has no such number. */
export function withOtherNumber(name: string, random: Random): string | null {
  const found = NUMBER.exec(name)?.[0];
  if (found === undefined) return null;
  const other = String(1 + random.whole(10 ** found.length - 1));
  return other === String(Number(found)) ? null : name.replace(NUMBER, other);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
