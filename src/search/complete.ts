import type { NameStore } from './name-store.js';
import { tokensOf } from './normalise.js';

/** A name of which every typed word begins a word. */
export interface Completion {
  readonly owner: string;
  readonly text: string;
}

/** Names looked at, all told: one letter begins tens of thousands. */
const MAX_LOOKED_AT = 600;
/** With so many that begin as typed, nobody is offered what begins otherwise. */
const ENOUGH = 10;
/** A shorter beginning is the beginning of another word, sooner than mistyped. */
const MIN_MISTYPED = 4;
const MAX_WORDS = 300;

/**
 * Names of which every typed word begins a word, in any order: those typed rightly first, then those with one letter wrong, missing,
 * added or turned round in one word; the shortest first, each owner once, always in the same order.
 */
export function complete(typed: string, limit: number, store: NameStore): Completion[] {
  const words = [...new Set(tokensOf(typed))];
  if (words.length === 0) return [];
  const rightly = words.map((word) => beginnings(word, store));
  const best = new Best(limit, store);
  best.addAll(rightly, 0);
  for (const [i, word] of words.entries()) {
    if (best.size >= ENOUGH || word.length < MIN_MISTYPED) continue;
    if (rightly.some(({ ids }, other) => other !== i && ids.length === 0)) continue;
    best.addAll(rightly.with(i, mistaken(word, store)), 1);
  }
  return best.names();
}

/** Words that a typed one may stand for, and how a name is known to bear one of them. */
interface Reading {
  readonly ids: readonly number[];
  /** In how many places the lists have them. */
  readonly places: number;
  readonly isOne: (id: number) => boolean;
}

function beginnings(word: string, store: NameStore): Reading {
  return readingOf(store.vocabulary.startingWith(word), store, (id) => store.vocabulary.text(id).startsWith(word));
}

function mistaken(word: string, store: NameStore): Reading {
  const { vocabulary } = store;
  function* near(): Generator<number> {
    for (const start of new Set([word.slice(0, 1), `${word[1]}${word[0]}`]))
      for (const id of vocabulary.startingWith(start)) if (isMistyped(word, vocabulary.text(id))) yield id;
  }
  return readingOf(near(), store, (id) => isMistyped(word, vocabulary.text(id)));
}

function readingOf(words: Iterable<number>, store: NameStore, isOne: Reading['isOne']): Reading {
  const ids: number[] = [];
  let places = 0;
  for (const id of words) {
    if (store.borneBy(id) === 0) continue;
    places += store.borneBy(id);
    if (ids.push(id) === MAX_WORDS) return { ids, places: Number.POSITIVE_INFINITY, isOne };
  }
  return { ids, places, isOne };
}

/** Whether `typed` with one letter wrong, missing, added, or two turned round, begins the word. */
export function isMistyped(typed: string, word: string): boolean {
  let same = 0;
  while (same < typed.length && typed.charCodeAt(same) === word.charCodeAt(same)) same += 1;
  if (same === typed.length) return false;
  // Most words are out after one look at what follows.
  const [now, next] = [typed.charCodeAt(same), typed.charCodeAt(same + 1)];
  const follows = word.charCodeAt(same + 1);
  if (same + 1 < typed.length && follows !== now && follows !== next && word.charCodeAt(same) !== next) return false;
  const rest = typed.slice(same + 1);
  return (
    word.startsWith(rest, same + 1) ||
    word.startsWith(rest, same) ||
    word.startsWith(typed.slice(same), same + 1) ||
    (word[same] === typed[same + 1] && word[same + 1] === typed[same] && word.startsWith(rest.slice(1), same + 2))
  );
}

interface Found extends Completion {
  readonly typos: number;
}

/** The first few of many, each owner with its first name. */
class Best {
  readonly #limit: number;
  readonly #store: NameStore;
  readonly #found = new Map<string, Found>();
  readonly #order: Found[] = [];
  #left = MAX_LOOKED_AT;

  constructor(limit: number, store: NameStore) {
    this.#limit = limit;
    this.#store = store;
  }

  get size(): number {
    return this.#order.length;
  }

  /** Names that hold a word of each reading, found by the rarest. */
  addAll(readings: readonly Reading[], typos: number): void {
    const [rarest, ...others] = [...readings].sort((a, b) => a.places - b.places);
    if (!rarest) return;
    const store = this.#store;
    const see = (name: number) => {
      if (!store.lives(name)) return;
      if (others.length > 0) {
        const ids = store.wordIds(name);
        if (!others.every(({ isOne }) => ids.some(isOne))) return;
      }
      this.#add(store.owner(name), store.name(name).text, typos);
    };
    for (const id of rarest.ids) {
      this.#left -= store.eachWith(id, this.#left, see);
      if (this.#left <= 0) return;
    }
  }

  names(): Completion[] {
    return this.#order.map(({ owner, text }) => ({ owner, text }));
  }

  #add(owner: string, text: string, typos: number): void {
    const found = { owner, text, typos };
    const last = this.#order.at(-1);
    if (this.size >= this.#limit && last && !comesFirst(found, last)) return;
    const known = this.#found.get(owner);
    if (known) {
      if (!comesFirst(found, known)) return;
      this.#order.splice(this.#order.indexOf(known), 1);
    }
    let at = this.#order.length;
    while (at > 0 && comesFirst(found, this.#order[at - 1] ?? found)) at -= 1;
    this.#order.splice(at, 0, found);
    this.#found.set(owner, found);
    const dropped = this.#order.length > this.#limit ? this.#order.pop() : undefined;
    if (dropped) this.#found.delete(dropped.owner);
  }
}

function comesFirst(a: Found, b: Found): boolean {
  if (a.typos !== b.typos) return a.typos < b.typos;
  if (a.text.length !== b.text.length) return a.text.length < b.text.length;
  return a.text === b.text ? a.owner < b.owner : a.text < b.text;
}
