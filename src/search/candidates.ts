import { type Answer, answersOf, atMost, together } from './answers.js';
import { hashOf } from './grow.js';
import { leadsOf, SLOTS } from './leads.js';
import { lettersOf, lettersShared } from './letters.js';
import type { NameStore } from './name-store.js';
import type { Query } from './query.js';
import { estimate } from './weigh.js';

/** Bearers of the same names among them, and so all that are ranked at the end. */
const MAX_BEARERS = 300;
/** How far it looks. */
interface Reach {
  /** So many places of words are looked up for one query, the rarest words first. */
  readonly places: number;
  /** So many names of different words are compared; those of the same words, which many lists have, score the same. */
  readonly candidates: number;
  /** No more words are followed where names that have none of those followed would have less of the query than this share of the best. */
  readonly following: number;
  /** Names with less of the query than this share of the best one are not ranked. */
  readonly ranking: number;
  /** Of the ranked ones, those with less than this share of the best one's worth are not compared. */
  readonly comparing: number;
}

/** So many times as many names are compared where they are of one worth. */
const MOST_OF_ONE_WORTH = 2;
const NEAR: Reach = { places: 3_000, candidates: 16, following: 0.6, ranking: 0.45, comparing: 0.4 };
/** For people who ask for the best ones whatever their score. */
const FAR: Reach = { places: 6_000, candidates: 80, following: 0.2, ranking: 0.15, comparing: 0.15 };

interface Met {
  readonly name: number;
  readonly shared: number;
  readonly worth: number;
  /** Of many names of one worth these are compared first: by what they are, however they came. */
  readonly draw: number;
}

/** From this share of their letters on, words that nothing leads to from each other may be one, and what that is worth. */
const RESEMBLING = 0.5;
const RESEMBLANCE = 0.8;

/** Finds the few names worth comparing; keeps its scratch memory from query to query. */
export class CandidateFinder {
  /** For each name the round in which it was last seen. */
  #seen = new Int32Array(0);
  /** For each word, its answer's place in this query, from 1; 0 for words that answer nothing. */
  #answerOf = new Int32Array(0);
  /** What the name that is looked at has of the query, slot by slot. */
  #slots = new Float64Array(0);
  #round = 0;

  /** Name ids, the most promising first; `far` for those too that are far below any threshold. Only those that count. */
  find(query: Query, store: NameStore, far: boolean, counts: (name: number) => boolean): number[] {
    this.#makeRoom(store);
    const joined: number[] = [];
    store.eachJoined(
      query.words.map(({ text }) => text),
      (name) => {
        if (counts(name)) joined.push(name);
      },
    );
    const reach = far ? FAR : NEAR;
    const found = [...joined.slice(0, reach.candidates), ...this.#ranked(query, store, reach, counts)];
    return [...new Set(found)];
  }

  #makeRoom(store: NameStore): void {
    if (this.#seen.length < store.end) this.#seen = new Int32Array(Math.ceil(store.end * 1.25));
    if (this.#answerOf.length < store.vocabulary.size)
      this.#answerOf = new Int32Array(Math.ceil(store.vocabulary.size * 1.25));
    this.#round += 1;
  }

  /**
   * Follows the rarest words first, and looks at every name met with all of its words. It ends where a name that has none of
   * the words followed so far could not be ranked any more.
   */
  #ranked(query: Query, store: NameStore, reach: Reach, counts: (name: number) => boolean): number[] {
    const words = query.words.length;
    if (this.#slots.length < words * SLOTS) this.#slots = new Float64Array(2 * words * SLOTS);
    const answers = answersOf(leadsOf(query, store, reach === FAR), store);
    answers.forEach(({ id }, at) => {
      this.#answerOf[id] = at + 1;
    });
    const asked = query.weights.reduce((sum, weight) => sum + weight, 0);
    const left = atMost(answers, words);
    const met: Met[] = [];
    let [best, places] = [0, 0];
    const look = (name: number) => {
      if (this.#seen[name] === this.#round) return;
      this.#seen[name] = this.#round;
      if (!counts(name)) return;
      const looked = this.#look(name, answers, words, asked, store);
      if (looked.shared < best * reach.ranking) return;
      best = Math.max(best, looked.shared);
      met.push(looked);
    };
    for (const [at, { id }] of answers.entries()) {
      if (places >= reach.places || (left[at] ?? 0) < best * reach.following) break;
      places += store.eachWith(id, reach.places - places, look);
    }
    let ranked = met.filter(({ shared }) => shared >= best * reach.ranking);
    if (ranked.length > reach.candidates)
      ranked = ranked.map((one) => this.#resembling(one, query, answers, asked, store));
    for (const { id } of answers) this.#answerOf[id] = 0;
    return mostWorth(ranked, reach, store);
  }

  /** A name that was met, by the letters too of words that no key leads to. */
  #resembling({ name, shared }: Met, query: Query, answers: readonly Answer[], asked: number, store: NameStore): Met {
    const { words } = query;
    const slots = this.#slots.fill(0, 0, words.length * SLOTS);
    let own = 0;
    const alone: number[] = [];
    for (let at = store.startOf(name), end = store.endOf(name); at < end; at += 1) {
      const word = store.wordAt(at);
      own += store.weight(word);
      const answer = answers[(this.#answerOf[word] ?? 0) - 1];
      if (!answer) alone.push(word);
      else for (const { slot } of answer.to) slots[slot] = 1;
    }
    let gain = 0;
    for (const [at, word] of words.entries()) {
      if (slots[at * SLOTS] || slots[at * SLOTS + 1] || slots[at * SLOTS + 2]) continue;
      const letters = lettersOf(word.fold);
      let best = 0;
      for (const other of alone) {
        const alike = lettersShared(letters, store.vocabulary.letters(other));
        const worth = (alike - RESEMBLING) * RESEMBLANCE * Math.min(query.weights[at] ?? 0, store.weight(other));
        best = Math.max(best, worth);
      }
      gain += best;
    }
    const worth = estimate(shared + gain, asked - shared - gain, own - shared - gain);
    return { name, shared, worth, draw: hashOf(store.text(name), 0) };
  }

  /** What a name has of the query: no more than its own words can say, nor than the query's. */
  #look(name: number, answers: readonly Answer[], words: number, asked: number, store: NameStore): Met {
    const slots = this.#slots.fill(0, 0, words * SLOTS);
    let [said, own] = [0, 0];
    for (let at = store.startOf(name), end = store.endOf(name); at < end; at += 1) {
      const word = store.wordAt(at);
      own += store.weight(word);
      const answer = answers[(this.#answerOf[word] ?? 0) - 1];
      if (!answer) continue;
      said += answer.most;
      for (const { slot, value } of answer.to) slots[slot] = Math.max(slots[slot] ?? 0, value);
    }
    const shared = Math.min(said, together(slots, words));
    return { name, shared, worth: estimate(shared, asked - shared, own - shared), draw: 0 };
  }
}

function mostWorth(met: readonly Met[], { comparing, candidates: most }: Reach, store: NameStore): number[] {
  const ranked = [...met].sort((a, b) => b.worth - a.worth || a.draw - b.draw || store.compare(a.name, b.name));
  const least = (ranked[0]?.worth ?? 0) * comparing;
  const candidates: number[] = [];
  const different = new Set<string>();
  let last = 0;
  for (const { name, worth } of ranked) {
    if (worth < least || candidates.length === MAX_BEARERS) break;
    different.add(store.wordIds(name).join(' '));
    if (different.size > most && (worth < last || different.size > most * MOST_OF_ONE_WORTH)) break;
    last = worth;
    candidates.push(name);
  }
  return candidates;
}
