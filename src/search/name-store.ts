import { HashChains, hashOf, Numbers } from './grow.js';
import { NAME_KINDS, type NewName } from './names.js';
import { Owners } from './owners.js';
import { Places } from './places.js';
import { Vocabulary } from './vocabulary.js';
import { weightOf } from './weight.js';
import { type Word, wordsOf } from './word.js';

const NO_OWNER = -1;
const CHAINS = 1 << 16;
/** So many removed names, and this share of the live ones, are too many. */
const MIN_HOLES = 1000;
const MOST_HOLES = 0.25;
/** Weights follow the lists when these have changed by so much. */
const STALE = 0.25;

/** Listed names as numbers, with their words, their owners and what each word weighs. */
export class NameStore {
  readonly vocabulary = new Vocabulary();
  readonly #places = new Places();
  readonly #owners = new Owners();
  readonly #texts: string[] = [];
  /** A name's owner and, in the lowest bits, its kind; -1 for removed names. */
  readonly #bearers = new Numbers();
  readonly #borneBy = new Numbers();
  #weights = new Float32Array(1024);
  readonly #joined = new HashChains(CHAINS);
  #live = 0;
  #weighedAt = 0;

  /** Names that are found. */
  get size(): number {
    return this.#live;
  }

  /** Every name id is below this, removed ones too. */
  get end(): number {
    return this.#texts.length;
  }

  /** Gives an owner these names, in place of those it had. */
  set(owner: string, names: Iterable<NewName>): void {
    this.remove(owner);
    let id: number | undefined;
    for (const name of names) {
      const words = wordsOf(name.text);
      if (words.length === 0) continue;
      id ??= this.#owners.add(owner, this.end);
      this.#add(id, name, words);
    }
  }

  #add(owner: number, { text, kind }: NewName, words: readonly Word[]): void {
    const name = this.#places.begin();
    this.#texts.push(text);
    this.#bearers.push((owner << KIND_BITS) | NAME_KINDS.indexOf(kind));
    for (const word of words) this.#place(word.text);
    this.#joined.add(joinedHash(words.map((word) => word.text)), name);
    this.#live += 1;
  }

  /** Takes an owner's names away. */
  remove(owner: string): void {
    const id = this.#owners.idOf(owner);
    if (id === undefined) return;
    for (let name = this.#owners.firstName(id); name < this.end && this.#ownerOf(name) === id; name += 1) {
      this.#bearers.set(name, NO_OWNER);
      this.#texts[name] = '';
      this.#live -= 1;
      for (const word of this.wordIds(name)) this.#borneBy.set(word, this.#borneBy.at(word) - 1);
    }
    this.#owners.remove(id);
  }

  /** Whether so many names were removed that it should be laid anew. */
  get isHollow(): boolean {
    const holes = this.end - this.#live;
    return holes > MIN_HOLES && holes > this.#live * MOST_HOLES;
  }

  lives(name: number): boolean {
    return this.#bearers.at(name) !== NO_OWNER;
  }

  owner(name: number): string {
    return this.#owners.key(this.#ownerOf(name));
  }

  name(name: number): NewName {
    return { text: this.#texts[name] ?? '', kind: NAME_KINDS[this.#bearers.at(name) & KIND_MASK] ?? 'name' };
  }

  wordIds(name: number): number[] {
    const ids: number[] = [];
    for (let at = this.startOf(name); at < this.endOf(name); at += 1) ids.push(this.wordAt(at));
    return ids;
  }

  /** Where a name's words begin. */
  startOf(name: number): number {
    return this.#places.startOf(name);
  }

  /** Where they have ended. */
  endOf(name: number): number {
    return this.#places.endOf(name);
  }

  /** The word at a place between these. */
  wordAt(place: number): number {
    return this.#places.wordAt(place);
  }

  /** How many live names a word stands in, counting each time. */
  borneBy(word: number): number {
    return this.#borneBy.at(word);
  }

  weight(word: number): number {
    return this.#weights[word] ?? 0;
  }

  /** Names in which the word stands, newest first, removed ones too, at most `most`; gives how many it saw. */
  eachWith(word: number, most: number, see: (name: number) => void): number {
    return this.#places.eachWith(word, most, see);
  }

  /** Names whose letters may be the same when blanks are left out. */
  eachJoined(words: readonly string[], see: (name: number) => void): void {
    this.#joined.each(joinedHash(words), see);
  }

  /** Weighs the words by the lists as they are, if they have changed much. */
  weigh(): void {
    if (Math.abs(this.#live - this.#weighedAt) <= this.#weighedAt * STALE) return;
    for (let word = 0; word < this.vocabulary.size; word += 1) this.#weighWord(word);
    this.#weighedAt = this.#live;
  }

  #ownerOf(name: number): number {
    return this.#bearers.at(name) >> KIND_BITS;
  }

  #place(text: string): void {
    const word = this.vocabulary.add(text);
    if (word === this.#borneBy.length) {
      this.#borneBy.push(0);
      if (word >= this.#weights.length) this.#weights = widened(this.#weights);
      this.#weighWord(word);
    }
    this.#places.append(word);
    this.#borneBy.set(word, this.#borneBy.at(word) + 1);
  }

  #weighWord(word: number): void {
    this.#weights[word] = weightOf(this.vocabulary.word(word), this.#borneBy.at(word), this.#live);
  }
}

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;

function joinedHash(words: readonly string[]): number {
  return hashOf(words.join(''), 0);
}

function widened(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(Math.ceil(values.length * 1.125));
  grown.set(values);
  return grown;
}
