import { HashChains, hashOf, Numbers } from './grow.js';
import { NAME_KINDS, type NewName } from './names.js';
import { NO_NAME, Owners } from './owners.js';
import { Places } from './places.js';
import { Vocabulary } from './vocabulary.js';
import { weightOf } from './weight.js';
import { Weights } from './weights.js';
import { textsOf } from './word.js';

const CHAINS = 1 << 15;
/** Words are weighed among so many names or a multiple of it, so that not every change of the lists weighs them all again. */
const ROUND = 1000;

/**
 * Listed names as numbers, with their words, their owners and what each word weighs. Whatever is removed leaves its room to what
 * comes next, and what it says of the names follows from which they are, not from how they came.
 */
export class NameStore {
  readonly vocabulary = new Vocabulary();
  readonly #places = new Places();
  readonly #owners = new Owners();
  readonly #texts: string[] = [];
  /** A name's owner and, in the lowest bits, its kind. */
  readonly #bearers = new Numbers();
  /** The next name of the same owner, or -1. */
  readonly #siblings = new Numbers();
  readonly #borneBy = new Numbers();
  readonly #weights = new Weights((word) =>
    weightOf(this.vocabulary.word(word), this.#borneBy.at(word), rounded(this.#size)),
  );
  readonly #joined = new HashChains(CHAINS);
  #size = 0;
  #changes = 0;

  /** How often names came or went. */
  get changes(): number {
    return this.#changes;
  }

  /** Names that are found. */
  get size(): number {
    return this.#size;
  }

  /** Every name id is below this. */
  get end(): number {
    return this.#places.end;
  }

  /** Gives an owner these names, in place of those it had; names that stay are left as they are. */
  set(owner: string, names: Iterable<NewName>): void {
    const known = this.#owners.idOf(owner);
    const id = known ?? this.#owners.add(owner);
    const had = this.#namesOf(id);
    const has: number[] = [];
    for (const name of names) {
      const same = had.findIndex((one) => this.#is(one, name));
      const kept = same < 0 ? this.#add(id, name) : had.splice(same, 1)[0];
      if (kept !== undefined) has.push(kept);
    }
    for (const name of had) this.#remove(name);
    if (has.length === 0) this.#owners.remove(id);
    else this.#chain(id, has);
  }

  /** Takes an owner's names away. */
  remove(owner: string): void {
    if (this.#owners.idOf(owner) !== undefined) this.set(owner, []);
  }

  owner(name: number): string {
    return this.#owners.key(this.#bearers.at(name) >> KIND_BITS);
  }

  name(name: number): NewName {
    return { text: this.text(name), kind: NAME_KINDS[this.kindAt(name)] ?? 'name' };
  }

  text(name: number): string {
    return this.#texts[name] ?? '';
  }

  /** Orders names by what they are, whatever came first. */
  compare(a: number, b: number): number {
    const [textA, textB] = [this.text(a), this.text(b)];
    if (textA !== textB) return textA < textB ? -1 : 1;
    return this.owner(a) < this.owner(b) ? -1 : 1;
  }

  /** The place of a name's kind among the kinds, which are in the order of trust. */
  kindAt(name: number): number {
    return this.#bearers.at(name) & KIND_MASK;
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

  /** How many names a word stands in, counting each time. */
  borneBy(word: number): number {
    return this.#borneBy.at(word);
  }

  weight(word: number): number {
    return this.#weights.of(word);
  }

  /** Names in which the word stands, newest first, at most `most`; gives how many it saw. */
  eachWith(word: number, most: number, see: (name: number) => void): number {
    return this.#places.eachWith(word, most, see);
  }

  /** Names whose letters may be the same when blanks are left out. */
  eachJoined(words: readonly string[], see: (name: number) => void): void {
    this.#joined.each(joinedHash(words), see);
  }

  /** Gives the new name, unless it has no words. */
  #add(owner: number, { text, kind }: NewName): number | undefined {
    const words = textsOf(text);
    if (words.length === 0) return undefined;
    const ids = words.map((word) => this.vocabulary.add(word));
    const name = this.#places.add(ids);
    this.#texts[name] = text;
    this.#bearers.put(name, (owner << KIND_BITS) | NAME_KINDS.indexOf(kind));
    this.#joined.add(joinedHash(words), name);
    for (const id of ids) this.#count(id, 1);
    this.#resize(1);
    return name;
  }

  #remove(name: number): void {
    const ids = this.wordIds(name);
    this.#joined.remove(joinedHash(ids.map((id) => this.vocabulary.text(id))), name);
    this.#places.remove(name);
    this.#texts[name] = '';
    for (const id of ids) this.#count(id, -1);
    this.#resize(-1);
  }

  #count(word: number, more: number): void {
    const bearers = this.#borneBy.at(word) + more;
    this.#borneBy.put(word, bearers);
    this.#weights.change(word);
    if (bearers === 0) this.vocabulary.remove(word);
  }

  #resize(more: number): void {
    const before = rounded(this.#size);
    this.#size += more;
    this.#changes += 1;
    if (rounded(this.#size) !== before) this.#weights.changeAll();
  }

  #namesOf(owner: number): number[] {
    const names: number[] = [];
    for (let name = this.#owners.firstName(owner); name !== NO_NAME; name = this.#siblings.at(name)) names.push(name);
    return names;
  }

  #chain(owner: number, names: readonly number[]): void {
    this.#owners.setFirstName(owner, names[0] ?? NO_NAME);
    for (const [at, name] of names.entries()) this.#siblings.put(name, names[at + 1] ?? NO_NAME);
  }

  #is(name: number, { text, kind }: NewName): boolean {
    return this.#texts[name] === text && NAME_KINDS[this.kindAt(name)] === kind;
  }
}

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;

function joinedHash(words: readonly string[]): number {
  return hashOf(words.join(''), 0);
}

function rounded(names: number): number {
  return Math.round(names / ROUND) * ROUND;
}
