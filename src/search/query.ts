import type { WordKind } from './lexicon.js';
import type { NameStore } from './name-store.js';
import { weightOf } from './weight.js';
import type { Word } from './word.js';

/** A typed name, and for each of its words the words of the vocabulary that it may stand for. */
export interface Query {
  readonly words: readonly Word[];
  readonly weights: readonly number[];
  /** Word ids and how alike they are, most alike first. */
  readonly likenesses: readonly ReadonlyMap<number, number>[];
  readonly turnable: boolean;
}

const LIKELY = 0.8;
/** A word that many bear is seldom another one misspelt: from this likeness on it is, below it costs so much at most. */
const ANOTHER_SPELLING = 0.92;
const OWN_WORD = 0.1;
const OFTEN = 20;
/** How alike a word must be to one of everyday, and how long. */
const MEANT = 0.88;
const LONG = 6;

export function queryOf(words: readonly Word[], store: NameStore, turnable: boolean): Query {
  const known = new Map<string, ReadonlyMap<number, number>>();
  const likenesses = words.map((word) => {
    const asked = known.get(word.text) ?? likenessesOf(word, store);
    known.set(word.text, asked);
    return asked;
  });
  const weights = words.map((word, at) => weightOfTyped(word, likenesses[at] ?? new Map(), store));
  const meant = words.map((word, at) => ({ ...word, kind: kindMeant(word, likenesses[at] ?? new Map(), store) }));
  return { words: meant, weights, likenesses, turnable };
}

/** A name that nobody bears and that is a company form or a word of everyday but for a letter is that: Corporaiton. */
function kindMeant({ kind, text }: Word, likenesses: ReadonlyMap<number, number>, store: NameStore): WordKind {
  const [[likely, likeness] = [-1, 0]] = likenesses;
  return kind === 'name' && likeness >= MEANT && text.length >= LONG ? store.vocabulary.word(likely).kind : kind;
}

function likenessesOf(word: Word, store: NameStore): ReadonlyMap<number, number> {
  const found = store.vocabulary.neighbours(word, (id) => store.borneBy(id));
  const own = store.vocabulary.idOf(word.text);
  const doubt = own === undefined ? 0 : OWN_WORD * Math.min(1, store.borneBy(own) / OFTEN);
  const likenesses = new Map<number, number>();
  // Pairs would be arrays of doubles, and ids that come out of these are slow indexes: it halves the speed of a look-up.
  for (const { id, likeness } of found) likenesses.set(id, likeness < ANOTHER_SPELLING ? likeness - doubt : likeness);
  return likenesses;
}

/** A name that nobody bears weighs what the one that it most likely stands for does. */
function weightOfTyped(word: Word, likenesses: ReadonlyMap<number, number>, store: NameStore): number {
  const [[likely, likeness] = [-1, 0]] = likenesses;
  return likeness >= LIKELY && word.kind === 'name' ? store.weight(likely) : weightOf(word, 0, store.size);
}
