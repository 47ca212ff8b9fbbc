import { beforeEach, describe, expect, it } from 'vitest';
import { createForgetting } from '../../src/app/forget.js';
import type { Delivery } from '../../src/domain/delivery.js';
import type { Destination, Subscription } from '../../src/domain/subscription.js';
import type { Forgetting } from '../../src/ports.js';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const AT = '2024-06-01T12:00:00.000Z';
const ANN = { platform: 'slack', id: 'U0ANN', name: 'Ann' } as const;
const CHANNEL: Destination = { id: 'slack/C1', platform: 'slack', channel: 'C1', tenant: 'T1', direct: false };
const DIRECT: Destination = { id: 'slack/D1', platform: 'slack', channel: 'D1', tenant: 'T1', direct: true };

let store: MemoryStore & { readonly tables: Parameters<typeof createMemoryStore>[0] & object };
let forgetting: Forgetting;

const subscription = (id: string, destination: string, over: Partial<Subscription> = {}): Subscription => ({
  ...{ id, destination, target: { kind: 'everything' }, kinds: [], format: 'full', createdAt: AT },
  ...{ createdBy: 'U0ANN', createdByName: 'Ann', ...over },
});
const delivery = (key: string, destination: string, over: Partial<Delivery> = {}): Delivery => ({
  ...{ key, action: 'A1', destination, order: 1, subscriptions: [], changes: null, state: 'sent', attempts: 1 },
  ...{ createdAt: AT, notBefore: AT, ...over },
});

beforeEach(async () => {
  store = createMemoryStore();
  forgetting = createForgetting({ store, clock: createVirtualClock(AT) });
  await store.transaction(async (tx) => {
    tx.put('destinations', CHANNEL.id, {
      ...CHANNEL,
      quiet: [{ what: { kind: 'pause', subscription: null }, since: AT, until: AT, by: 'U0ANN', byName: 'Ann' }],
    });
    tx.put('destinations', DIRECT.id, DIRECT);
    tx.put('destinations', 'discord/1', { id: 'discord/1', platform: 'discord', channel: '1', direct: false });
    tx.put('subscriptions', 'S1', subscription('S1', CHANNEL.id));
    tx.put('subscriptions', 'S2', subscription('S2', DIRECT.id));
    tx.put(
      'subscriptions',
      'S3',
      subscription('S3', CHANNEL.id, {
        createdBy: 'U0BOB',
        createdByName: 'Bob',
        mention: { kind: 'user', id: 'U0ANN', name: 'ann' },
      }),
    );
    // The same id on another platform is somebody else.
    tx.put('subscriptions', 'S4', subscription('S4', 'discord/1'));
    tx.put('deliveries', 'k1', delivery('k1', CHANNEL.id, { parcel: { kind: 'test', by: 'Ann' } }));
    tx.put('deliveries', 'k2', delivery('k2', CHANNEL.id));
    tx.put('deliveries', 'k3', delivery('k3', DIRECT.id, { state: 'pending' }));
    tx.put('edits', 'e1', {
      key: 'e1',
      destination: DIRECT.id,
      earlier: 'k3',
      later: 'k3',
      state: 'pending',
      attempts: 0,
      notBefore: AT,
    });
    tx.put('untold', 'slack/U0ANN', { places: [CHANNEL.id] });
    tx.put('untold', 'slack/U0BOB', { places: [CHANNEL.id, DIRECT.id] });
    tx.put('counters', 'answers/slack/D1', { value: 1 });
    for (const [who, what] of [
      ['U0ANN', 'subscribed S1 everything for slack/C1'],
      ['U0ANN', 'subscribed S2 everything for slack/D1'],
      ['U0BOB', 'edited S1 everything of slack/C1'],
    ])
      tx.put('audit', `W${await tx.next('audit')}`, { at: AT, who: who ?? '', what: what ?? '', why: '' });
  });
});

const everything = () => JSON.stringify([...Object.values(store.tables)].map((table) => [...table]));

describe('a person', () => {
  it('is told what there is, and nothing is erased by asking', async () => {
    const before = everything();
    expect(await forgetting.person(ANN, null, false)).toEqual({
      subscriptions: 1,
      anonymous: 2,
      deliveries: 1,
      records: 3,
    });
    expect(everything()).toBe(before);
  });

  it('is nowhere any more once forgotten, and the record of it names nobody', async () => {
    await forgetting.person(ANN, null, true);
    expect(everything()).not.toContain('slack/D1');
    for (const [, row] of await store.list('subscriptions'))
      if (row.destination.startsWith('slack/')) expect(JSON.stringify(row)).not.toMatch(/U0ANN|Ann|"ann"/);
    for (const collection of ['destinations', 'deliveries', 'edits', 'untold', 'audit'] as const)
      expect(JSON.stringify(await store.list(collection)), collection).not.toMatch(/U0ANN|Ann\b/);
    const records = (await store.list('audit')).map(([, record]) => record);
    expect(records.at(-1)).toEqual({ at: AT, who: 'forgotten', what: 'forgot a person', why: 'asked for' });
  });

  it('leaves what they made for others to others, and those as they are', async () => {
    await forgetting.person(ANN, null, true);
    expect(await store.get('subscriptions', 'S1')).toMatchObject({ createdBy: 'forgotten', createdByName: 'somebody' });
    expect(await store.get('subscriptions', 'S2')).toBeUndefined();
    expect(await store.get('subscriptions', 'S3')).toEqual(
      subscription('S3', CHANNEL.id, { createdBy: 'U0BOB', createdByName: 'Bob' }),
    );
    expect(await store.get('subscriptions', 'S4')).toEqual(subscription('S4', 'discord/1'));
    expect(await store.get('destinations', DIRECT.id)).toBeUndefined();
    expect(await store.get('destinations', CHANNEL.id)).toMatchObject({
      quiet: [{ by: 'forgotten', byName: 'somebody' }],
    });
    expect(await store.get('untold', 'slack/U0BOB')).toEqual({ places: [CHANNEL.id] });
    expect((await store.list('audit')).map(([, { who }]) => who)).toEqual(['forgotten', 'U0BOB', 'forgotten']);
  });

  it('who asks in a direct message ends that conversation too, though they subscribed nothing', async () => {
    const bob = { platform: 'slack', id: 'U0BOB', name: 'Bob' } as const;
    expect(await forgetting.person(bob, DIRECT, true)).toMatchObject({ subscriptions: 1, deliveries: 1 });
    expect(await store.get('destinations', DIRECT.id)).toBeUndefined();
  });

  it('may be forgotten twice', async () => {
    await forgetting.person(ANN, null, true);
    const nothing = { subscriptions: 0, anonymous: 0, deliveries: 0, records: 0 };
    expect(await forgetting.person(ANN, null, true)).toEqual(nothing);
  });
});

describe('a place', () => {
  it('is counted, then forgotten with its subscriptions, deliveries and records', async () => {
    const before = everything();
    const stored = { subscriptions: 2, anonymous: 0, deliveries: 2, records: 2 };
    expect(await forgetting.place(CHANNEL.id, false)).toEqual(stored);
    expect(everything()).toBe(before);
    expect(await forgetting.place(CHANNEL.id, true)).toEqual(stored);
    expect(everything()).not.toContain('slack/C1');
    const records = (await store.list('audit')).map(([, record]) => record);
    expect(records.at(-1)).toEqual({ at: AT, who: 'forgotten', what: 'forgot a place', why: 'asked for' });
    expect(await store.get('subscriptions', 'S2')).toBeDefined();
  });

  it('loses nothing where the disk refuses', async () => {
    const before = everything();
    store.failWith(new Error('disk full'));
    await expect(forgetting.place(CHANNEL.id, true)).rejects.toThrow('disk full');
    expect(everything()).toBe(before);
  });
});
