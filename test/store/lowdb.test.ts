import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/lib/time.js';
import { openStore } from '../../src/store/index.js';
import { entry, note, storeContract } from '../contracts/store.js';
import { emptyFolder, keysOf, open } from './folder.js';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

storeContract('lowdb', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-store-'));
  const open = () => openStore({ dir, log: silent, clock: systemClock });
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    dispose: async () => {
      await store.close();
      await rm(dir, { recursive: true });
    },
  };
});

it('refuses a transaction inside a transaction, which would wait for itself', async () => {
  const store = await open(await emptyFolder());
  const put = (key: string) => store.transaction(async (tx) => tx.put('audit', key, note(key)));
  await expect(store.transaction(() => put('inner'))).rejects.toThrow('use the outer one');
  let later: Promise<void> | undefined;
  await store.transaction(async () => {
    later = new Promise((resolve) => setImmediate(resolve)).then(() => put('later'));
  });
  await later;
  expect(await keysOf(store)).toEqual(['later']);
  await store.close();
});

it.each<[string, object]>([
  ['whose type is lost', { type: undefined }],
  ['whose type is none', { type: 'submarine' }],
  ['with a field that nobody knows', { tide: 'high' }],
])('refuses a row that it could not read back: a listing %s', async (_what, wrong) => {
  const dir = await emptyFolder();
  const store = await open(dir);
  const whole = entry('eu-fsf', 'EU.1.10');
  // Only JavaScript, or data that nobody checked, brings such a row here.
  const broken = { ...whole, listing: Object.assign({}, whole.listing, wrong) };
  await store.transaction(async (tx) => tx.put('listings', 'eu-fsf/EU.1.10', whole));
  for (const write of ['put', 'insert'] as const) {
    const writing = store.transaction(async (tx) => {
      tx.put('audit', 'before', note('before'));
      tx[write]('listings', 'eu-fsf/EU.2.20', broken);
    });
    await expect(writing).rejects.toThrow(/listings row "eu-fsf\/EU\.2\.20" has the wrong shape/);
  }
  await store.close();
  const again = await open(dir);
  expect(await again.list('listings')).toEqual([['eu-fsf/EU.1.10', whole]]);
  expect(await keysOf(again)).toEqual([]);
  await again.close();
});
