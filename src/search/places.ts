import { Numbers } from './grow.js';

/** Every so many places it is noted whose they are; between them the names are counted through. */
const NOTED = 64;

/** The words of all names, one name after another, and for each word where it stands. */
export class Places {
  /** Where a name's words begin; they end where the next one's begin. */
  readonly #starts = new Numbers();
  readonly #words = new Numbers();
  /** The place before this one where the same word stands, or -1. */
  readonly #sameWord = new Numbers();
  readonly #lastOfWord = new Numbers();
  /** For every 64th place, the name that it is in. */
  readonly #noted = new Numbers();

  /** Every name is below this. */
  get names(): number {
    return this.#starts.length;
  }

  /** Begins a name; its words follow. */
  begin(): number {
    return this.#starts.push(this.#words.length);
  }

  /** Puts a word at the end of the last name. Words are numbered in the order in which they come. */
  append(word: number): void {
    if (word === this.#lastOfWord.length) this.#lastOfWord.push(-1);
    if (this.#words.length % NOTED === 0) this.#noted.push(this.names - 1);
    this.#sameWord.push(this.#lastOfWord.at(word));
    this.#lastOfWord.set(word, this.#words.push(word));
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
    for (let at = this.#lastOfWord.at(word); at >= 0 && seen < most; at = this.#sameWord.at(at)) {
      see(this.#nameAt(at));
      seen += 1;
    }
    return seen;
  }

  #nameAt(place: number): number {
    let name = this.#noted.at(Math.floor(place / NOTED));
    while (this.endOf(name) <= place) name += 1;
    return name;
  }
}
