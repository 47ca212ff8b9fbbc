import { type IdentifierFact, isLei, numberKey } from './identifiers.js';
import { webKeysAbove } from './websites.js';

/** More groups of letters and figures are a table, of which each line is better asked by itself. */
const MAX_READ = 1500;
/** A number is written in so many groups at most. */
const MAX_GROUPS = 6;
/** Numbers of fewer characters are not looked for among other words. */
const MIN_LENGTH = 6;
/** From here on equality is no accident, whatever stands around: a number of figures, and one with letters too. */
const TELLING_FIGURES = 10;
const TELLING_MIXED = 9;
const BEFORE = 40;
const AFTER = 14;
/** Words that say that a number is one of a document, a company or a vessel. */
const CONTEXT =
  /\b(imo|mmsi|bic|swift|lei|passports?|passeport|pasaporte|id|ids|identity|identification|cedula|tax|tin|itin|inn|kpp|ogrn|vat|registration|registered|registry|reg|no|nr|number|num|licen[cs]e|permit|d-?u-?n-?s|duns|tel|phone|mobile|fax|call sign|tail|msn|vessel|ship|tanker|aircraft|m\/?v|m\/?t)\b|№|#|паспорт|инн|огрн/i;

/** Something in a text that may be an identifier, with what decides whether it is believed. */
export interface Mention {
  readonly key: string;
  readonly written: string;
  /** Whether it may be this fact, from what stands around it. */
  readonly means: (fact: IdentifierFact) => boolean;
}

/** What in a text might be an identifier. Names of which nothing can be one cost no more than the look. */
export function* mentionsIn(text: string): Generator<Mention> {
  if (/[.@]/.test(text)) yield* webMentions(text);
  if (/\d|[A-Z]{8}/.test(text)) yield* numberMentions(text);
}

function* webMentions(text: string): Generator<Mention> {
  for (const [run] of text.matchAll(/[^\s<>()"'“”«»,;|[\]{}]+[.@][^\s<>()"'“”«»,;|[\]{}]+/gu))
    for (const key of webKeysAbove(run)) yield { key, written: run, means: () => true };
}

interface Group {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Groups of letters and figures that stand together, the most first: `77 00 000001`, then `77 00`. */
function* numberMentions(text: string): Generator<Mention> {
  const groups = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .slice(0, MAX_READ)
    .map(
      ([word], i, all): Group => ({ text: word, start: all[i]?.index ?? 0, end: (all[i]?.index ?? 0) + word.length }),
    );
  for (const [i, first] of groups.entries()) {
    if (!mayBegin(first.text)) continue;
    let last = i;
    while (last + 1 < groups.length && last - i + 1 < MAX_GROUPS && goOn(groups[last], groups[last + 1], text))
      last += 1;
    for (; last >= i; last -= 1) {
      const end = groups[last]?.end ?? first.end;
      const written = text.slice(first.start, end);
      const key = numberKey(written);
      if (key.length < MIN_LENGTH || (!/\d/.test(key) && !isBic(written))) continue;
      yield { key, written, means: (fact) => isTelling(key, written, fact) || isNamed(text, first.start, end, fact) };
    }
  }
}

/** A number begins with a figure, or with letters of a series: `RL 123456`, `HE12345`; a BIC is letters alone. */
function mayBegin(word: string): boolean {
  return /\d/.test(word) || word.length <= 4 || isBic(word);
}

/** Groups of one number stand apart by one mark, and those after the first hold figures. */
function goOn(last: Group | undefined, next: Group | undefined, text: string): boolean {
  if (!last || !next || !/\d/.test(next.text)) return false;
  return /^[ ./_–-]$/.test(text.slice(last.end, next.start));
}

function isBic(word: string): boolean {
  return /^[A-Z]{6}[A-Z\d]{2}([A-Z\d]{3})?$/.test(word);
}

function isTelling(key: string, written: string, { text }: IdentifierFact): boolean {
  if (isLei(key)) return true;
  if (isBic(written)) return /\b(bic|swift)\b/i.test(text);
  return /^\d+$/.test(key) ? key.length >= TELLING_FIGURES : key.length >= TELLING_MIXED && /\d\D*\d\D*\d/.test(key);
}

/** Whether the words around a number say that it is one, or name its kind as the list does. */
function isNamed(text: string, start: number, end: number, fact: IdentifierFact): boolean {
  const around = `${text.slice(Math.max(0, start - BEFORE), start)} ${text.slice(end, end + AFTER)}`.toLowerCase();
  if (CONTEXT.test(around)) return true;
  const label = fact.text.toLowerCase().match(/[\p{L}.]{3,}/gu) ?? [];
  return label.some((word) => around.includes(word));
}

/** Words that may be official references: letters and figures, which no other word has so. */
export function* referencesIn(text: string): Generator<string> {
  if (!/\d/.test(text)) return;
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}._/-]{4,48}[\p{L}\p{N}]/gu)) {
    const [word] = match;
    if (!/\d/.test(word) || !/\p{L}/u.test(word)) continue;
    // RUS2018 is as well a hashtag of a year.
    const before = text.slice(Math.max(0, match.index - 25), match.index);
    if (
      /^[A-Z]{3}(19|20)\d\d$/i.test(word) &&
      !/\b(ref|reference|id|uk|ofsi|list|listed|sanctions?)\b[\s:.#-]*$/i.test(before)
    )
      continue;
    yield word;
  }
}
