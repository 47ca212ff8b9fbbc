import { storeContract } from '../contracts/store.js';
import { createMemoryStore } from '../support/memory-store.js';

storeContract('the store in memory', async () => {
  const store = createMemoryStore();
  return {
    store,
    reopen: async () => {
      await store.close();
      return createMemoryStore(store.tables);
    },
    dispose: () => store.close(),
  };
});
