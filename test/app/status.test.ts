import { beforeEach, describe, expect, it } from 'vitest';
import { confirmedAt, readStatus } from '../../src/app/status.js';
import type { Delivery } from '../../src/domain/delivery.js';
import type { Cursor, Health } from '../../src/domain/ledger.js';
import { sources } from '../../src/sources/index.js';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

const START = '2026-01-05T12:00:00.000Z';
const MINUTE = 60_000;

let store: MemoryStore;
let clock: VirtualClock;

beforeEach(() => {
  store = createMemoryStore();
  clock = createVirtualClock(START);
});

function cursor(source: string, over: Partial<Cursor> = {}): Cursor {
  return {
    source,
    format: 'xml',
    published: '2026-01-04',
    digest: 'd',
    lastAction: 'baseline',
    signal: null,
    etag: null,
    lastModified: null,
    validFor: null,
    takenAt: START,
    baselineOn: '2026-01-04',
    unconfirmed: null,
    fileAt: START,
    records: 1_000,
    gaps: 3,
    setAside: [{ ref: '1', reason: 'it has no name' }],
    unknown: ['a/b'],
    items: [],
    ...over,
  };
}

function health(source: string, over: Partial<Health> = {}): Health {
  const ok = { checkedAt: START, succeededAt: START, changedAt: START };
  return { source, ...ok, failures: 0, failingSince: null, error: null, ...over };
}

async function put(...rows: (Cursor | Health)[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const row of rows) {
      if ('digest' in row) tx.put('cursors', row.source, row);
      else tx.put('health', row.source, row);
    }
  });
}

const status = (watched: readonly string[], pollSeconds: number | null = null) =>
  readStatus(store, sources, clock, { sources: watched, pollSeconds });
const states = async (watched: readonly string[], pollSeconds: number | null = null) =>
  Object.fromEntries((await status(watched, pollSeconds)).sources.map(({ id, state }) => [id, state]));

describe('the sources', () => {
  it('are those that are watched, and those that answers still rest on', async () => {
    await put(cursor('un-sc'), health('un-sc'));
    expect(await states(['un-sc'])).toEqual({ 'un-sc': 'ok' });
    expect((await status(['un-sc'])).healthy).toBe(true);
    expect(await states(['ofac-sdn'])).toEqual({ 'ofac-sdn': 'never-read', 'un-sc': 'ok' });
    expect((await status(['ofac-sdn'])).healthy).toBe(false);
  });

  it('say what they hold and what they could not read', async () => {
    await put(cursor('un-sc'), health('un-sc'));
    expect((await status(['un-sc'])).sources).toMatchObject([
      { title: 'UN Security Council', records: 1_000, gaps: 3, setAside: 1, unknown: ['a/b'], published: '2026-01-04' },
    ]);
  });

  it('fail when the last check failed, also before the first success', async () => {
    await put(health('un-sc', { failures: 2, error: 'answered 403', succeededAt: null }));
    expect(await status(['un-sc'])).toMatchObject({
      healthy: false,
      sources: [{ state: 'failing', error: 'answered 403' }],
    });
  });

  it('are stale after twice the pause between two checks, and never within 15 minutes', async () => {
    await put(cursor('un-sc'), health('un-sc'));
    await clock.advance(15 * MINUTE);
    expect(await states(['un-sc'])).toEqual({ 'un-sc': 'ok' });
    expect((await status(['un-sc'])).sources).toMatchObject([{ staleSince: null }]);
    await clock.advance(1);
    expect((await status(['un-sc'])).sources).toMatchObject([{ state: 'stale', staleSince: START }]);
  });

  it('are not stale because their publisher is silent: that they were checked confirms them', async () => {
    await put(cursor('un-sc', { published: '2025-11-01' }), health('un-sc', { changedAt: '2025-11-01T00:00:00.000Z' }));
    expect((await status(['un-sc'])).sources).toMatchObject([
      { state: 'ok', staleSince: null, published: '2025-11-01' },
    ]);
  });

  it('are not stale while the pause that the operator set lasts', async () => {
    await put(cursor('un-sc'), health('un-sc'));
    await clock.advance(119 * MINUTE);
    expect(await states(['un-sc'], 3_600)).toEqual({ 'un-sc': 'ok' });
    await clock.advance(2 * MINUTE);
    expect(await states(['un-sc'], 3_600)).toEqual({ 'un-sc': 'stale' });
  });
});

describe('the deliveries', () => {
  function delivery(key: string, state: Delivery['state']): Delivery {
    const times = { createdAt: START, notBefore: START };
    return {
      key,
      action: 'A',
      destination: 'slack/C1',
      order: 1,
      subscriptions: [],
      changes: null,
      state,
      attempts: 0,
      ...times,
    };
  }

  it('that nobody wanted any more are no failures', async () => {
    await put(cursor('un-sc'), health('un-sc', { succeededAt: START }));
    await store.transaction(async (tx) => {
      tx.put('deliveries', 'k1', { ...delivery('k1', 'failed'), reason: 'unsubscribed' });
      tx.put('deliveries', 'k2', { ...delivery('k2', 'failed'), reason: 'gave-up' });
    });
    expect(await status(['un-sc'])).toMatchObject({ deliveries: { pending: 0, suspended: 0, failed: 1 } });
  });

  it('that a platform does not take from this token are unhealthy, and it is named', async () => {
    await put(cursor('un-sc'), health('un-sc', { succeededAt: START }));
    const row = { ...delivery('k1', 'pending'), destination: 'slack/C0TEST', reason: 'token-rejected' as const };
    await store.transaction(async (tx) => tx.put('deliveries', 'k1', row));
    expect(await status(['un-sc'])).toMatchObject({ healthy: false, deliveries: { rejectedOn: ['slack'] } });
    await store.transaction(async (tx) => tx.put('deliveries', 'k1', { ...row, state: 'sent' }));
    const { healthy, deliveries } = await status(['un-sc']);
    expect([healthy, deliveries.rejectedOn]).toEqual([true, undefined]);
  });

  it('are counted, and one that waits for more than 15 minutes is unhealthy', async () => {
    await put(cursor('un-sc'), health('un-sc'));
    const kinds: Delivery['state'][] = ['pending', 'sending', 'sent', 'failed', 'suspended', 'suspended'];
    await store.transaction(async (tx) => {
      for (const [i, state] of kinds.entries()) tx.put('deliveries', `k${i}`, delivery(`k${i}`, state));
    });
    expect(await status(['un-sc'])).toMatchObject({
      healthy: true,
      deliveries: { pending: 2, suspended: 2, failed: 1, oldestPending: START },
    });
    await clock.advance(15 * MINUTE + 1);
    await put(health('un-sc', { succeededAt: clock.now().toISOString() }));
    expect((await status(['un-sc'])).healthy).toBe(false);
  });
});

describe('what answers were checked against', () => {
  it('is the last check that confirmed a list; feeds and lists never read are left out', async () => {
    await put(
      cursor('un-sc'),
      cursor('ofac-sdn', { fileAt: '2026-01-01T00:00:00.000Z' }),
      cursor('ofac-recent-actions'),
    );
    await put(health('ofac-sdn', { succeededAt: '2026-01-05T11:00:00.000Z' }));
    expect(await confirmedAt(store, sources)).toEqual({ 'un-sc': START, 'ofac-sdn': '2026-01-05T11:00:00.000Z' });
  });
});
