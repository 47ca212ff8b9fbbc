import { coverage, type IndexedName, type Likeness, type NameKind, type Token } from './name-index.js';
import { tokensOf, turned } from './normalise.js';

export interface Query {
  readonly text: string;
  readonly words: readonly string[];
  readonly weights: readonly number[];
  /** For each word, the vocabulary's words it may stand for. */
  readonly likenesses: readonly (readonly Likeness[])[];
}

type Manner =
  | 'exact'
  /** The same words in another order. */
  | 'order'
  /** The same letters, blanks apart. */
  | 'joined'
  /** The same words but for typos. */
  | 'typos'
  /** Some words stand on one side only. */
  | 'part';

export interface Score {
  /** 0 to 1, two decimals. */
  readonly score: number;
  readonly manner: Manner;
  readonly typos: readonly { readonly typed: string; readonly listed: string }[];
  readonly onlyInQuery: readonly string[];
  readonly onlyInName: readonly string[];
}

/** A weak alias alone identifies nobody; an analyst name is not on any list; ZINC is a metal. */
const TRUST: Readonly<Record<NameKind, number>> = {
  name: 1,
  'strong alias': 1,
  'profile id': 1,
  'analyst name': 0.97,
  'weak alias': 0.95,
  'common analyst name': 0.9,
};
const OTHER_ORDER = 0.98;
const JOINED = 0.97;

/** How well a query's words cover a name's, and the name's the query's. */
export function scoreName(query: Query, name: IndexedName): Score {
  const pairs = pairUp(query, name.tokens);
  const paired = new Set(pairs.map(({ query: position }) => position));
  const met = new Set(pairs.map(({ name: position }) => position));
  const onlyInQuery = query.words.filter((_, position) => !paired.has(position));
  const onlyInName = name.tokens.filter((_, position) => !met.has(position)).map((token) => token.text);
  const typos = pairs.flatMap((pair) => (pair.likeness < 1 ? { typed: pair.typed, listed: pair.listed } : []));
  const facts = { typos, onlyInQuery, onlyInName };
  const trust = TRUST[name.kind];
  if (onlyInQuery.length + onlyInName.length + typos.length === 0) {
    const ordered = inOrder(query.words, name);
    return { ...facts, score: round(trust * (ordered ? 1 : OTHER_ORDER)), manner: ordered ? 'exact' : 'order' };
  }
  if (query.words.join('') === name.tokens.map((token) => token.text).join(''))
    return { typos: [], onlyInQuery: [], onlyInName: [], score: round(trust * JOINED), manner: 'joined' };
  const shared = pairs.reduce((sum, pair) => sum + pair.likeness * pair.weight, 0);
  const total = query.weights.reduce((sum, weight) => sum + weight, 0);
  const manner = onlyInQuery.length + onlyInName.length === 0 ? 'typos' : 'part';
  return { ...facts, score: round(trust * coverage(shared / total, shared / name.weight)), manner };
}

interface Pair {
  readonly query: number;
  readonly name: number;
  readonly typed: string;
  readonly listed: string;
  readonly likeness: number;
  readonly weight: number;
}

/** Each word with at most one of the other side, the most alike first. */
function pairUp(query: Query, tokens: readonly Token[]): Pair[] {
  const possible: Pair[] = [];
  query.likenesses.forEach((likenesses, position) => {
    for (const { token, likeness } of likenesses)
      tokens.forEach((candidate, at) => {
        if (candidate !== token) return;
        const weight = query.weights[position] ?? 0;
        possible.push({
          query: position,
          name: at,
          typed: query.words[position] ?? '',
          listed: token.text,
          likeness,
          weight,
        });
      });
  });
  possible.sort((a, b) => b.likeness - a.likeness);
  const taken = { query: new Set<number>(), name: new Set<number>() };
  return possible.filter((pair) => {
    if (taken.query.has(pair.query) || taken.name.has(pair.name)) return false;
    taken.query.add(pair.query);
    taken.name.add(pair.name);
    return true;
  });
}

/** "Park Jin Hyok" is "PARK, Jin Hyok" as written, and "Jin Hyok Park" is it with the surname last. */
function inOrder(words: readonly string[], name: IndexedName): boolean {
  const joined = words.join(' ');
  if (joined === name.tokens.map((token) => token.text).join(' ')) return true;
  const given = turned(name.text);
  return given !== null && joined === tokensOf(given).join(' ');
}

/** Downwards, so that a score shown as the threshold is at the threshold. */
function round(score: number): number {
  return Math.floor(score * 100 + 1e-9) / 100;
}
