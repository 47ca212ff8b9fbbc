import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/ledger.js';
import { createSearch } from '../../../src/search/index.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { actorsInMemory } from '../../support/builders.js';
import { describeShared } from '../../support/shared.js';

describeShared('the addresses of the SDN list', (data) => {
  async function entries(): Promise<Entry[]> {
    const all: Entry[] = [];
    for await (const event of ofacSdn.read(await ofacSdn.fromDisk(data('ofac/2023-12-28'), null)))
      if (event.kind === 'listing' && event.listing.wallets.length > 0)
        all.push({ listing: event.listing, status: 'listed', addedOn: null, removedOn: null, unseen: event.gaps });
    return all;
  }
  const around = [
    (it: string) => `Please send 2 BTC to ${it}, thanks!`,
    (it: string) => `https://explorer.test/#/address/${it}?utm=1`,
    (it: string) => `"17","${it}","USDT"`,
  ];

  test('each is found in a text, as its own party and no other', async () => {
    const listed = await entries();
    const search = createSearch({ actors: actorsInMemory([]) });
    search.replace('ofac-sdn', listed);
    const pairs = listed.flatMap(({ listing }) =>
      listing.wallets.map(({ address }) => ({ address, ref: listing.ref })),
    );
    expect(pairs.length).toBeGreaterThan(500);
    for (const { address, ref } of pairs) {
      for (const text of around.map((put) => put(address))) {
        const [only, ...more] = search.wallets(text);
        expect(more, text).toEqual([]);
        expect(only?.address, text).toBe(address);
        expect(
          only?.hits.map(({ listing }) => listing.ref),
          text,
        ).toContain(ref);
        expect(
          search.find(text, { limit: 50, minScore: 1 }).map(({ id }) => id),
          text,
        ).toContain(`ofac-sdn/${ref}`);
      }
    }
  });

  test('nearly all are recognised by their shape alone, and their checksums fit', async () => {
    const search = createSearch({ actors: actorsInMemory([]) });
    const addresses = new Set(
      (await entries()).flatMap(({ listing }) => listing.wallets.map(({ address }) => address)),
    );
    const odd = [...addresses].filter((address) => search.wallets(address).length !== 1);
    // A Monero payment id stands among the addresses.
    expect(odd.filter((address) => !/^[0-9a-f]{64}$/.test(address))).toEqual([]);
    const faulty = [...addresses].filter((address) => search.wallets(address)[0]?.checksum === 'faulty');
    expect(faulty.filter((address) => !address.startsWith('0x'))).toEqual([]);
  });

  test('the prose of official notices holds none that is not listed there', () => {
    const search = createSearch({ actors: actorsInMemory([]) });
    const text = readFileSync(data('uk/ofsi_regime_Cyber_2025-08-12.txt'), 'utf8');
    expect(search.wallets(text)).toEqual([]);
  });
});
