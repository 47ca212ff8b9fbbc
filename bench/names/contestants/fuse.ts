import Fuse from 'fuse.js';
import type { Party } from '../listed.js';
import { type Contestant, distinct } from './contestant.js';

interface Doc {
  readonly id: string;
  readonly text: string;
}

function docsOf({ id, names }: Party): Doc[] {
  return names.map(({ text }) => ({ id, text }));
}

function indexOf(docs: readonly Doc[]): Fuse<Doc> {
  return new Fuse(docs, {
    keys: ['text'],
    includeScore: true,
    ignoreLocation: true,
    ignoreDiacritics: true,
    threshold: 0.6,
  });
}

export function buildFuse(parties: readonly Party[]): () => Contestant {
  const docs = parties.flatMap(docsOf);
  return () => {
    const index = indexOf(docs);
    const rank = (query: string, limit: number) =>
      distinct(
        index.search(query, { limit: 50 }).map(({ item, score }) => ({ id: item.id, score: 1 - (score ?? 1) })),
        limit,
      );
    return {
      look: (query) => rank(query, 5),
      rank,
      compare: (a, b) => 1 - (indexOf([{ id: '1', text: b }]).search(a)[0]?.score ?? 1),
      update(changed) {
        const ids = new Set(changed.map(({ id }) => id));
        index.remove(({ id }) => ids.has(id));
        for (const doc of changed.flatMap(docsOf)) index.add(doc);
      },
    };
  };
}
