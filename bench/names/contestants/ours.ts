import type { Entry } from '../../../src/domain/ledger.js';
import { type Alias, bareListing } from '../../../src/domain/listing.js';
import { createSearch, type FedSearch } from '../../../src/search/index.js';
import type { Party } from '../listed.js';
import type { Contestant } from './contestant.js';

const NO_ACTORS = { all: () => [], get: () => undefined, named: () => undefined };

function entryOf({ id, type, names }: Party): Entry {
  const [list = '', ref = ''] = id.split(/\/(.*)/s);
  const [primary, ...others] = names;
  const aliases = others.map(
    ({ text, weak }): Alias => ({ name: text, kind: 'aka', strength: weak ? 'weak' : 'strong' }),
  );
  const listing = { ...bareListing(list, ref, primary?.text ?? '', type, ''), aliases };
  return { listing, status: 'listed', addedOn: null, removedOn: null, unseen: [] };
}

function fed(parties: readonly Party[]): FedSearch {
  const search = createSearch({ actors: NO_ACTORS });
  const byList = grouped(parties);
  for (const [list, members] of byList) search.replace(list, members.map(entryOf));
  return search;
}

function grouped(parties: readonly Party[]): Map<string, Party[]> {
  const byList = new Map<string, Party[]>();
  for (const party of parties) {
    const list = party.id.slice(0, party.id.indexOf('/'));
    const members = byList.get(list);
    if (members) members.push(party);
    else byList.set(list, [party]);
  }
  return byList;
}

/** Our own search, as the bot feeds it. */
export function buildOurs(parties: readonly Party[]): Contestant {
  const search = fed(parties);
  return {
    look: (query) => search.find(query, { limit: 5 }),
    rank: (query, limit) => search.find(query, { limit, minScore: 0 }),
    compare(a, b) {
      const pair = fed([{ id: 'bench/1', type: 'individual', names: [{ text: b, weak: false }] }]);
      return pair.find(a, { limit: 1, minScore: 0 })[0]?.score ?? 0;
    },
    update: (changed) => search.update(changed.map(entryOf)),
  };
}
