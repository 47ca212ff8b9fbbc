import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/lib/time.js';
import { openStore } from '../../src/store/index.js';
import { note, storeContract } from '../contracts/store.js';
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
