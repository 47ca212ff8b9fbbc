import type { NameStore } from './name-store.js';
import { VOWELLESS } from './scripts.js';
import type { Neighbour } from './vocabulary.js';
import { weightOf } from './weight.js';
import { type Word, wordOf } from './word.js';

/** A typed name, and for each of its words the words of the vocabulary that it may stand for. */
export interface Query {
  readonly words: readonly Word[];
  readonly weights: readonly number[];
  readonly likenesses: readonly ReadonlyMap<number, number>[];
  readonly turnable: boolean;
}

/** Words that say less than this lead to no candidate, unless there are no others. */
const LEADING = 0.12;
/** So many places of words are looked up for one query, the rarest words first. */
const MAX_PLACES = 16_000;
/** Words borne by more names than this are passed over once rarer words made up this share of the query. */
const COMMON_PLACES = 1500;
const ENOUGH = 0.5;
const MAX_CANDIDATES = 64;
/** Names with less of the query than this share of the best one are not ranked. */
const WORTH_RANKING = 0.45;
/** Of the ranked ones, those with less than this share of the best one's worth are not compared. */
const WORTH_COMPARING = 0.25;
const LIKELY = 0.8;
const MIN_SPLIT = 3;

export function queryOf(words: readonly Word[], store: NameStore, turnable: boolean): Query {
  const known = new Map<string, ReadonlyMap<number, number>>();
  const likenesses = words.map((word) => {
    const asked = known.get(word.text) ?? likenessesOf(word, store);
    known.set(word.text, asked);
    return asked;
  });
  const weights = words.map((word, at) => weightOfTyped(word, likenesses[at] ?? new Map(), store));
  return { words, weights, likenesses, turnable };
}

function likenessesOf(word: Word, store: NameStore): ReadonlyMap<number, number> {
  const found = store.vocabulary.neighbours(word, (id) => store.borneBy(id));
  return new Map(found.map(({ id, likeness }) => [id, likeness] as const));
}

/** A word that nobody bears weighs what the one that it most likely stands for does. */
function weightOfTyped(word: Word, likenesses: ReadonlyMap<number, number>, store: NameStore): number {
  const [[likely, likeness] = [-1, 0]] = likenesses;
  return likeness >= LIKELY ? store.weight(likely) : weightOf(word, 0, store.size);
}

/** A word, or two that it was joined from or split into, and what it is worth to find it in a name. */
interface Lead {
  readonly weight: number;
  readonly neighbours: readonly Neighbour[];
  readonly places: number;
}

/** Finds the few names worth comparing; keeps its scratch memory from query to query. */
export class CandidateFinder {
  #shared = new Float32Array(0);
  #lead = new Int32Array(0);

  /** Name ids, the most promising first. */
  find(query: Query, store: NameStore): number[] {
    if (this.#shared.length < store.end) {
      this.#shared = new Float32Array(Math.ceil(store.end * 1.3));
      this.#lead = new Int32Array(this.#shared.length);
    }
    const touched: number[] = [];
    let places = 0;
    const leads = leadsOf(query, store);
    const total = query.weights.reduce((sum, weight) => sum + weight, 0);
    let followed = 0;
    leads.forEach((lead, index) => {
      if (lead.places > COMMON_PLACES && followed > total * ENOUGH) return;
      followed += lead.weight;
      for (const { id, likeness } of lead.neighbours) {
        if (places >= MAX_PLACES) return;
        places += store.eachWith(id, MAX_PLACES - places, (name) => {
          if (this.#lead[name] === index + 1 || !store.lives(name)) return;
          if (this.#shared[name] === 0) touched.push(name);
          this.#lead[name] = index + 1;
          this.#shared[name] = (this.#shared[name] ?? 0) + likeness * lead.weight;
        });
      }
    });
    const joined: number[] = [];
    store.eachJoined(
      query.words.map((word) => word.text),
      (name) => joined.push(name),
    );
    const ranked = this.#rank(touched, query, store);
    for (const name of touched) {
      this.#shared[name] = 0;
      this.#lead[name] = 0;
    }
    return [...new Set([...joined.slice(0, MAX_CANDIDATES), ...ranked])].filter((name) => store.lives(name));
  }

  #rank(touched: readonly number[], query: Query, store: NameStore): number[] {
    let best = 0;
    for (const name of touched) best = Math.max(best, this.#shared[name] ?? 0);
    const total = query.weights.reduce((sum, weight) => sum + weight, 0);
    const ranked: { name: number; worth: number }[] = [];
    for (const name of touched) {
      const shared = this.#shared[name] ?? 0;
      if (shared < best * WORTH_RANKING) continue;
      ranked.push({ name, worth: shared / (total + store.weightOfName(name) - shared) });
    }
    ranked.sort((a, b) => b.worth - a.worth);
    const least = (ranked[0]?.worth ?? 0) * WORTH_COMPARING;
    return ranked
      .slice(0, MAX_CANDIDATES)
      .filter(({ worth }) => worth >= least)
      .map(({ name }) => name);
  }
}

/** What leads to names, the rarest first. */
function leadsOf(query: Query, store: NameStore): Lead[] {
  const leads: Lead[] = [];
  const lead = (weight: number, found: Iterable<readonly [number, number]>) => {
    const neighbours = [...found].map(([id, likeness]) => ({ id, likeness }));
    const places = neighbours.reduce((sum, { id }) => sum + store.borneBy(id), 0);
    if (places > 0) leads.push({ weight, neighbours, places });
  };
  const worthwhile = query.weights.some((weight) => weight >= LEADING);
  query.words.forEach((word, at) => {
    const weight = query.weights[at] ?? 0;
    if (weight >= LEADING || !worthwhile) lead(weight, query.likenesses[at] ?? []);
    const next = query.words[at + 1];
    if (next) lead(weight + (query.weights[at + 1] ?? 0), sameAs(word.text + next.text, store));
    if (store.vocabulary.idOf(word.text) === undefined)
      for (const part of partsOf(word, store)) lead(weight / 2, [part]);
  });
  return leads.sort((a, b) => a.places - b.places);
}

/** The vocabulary's words that `text` is. */
function sameAs(text: string, store: NameStore): (readonly [number, number])[] {
  if (!text.includes(VOWELLESS)) return store.vocabulary.exactly(wordOf(text)).map((id) => [id, 1] as const);
  const joined = wordOf(VOWELLESS + text.replaceAll(VOWELLESS, ''));
  const found = store.vocabulary.neighbours(joined, (id) => store.borneBy(id));
  return found.map(({ id, likeness }) => [id, likeness] as const);
}

/** Known words that an unknown one may have been joined from: two halves, wherever the joint is. */
function partsOf({ text }: Word, store: NameStore): (readonly [number, number])[] {
  const parts: (readonly [number, number])[] = [];
  for (let at = MIN_SPLIT; at <= text.length - MIN_SPLIT; at += 1) {
    const [head, tail] = [store.vocabulary.idOf(text.slice(0, at)), store.vocabulary.idOf(text.slice(at))];
    if (head !== undefined && tail !== undefined) parts.push([head, 1], [tail, 1]);
  }
  return parts.slice(0, 8);
}
