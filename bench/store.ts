/** What the embedded store takes: how it starts, grows and keeps up with 1,000, 10,000 and 100,000 deliveries. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { prune } from '../src/delivery/prune.js';
import type { Delivery } from '../src/domain/delivery.js';
import { systemClock } from '../src/lib/time.js';
import type { Log, Store } from '../src/ports.js';
import { openStore } from '../src/store/index.js';

const SIZES = [1_000, 10_000, 100_000];
const SENDS = 300;
const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const LONG_AGO = '2020-01-01T00:00:00.000Z';

/** Prints a row for each number of deliveries: `npm run bench -- store 1000000` for one of your own. */
export async function benchStore(only: readonly string[]): Promise<void> {
  const rows: Record<string, number>[] = [];
  for (const size of only.length > 0 ? only.map(Number) : SIZES) rows.push(await measure(size));
  console.log('\nThe embedded store (owed: one action to so many destinations in one commit; a send is two commits)');
  console.table(rows);
}

async function measure(size: number): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-store-'));
  const open = () => openStore({ dir, log: QUIET, clock: systemClock });
  try {
    let store = await open();
    const owed = await timed(() => owe(store, size));
    const sends = await timed(() => send(store, size, SENDS));
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

async function owe(store: Store, size: number): Promise<void> {
  await store.transaction(async (tx) => {
    for (let n = 0; n < size; n += 1) tx.insert('deliveries', keyOf(n), delivery(n));
  });
}

/** As the outbox does: marked before it is handed over, recorded after. */
async function send(store: Store, size: number, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const row = delivery(n % size);
    await store.transaction(async (tx) => tx.put('deliveries', row.key, { ...row, state: 'sending', attempts: 1 }));
    await store.transaction(async (tx) => tx.put('deliveries', row.key, sent(row)));
  }
}

async function settle(store: Store, size: number): Promise<void> {
  for (let from = 0; from < size; from += 100) {
    await store.transaction(async (tx) => {
      for (let n = from; n < Math.min(size, from + 100); n += 1) tx.put('deliveries', keyOf(n), sent(delivery(n)));
    });
  }
}

function keyOf(n: number): string {
  return `k${String(n).padStart(23, '0')}`;
}

function delivery(n: number): Delivery {
  return {
    ...{ key: keyOf(n), action: 'A2345ABCDEFGH', destination: `slack/C${String(n).padStart(8, '0')}`, order: n },
    ...{ subscriptions: [`S${n}`], changes: [0, 4, 7], state: 'pending', attempts: 0 },
    ...{ createdAt: LONG_AGO, notBefore: LONG_AGO },
  };
}

function sent(row: Delivery): Delivery {
  const url = `https://example.slack.com/archives/${row.destination.slice(6)}/p1700000000000100`;
  return { ...row, state: 'sent', attempts: 1, messageId: '1700000000.000100', url, settledAt: LONG_AGO };
}

async function timed(work: () => Promise<unknown>): Promise<{ readonly ms: number; readonly heldMs: number }> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  loop.disable();
  return { ms, heldMs: loop.max / 1e6 };
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
