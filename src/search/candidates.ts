import { type Lead, leadsOf } from './leads.js';
import type { NameStore } from './name-store.js';
import type { Query } from './query.js';

/** So many places of words are looked up for one query, the rarest words first. */
const MAX_PLACES = 3_000;
/** Of different words; those of the same words, which many lists have, score the same. */
const MAX_CANDIDATES = 28;
/** Bearers of the same names among them, and so all that are ranked at the end. */
const MAX_BEARERS = 300;
/** No more words are followed where names that have none of those followed would have less of the query than this share of the best. */
const WORTH_FOLLOWING = 0.6;
/** Names with less of the query than this share of the best one are not ranked. */
const WORTH_RANKING = 0.45;
/** Of the ranked ones, those with less than this share of the best one's worth are not compared. */
const WORTH_COMPARING = 0.4;
/** How much farther it looks for people who ask for the best ones whatever their score. */
const NEAR = { following: WORTH_FOLLOWING, comparing: WORTH_COMPARING };
const FAR = { following: 0.45, comparing: 0.25 };

interface Ranked {
  readonly name: number;
  readonly shared: number;
  readonly worth: number;
}

/** A word of the vocabulary, and which leads it answers how well. */
interface Answer {
  readonly id: number;
  readonly to: { readonly lead: number; readonly value: number }[];
}

/** Finds the few names worth comparing; keeps its scratch memory from query to query. */
export class CandidateFinder {
  /** For each name the round in which it was last seen. */
  #seen = new Int32Array(0);
  /** For each word, its answer's place in this query, from 1; 0 for words that answer nothing. */
  #answerOf = new Int32Array(0);
  #best = new Float64Array(0);
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
    const found = [...joined.slice(0, MAX_CANDIDATES), ...this.#ranked(query, store, far ? FAR : NEAR, counts)];
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
  #ranked(query: Query, store: NameStore, reach: typeof NEAR, counts: (name: number) => boolean): number[] {
    const leads = leadsOf(query, store);
    if (this.#best.length < leads.length) this.#best = new Float64Array(2 * leads.length);
    const answers = answersOf(leads, store);
    answers.forEach(({ id }, at) => {
      this.#answerOf[id] = at + 1;
    });
    const total = query.weights.reduce((sum, weight) => sum + weight, 0);
    const left = atMost(answers, leads.length);
    const met: Ranked[] = [];
    let [best, places] = [0, 0];
    const look = (name: number) => {
      if (this.#seen[name] === this.#round) return;
      this.#seen[name] = this.#round;
      if (!counts(name)) return;
      const ranked = this.#look(name, answers, leads.length, total, store);
      if (ranked.shared < best * WORTH_RANKING) return;
      best = Math.max(best, ranked.shared);
      met.push(ranked);
    };
    for (const [at, { id }] of answers.entries()) {
      if (places >= MAX_PLACES || (left[at] ?? 0) < best * reach.following) break;
      places += store.eachWith(id, MAX_PLACES - places, look);
    }
    for (const { id } of answers) this.#answerOf[id] = 0;
    return mostWorth(met, best, reach.comparing, store);
  }

  #look(name: number, answers: readonly Answer[], leads: number, total: number, store: NameStore): Ranked {
    const best = this.#best.fill(0, 0, leads);
    let [shared, own] = [0, 0];
    for (let at = store.startOf(name), end = store.endOf(name); at < end; at += 1) {
      const word = store.wordAt(at);
      own += store.weight(word);
      const answer = answers[(this.#answerOf[word] ?? 0) - 1];
      if (!answer) continue;
      for (const { lead, value } of answer.to) {
        const before = best[lead] ?? 0;
        if (value <= before) continue;
        shared += value - before;
        best[lead] = value;
      }
    }
    return { name, shared, worth: shared / Math.max(shared, total + own - shared) };
  }
}

/** For each answer, what it and those after it could say of a name at most. */
function atMost(answers: readonly Answer[], leads: number): Float64Array {
  const most = new Float64Array(leads);
  const left = new Float64Array(answers.length);
  let sum = 0;
  for (let at = answers.length - 1; at >= 0; at -= 1) {
    for (const { lead, value } of answers[at]?.to ?? []) {
      sum += Math.max(0, value - (most[lead] ?? 0));
      most[lead] = Math.max(most[lead] ?? 0, value);
    }
    left[at] = sum;
  }
  return left;
}

/** Every word that answers a lead, the rarest first. */
function answersOf(leads: readonly Lead[], store: NameStore): Answer[] {
  const answers = new Map<number, Answer>();
  leads.forEach(({ weight, neighbours }, lead) => {
    for (const { id, likeness } of neighbours) {
      const answer = answers.get(id) ?? { id, to: [] };
      answer.to.push({ lead, value: likeness * weight });
      answers.set(id, answer);
    }
  });
  const rarity = (a: Answer, b: Answer) =>
    store.borneBy(a.id) - store.borneBy(b.id) || (store.vocabulary.text(a.id) < store.vocabulary.text(b.id) ? -1 : 1);
  return [...answers.values()].sort(rarity);
}

function mostWorth(met: readonly Ranked[], best: number, comparing: number, store: NameStore): number[] {
  const order = (a: Ranked, b: Ranked) => b.worth - a.worth || store.compare(a.name, b.name);
  const ranked = met.filter(({ shared }) => shared >= best * WORTH_RANKING).sort(order);
  const least = (ranked[0]?.worth ?? 0) * comparing;
  const candidates: number[] = [];
  const different = new Set<string>();
  for (const { name, worth } of ranked) {
    if (worth < least || candidates.length === MAX_BEARERS) break;
    different.add(store.wordIds(name).join(' '));
    if (different.size > MAX_CANDIDATES) break;
    candidates.push(name);
  }
  return candidates;
}
