import { expect, test } from 'vitest';
import { loadActors } from '../../src/actors/index.js';
import type { Entry } from '../../src/domain/ledger.js';
import type { ListSource } from '../../src/ports.js';
import { createSearch } from '../../src/search/index.js';
import { ofacSdn } from '../../src/sources/ofac-sdn/index.js';
import { unSc } from '../../src/sources/un-sc/index.js';
import { describeShared } from '../support/shared.js';

async function entriesOf(source: ListSource, path: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const event of source.read(await source.fromDisk(path, null)))
    if (event.kind === 'listing')
      entries.push({ listing: event.listing, status: 'listed', addedOn: null, removedOn: null, unseen: event.gaps });
  return entries;
}

describeShared('the SDN list of 28 December 2023 and the UN list of 18 November 2025', (data) => {
  const load = async () => {
    const sdn = await entriesOf(ofacSdn, data('ofac/2023-12-28'));
    const search = createSearch({ actors: await loadActors('data/actors') });
    search.replace('ofac-sdn', sdn);
    search.replace('un-sc', await entriesOf(unSc, data('un/2025-11-18.xml')));
    return { sdn, search };
  };
  let loading: ReturnType<typeof load> | undefined;
  /** Once, by the first test that runs: where the files are absent none does. */
  const loaded = () => {
    loading ??= load();
    return loading;
  };

  test.each([
    ['hidden cobra', 'lazarus-group'],
    ['lazarus', 'lazarus-group'],
    ['Lazarus Gruop', 'lazarus-group'],
    ['27307', 'lazarus-group'],
    ['ofac-sdn/27307', 'lazarus-group'],
    ['kimsuki', 'kimsuky'],
    ['KPe.031', 'reconnaissance-general-bureau'],
    ['KYCBKPPY', 'cheil-credit-bank'],
    ['Yinyin Tian', 'tian-yinyin'],
    ['vladimir putin', 'ofac-sdn/35096'],
    ['kadyrov ramzan', 'ofac-sdn/23343'],
  ])('%s is %s', async (query, id) => {
    expect((await loaded()).search.find(query, { limit: 1 })[0]?.id).toBe(id);
  });

  test.each([['HADI'], ['mohammad'], ['group'], ['John Smith'], ['David Cohen'], ['Bank of America'], ['Li Wei']])(
    '%s is nobody on them but who is called just that',
    async (query) => {
      const names = (await loaded()).search
        .find(query, { limit: 50 })
        .map(({ matchedName }) => matchedName.toLowerCase());
      expect(names.filter((name) => name !== query.toLowerCase())).toEqual([]);
    },
  );

  test('every primary name and reference of the list finds its own party', async () => {
    const { sdn, search } = await loaded();
    const own = new Map<string, string[]>();
    for (const { listing } of sdn.filter((_, i) => i % 25 === 0))
      own.set(listing.ref, [`ofac-sdn/${listing.ref}`, listing.name]);
    for (const [ref, queries] of own) {
      for (const query of queries) {
        const found = search.find(query, { limit: 50 });
        const match = found.find(({ listings }) =>
          listings.some((known) => known.list === 'ofac-sdn' && known.ref === ref),
        );
        expect(match?.score, query).toBeGreaterThanOrEqual(0.97);
      }
    }
  });

  test('an answer takes milliseconds, typed or typed wrongly', async () => {
    const { sdn, search } = await loaded();
    const names = sdn.filter((_, i) => i % 50 === 0).map(({ listing }) => listing.name.replace(/[aeiou]/i, 'x'));
    const start = performance.now();
    for (const name of names) search.find(name, { limit: 5 });
    expect((performance.now() - start) / names.length).toBeLessThan(25);
  });
});
