import type { Word } from './word.js';

/** One side of a comparison: its words and what each says. */
export interface Side {
  readonly words: readonly Word[];
  readonly weights: readonly number[];
  /** "Surname, Given" may as well be written the other way round. */
  readonly turnable: boolean;
}

/** A word that the other side does not have. */
export interface LeftWord {
  readonly text: string;
  readonly word: Word;
  readonly weight: number;
}
