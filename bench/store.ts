/** What the embedded store takes: how it starts, grows and keeps up with 1,000, 10,000 and 100,000 deliveries. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Hit } from '../src/alerts/route.js';
import { alertKey, owe } from '../src/delivery/owe.js';
import { prune } from '../src/delivery/prune.js';
import type { ListAction } from '../src/domain/action.js';
import type { Delivery } from '../src/domain/delivery.js';
import { systemClock } from '../src/lib/time.js';
import type { Log, Store } from '../src/ports.js';
import { disk, type Files } from '../src/store/files.js';
import { openStore } from '../src/store/index.js';
import { watchLoop } from './loop.js';

const SIZES = [1_000, 10_000, 100_000];
const SENDS = 300;
/** How many places are sent to at once, and how long a slow disk takes for a sync, in milliseconds. */
const AT_ONCE = 40;
const SLOW_SYNC = 5;
const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const LONG_AGO = '2020-01-01T00:00:00.000Z';
const ACTION: ListAction = {
  ...{ kind: 'list', id: 'A2345ABCDEFGH', source: 'ofac-sdn', published: null, detectedAt: LONG_AGO, changes: [] },
};

/** Prints a row for each number of deliveries: `npm run bench -- store 1000000` for one of your own. */
export async function benchStore(only: readonly string[]): Promise<void> {
  const rows: Record<string, number>[] = [];
  for (const size of only.length > 0 ? only.map(Number) : SIZES) rows.push(await measure(size));
  console.log('\nThe embedded store (owed: one action to so many destinations in one commit; a send is two commits)');
  console.table(rows);
  await measureSlowDisk();
}

async function measure(size: number): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-store-'));
  const open = () => openStore({ dir, log: QUIET, clock: systemClock });
  try {
    let store = await open();
    const owed = await timed(() => oweAll(store, size));
    const sends = await timed(() => send(store, size, SENDS));
    const together = await timed(() => sendAtOnce(store, size));
    const settling = await timed(() => settle(store, size));
    const closing = await timed(() => store.close());
    const megabytes = (await bytesIn(dir)) / 1e6;
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const opening = await timed(async () => {
      store = await open();
    });
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed - before;
    const pruning = await timed(() => prune({ store, clock: systemClock, retentionDays: 90 }));
    await store.close();
    return {
      deliveries: size,
      'owed in ms': whole(owed.ms),
      'loop held ms': whole(owed.heldMs),
      'sends a minute': whole((SENDS / sends.ms) * 60_000),
      [`sends a minute, ${AT_ONCE} at once`]: whole((SENDS / together.ms) * 60_000),
      'settled in s': tenth(settling.ms / 1000),
      'state MB': tenth(megabytes),
      'heap MB': tenth(heap / 1e6),
      'start ms': whole(opening.ms),
      'compaction ms': whole(closing.ms),
      'compaction held ms': whole(closing.heldMs),
      'pruned in ms': whole(pruning.ms),
      'pruning held ms': whole(pruning.heldMs),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function oweAll(store: Store, size: number): Promise<void> {
  const hits = Array.from({ length: size }, (_, n) => hit(n));
  await store.transaction((tx) => owe(tx, ACTION, hits, new Date(LONG_AGO)));
}

/** As the outbox does: marked before it is handed over, recorded after. */
async function send(store: Store, size: number, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await sendOne(store, n % size);
}

async function sendOne(store: Store, n: number): Promise<void> {
  const row = delivery(n);
  await store.transaction(async (tx) => tx.put('deliveries', row.key, { ...row, state: 'sending', attempts: 1 }));
  await store.transaction(async (tx) => tx.put('deliveries', row.key, sent(row)));
}

/** The same to many places at once, each of which waits for nothing but its own. */
async function sendAtOnce(store: Store, size: number): Promise<void> {
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let n = lane; n < SENDS; n += AT_ONCE) await sendOne(store, n % size);
  });
  await Promise.all(lanes);
}

/** The disk with syncs that take longer. */
function slowDisk(): Files {
  return {
    ...disk,
    open: async (path, flags, mode) => {
      const handle = await disk.open(path, flags, mode);
      const after = (work: () => Promise<void>) => () => wait(SLOW_SYNC).then(work);
      return {
        ...{ write: handle.write.bind(handle), truncate: handle.truncate.bind(handle), stat: () => handle.stat() },
        ...{ sync: after(() => handle.sync()), datasync: after(() => handle.datasync()), close: () => handle.close() },
      };
    },
  };
}

/** How many sends a minute a disk takes whose syncs take long. */
async function measureSlowDisk(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-store-'));
  try {
    const store = await openStore({ dir, log: QUIET, clock: systemClock, files: slowDisk() });
    await oweAll(store, SENDS);
    const [one, many] = [await timed(() => send(store, SENDS, SENDS)), await timed(() => sendAtOnce(store, SENDS))];
    await store.close();
    const [alone, together] = [one, many].map(({ ms }) => whole((SENDS / ms) * 60_000));
    console.log(`A disk that syncs in ${SLOW_SYNC} ms: ${alone} sends a minute, ${together} with ${AT_ONCE} at once`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function settle(store: Store, size: number): Promise<void> {
  const rows = Array.from({ length: size }, (_, n) => delivery(n));
  for (let from = 0; from < size; from += 100) {
    await store.transaction(async (tx) => {
      for (const row of rows.slice(from, from + 100)) tx.put('deliveries', row.key, sent(row));
    });
  }
}

function hit(n: number): Hit {
  return { destination: `slack/C${String(n).padStart(8, '0')}`, subscriptions: [`S${n}`], changes: [0, 4, 7] };
}

function delivery(n: number): Delivery {
  const { destination, ...rest } = hit(n);
  return {
    ...{ key: alertKey(ACTION.id, destination), action: ACTION.id, destination, order: n + 1, ...rest },
    ...{ state: 'pending', attempts: 0, createdAt: LONG_AGO, notBefore: LONG_AGO },
  };
}

function sent(row: Delivery): Delivery {
  const url = `https://example.slack.com/archives/${row.destination.slice(6)}/p1700000000000100`;
  return { ...row, state: 'sent', attempts: 1, messageId: '1700000000.000100', url, settledAt: LONG_AGO };
}

async function timed(work: () => Promise<unknown>): Promise<{ readonly ms: number; readonly heldMs: number }> {
  const loop = watchLoop();
  // It counts from its first look on.
  await wait(20);
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  await wait(20);
  return { ms, heldMs: loop().own };
}

async function bytesIn(dir: string): Promise<number> {
  let sum = 0;
  for (const name of await readdir(dir)) sum += (await stat(join(dir, name))).size;
  return sum;
}

function whole(value: number): number {
  return Math.round(value);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
