import type { WordKind } from './lexicon.js';
import { doubtOf, type Likenesses } from './likenesses.js';
import type { NameStore } from './name-store.js';
import { VOWELLESS } from './scripts.js';
import { weightOf } from './weight.js';
import type { Word } from './word.js';

/** A typed name, and for each of its words the words of the vocabulary that it may stand for. */
export interface Query {
  readonly words: readonly Word[];
  readonly weights: readonly number[];
  /** Word ids and how alike they are, most alike first. */
  readonly likenesses: readonly ReadonlyMap<number, number>[];
  /** The same for parts of its words. */
  readonly known: Likenesses;
  /** How much less alike each word is to another one for being listed itself. */
  readonly doubts: readonly number[];
  readonly turnable: boolean;
}

const LIKELY = 0.8;
/** How alike a word must be to one of everyday, and how long. */
const MEANT = 0.88;
const LONG = 6;

export function queryOf(words: readonly Word[], store: NameStore, known: Likenesses, turnable: boolean): Query {
  const likenesses = words.map((word) => known.of(word));
  const doubts = words.map(({ text }) => doubtOf(text, store));
  const weights = words.map((word, at) => weightOfTyped(word, likenesses[at] ?? new Map(), store));
  const meant = words.map((word, at) => ({ ...word, kind: kindMeant(word, likenesses[at] ?? new Map(), store) }));
  return { words: meant, weights, likenesses, known, doubts, turnable };
}

/** A name that nobody bears and that is a company form or a word of everyday but for a letter is that: Corporaiton. */
function kindMeant({ kind, text }: Word, likenesses: ReadonlyMap<number, number>, store: NameStore): WordKind {
  const [[likely, likeness] = [-1, 0]] = likenesses;
  if (text.startsWith(VOWELLESS)) return kind;
  return kind === 'name' && likeness >= MEANT && text.length >= LONG ? store.vocabulary.word(likely).kind : kind;
}

/** A name that nobody bears weighs what the one that it most likely stands for does; without its vowels it stands for names only. */
function weightOfTyped(word: Word, likenesses: ReadonlyMap<number, number>, store: NameStore): number {
  const bare = word.text.startsWith(VOWELLESS);
  for (const [likely, likeness] of likenesses) {
    if (likeness < LIKELY || word.kind !== 'name') break;
    if (!bare || store.vocabulary.word(likely).kind === 'name') return store.weight(likely);
  }
  return weightOf(word, 0, store.size);
}
