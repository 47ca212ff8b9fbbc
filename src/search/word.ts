import { formOf, kindOf, variantsOf, type WordKind, withoutNumberWords } from './lexicon.js';
import { tokensOf } from './normalise.js';
import { foldOf } from './phonetic.js';

/** A word of a name, as it is compared. */
export interface Word {
  /** As it stands in the name, in lower-case Latin letters. */
  readonly text: string;
  /** The word that stands for its kin: `service` for `srvcs`. */
  readonly form: string;
  /** One spelling for the sounds of the text. */
  readonly fold: string;
  readonly kind: WordKind;
  /** Families of spellings that no rule of sounds connects: `=lee`. */
  readonly variants: readonly string[];
}

/** The words of a name, in order. */
export function wordsOf(name: string): Word[] {
  return textsOf(name).map(wordOf);
}

/** Their texts. */
export function textsOf(name: string): string[] {
  return withoutNumberWords(tokensOf(name));
}

export function wordOf(text: string): Word {
  const form = formOf(text);
  return { text, form, fold: foldOf(text), kind: kindOf(form), variants: variantsOf(form) };
}
