import { distance } from 'fastest-levenshtein';
import { folded, skeleton, wordsOf } from './fold.js';
import type { Party } from './listed.js';
import { LEGAL_FORMS } from './parts/companies.js';

/** A name of two words and so many letters of skeleton is hardly two people's on two lists. */
const LONG_SKELETON = 9;
/** Nor are the other words of a name, where the last one is misspelt on one of the lists. */
const LONG_REST = 11;
const LONG_ODD = 4;
/** A company's own words, without its form. */
const LONG_COMPANY = 6;
const FORMS = new Set(LEGAL_FORMS.flat().flatMap((form) => wordsOf(form)));

/**
 * Which listings are one party as far as names tell: they share a whole strong name of two words or more, or, on two lists,
 * one that differs by its transliteration, by one letter of one word, or by a company's form, or were born on one day and share
 * two words. Within a list that would be two parties.
 */
export function groupsOf(parties: readonly Party[]): Map<string, number> {
  const leader = parties.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (leader[at] !== at) at = leader[at] ?? at;
    leader[i] = at;
    return at;
  };
  const listOf = (i: number): string => parties[i]?.id.split('/')[0] ?? '';
  const known = new Map<string, { readonly i: number; readonly odd: string }[]>();
  /** One party with those that have the key, on another list unless it is certain, and an odd word that is nearly the same. */
  const unite = (key: string, i: number, certain: boolean, odd = ''): void => {
    const others = known.get(key) ?? [];
    for (const other of others)
      if ((certain || listOf(other.i) !== listOf(i)) && distance(other.odd, odd) <= 1) leader[root(i)] = root(other.i);
    known.set(key, [...others, { i, odd }]);
  };
  for (const [i, { names, type }] of parties.entries()) {
    for (const { text } of names.filter(({ weak }) => !weak)) {
      const key = folded(text);
      if (key.includes(' ')) unite(key, i, true);
      if (type === 'entity') {
        const own = key.split(' ').filter((word) => !FORMS.has(word));
        if (own.join('').length >= LONG_COMPANY && own.some((word) => word.length > 3))
          unite(`own ${own.join(' ')}`, i, false);
      }
      if (type !== 'individual') continue;
      const bones = skeleton(text).split(' ');
      if (bones.length > 1 && bones.join(' ').length >= LONG_SKELETON) unite(`bones ${bones.join(' ')}`, i, false);
      for (const [at, odd] of bones.entries()) {
        const rest = bones.filter((_, other) => other !== at).join(' ');
        if (rest.includes(' ') && rest.length >= LONG_REST && odd.length >= LONG_ODD)
          unite(`but one ${rest}`, i, false, odd);
      }
    }
  }
  for (const [i, other] of bornTogether(parties)) if (listOf(i) !== listOf(other)) leader[root(other)] = root(i);
  return new Map(parties.map(({ id }, i) => [id, root(i)]));
}

/** Pairs of parties that were born on one day and have two words in common, by their consonants. */
function bornTogether(parties: readonly Party[]): [number, number][] {
  const onDay = new Map<string, { readonly i: number; readonly words: ReadonlySet<string> }[]>();
  const pairs: [number, number][] = [];
  for (const [i, { names, born = [] }] of parties.entries()) {
    if (born.length === 0) continue;
    const words = new Set(names.flatMap(({ text, weak }) => (weak ? [] : skeleton(text).split(' '))));
    for (const day of new Set(born)) {
      const others = onDay.get(day) ?? [];
      for (const other of others)
        if ([...words].filter((word) => word.length > 1 && other.words.has(word)).length > 1) pairs.push([other.i, i]);
      onDay.set(day, [...others, { i, words }]);
    }
  }
  return pairs;
}

/** What is listed, asked by words: whether a name could be somebody else's too. */
export class Known {
  readonly #whole = new Map<string, Set<number>>();
  readonly #byWord = new Map<string, Entry[]>();
  readonly #bySkeleton = new Map<string, Entry[]>();
  readonly #skeletons = new Set<string>();

  constructor(parties: readonly Party[], groups: ReadonlyMap<string, number>) {
    for (const { id, names } of parties) for (const { text } of names) this.#add(text, groups.get(id) ?? -1);
  }

  /** Whether exactly this name is listed, but for case, marks, punctuation and word order. */
  lists(name: string): boolean {
    return this.#whole.has(folded(name));
  }

  /** Whether a listed name has every word of this one, or of its consonants: then the two may be one party. */
  listsNamesake(name: string): boolean {
    const words = skeleton(name).split(' ');
    return this.#skeletons.has(words.join(' ')) || holders(this.#bySkeleton, words).length > 0;
  }

  /** Whether the name fits a party outside `group` as well as it fits that one. */
  fitsOther(name: string, group: number): boolean {
    const words = wordsOf(name);
    const others = [...(this.#whole.get(folded(name)) ?? [])].some((other) => other !== group);
    if (others) return true;
    const initials = words.filter((word) => word.length === 1);
    const whole = words.filter((word) => word.length > 1);
    const fitting = holders(this.#byWord, whole).filter((entry) => entry.group !== group);
    if (fitting.some(({ words: held }) => initials.every((initial) => held.some((word) => word.startsWith(initial)))))
      return true;
    return holders(this.#bySkeleton, skeleton(name).split(' ')).some((entry) => entry.group !== group);
  }

  /** In how many listed names the word stands. */
  frequency(word: string): number {
    return this.#byWord.get(word)?.length ?? 0;
  }

  #add(text: string, group: number): void {
    const key = folded(text);
    const whole = this.#whole.get(key) ?? new Set();
    this.#whole.set(key, whole.add(group));
    post(this.#byWord, { words: key.split(' '), group });
    const bones = skeleton(text);
    if (bones === '') return;
    this.#skeletons.add(bones);
    post(this.#bySkeleton, { words: bones.split(' '), group });
  }
}

interface Entry {
  readonly words: readonly string[];
  readonly group: number;
}

function post(index: Map<string, Entry[]>, entry: Entry): void {
  for (const word of new Set(entry.words)) {
    const entries = index.get(word);
    if (entries) entries.push(entry);
    else index.set(word, [entry]);
  }
}

/** The entries that hold all the words, each at least as often. */
function holders(index: ReadonlyMap<string, Entry[]>, words: readonly string[]): Entry[] {
  const lists = words.map((word) => index.get(word) ?? []);
  const shortest = lists.sort((a, b) => a.length - b.length)[0] ?? [];
  return shortest.filter(({ words: held }) => {
    const left = [...held];
    return words.every((word) => {
      const at = left.indexOf(word);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  });
}
