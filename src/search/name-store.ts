import { HashChains, hashOf, Numbers } from './grow.js';
import type { NameKind, NewName } from './names.js';
import { Vocabulary } from './vocabulary.js';
import { weightOf } from './weight.js';
import { wordsOf } from './word.js';

const NO_OWNER = -1;
const CHAINS = 1 << 16;
/** So many removed names, and no fewer than live ones, and the store is laid anew. */
const MIN_HOLES = 1000;
/** Weights follow the lists when these have changed by so much. */
const STALE = 0.25;

/** Listed names as numbers: their words one after another, and for each word where it stands. */
export class NameStore {
  vocabulary = new Vocabulary();
  #texts: string[] = [];
  #kinds: NameKind[] = [];
  #owners: string[] = [];
  #ownerOf = new Numbers();
  /** Where a name's words begin in `#words`; they end where the next one's begin. */
  #starts = new Numbers();
  #words = new Numbers();
  #nameOf = new Numbers();
  #sameWord = new Numbers();
  #lastOfWord = new Numbers();
  #borneBy = new Numbers();
  #weights = new Float32Array(1024);
  #nameWeights = new Float32Array(1024);
  #joined = new HashChains(CHAINS);
  #ownerIds = new Map<string, number>();
  #firstOfOwner = new Numbers();
  #nextOfOwner = new Numbers();
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

  add(owner: string, { text, kind }: NewName): void {
    const words = wordsOf(text);
    if (words.length === 0) return;
    const name = this.#texts.push(text) - 1;
    this.#kinds.push(kind);
    const ownerId = this.#ownerId(owner);
    this.#ownerOf.push(ownerId);
    this.#nextOfOwner.push(this.#firstOfOwner.at(ownerId));
    this.#firstOfOwner.set(ownerId, name);
    this.#starts.push(this.#words.length);
    for (const word of words) this.#place(name, word.text);
    this.#joined.add(joinedHash(words.map((word) => word.text)), name);
    if (name >= this.#nameWeights.length) this.#nameWeights = widened(this.#nameWeights);
    this.#weighName(name);
    this.#live += 1;
  }

  /** Takes an owner's names away. */
  remove(owner: string): void {
    const ownerId = this.#ownerIds.get(owner);
    if (ownerId === undefined) return;
    for (let name = this.#firstOfOwner.at(ownerId); name >= 0; name = this.#nextOfOwner.at(name)) {
      this.#ownerOf.set(name, NO_OWNER);
      this.#texts[name] = '';
      this.#live -= 1;
      for (const word of this.wordIds(name)) this.#borneBy.set(word, this.#borneBy.at(word) - 1);
    }
    this.#firstOfOwner.set(ownerId, -1);
    this.#ownerIds.delete(owner);
    this.#owners[ownerId] = '';
    const holes = this.end - this.#live;
    if (holes > MIN_HOLES && holes > this.#live) this.#layAnew();
  }

  lives(name: number): boolean {
    return this.#ownerOf.at(name) !== NO_OWNER;
  }

  owner(name: number): string {
    return this.#owners[this.#ownerOf.at(name)] ?? '';
  }

  name(name: number): NewName {
    return { text: this.#texts[name] ?? '', kind: this.#kinds[name] ?? 'name' };
  }

  wordIds(name: number): number[] {
    const ids: number[] = [];
    for (let at = this.#starts.at(name); at < this.endOf(name); at += 1) ids.push(this.#words.at(at));
    return ids;
  }

  /** Where a name's words begin. */
  startOf(name: number): number {
    return this.#starts.at(name);
  }

  /** Where they have ended. */
  endOf(name: number): number {
    return name + 1 < this.#starts.length ? this.#starts.at(name + 1) : this.#words.length;
  }

  /** The word at a place between these. */
  wordAt(place: number): number {
    return this.#words.at(place);
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
    let seen = 0;
    for (let at = this.#lastOfWord.at(word); at >= 0 && seen < most; at = this.#sameWord.at(at)) {
      see(this.#nameOf.at(at));
      seen += 1;
    }
    return seen;
  }

  /** Names whose letters may be the same when blanks are left out. */
  eachJoined(words: readonly string[], see: (name: number) => void): void {
    this.#joined.each(joinedHash(words), see);
  }

  /** Weighs the words by the lists as they are, if they have changed much. */
  weigh(): void {
    if (Math.abs(this.#live - this.#weighedAt) <= this.#weighedAt * STALE) return;
    for (let word = 0; word < this.vocabulary.size; word += 1) this.#weighWord(word);
    for (let name = 0; name < this.end; name += 1) this.#weighName(name);
    this.#weighedAt = this.#live;
  }

  #weighName(name: number): void {
    let sum = 0;
    for (let at = this.#starts.at(name); at < this.endOf(name); at += 1) sum += this.weight(this.#words.at(at));
    this.#nameWeights[name] = sum;
  }

  #ownerId(owner: string): number {
    const known = this.#ownerIds.get(owner);
    if (known !== undefined) return known;
    const id = this.#owners.push(owner) - 1;
    this.#firstOfOwner.push(-1);
    this.#ownerIds.set(owner, id);
    return id;
  }

  #place(name: number, text: string): void {
    const word = this.vocabulary.add(text);
    if (word === this.#lastOfWord.length) {
      this.#lastOfWord.push(-1);
      this.#borneBy.push(0);
      if (word >= this.#weights.length) this.#weights = widened(this.#weights);
      this.#weighWord(word);
    }
    this.#nameOf.push(name);
    this.#sameWord.push(this.#lastOfWord.at(word));
    this.#lastOfWord.set(word, this.#words.push(word));
    this.#borneBy.set(word, this.#borneBy.at(word) + 1);
  }

  #weighWord(word: number): void {
    this.#weights[word] = weightOf(this.vocabulary.word(word), this.#borneBy.at(word), this.#live);
  }

  /** Everything that lives, in a store without holes: as long as building it. */
  #layAnew(): void {
    const fresh = new NameStore();
    for (let name = 0; name < this.end; name += 1) if (this.lives(name)) fresh.add(this.owner(name), this.name(name));
    this.vocabulary = fresh.vocabulary;
    this.#texts = fresh.#texts;
    this.#kinds = fresh.#kinds;
    this.#owners = fresh.#owners;
    this.#ownerOf = fresh.#ownerOf;
    this.#starts = fresh.#starts;
    this.#words = fresh.#words;
    this.#nameOf = fresh.#nameOf;
    this.#sameWord = fresh.#sameWord;
    this.#lastOfWord = fresh.#lastOfWord;
    this.#borneBy = fresh.#borneBy;
    this.#weights = fresh.#weights;
    this.#nameWeights = fresh.#nameWeights;
    this.#joined = fresh.#joined;
    this.#ownerIds = fresh.#ownerIds;
    this.#firstOfOwner = fresh.#firstOfOwner;
    this.#nextOfOwner = fresh.#nextOfOwner;
    this.#live = fresh.#live;
    this.#weighedAt = 0;
  }
}

function joinedHash(words: readonly string[]): number {
  return hashOf(words.join(''), 0);
}

function widened(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(Math.ceil(values.length * 1.25));
  grown.set(values);
  return grown;
}
