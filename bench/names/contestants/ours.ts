import type { Entry } from '../../../src/domain/ledger.js';
import { type Alias, bareListing } from '../../../src/domain/listing.js';
import { createSearch } from '../../../src/search/index.js';
import { comparePair } from '../../../src/search/pair.js';
import type { Party } from '../listed.js';
import type { Contestant } from './contestant.js';

const NO_ACTORS = { all: () => [], get: () => undefined, named: () => undefined };

/** Entries as the ledger gives them, list by list. */
type Feed = ReadonlyMap<string, readonly Entry[]>;

/** The entry that a list would have of the party. */
export function entryOf({ id, type, names }: Party): Entry {
  const [list = '', ref = ''] = id.split(/\/(.*)/s);
  const [primary, ...others] = names;
  const aliases = others.map(
    ({ text, weak }): Alias => ({ name: text, kind: 'aka', strength: weak ? 'weak' : 'strong' }),
  );
  const listing = { ...bareListing(list, ref, primary?.text ?? '', type, ''), aliases };
  return { listing, status: 'listed', addedOn: null, removedOn: null, unseen: [] };
}

function feedOf(parties: readonly Party[]): Feed {
  const feed = new Map<string, Entry[]>();
  for (const entry of parties.map(entryOf)) {
    const own = feed.get(entry.listing.list);
    if (own) own.push(entry);
    else feed.set(entry.listing.list, [entry]);
  }
  return feed;
}

/** Our own search, as the bot feeds it. */
export function buildOurs(parties: readonly Party[]): () => Contestant {
  const feed = feedOf(parties);
  return () => {
    const search = createSearch({ actors: NO_ACTORS });
    for (const [list, entries] of feed) search.replace(list, entries);
    return {
      look: (query) => search.find(query, { limit: 5 }),
      rank: (query, limit) => search.find(query, { limit, minScore: 0 }),
      compare: (a, b) => comparePair(a, b).score,
      update: (changed) => search.update(changed.map(entryOf)),
    };
  };
}
