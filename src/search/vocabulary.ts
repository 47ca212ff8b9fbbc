import { alike, alikeLoosely, MIN_ALIKE, SAME_SHAPE, SAME_SYLLABLES } from './alike.js';
import { Beginnings } from './beginnings.js';
import { HashChains, Numbers } from './grow.js';
import { consonantsApart, lettersApart, lettersOf } from './letters.js';
import { formOf, kindOf, variantsOf } from './lexicon.js';
import { VOWELLESS } from './scripts.js';
import { type Word, wordOf } from './word.js';
import {
  askedHalfKeys,
  askedKinKeys,
  foldKey,
  type Reading,
  shapeReadings,
  skeletonKey,
  storedKeys,
  syllableReadings,
  textKey,
} from './word-keys.js';

/** A word of the vocabulary that a typed word may stand for. */
export interface Neighbour {
  readonly id: number;
  readonly likeness: number;
}

const CHAINS = 1 << 17;
const MAX_NEIGHBOURS = 40;
/** Without vowels a word is like many more, and none of them more than the rest. */
const MAX_VOWELLESS = 250;
/** From this length two full edits are one word still, which no key reaches. */
const TWO_EDITS_LENGTH = 6;
const SURE = 0.8;
/** Letters that may occur in one of two words only: two for each edit. */
const MAX_LETTERS_APART = 4;
/** So many consonants of a word that is not long and has half of its letters in common. */
const MAX_CONSONANTS_APART = 3;
const LONG = 8;

/** Beside a word's letters: the lexicon knows nothing of it, as of most. */
const PLAIN = 1 << 31;

/** A shorter word resembles too many. */
const MIN_RESEMBLING = 5;

const NONE: readonly string[] = [];

/** Every word of the listed names, once, and the ways in which a misspelt word reaches it. */
export class Vocabulary {
  readonly #texts: string[] = [];
  readonly #folds: string[] = [];
  readonly #letters = new Numbers();
  readonly #keys = new HashChains(CHAINS);
  /** Words by length and first letter of their fold, for those two edits away. */
  readonly #lengths = new Map<string, Numbers>();
  readonly #beginnings = new Beginnings((id) => this.text(id));
  /** Numbers of words that are gone, to be given again. */
  readonly #gone: number[] = [];
  readonly #seen = new Numbers();
  #round = 0;

  /** Every word's number is below this. */
  get size(): number {
    return this.#texts.length;
  }

  idOf(text: string): number | undefined {
    let found: number | undefined;
    this.#keys.each(textKey(text), (id) => {
      if (this.#texts[id] === text) found = id;
    });
    return found;
  }

  text(id: number): string {
    return this.#texts[id] ?? '';
  }

  /** Which letters the word's fold has (`letters.ts`). */
  letters(id: number): number {
    return this.#letters.at(id) & ~PLAIN;
  }

  word(id: number): Word {
    const text = this.text(id);
    if (this.#letters.at(id) < 0)
      return { text, form: text, fold: this.#folds[id] ?? '', kind: 'name', variants: NONE };
    const form = formOf(text);
    return { text, form, fold: this.#folds[id] ?? '', kind: kindOf(form), variants: variantsOf(form) };
  }

  add(text: string): number {
    const known = this.idOf(text);
    if (known !== undefined) return known;
    const word = wordOf(flat(text));
    const id = this.#gone.pop() ?? this.#seen.push(0);
    this.#texts[id] = word.text;
    this.#folds[id] = word.fold === word.text ? word.text : flat(word.fold);
    const plain = word.form === word.text && word.kind === 'name' && word.variants.length === 0;
    this.#letters.put(id, lettersOf(word.fold) | (plain ? PLAIN : 0));
    for (const hash of storedKeys(word)) this.#keys.add(hash, id);
    this.#group(word)?.push(id);
    this.#beginnings.add(id);
    return id;
  }

  /** Forgets a word that stands in no name any more. */
  remove(id: number): void {
    const word = this.word(id);
    for (const hash of storedKeys(word)) this.#keys.remove(hash, id);
    const group = this.#group(word);
    group?.delete(group.indexOf(id));
    this.#beginnings.remove(id);
    this.#texts[id] = '';
    this.#folds[id] = '';
    this.#gone.push(id);
  }

  /** The word itself and those it may stand for, most alike and most borne first. */
  neighbours(typed: Word, borneBy: (id: number) => number): Neighbour[] {
    return this.#neighbours(typed, borneBy, true);
  }

  /** Those of them that are one edit away, or the same syllables. */
  near(typed: Word, borneBy: (id: number) => number): Neighbour[] {
    return this.#neighbours(typed, borneBy, false);
  }

  #neighbours(typed: Word, borneBy: (id: number) => number, far: boolean): Neighbour[] {
    this.#round += 1;
    const found: Neighbour[] = [];
    let best = 0;
    const letters = lettersOf(typed.fold);
    const apart = typed.fold.length < LONG ? MAX_CONSONANTS_APART : MAX_LETTERS_APART;
    const look = (id: number, atLeast = 0) => {
      if (this.#seen.at(id) === this.#round) return;
      this.#seen.set(id, this.#round);
      const likeness = Math.max(atLeast, alike(typed, this.word(id)));
      best = Math.max(best, likeness);
      if (likeness >= MIN_ALIKE) found.push({ id, likeness });
    };
    const lookIfNear = (id: number) => {
      if (lettersApart(this.letters(id), letters) <= MAX_LETTERS_APART) look(id);
    };
    const lookIfNearer = (id: number) => {
      if (consonantsApart(this.letters(id), letters) <= apart) lookIfNear(id);
    };
    this.#keys.each(textKey(typed.text), (id) => look(id));
    this.#read(syllableReadings(typed), (id) => look(id, SAME_SYLLABLES));
    this.#read(shapeReadings(typed), (id) => look(id, SAME_SHAPE));
    if (far) {
      for (const hash of askedKinKeys(typed)) this.#keys.each(hash, (id) => look(id));
      const skeleton = skeletonKey(typed);
      if (skeleton !== null) this.#keys.each(skeleton, lookIfNear);
    }
    for (const hash of askedHalfKeys(typed)) this.#keys.each(hash, lookIfNearer);
    if (far && best < SURE) this.#eachTwoEditsAway(typed.fold, lookIfNear);
    const most = typed.form.startsWith(VOWELLESS) ? MAX_VOWELLESS : MAX_NEIGHBOURS;
    const order = (a: Neighbour, b: Neighbour) =>
      b.likeness - a.likeness || borneBy(b.id) - borneBy(a.id) || (this.text(a.id) < this.text(b.id) ? -1 : 1);
    return found.sort(order).slice(0, most);
  }

  /** Words that are hardly the typed one: two letters and more are others. Looks at every word there is. */
  resembling(typed: Word): Neighbour[] {
    const found: Neighbour[] = [];
    if (typed.kind !== 'name' || typed.text.length < MIN_RESEMBLING || typed.text.startsWith(VOWELLESS)) return found;
    const letters = lettersOf(typed.fold);
    for (let id = 0; id < this.#texts.length; id += 1) {
      if (lettersApart(this.letters(id), letters) > MAX_LETTERS_APART) continue;
      const likeness = alikeLoosely(typed, this.word(id));
      if (likeness > 0) found.push({ id, likeness });
    }
    return found;
  }

  #read(readings: readonly Reading[], look: (id: number) => void): void {
    for (const { keys, isOf } of readings)
      for (const key of keys)
        this.#keys.each(key, (id) => {
          if (isOf(this.text(id))) look(id);
        });
  }

  #eachTwoEditsAway(fold: string, look: (id: number) => void): void {
    if (fold.length < TWO_EDITS_LENGTH) return;
    for (let length = fold.length - 2; length <= fold.length + 2; length += 1) {
      const group = this.#lengths.get(groupOf(fold, length));
      for (let at = 0; group && at < group.length; at += 1) look(group.at(at));
    }
  }

  /** The words of this one's length and first letter, if it is long enough to be two edits away from another. */
  #group({ fold }: Word): Numbers | undefined {
    if (fold.length < TWO_EDITS_LENGTH - 2) return undefined;
    const key = groupOf(fold, fold.length);
    const group = this.#lengths.get(key) ?? new Numbers(4);
    this.#lengths.set(key, group);
    return group;
  }

  /** Words that are written or sound just so. */
  exactly(typed: Word): number[] {
    const found: number[] = [];
    this.#keys.each(foldKey(typed.fold), (id) => {
      if (this.#folds[id] === typed.fold && !found.includes(id)) found.push(id);
    });
    return found;
  }

  /** Words that begin with `prefix`, itself first, in the order of the alphabet. */
  startingWith(prefix: string): Generator<number> {
    return this.#beginnings.startingWith(prefix);
  }
}

function groupOf(fold: string, length: number): string {
  return `${fold[0]}${length}`;
}

/** A text of its own: a part of a longer one would keep that in memory. */
function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
