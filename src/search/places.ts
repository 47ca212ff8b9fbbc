import { Numbers } from './grow.js';

/** Every so many places it is noted whose they are; between them the names are counted through. */
const NOTED = 64;
const NONE = -1;

/**
 * The words of all names, one name after another, and for each word where it stands. The room of a name that was removed is
 * taken by the next one of as many words, so that a name never moves.
 */
export class Places {
  /** Where a name's words begin; they end where the next one's begin. */
  readonly #starts = new Numbers();
  /** The words; in a name that was removed, first the one of as many words that was removed before it. */
  readonly #words = new Numbers();
  /** The places before and after this one where the same word stands, or -1. */
  readonly #before = new Numbers();
  readonly #after = new Numbers();
  readonly #lastOfWord = new Numbers();
  /** For every 64th place, the name that it is in. */
  readonly #noted = new Numbers();
  /** By number of words, the name that was removed last, or -1. */
  readonly #removed: number[] = [];

  /** Every name is below this. */
  get end(): number {
    return this.#starts.length;
  }

  /** Gives the name. Words are numbered in the order in which they first come. */
  add(words: readonly number[]): number {
    const name = this.#room(words.length);
    const start = this.startOf(name);
    for (const [at, word] of words.entries()) this.#put(word, start + at);
    return name;
  }

  remove(name: number): void {
    const start = this.startOf(name);
    const end = this.endOf(name);
    for (let place = start; place < end; place += 1) this.#take(place);
    this.#words.set(start, this.#removed[end - start] ?? NONE);
    this.#removed[end - start] = name;
  }

  startOf(name: number): number {
    return this.#starts.at(name);
  }

  endOf(name: number): number {
    return name + 1 < this.#starts.length ? this.#starts.at(name + 1) : this.#words.length;
  }

  wordAt(place: number): number {
    return this.#words.at(place);
  }

  /** Names in which the word stands, newest first, at most `most`; gives how many places it saw. */
  eachWith(word: number, most: number, see: (name: number) => void): number {
    let seen = 0;
    for (let at = this.#lastOfWord.at(word); at >= 0 && seen < most; at = this.#before.at(at)) {
      see(this.#nameAt(at));
      seen += 1;
    }
    return seen;
  }

  /** A name with room for so many words. */
  #room(words: number): number {
    const removed = this.#removed[words] ?? NONE;
    if (removed !== NONE) {
      this.#removed[words] = this.#words.at(this.startOf(removed));
      return removed;
    }
    const name = this.#starts.push(this.#words.length);
    for (let i = 0; i < words; i += 1) {
      if (this.#words.length % NOTED === 0) this.#noted.push(name);
      this.#words.push(NONE);
      this.#before.push(NONE);
      this.#after.push(NONE);
    }
    return name;
  }

  #put(word: number, place: number): void {
    if (word === this.#lastOfWord.length) this.#lastOfWord.push(NONE);
    const last = this.#lastOfWord.at(word);
    this.#words.set(place, word);
    this.#before.set(place, last);
    this.#after.set(place, NONE);
    if (last !== NONE) this.#after.set(last, place);
    this.#lastOfWord.set(word, place);
  }

  #take(place: number): void {
    const [before, after] = [this.#before.at(place), this.#after.at(place)];
    if (before !== NONE) this.#after.set(before, after);
    if (after !== NONE) this.#before.set(after, before);
    else this.#lastOfWord.set(this.wordAt(place), before);
  }

  #nameAt(place: number): number {
    let name = this.#noted.at(Math.floor(place / NOTED));
    while (this.endOf(name) <= place) name += 1;
    return name;
  }
}
