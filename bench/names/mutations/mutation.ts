import type { Party } from '../listed.js';
import type { Random } from '../random.js';

/** One way in which people write a listed name otherwise. */
export interface Mutation {
  readonly kind: string;
  /** The name written otherwise; null where this name has nothing to be changed in that way. */
  readonly apply: (name: string, party: Party, random: Random) => string | null;
}

/** The words of a name as they are written, and where they stand. */
export interface Word {
  readonly text: string;
  readonly at: number;
}

export function writtenWords(name: string): Word[] {
  return [...name.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].map((match) => ({ text: match[0], at: match.index }));
}

export function replaceWord(name: string, word: Word, by: string): string {
  return tidied(name.slice(0, word.at) + by + name.slice(word.at + word.text.length));
}

/** Without the blanks and commas that a dropped word leaves behind. */
export function tidied(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .replace(/ ,/g, ',')
    .replace(/(, *)+/g, ', ')
    .replace(/^[\s,;-]+|[\s,;-]+$/g, '');
}

/** `by` in the case of `like`. */
export function inCaseOf(like: string, by: string): string {
  if (like === like.toUpperCase() && like.length > 1) return by.toUpperCase();
  return /^\p{Lu}/u.test(like) ? by.charAt(0).toUpperCase() + by.slice(1) : by;
}

/** Surname and the rest: before and after the comma, or the last word and the others where there is none. */
export function nameParts(name: string): { readonly surname: string; readonly given: string } | null {
  const comma = name.indexOf(',');
  if (comma > 0) return { surname: name.slice(0, comma).trim(), given: name.slice(comma + 1).trim() };
  const blank = name.lastIndexOf(' ');
  return blank < 0 ? null : { surname: name.slice(blank + 1), given: name.slice(0, blank) };
}
