import MiniSearch from 'minisearch';
import type { Party } from '../listed.js';
import { type Contestant, distinct } from './contestant.js';

interface Doc {
  readonly id: string;
  readonly text: string;
}

const plain = (term: string): string => term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function emptyIndex(prefix: boolean): MiniSearch<Doc> {
  return new MiniSearch<Doc>({
    fields: ['text'],
    processTerm: plain,
    searchOptions: { fuzzy: 0.2, prefix, combineWith: 'OR' },
  });
}

function docsOf({ id, names }: Party): Doc[] {
  return names.map(({ text }, i) => ({ id: `${id}#${i}`, text }));
}

/** Its scores have no scale: a name's score is taken as a share of what the name scores against itself. */
function alike(a: string, b: string, prefix: boolean): number {
  const scored = (query: string, text: string): number => {
    const index = emptyIndex(prefix);
    index.add({ id: '1', text });
    return index.search(query)[0]?.score ?? 0;
  };
  const own = Math.max(scored(a, a), scored(b, b));
  return own === 0 ? 0 : Math.min(1, scored(a, b) / own);
}

export function buildMinisearch(parties: readonly Party[], prefix: boolean): () => Contestant {
  const docs = parties.flatMap(docsOf);
  const texts = new Map(parties.map((party) => [party.id, party.names.map(({ text }) => text)]));
  return () => {
    const index = emptyIndex(prefix);
    index.addAll(docs);
    const find = (query: string, limit: number) =>
      distinct(
        index.search(query).map(({ id, score }) => ({ id: String(id).replace(/#\d+$/, ''), score })),
        limit,
      );
    return {
      look: (query) => find(query, 5),
      rank: (query, limit) =>
        find(query, limit).map(({ id }) => ({
          id,
          score: Math.max(0, ...(texts.get(id) ?? []).map((text) => alike(query, text, prefix))),
        })),
      compare: (a, b) => alike(a, b, prefix),
      update(changed) {
        for (const doc of changed.flatMap(docsOf)) {
          if (index.has(doc.id)) index.replace(doc);
          else index.add(doc);
        }
      },
    };
  };
}
