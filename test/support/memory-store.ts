import { DuplicateKey } from '../../src/domain/errors.js';
import type { Collection, Collections, RowListener, Store, Transaction } from '../../src/ports.js';

type Tables = { [C in Collection]: Map<string, Collections[C]> };

/** A `Store` that keeps everything in memory and keeps all promises of the port but durability. */
export interface MemoryStore extends Store {
  /** Every transaction from now on rejects with this error, as on a full disk; null mends it. */
  failWith(error: Error | null): void;
  /** How many transactions were committed. */
  readonly commits: number;
  /** Called with the state of a delivery each time one is committed. */
  onDelivery(listener: (delivery: Collections['deliveries']) => void): void;
}

function emptyTables(): Tables {
  return {
    cursors: new Map(),
    health: new Map(),
    listings: new Map(),
    versions: new Map(),
    held: new Map(),
    actions: new Map(),
    subscriptions: new Map(),
    destinations: new Map(),
    deliveries: new Map(),
    edits: new Map(),
    alarms: new Map(),
    untold: new Map(),
    audit: new Map(),
    counters: new Map(),
  };
}

function rows<V>(table: ReadonlyMap<string, V>, prefix: string): (readonly [string, V])[] {
  return [...table].filter(([key]) => key.startsWith(prefix));
}

function tellChanges<C extends Collection>(
  before: ReadonlyMap<string, Collections[C]>,
  now: ReadonlyMap<string, Collections[C]> | undefined,
  isDeleted: (key: string) => boolean,
  listener: RowListener<C>,
): void {
  if (!now) return;
  for (const key of before.keys()) if (isDeleted(key)) listener(key, undefined);
  for (const [key, row] of now) if (before.get(key) !== row || isDeleted(key)) listener(key, row);
}

class MemoryTransaction implements Transaction {
  /** Copies of the tables that this transaction wrote to. */
  readonly #own: Partial<Tables> = {};
  /** `collection/key` of what it deleted, whether or not it put it again. */
  readonly deleted = new Set<string>();
  readonly #tables: Tables;
  #refused: DuplicateKey | null = null;
  #over = false;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async get<C extends Collection>(collection: C, key: string): Promise<Collections[C] | undefined> {
    return this.#read(collection).get(key);
  }

  async list<C extends Collection>(collection: C, prefix = ''): Promise<(readonly [string, Collections[C]])[]> {
    return rows(this.#read(collection), prefix);
  }

  put<C extends Collection>(collection: C, key: string, value: Collections[C]): void {
    this.#write(collection).set(key, value);
  }

  insert<C extends Collection>(collection: C, key: string, value: Collections[C]): void {
    if (this.#read(collection).has(key)) {
      this.#refused ??= new DuplicateKey(collection, key);
      throw this.#refused;
    }
    this.put(collection, key, value);
  }

  delete(collection: Collection, key: string): void {
    this.deleted.add(`${collection}/${key}`);
    this.#write(collection).delete(key);
  }

  async next(sequence: string): Promise<number> {
    const value = (this.#read('counters').get(sequence)?.value ?? 0) + 1;
    this.put('counters', sequence, { value });
    return value;
  }

  /** The tables it changed; throws if an insert was refused. */
  end(): Partial<Tables> {
    this.#over = true;
    if (this.#refused) throw this.#refused;
    return this.#own;
  }

  abandon(): void {
    this.#over = true;
  }

  #read<C extends Collection>(collection: C): Tables[C] {
    this.#assertOpen();
    return this.#own[collection] ?? this.#tables[collection];
  }

  #write<C extends Collection>(collection: C): Map<string, Collections[C]> {
    this.#assertOpen();
    const copy: Map<string, Collections[C]> = this.#own[collection] ?? new Map(this.#tables[collection]);
    Object.assign(this.#own, { [collection]: copy });
    return copy;
  }

  #assertOpen(): void {
    if (this.#over) throw new Error('The transaction has ended');
  }
}

/** A store over `tables`; a second one over the same tables is what a restart finds. */
export function createMemoryStore(tables: Tables = emptyTables()): MemoryStore & { readonly tables: Tables } {
  let failure: Error | null = null;
  let closed = false;
  let commits = 0;
  let tail: Promise<unknown> = Promise.resolve();
  const listeners: ((delivery: Collections['deliveries']) => void)[] = [];
  const watchers: ((before: Tables, changed: Partial<Tables>, deleted: ReadonlySet<string>) => void)[] = [];

  const run = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const tx = new MemoryTransaction(tables);
    try {
      const result = await work(tx);
      if (failure) throw failure;
      const changed = tx.end();
      const before = { ...tables };
      Object.assign(tables, changed);
      commits += 1;
      for (const watcher of watchers) watcher(before, changed, tx.deleted);
      for (const [key, row] of changed.deliveries ?? []) {
        if (before.deliveries.get(key) !== row) for (const listener of listeners) listener(row);
      }
      return result;
    } finally {
      tx.abandon();
    }
  };

  return {
    tables,
    get commits() {
      return commits;
    },
    failWith: (error) => {
      failure = error;
    },
    onDelivery: (listener) => {
      listeners.push(listener);
    },
    get: async (collection, key) => tables[collection].get(key),
    list: async (collection, prefix = '') => rows(tables[collection], prefix),
    transaction(work) {
      if (closed) return Promise.reject(new Error('The store is closed'));
      const result = tail.then(() => run(work));
      tail = result.catch(() => undefined);
      return result;
    },
    watch(collection, listener) {
      watchers.push((before, changed, deleted) =>
        tellChanges(before[collection], changed[collection], (key) => deleted.has(`${collection}/${key}`), listener),
      );
    },
    async close() {
      closed = true;
      await tail;
    },
  };
}
