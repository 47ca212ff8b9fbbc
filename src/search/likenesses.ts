import type { NameStore } from './name-store.js';
import type { Word } from './word.js';

/** A word that many bear is seldom another one misspelt: from this likeness on it is, below it costs so much at most. */
const ANOTHER_SPELLING = 0.92;
const OWN_WORD_LEAST = 0.04;
const OWN_WORD = 0.1;
const OFTEN = 20;
/** Words asked lately are asked again: names share their words. */
const MOST_KNOWN = 2_000;

/** Which words of the vocabulary a typed one may stand for; what was asked lately is known until names change. */
export class Likenesses {
  readonly #store: NameStore;
  readonly #known = new Map<string, ReadonlyMap<number, number>>();
  #changes = 0;

  constructor(store: NameStore) {
    this.#store = store;
  }

  /** Word ids and how alike they are, most alike first. */
  of(word: Word): ReadonlyMap<number, number> {
    if (this.#changes !== this.#store.changes || this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#changes = this.#store.changes;
    const known = this.#known.get(word.text);
    if (known) return known;
    const found = this.#find(word);
    this.#known.set(word.text, found);
    return found;
  }

  #find(word: Word): ReadonlyMap<number, number> {
    const found = this.#store.vocabulary.neighbours(word, (id) => this.#store.borneBy(id));
    const doubt = doubtOf(word.text, this.#store);
    const likenesses = new Map<number, number>();
    // Pairs would be arrays of doubles, and ids that come out of these are slow indexes: it halves the speed of a look-up.
    for (const { id, likeness } of found) likenesses.set(id, doubted(likeness, doubt));
    return likenesses;
  }
}

/** How much less alike a word is to another one for being listed itself. */
export function doubtOf(text: string, store: NameStore): number {
  const own = store.vocabulary.idOf(text);
  return own === undefined ? 0 : OWN_WORD_LEAST + (OWN_WORD - OWN_WORD_LEAST) * Math.min(1, store.borneBy(own) / OFTEN);
}

/** How alike a word is to another one that is not just spelt otherwise, being one itself. */
export function doubted(likeness: number, doubt: number): number {
  return likeness < ANOTHER_SPELLING ? Math.max(0, likeness - doubt) : likeness;
}
