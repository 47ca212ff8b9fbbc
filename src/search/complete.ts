import type { NameStore } from './name-store.js';
import { tokensOf } from './normalise.js';
import { isMistyped, mistypedWords } from './typo.js';

/** A name of which every typed word begins a word. */
export interface Completion {
  readonly owner: string;
  readonly text: string;
}

/** After so many places no further word is followed, for one letter begins tens of thousands; a word once begun is looked at whole. */
const MAX_PLACES = 3_000;
const MAX_OF_WORD = 8_000;
/** A typed word that stands in no more places than these leads to names in which another one is mistyped. */
const FEW_PLACES = 600;
/** With so many that begin as typed, nobody is offered what begins otherwise. */
const ENOUGH = 10;
/** A shorter beginning is the beginning of another word, sooner than mistyped. */
const MIN_MISTYPED = 4;

/** A typed word, and in how many places the lists have a word that begins so. */
interface Typed {
  readonly text: string;
  readonly places: number;
}

/**
 * Names of which every typed word begins a word, in any order: those typed rightly first, then those with one letter wrong, missing,
 * added or turned round in one word. Whole words come before words that are only begun, names before aliases, names that begin so
 * before others, short ones before long ones; each owner once, and always in the same order.
 */
export function complete(typed: string, limit: number, store: NameStore): Completion[] {
  const words = [...new Set(tokensOf(typed))];
  const [rarest, ...others] = words
    .map((text) => ({ text, places: placesOf(text, store) }))
    .sort((a, b) => a.places - b.places || b.text.length - a.text.length);
  if (!rarest) return [];
  const found = new Best(words, limit, store);
  const begunBy = ({ text }: Typed) => store.vocabulary.startingWith(text);
  found.follow(begunBy(rarest), rarest, others, 0);
  // At most one word is mistyped, so that one of the two rarest is right.
  const [next, ...rest] = others;
  if (next && found.size < ENOUGH && rarest.places <= FEW_PLACES) found.follow(begunBy(rarest), rarest, others, 1);
  if (found.size >= ENOUGH || rarest.text.length < MIN_MISTYPED) return found.completions();
  if (next && next.places <= FEW_PLACES) found.follow(begunBy(next), next, [rarest, ...rest], 1);
  else found.follow(mistypedWords(rarest.text, store.vocabulary), rarest, others, 0);
  return found.completions();
}

function placesOf(text: string, store: NameStore): number {
  let places = 0;
  for (const id of store.vocabulary.startingWith(text)) {
    places += store.borneBy(id);
    if (places > MAX_PLACES) return Number.POSITIVE_INFINITY;
  }
  return places;
}

/** How far a typed word is from a name's: whole, but for a letter, begun, mistyped. */
const WHOLE = 0;
const NEARLY = 1;
const BEGUN = 2;
const MISTYPED = 100;
const OTHER = Number.POSITIVE_INFINITY;
/** A letter alone is sooner the beginning of a word than an initial. */
const MIN_WHOLE = 2;
/** Two letters say nothing of which word of three is meant. */
const MIN_NEARLY = 3;

function distanceOf(typed: string, word: string): number {
  if (!word.startsWith(typed)) return typed.length >= MIN_MISTYPED && isMistyped(typed, word) ? MISTYPED : OTHER;
  if (word.length === typed.length && typed.length >= MIN_WHOLE) return WHOLE;
  return word.length === typed.length + 1 && typed.length >= MIN_NEARLY ? NEARLY : BEGUN;
}

interface Found extends Completion {
  /** What orders them before their letters: the lowest first. */
  readonly rank: number;
}

/** The first few of many names, each owner with its first one. */
class Best {
  readonly #words: readonly string[];
  readonly #limit: number;
  readonly #store: NameStore;
  readonly #found = new Map<string, Found>();
  readonly #order: Found[] = [];

  constructor(words: readonly string[], limit: number, store: NameStore) {
    this.#words = words;
    this.#limit = limit;
    this.#store = store;
  }

  get size(): number {
    return this.#order.length;
  }

  /** Names that hold one of these words, for which `lead` was typed, and the others, of which so many may be mistyped. */
  follow(ids: Iterable<number>, lead: Typed, others: readonly Typed[], mistakes: number): void {
    const { vocabulary } = this.#store;
    let places = 0;
    for (const id of ids) {
      const distance = Math.min(distanceOf(lead.text, vocabulary.text(id)), MISTYPED);
      const allowed = (mistakes + 1) * MISTYPED;
      places += this.#store.eachWith(id, MAX_OF_WORD, (name) => {
        const all = distance + (others.length === 0 ? 0 : this.#distance(name, others, allowed));
        if (all !== OTHER) this.#add(name, all);
      });
      if (places > MAX_PLACES) return;
    }
  }

  completions(): Completion[] {
    return this.#order.map(({ owner, text }) => ({ owner, text }));
  }

  /** How far all of the words are from the name's, each from the nearest; infinite from `limit` on. */
  #distance(name: number, words: readonly Typed[], limit: number): number {
    const store = this.#store;
    let all = 0;
    for (const { text } of words) {
      let nearest = OTHER;
      for (let at = store.startOf(name), end = store.endOf(name); at < end && nearest > WHOLE; at += 1)
        nearest = Math.min(nearest, distanceOf(text, store.vocabulary.text(store.wordAt(at))));
      all += nearest;
      if (all >= limit) return OTHER;
    }
    return all;
  }

  #add(name: number, distance: number): void {
    const store = this.#store;
    const text = store.text(name);
    const first = store.vocabulary.text(store.wordAt(store.startOf(name)));
    const within = this.#words.some((word) => first.startsWith(word)) ? 0 : 1;
    const kind = store.kindAt(name);
    const rank = ((distance * KINDS + kind) * 2 + within) * LENGTHS + Math.min(text.length, LENGTHS - 1);
    const last = this.#order.at(-1);
    const full = this.size >= this.#limit;
    if (full && last && rank > last.rank) return;
    const found = { owner: store.owner(name), text, rank };
    if (full && last && !comesFirst(found, last)) return;
    const known = this.#found.get(found.owner);
    if (known) {
      if (!comesFirst(found, known)) return;
      this.#order.splice(this.#order.indexOf(known), 1);
    }
    let at = this.#order.length;
    while (at > 0 && comesFirst(found, this.#order[at - 1] ?? found)) at -= 1;
    this.#order.splice(at, 0, found);
    this.#found.set(found.owner, found);
    const dropped = this.#order.length > this.#limit ? this.#order.pop() : undefined;
    if (dropped) this.#found.delete(dropped.owner);
  }
}

const KINDS = 8;
const LENGTHS = 512;

function comesFirst(a: Found, b: Found): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.text === b.text ? a.owner < b.owner : a.text < b.text;
}
