import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/lib/time.js';
import { openStore } from '../../src/store/index.js';
import { storeContract } from '../contracts/store.js';

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
