import { Charset, Index } from 'flexsearch';
import type { Party } from '../listed.js';
import { type Contestant, distinct } from './contestant.js';

const MANY = 100;

function emptyIndex(): Index {
  return new Index({ tokenize: 'forward', encoder: Charset.LatinAdvanced, resolution: 9 });
}

/** It gives no score: found is 1, not found 0. */
export function buildFlexsearch(parties: readonly Party[]): () => Contestant {
  return () => {
    const index = emptyIndex();
    const ids: string[] = [];
    const numbers = new Map<string, number[]>();
    const add = ({ id, names }: Party): void => {
      for (const number of numbers.get(id) ?? []) index.remove(number);
      const own = names.map(({ text }) => {
        index.add(ids.length, text);
        return ids.push(id) - 1;
      });
      numbers.set(id, own);
    };
    for (const party of parties) add(party);
    const rank = (query: string, limit: number) => {
      const found = index.search(query, { limit: MANY, suggest: true });
      return distinct(
        found.map((number) => ({ id: ids[Number(number)] ?? '', score: 1 })),
        limit,
      );
    };
    return {
      look: (query) => rank(query, 5),
      rank,
      compare(a, b) {
        const pair = emptyIndex();
        pair.add(1, b);
        return pair.search(a, { limit: 1, suggest: false }).length;
      },
      update: (changed) => changed.forEach(add),
    };
  };
}
