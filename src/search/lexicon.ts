import { BUSINESS_WORDS } from './words/business.js';
import { LEGAL_FAMILIES, LEGAL_WORDS } from './words/legal.js';
import { COMMON_NAMES, NAME_VARIANTS, NUMBERS, PARTICLES, TITLES } from './words/people.js';

/** What a word does in a name. */
export type WordKind = 'name' | 'business' | 'legal' | 'title' | 'particle' | 'number' | 'initial';

const KINDS = new Map<string, WordKind>();
/** A word as it is compared: `srvcs` is `service`, `ii` is `2`, `gmbh` is `llc`. */
const FORMS = new Map<string, string>();
const VARIANTS = new Map<string, readonly string[]>();
const NONE: readonly string[] = [];
const RATES = new Map<string, number>();

const split = (line: string): string[] => line.split(' ');

for (const word of split(PARTICLES)) KINDS.set(word, 'particle');
for (const word of split(TITLES)) KINDS.set(word, 'title');
for (const [first, ...rest] of BUSINESS_WORDS.map(split)) {
  if (first === undefined) continue;
  for (const word of [first, ...rest]) {
    KINDS.set(word, 'business');
    FORMS.set(word, first);
  }
}
for (const [family, words] of Object.entries(LEGAL_FAMILIES)) {
  for (const word of [family, ...split(words)]) {
    KINDS.set(word, 'legal');
    FORMS.set(word, family);
  }
}
for (const word of split(LEGAL_WORDS)) if (!KINDS.has(word)) KINDS.set(word, 'legal');
for (const [number, ...words] of NUMBERS.map(split)) for (const word of words) FORMS.set(word, number ?? word);
for (const line of NAME_VARIANTS) {
  for (const word of split(line)) VARIANTS.set(word, [...(VARIANTS.get(word) ?? []), `=${line.split(' ', 1)[0]}`]);
}
for (const [rate, names] of COMMON_NAMES) for (const name of split(names)) if (!RATES.has(name)) RATES.set(name, rate);

/** The word's own form, or the one that stands for its kin. */
export function formOf(word: string): string {
  return FORMS.get(word) ?? (/^\d/.test(word) ? word.replace(/^0+(?=\d)/, '') : word);
}

/** What a form does in a name. */
export function kindOf(form: string): WordKind {
  if (/^\d/.test(form)) return 'number';
  return KINDS.get(form) ?? (form.length === 1 ? 'initial' : 'name');
}

/** The families of spellings that a name belongs to. */
export function variantsOf(form: string): readonly string[] {
  return VARIANTS.get(form) ?? NONE;
}

/** How many of a hundred listed names bear the word, as a share; undefined where it is not known to be common. */
export function commonRateOf(form: string): number | undefined {
  return RATES.get(form);
}

/** Whether letters are a company form: "S.A.", "L.L.C.". */
export function isLegal(letters: string): boolean {
  return KINDS.get(letters) === 'legal';
}

/** Tokens without the endings of ordinals, and without the "No." before a number, which may be a Roman one. */
export function withoutNumberWords(tokens: readonly string[]): string[] {
  const figures = tokens.map((token, at) => (isRomanOne(token, at, tokens) ? (ROMAN[token] ?? token) : token));
  return figures.filter(
    (token, at) =>
      !(/^(st|nd|rd|th)$/.test(token) && /^\d/.test(figures[at - 1] ?? '')) &&
      !(/^(no|nr|number|num)$/.test(token) && isNumber(figures[at + 1] ?? '', at)),
  );
}

/** In figures, Roman ones or words; "No One" at the beginning is nobody. */
function isNumber(token: string, at: number): boolean {
  return /^\d/.test(token) || (at > 0 && kindOf(formOf(token)) === 'number');
}

const ROMAN: Readonly<Record<string, string>> = { i: '1', v: '5', x: '10' };

/** A single Roman letter is an initial, but behind "No.". */
function isRomanOne(token: string, at: number, tokens: readonly string[]): boolean {
  return at > 0 && /^(no|nr|number|num)$/.test(tokens[at - 1] ?? '') && ROMAN[token] !== undefined;
}
