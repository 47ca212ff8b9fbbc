import { type Lead, SLOTS } from './leads.js';
import type { NameStore } from './name-store.js';
import { surenessOf } from './weigh.js';

/** A word of the vocabulary, and what of the query a name has that has it. */
export interface Answer {
  readonly id: number;
  /** All that it can be worth: it stands in a name for one lead. */
  most: number;
  readonly to: { readonly slot: number; readonly value: number }[];
}

/** Every word that answers a lead, the rarest first. */
export function answersOf(leads: readonly Lead[], store: NameStore): Answer[] {
  const answers = new Map<number, Answer>();
  for (const { slots, neighbours } of leads) {
    const asked = slots.reduce((sum, { weight }) => sum + weight, 0);
    for (const { id, likeness } of neighbours) {
      const answer = answers.get(id) ?? { id, most: 0, to: [] };
      answers.set(id, answer);
      // A word that seems rare is as common as what it stands for.
      const share = (surenessOf(likeness) * Math.min(asked, store.weight(id))) / asked;
      answer.most = Math.max(answer.most, share * asked);
      for (const { slot, weight } of slots) answer.to.push({ slot, value: share * weight });
    }
  }
  const rarity = (a: Answer, b: Answer) =>
    store.borneBy(a.id) - store.borneBy(b.id) || (store.vocabulary.text(a.id) < store.vocabulary.text(b.id) ? -1 : 1);
  return [...answers.values()].sort(rarity);
}

/** What the slots of a query come to: of each word the whole of it or its parts. */
export function together(slots: Float64Array, words: number): number {
  let sum = 0;
  for (let word = 0; word < words; word += 1) {
    const at = word * SLOTS;
    sum += Math.max(slots[at] ?? 0, (slots[at + 1] ?? 0) + (slots[at + 2] ?? 0));
  }
  return sum;
}

/** For each answer, what it and those after it could say of a name at most. */
export function atMost(answers: readonly Answer[], words: number): Float64Array {
  const most = new Float64Array(words * SLOTS);
  const left = new Float64Array(answers.length);
  for (let at = answers.length - 1; at >= 0; at -= 1) {
    for (const { slot, value } of answers[at]?.to ?? []) most[slot] = Math.max(most[slot] ?? 0, value);
    left[at] = together(most, words);
  }
  return left;
}
