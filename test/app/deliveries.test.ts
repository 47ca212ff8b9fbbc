import { beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries, type Sender } from '../../src/app/deliveries.js';
import { destinationOf } from '../../src/app/destinations.js';
import { owe } from '../../src/delivery/owe.js';
import type { Delivery } from '../../src/domain/delivery.js';
import type { Subscription } from '../../src/domain/subscription.js';
import type { Deliveries } from '../../src/ports.js';
import { anAlert } from '../delivery/scene.js';
import { aChange, anAction, anAsker, NOW } from '../support/builders.js';
import { createMemoryStore } from '../support/memory-store.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const PLACE = destinationOf('slack/C1');
const clock = createVirtualClock(NOW);
const ACTION = anAction({ changes: [aChange(), aChange({ kind: 'removed', ref: '2', programs: ['TEST9'] })] });

let store: ReturnType<typeof createMemoryStore>;
let woken: string[];
let deliveries: Deliveries;

function deliveriesWith(sender: Sender | null): Deliveries {
  return createDeliveries({
    ...{ store, clock, titleOf: () => 'OFAC SDN' },
    factsFor: () => ({ relatedTo: () => [], announces: [] }),
    alertFor: ({ id }) => anAlert(id),
    sender: () => sender,
  });
}

beforeEach(() => {
  store = createMemoryStore();
  woken = [];
  const sender = {
    wake: (rows: readonly Delivery[]) => void woken.push(...rows.map(({ key }) => key)),
    tried: async () => {},
    restored: async () => {},
  };
  deliveries = deliveriesWith(sender);
  store.tables.actions.set(ACTION.id, ACTION);
  store.tables.destinations.set(PLACE.id, PLACE);
});

function subscribe(id: string, over: Partial<Subscription> = {}): void {
  const wish = { target: { kind: 'everything' }, kinds: [], format: 'full' } as const;
  const by = { createdAt: '2024-01-01T00:00:00.000Z', createdBy: 'U1', createdByName: 'Ada' };
  store.tables.subscriptions.set(id, { id, destination: PLACE.id, ...wish, ...by, ...over });
}

async function oweIt(over: Partial<Delivery> = {}): Promise<Delivery> {
  const hit = { destination: PLACE.id, subscriptions: ['S1'], changes: [0] };
  const [row] = await store.transaction((tx) => owe(tx, ACTION, [hit], clock.now()));
  if (!row) throw new Error('nothing was owed');
  store.tables.deliveries.set(row.key, { ...row, ...over });
  return row;
}

const brief = async () =>
  (await deliveries.why(ACTION, PLACE.id)).map(({ stage, outcome, reason }) => [stage, outcome, reason].join(' '));
const last = async () => (await brief()).at(-1);

describe('why', () => {
  it('goes through every stage of what was sent', async () => {
    subscribe('S1');
    await oweIt({ state: 'sent', settledAt: '2024-05-20T15:01:00.000Z', possibleDuplicate: true });
    const steps = await deliveries.why(ACTION, PLACE.id);
    expect(steps.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual([
      'source passed',
      'baseline passed',
      'subscription passed',
      'filter passed',
      'mute passed',
      'pause passed',
      'digest passed',
      'delivery passed',
    ]);
    expect(steps.map(({ detail }) => detail)).toMatchObject({
      0: 'OFAC SDN: published 20 May 2024, seen 20 May 2024 15:00 UTC',
      2: 'hit by S1 (everything)',
      3: '1 of 2 entries',
      7: expect.stringContaining('perhaps twice'),
    });
    expect(steps[7]?.at).toBe('2024-05-20T15:01:00.000Z');
  });

  it.each([
    [{ state: 'withheld', reason: 'muted' }, 'mute waits muted'],
    [{ state: 'withheld', reason: 'paused' }, 'pause waits paused'],
    [{ state: 'withheld', reason: 'in-digest' }, 'digest waits in-digest'],
    [{ state: 'suspended', reason: 'destination-gone' }, 'delivery waits destination-gone'],
    [{ state: 'failed', reason: 'unsubscribed' }, 'delivery stopped unsubscribed'],
    [{ state: 'pending', reason: 'rate-limited', attempts: 2 }, 'delivery waits rate-limited'],
  ] as const)('ends where %o is', async (over, step) => {
    subscribe('S1');
    await oweIt(over);
    expect(await last()).toBe(step);
  });

  it('follows what was withheld into its digest', async () => {
    subscribe('S1');
    const row = await oweIt({ state: 'withheld', reason: 'paused', digest: 'D' });
    const items = [{ action: ACTION.id, changes: null }];
    const parcel = { kind: 'digest', cause: 'paused', since: NOW, items } as const;
    store.tables.deliveries.set('D', { ...row, key: 'D', state: 'sent', parcel });
    expect((await brief()).slice(-2)).toEqual(['pause passed paused', 'delivery passed ']);
  });

  it.each([
    ['nothing is subscribed', () => {}, 'subscription stopped not-subscribed'],
    [
      'another target is',
      () => subscribe('S1', { target: { kind: 'program', program: 'OTHER' } }),
      'subscription stopped not-subscribed',
    ],
    ['another kind of change is', () => subscribe('S1', { kinds: ['amended'] }), 'filter stopped filtered'],
    ['it was subscribed later', () => subscribe('S1', { createdAt: NOW }), 'subscription stopped subscribed-later'],
    ['it was taken from disk', () => subscribe('S1'), 'delivery stopped taken-as-history'],
  ])('says of what was never owed that %s', async (_, arrange, step) => {
    arrange();
    expect(await last()).toBe(step);
  });
});

describe('a test or a replay', () => {
  const call = (kind: 'test' | 'replay', invocation: string) =>
    deliveries.again({ kind, action: ACTION, place: PLACE, asker: anAsker(), invocation });

  it('is owed once a call, beside the alert, and put on record', async () => {
    await oweIt({ state: 'sent' });
    const first = await call('replay', 'I1');
    const again = await call('replay', 'I1');
    const other = await call('replay', 'I2');
    const test = await call('test', 'I1');
    expect(again.delivery.key).toBe(first.delivery.key);
    expect(new Set([first, other, test].map(({ delivery }) => delivery.key)).size).toBe(3);
    expect(first.delivery).toMatchObject({ state: 'pending', parcel: { kind: 'replay', by: 'Ada' } });
    expect(store.tables.deliveries.size).toBe(4);
    expect([...store.tables.audit.values()].map(({ who, what }) => `${who}: ${what}`)).toEqual([
      `U1: replay of ${ACTION.id} to slack/C1`,
      `U1: replay of ${ACTION.id} to slack/C1`,
      `U1: test of ${ACTION.id} to slack/C1`,
    ]);
    expect(woken).toContain(first.delivery.key);
  });

  it('shows what the place is subscribed to, and all of it where that is nothing', async () => {
    expect((await call('test', 'I1')).delivery).toMatchObject({ changes: null, subscriptions: [] });
    subscribe('S1', { target: { kind: 'program', program: 'TEST9' } });
    expect((await call('test', 'I2')).delivery).toMatchObject({ changes: [1], subscriptions: ['S1'] });
  });

  it('waits in the store where nothing sends', async () => {
    deliveries = deliveriesWith(null);
    expect((await call('test', 'I1')).delivery.state).toBe('pending');
  });
});
