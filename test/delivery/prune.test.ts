import { expect, it } from 'vitest';
import { Pruner, prune } from '../../src/delivery/prune.js';
import type { Delivery, Edit } from '../../src/domain/delivery.js';
import type { Store } from '../../src/ports.js';
import { createMemoryStore } from '../support/memory-store.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONG_AGO = '2023-09-01T00:00:00.000Z';
const LATELY = '2023-12-20T00:00:00.000Z';
const RETENTION = { retentionDays: 90 };

function row(key: string, over: Partial<Delivery> = {}): Delivery {
  return {
    ...{ key, action: 'A1', destination: 'slack/C1', order: 1, subscriptions: ['S1'], changes: null, attempts: 1 },
    ...{ state: 'sent', createdAt: LONG_AGO, notBefore: LONG_AGO, settledAt: LONG_AGO },
    ...over,
  };
}

function edit(key: string, over: Partial<Edit>): Edit {
  const facts = { destination: 'slack/C1', earlier: 'x', later: 'y', attempts: 1, notBefore: LONG_AGO };
  return { key, state: 'pending', ...facts, ...over };
}

function open(key: string, state: 'pending' | 'sending' | 'suspended'): Delivery {
  const { settledAt: _, ...rest } = row(key);
  return { ...rest, state };
}

async function scene(rows: readonly Delivery[], edits: readonly Edit[] = []) {
  const store = createMemoryStore();
  const clock = createVirtualClock('2024-01-01T00:00:00.000Z');
  await store.transaction(async (tx) => {
    for (const one of rows) tx.put('deliveries', one.key, one);
    for (const one of edits) tx.put('edits', one.key, one);
  });
  return { store, clock };
}

async function keys(store: Store, collection: 'deliveries' | 'edits' | 'versions'): Promise<string[]> {
  return (await store.list(collection)).map(([key]) => key);
}

it('forgets what is settled after the retention, and nothing that is still owed, however old', async () => {
  const owed = [open('pending', 'pending'), open('sending', 'sending'), open('suspended', 'suspended')];
  const past = [row('sent'), row('failed', { state: 'failed', reason: 'gave-up' })];
  const { store, clock } = await scene([...past, ...owed, row('lately', { settledAt: LATELY })]);
  expect(await prune({ store, clock, ...RETENTION })).toBe(2);
  expect(await keys(store, 'deliveries')).toEqual(['pending', 'sending', 'suspended', 'lately']);
});

it('counts from when it was settled: what a suspended channel got at last is as young as that', async () => {
  const { store, clock } = await scene([row('late', { settledAt: LATELY })]);
  expect(await prune({ store, clock, ...RETENTION })).toBe(0);
});

it('keeps what is withheld until a digest has told of it for as long', async () => {
  const { settledAt: _, ...waiting } = row('waits', { state: 'withheld', reason: 'paused' });
  const told = row('told', { state: 'withheld', reason: 'paused', digest: 'd1' });
  const { store, clock } = await scene([waiting, told]);
  await prune({ store, clock, ...RETENTION });
  expect(await keys(store, 'deliveries')).toEqual(['waits']);
});

it('keeps both messages of a story while one is to name the other', async () => {
  const edits = [edit('e1', { earlier: 'a', later: 'b' }), edit('e2', { earlier: 'c', later: 'd', state: 'given-up' })];
  const { store, clock } = await scene(
    ['a', 'b', 'c', 'd'].map((key) => row(key)),
    edits,
  );
  await prune({ store, clock, ...RETENTION });
  expect(await keys(store, 'deliveries')).toEqual(['a', 'b']);
  expect(await keys(store, 'edits')).toEqual(['e1']);
});

it('keeps the last thousand versions of each source', async () => {
  const { store, clock } = await scene([]);
  await store.transaction(async (tx) => {
    for (let n = 0; n < 1_003; n += 1) {
      const takenAt = new Date(Date.parse(LONG_AGO) + n * HOUR).toISOString();
      tx.put('versions', `ofac-sdn/${n}`, { takenAt, published: null });
    }
    tx.put('versions', 'un-sc/1', { takenAt: LONG_AGO, published: null });
  });
  expect(await prune({ store, clock, ...RETENTION })).toBe(3);
  const left = await keys(store, 'versions');
  expect(left).toHaveLength(1_001);
  expect(left).toEqual(expect.arrayContaining(['ofac-sdn/3', 'ofac-sdn/1002', 'un-sc/1']));
});

it('takes few rows at a time, so that no message waits for it', async () => {
  const { store, clock } = await scene(Array.from({ length: 1_000 }, (_, n) => row(`d${n}`)));
  const before = store.commits;
  await prune({ store, clock, ...RETENTION });
  expect(store.commits - before).toBe(5);
});

it('does so at the start and every six hours, goes on after a full disk, and leaves no timer', async () => {
  const { store, clock } = await scene([row('first')]);
  const errors: string[] = [];
  const log = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (message: string) => void errors.push(message),
  };
  const pruner = new Pruner({ store, clock, log, ...RETENTION });
  pruner.start();
  await clock.settle();
  expect(await keys(store, 'deliveries')).toEqual([]);
  await store.transaction(async (tx) => tx.put('deliveries', 'second', row('second')));
  store.failWith(new Error('ENOSPC'));
  await clock.advance(6 * HOUR);
  expect(errors).toHaveLength(1);
  store.failWith(null);
  await clock.advance(DAY);
  expect(await keys(store, 'deliveries')).toEqual([]);
  await pruner.stop();
  expect(clock.sleepers).toBe(0);
});
