import type { Collection, Collections, Store, Transaction } from '../src/ports.js';

/** A store in memory that takes no time, for what is measured in the time of an injected clock. */
export function instantStore(): Store {
  const tables = new Map<Collection, Map<string, unknown>>();
  const table = <C extends Collection>(collection: C): Map<string, Collections[C]> => {
    const known = tables.get(collection) ?? new Map<string, unknown>();
    tables.set(collection, known);
    return known as Map<string, Collections[C]>;
  };
  const tx: Transaction = {
    get: async (collection, key) => table(collection).get(key),
    list: async (collection, prefix = '') => [...table(collection)].filter(([key]) => key.startsWith(prefix)),
    put: (collection, key, value) => void table(collection).set(key, value),
    insert: (collection, key, value) => void table(collection).set(key, value),
    delete: (collection, key) => void table(collection).delete(key),
    next: async (sequence) => {
      const value = (table('counters').get(sequence)?.value ?? 0) + 1;
      table('counters').set(sequence, { value });
      return value;
    },
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    get: tx.get,
    list: tx.list,
    transaction(work) {
      const result = last.then(() => work(tx));
      last = result.catch(() => undefined);
      return result;
    },
    watch: () => {},
    close: async () => {},
  };
}
