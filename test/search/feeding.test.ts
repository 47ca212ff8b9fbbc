import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/domain/ledger.js';
import { HashChains } from '../../src/search/grow.js';
import { createSearch, type FedSearch } from '../../src/search/index.js';
import { NameStore } from '../../src/search/name-store.js';
import { Register } from '../../src/search/register.js';
import { actorsInMemory, anActor, anActorListing, anEntry } from '../support/builders.js';

const actors = actorsInMemory([anActor({ listings: [anActorListing(), anActorListing({ list: 'un-sc', ref: '5' })] })]);

const word = fc.constantFrom(
  'grey',
  'heron',
  'herons',
  'ali',
  'mohammed',
  'trading',
  'llc',
  'tidewater',
  'unit 5',
  'wu',
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ').toUpperCase());
const list = fc.constantFrom('ofac-sdn', 'un-sc');
const party = fc.record({
  ref: fc.constantFrom('1', '2', '3', '4', '5', '2001'),
  names: fc.array(name, { minLength: 1, maxLength: 3 }),
  number: fc.constantFrom('9187629', '9074729'),
});
type Party = typeof party extends fc.Arbitrary<infer One> ? One : never;

function entryOf(on: string, { ref, names: [first = '', ...others], number }: Party): Entry {
  return anEntry({
    list: on,
    ref,
    name: first,
    aliases: others.map((alias) => ({ name: alias, kind: 'aka', strength: 'strong' })),
    identifiers: [{ type: 'IMO number', number, country: 'Ruritania' }],
  });
}

const step = fc.record({
  list,
  parties: fc.array(party, { maxLength: 6 }),
  feed: fc.constantFrom('replace', 'update', 'replaceInTurns', 'updateInTurns'),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** What the lists hold after these steps. */
function outcomeOf(steps: readonly Step[]): Map<string, Entry> {
  const held = new Map<string, Entry>();
  for (const { list: on, parties, feed } of steps) {
    if (feed.startsWith('replace')) for (const key of held.keys()) if (key.startsWith(`${on}/`)) held.delete(key);
    for (const one of parties) held.set(`${on}/${one.ref}`, entryOf(on, one));
  }
  return held;
}

/** What was asked meanwhile must leave no trace either. */
function fed(steps: readonly Step[], asked: string): { readonly search: FedSearch; readonly done: Promise<unknown> } {
  const search = createSearch({ actors });
  const done = steps.map(({ list: on, parties, feed }) => {
    search.find(asked, { limit: 5 });
    const entries = parties.map((one) => entryOf(on, one));
    return feed.startsWith('replace')
      ? search[feed === 'replace' ? 'replace' : 'replaceInTurns'](on, entries)
      : search[feed === 'update' ? 'update' : 'updateInTurns'](entries);
  });
  return { search, done: Promise.all(done) };
}

describe('a search that was fed', () => {
  test('answers as one that was built from what the lists hold in the end, whatever came before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), name, async (steps, query) => {
        const { search, done } = fed(steps, query);
        await done;
        const fresh = createSearch({ actors });
        for (const on of ['un-sc', 'ofac-sdn'])
          fresh.replace(on, [...outcomeOf(steps).values()].filter(({ listing }) => listing.list === on).toReversed());
        for (const text of [query, 'IMO 9187629', '2001'])
          expect(search.find(text, { limit: 50, minScore: 0 })).toEqual(fresh.find(text, { limit: 50, minScore: 0 }));
        for (const typed of [query.slice(0, 2), query.slice(0, -1), query])
          expect(search.suggest(typed, 25)).toEqual(fresh.suggest(typed, 25));
      }),
      { numRuns: 200 },
    );
  });
});

describe('of more equals than are compared', () => {
  const fleet = Array.from({ length: 90 }, (_, i) =>
    anEntry({ ref: String(i), name: `GREY HERON ${i}`, identifiers: [{ type: 'IMO number', number: '9187629' }] }),
  );

  test('the same ones are found and suggested, whatever came first', () => {
    const [one, other] = [createSearch({ actors }), createSearch({ actors })];
    one.replace('ofac-sdn', fleet);
    other.replace('ofac-sdn', fleet.toReversed());
    for (const query of ['grey heron', 'gray heron', 'IMO 9187629'])
      expect(one.find(query, { limit: 100, minScore: 0 })).toEqual(other.find(query, { limit: 100, minScore: 0 }));
    expect(one.suggest('gre', 25)).toEqual(other.suggest('gre', 25));
  });

  test('and namesakes on one list', () => {
    const [one, other] = [createSearch({ actors }), createSearch({ actors })];
    const namesakes = fleet.map(({ listing }) => anEntry({ ref: listing.ref, name: 'GREY HERON LINE' }));
    one.replace('un-sc', namesakes);
    other.replace('un-sc', namesakes.toReversed());
    expect(one.find('gray heron line', { limit: 5 })).toEqual(other.find('gray heron line', { limit: 5 }));
  });
});

describe('a list that changes in turns', () => {
  const versionOf = (version: string, parties: number) =>
    Array.from({ length: parties }, (_, i) => anEntry({ ref: String(i), name: `PARTY${i} ${version}SSON, Given` }));

  test('whoever is on it before and after is found at every turn', async () => {
    const search = createSearch({ actors });
    search.replace('ofac-sdn', versionOf('HERON', 2_000));
    let [fed, turns] = [false, 0];
    const done = search.replaceInTurns('ofac-sdn', versionOf('STORK', 1_500)).then(() => {
      fed = true;
    });
    while (!fed) {
      turns += 1;
      const found = search.find('PARTY1499 HERONSSON', { limit: 1, minScore: 0 });
      expect(found[0]?.id).toBe('ofac-sdn/1499');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await done;
    expect(turns).toBeGreaterThan(2);
    expect(search.find('PARTY1499 STORKSSON, Given', { limit: 1 })[0]).toMatchObject({ id: 'ofac-sdn/1499', score: 1 });
    expect(search.find('PARTY1700 HERONSSON, Given', { limit: 1 })).toEqual([]);
  });

  test('a change that follows is in it, not under it', async () => {
    const search = createSearch({ actors });
    const slow = search.replaceInTurns('ofac-sdn', versionOf('HERON', 2_000));
    search.update([anEntry({ ref: '1999', name: 'BLUE EGRET' })]);
    expect(search.find('blue egret', { limit: 1 })[0]?.id).toBe('ofac-sdn/1999');
    await slow;
    expect(search.find('blue egret', { limit: 1 })[0]?.id).toBe('ofac-sdn/1999');
    expect(search.find('PARTY1999 HERONSSON, Given', { limit: 1 })).toEqual([]);
  });

  test('a few entries are in when the call returns', () => {
    const search = createSearch({ actors });
    void search.updateInTurns([anEntry({ ref: '7', name: 'BLUE EGRET' })]);
    expect(search.find('blue egret', { limit: 1 })[0]?.id).toBe('ofac-sdn/7');
  });

  test('entries that cannot be read are said, and what comes next is taken', async () => {
    const search = createSearch({ actors });
    function* broken() {
      yield anEntry({ ref: '1', name: 'GREY HERON' });
      throw new Error('the store is closed');
    }
    await expect(search.replaceInTurns('ofac-sdn', broken())).rejects.toThrow('the store is closed');
    await search.updateInTurns([anEntry({ ref: '7', name: 'BLUE EGRET' })]);
    expect(search.find('blue egret', { limit: 1 })[0]?.id).toBe('ofac-sdn/7');
  });
});

describe('room', () => {
  test('as many parties leave a list as come to it', () => {
    const register = new Register(actorsInMemory([]));
    const versionOf = (version: string) =>
      Array.from({ length: 50 }, (_, i) => anEntry({ ref: `${version}${i}`, name: `PARTY ${version} ${i}` }));
    for (const _ of register.replace('ofac-sdn', versionOf('a')));
    let most = 0;
    for (const _ of register.replace('ofac-sdn', versionOf('b'))) most = Math.max(most, register.names.size);
    expect([most, register.names.size]).toEqual([50, 50]);
  });

  test('a key that is taken away is gone, and the others are not', () => {
    const chains = new HashChains(2);
    for (let value = 0; value < 20; value += 1) chains.add(value % 4, value);
    for (let value = 0; value < 20; value += 3) chains.remove(value % 4, value);
    chains.remove(1, 2_000);
    chains.add(1, 77);
    const under = (hash: number) => {
      const values: number[] = [];
      chains.each(hash, (value) => values.push(value));
      return values.filter((value) => value % 4 === hash % 4).sort((a, b) => a - b);
    };
    expect([under(0), under(1)]).toEqual([
      [4, 8, 16],
      [1, 5, 13, 17, 77],
    ]);
  });

  const letters = (n: number) =>
    n.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));

  test('a year of parties that come and go takes no more than they need at once', () => {
    const store = new NameStore();
    const set = (i: number) => {
      const words = Array.from({ length: 1 + (i % 5) }, (_, at) => `w${letters(i * 5 + at)}`);
      store.set(`owner${i}`, [
        { text: words.join(' '), kind: 'name' },
        { text: `${words[0]} limited`, kind: 'strong alias' },
      ]);
    };
    for (let i = 0; i < 500; i += 1) set(i);
    const [names, words] = [store.end, store.vocabulary.size];
    for (let i = 500; i < 20_000; i += 1) {
      store.remove(`owner${i - 500}`);
      set(i);
    }
    expect(store.size).toBe(1_000);
    expect(store.end).toBeLessThanOrEqual(names);
    expect(store.vocabulary.size).toBeLessThanOrEqual(words + 10);
  });

  test('names that stay are left where they are', () => {
    const store = new NameStore();
    store.set('one', [
      { text: 'GREY HERON', kind: 'name' },
      { text: 'BLUE EGRET', kind: 'strong alias' },
    ]);
    store.set('one', [
      { text: 'BLUE EGRET', kind: 'strong alias' },
      { text: 'GREY HERON', kind: 'name' },
    ]);
    expect([store.end, store.size]).toEqual([2, 2]);
    store.set('one', [{ text: 'BLUE EGRET', kind: 'weak alias' }]);
    expect(store.size).toBe(1);
    expect(store.vocabulary.idOf('heron')).toBeUndefined();
  });
});
