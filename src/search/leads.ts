import { consonantsIn, consonantsOf } from './consonants.js';
import { joinedFolds } from './joined.js';
import type { NameStore } from './name-store.js';
import { partsOf } from './parts.js';
import type { Query } from './query.js';
import { VOWELLESS } from './scripts.js';
import type { Neighbour } from './vocabulary.js';
import { isPinyin } from './wade-giles.js';
import { type Word, wordOf } from './word.js';

/** A word of a query has three slots: the whole of it, and its two parts. */
export const SLOTS = 3;

/** A word of the query, or those that it was joined from or split into, and what it is worth to find it in a name. */
export interface Lead {
  /** Which slots of the query it fills, and what each of them weighs. */
  readonly slots: readonly { readonly slot: number; readonly weight: number }[];
  readonly neighbours: readonly Neighbour[];
}

/** Words that say less than this lead to no candidate, unless there are no others. */
const LEADING = 0.12;
/** A word this like a known one is that. */
const SURELY = 0.92;

/** What leads to names; `far`, also words that are hardly the typed ones. */
export function leadsOf(query: Query, store: NameStore, far: boolean): Lead[] {
  const leads: Lead[] = [];
  const lead = (slots: Lead['slots'], neighbours: readonly Neighbour[]) => {
    if (neighbours.some(({ id }) => store.borneBy(id) > 0)) leads.push({ slots, neighbours });
  };
  const whole = (at: number) => ({ slot: at * SLOTS, weight: query.weights[at] ?? 0 });
  const worthwhile = query.weights.some((weight) => weight >= LEADING);
  query.words.forEach((word, at) => {
    const weight = query.weights[at] ?? 0;
    const likenesses = query.likenesses[at] ?? new Map<number, number>();
    if (weight >= LEADING || !worthwhile)
      lead(
        [whole(at)],
        [...likenesses].map(([id, likeness]) => ({ id, likeness })),
      );
    for (const parts of joinsAt(at, query.words))
      lead(
        parts.map((_, ahead) => whole(at + ahead)),
        joinedOf(parts, store),
      );
    const [likely = 0] = likenesses.values();
    if (far && likely < SURELY) lead([whole(at)], store.vocabulary.resembling(word));
    for (const { side, neighbours } of partsOf(word, likely, {
      store,
      known: query.known,
      far,
      words: query.words.length,
    }))
      lead([{ slot: at * SLOTS + (side === 'head' ? 1 : 2), weight: weight / 2 }], neighbours);
  });
  return leads;
}

/** The word at a place with the next; behind it an article and one more, where vowels are lost. */
function joinsAt(at: number, words: readonly Word[]): Word[][] {
  const [word, next, last] = words.slice(at, at + 3);
  if (!word || !next) return [];
  if (!last?.text.startsWith(VOWELLESS) || next.kind !== 'particle') return [[word, next]];
  return [
    [word, next],
    [word, next, last],
  ];
}

/** The vocabulary's words that words written together are, or are much like. */
function joinedOf(parts: readonly Word[], store: NameStore): Neighbour[] {
  const text = parts.map((part) => part.text).join('');
  const borneBy = (id: number) => store.borneBy(id);
  if (text.includes(VOWELLESS)) {
    const folds = joinedFolds(parts).filter(
      (fold) => consonantsIn(consonantsOf({ fold, text: fold })) >= MIN_CONSONANTS,
    );
    return folds.flatMap((fold) => store.vocabulary.neighbours({ ...wordOf(fold), fold }, borneBy));
  }
  const joined = wordOf(text);
  if (joined.kind !== 'name' || store.vocabulary.exactly(joined).length > 0)
    return store.vocabulary.neighbours(joined, borneBy);
  return parts.every(isPartOfName) ? store.vocabulary.near(joined, borneBy) : [];
}

/** Company forms and abbreviations are Chinese syllables too: Lung-pao, T'ien-min. */
function isPartOfName({ kind, text }: Word): boolean {
  return kind === 'name' || kind === 'particle' || isPinyin(text);
}

/** Words joined without their vowels that have fewer are like hundreds. */
const MIN_CONSONANTS = 3;
