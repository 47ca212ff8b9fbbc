import { beforeEach, describe, expect, it } from 'vitest';
import { defaultDestinations, destinationOf, subscribeDefault } from '../../src/app/destinations.js';
import { createSubscriptions } from '../../src/app/subscriptions.js';
import type { Actor } from '../../src/domain/actor.js';
import { UserError } from '../../src/domain/errors.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { createLedger } from '../../src/ledger/history.js';
import type { Subscriptions } from '../../src/ports.js';
import { sources } from '../../src/sources/index.js';
import { aChange, actorsInMemory, anAction, anActor, anAnnouncement, anAsker, anEntry } from '../support/builders.js';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const PLACE = destinationOf('slack/C1');
const clock = createVirtualClock('2024-06-01T12:00:00.000Z');

let store: MemoryStore;
let subscriptions: Subscriptions;

beforeEach(() => {
  store = createMemoryStore();
  subscriptions = subscriptionsWith(anActor());
});

function subscriptionsWith(actor: Actor): Subscriptions {
  return createSubscriptions({
    store,
    clock,
    actors: actorsInMemory([actor]),
    ledger: createLedger(store),
    sources: sources.filter(({ id }) => id !== 'un-sc'),
    relatedTo: () => [],
  });
}

const wish = (over: Partial<Subscription> = {}) => ({
  destination: PLACE.id,
  target: { kind: 'actor', actor: 'grey-heron', relations: false } as Subscription['target'],
  kinds: [],
  format: 'full' as const,
  createdBy: 'U1',
  createdByName: 'Ada',
  ...over,
});
const audit = async () => (await store.list('audit')).map(([, { who, what }]) => [who, what]);

describe('subscriptions', () => {
  it('are made once for a place and a target, however often they are asked for, and put on record', async () => {
    const { subscription, created } = await subscriptions.add(wish(), PLACE);
    expect([subscription.id, created]).toEqual(['S1', true]);
    expect(await subscriptions.add(wish(), PLACE)).toEqual({ subscription, created: false });
    expect(await store.get('destinations', PLACE.id)).toEqual(PLACE);
    expect(await audit()).toEqual([['U1', 'subscribed S1 actor:grey-heron for slack/C1']]);
  });

  it('are found by who made them, on that platform alone', async () => {
    const { subscription } = await subscriptions.add(wish(), PLACE);
    await subscriptions.add(wish({ createdBy: 'U2', destination: 'slack/C2' }), destinationOf('slack/C2'));
    await subscriptions.add(wish({ destination: 'discord/1' }), destinationOf('discord/1'));
    expect(await subscriptions.by('slack', 'U1')).toEqual([{ subscription, place: PLACE }]);
    expect(await subscriptions.by('slack', 'U3')).toEqual([]);
  });

  it('are changed in place when somebody wishes otherwise', async () => {
    await subscriptions.add(wish(), PLACE);
    const { subscription, created } = await subscriptions.add(wish({ format: 'compact', createdBy: 'U2' }), PLACE);
    expect([subscription.id, subscription.format, created]).toEqual(['S1', 'compact', false]);
    expect(await subscriptions.of(PLACE.id)).toHaveLength(1);
    expect(await audit()).toHaveLength(2);
  });

  it('of another place are neither seen nor removed', async () => {
    await subscriptions.add(wish(), PLACE);
    expect(await subscriptions.of('slack/C2')).toEqual([]);
    expect(await subscriptions.remove('S1', 'slack/C2', anAsker())).toBeUndefined();
    expect(await subscriptions.of(PLACE.id)).toHaveLength(1);
    expect(await subscriptions.remove('S1', PLACE.id, anAsker({ id: 'U9' }))).toMatchObject({ id: 'S1' });
    expect((await audit()).at(-1)).toEqual(['U9', 'unsubscribed S1 actor:grey-heron of slack/C1']);
    expect(await subscriptions.of(PLACE.id)).toEqual([]);
  });

  it('to a list that is not watched are refused', () => {
    expect(subscriptions.parseTarget('list:ofac-sdn')).toEqual({ kind: 'list', list: 'ofac-sdn' });
    expect(() => subscriptions.parseTarget('list:un-sc')).toThrow(UserError);
  });

  it('to one country are one, in whatever words an older version stored it', async () => {
    const old = wish({ target: { kind: 'country', country: 'Korea, North' } });
    await store.transaction(async (tx) =>
      tx.put('subscriptions', 'S7', { ...old, id: 'S7', createdAt: '2024-01-01T00:00:00.000Z' }),
    );
    expect(await subscriptions.of(PLACE.id)).toMatchObject([{ id: 'S7', target: { country: 'North Korea' } }]);
    const again = wish({ target: subscriptions.parseTarget('country:KP'), format: 'compact' });
    expect(await subscriptions.add(again, PLACE)).toMatchObject({ subscription: { id: 'S7' }, created: false });
    expect(await subscriptions.of(PLACE.id)).toHaveLength(1);
  });

  it('say how many listings they are about now', async () => {
    const listings = [
      anEntry({ ref: '2001', programs: ['DPRK3'], addresses: [{ text: 'Pyongyang', country: 'Korea, North' }] }),
      anEntry({ ref: '2', type: 'vessel', programs: ['DPRK3'] }),
      anEntry({ ref: '3', nationalities: [{ country: 'Ruritania', kind: 'nationality' }] }),
      anEntry({ ref: '4', programs: ['DPRK3'] }, { status: 'removed' }),
      anEntry({
        ref: '5',
        list: 'ofac-consolidated',
        nationalities: [{ country: 'Korea, North', kind: 'citizenship' }],
      }),
      anEntry({ ref: '6', list: 'un-sc', programs: ['DPRK3'] }),
    ];
    await store.transaction(async (tx) => {
      for (const entry of listings) tx.put('listings', `${entry.listing.list}/${entry.listing.ref}`, entry);
    });
    const matches = (text: string) => subscriptions.matchesNow(subscriptions.parseTarget(text));
    expect(await matches('everything')).toBe(4);
    expect(await matches('list:ofac-sdn')).toBe(3);
    expect(await matches('list:ofac-recent-actions')).toBe(0);
    expect(await matches('program:dprk3')).toBe(2);
    expect(await matches('program:NOPE')).toBe(0);
    expect(await matches('country:North Korea')).toBe(2);
    expect(await matches('type:vessel')).toBe(1);
    expect(await matches('grey heron')).toBe(1);
  });

  it("count an actor's own listings with the actor's country", async () => {
    const own = subscriptionsWith(anActor({ country: 'Russia' }));
    await store.transaction(async (tx) => tx.put('listings', 'ofac-sdn/2001', anEntry({ ref: '2001' })));
    expect(await own.matchesNow(own.parseTarget('country:Russia'))).toBe(1);
  });

  it('say what they would have sent of the last days', async () => {
    const old = anAction({ id: 'Aold', published: '2024-04-01' });
    const recent = anAction({
      id: 'Anew',
      changes: [aChange({ actors: [{ actor: 'grey-heron', reason: { kind: 'listing' } }] })],
    });
    const notice = anAnnouncement({ id: 'Anote', changes: [aChange({ ref: null })] });
    await store.transaction(async (tx) => {
      for (const action of [old, recent, notice]) tx.insert('actions', action.id, action);
    });
    const ids = async (text: string, kinds: Subscription['kinds'] = []) =>
      (await subscriptions.dryRun(subscriptions.parseTarget(text), kinds, 30)).map(({ id }) => id).sort();
    expect(await ids('everything')).toEqual(['Anew', 'Anote']);
    expect(await ids('grey heron')).toEqual(['Anew']);
    expect(await ids('list:ofac-sdn')).toEqual(['Anew', 'Anote']);
    expect(await ids('list:ofac-sdn', ['announced'])).toEqual(['Anote']);
    expect(await ids('program:NONE')).toEqual([]);
  });
});

describe('the default channels', () => {
  it('are the configured ones, or the terminal where there is no platform', () => {
    expect(defaultDestinations({ slack: null, discord: null })).toEqual(['terminal/local']);
    expect(defaultDestinations({ slack: { channel: 'C1' }, discord: { channel: '12' } })).toEqual([
      'slack/C1',
      'discord/12',
    ]);
    expect(defaultDestinations({ slack: {}, discord: null })).toEqual([]);
  });

  it('are subscribed to everything when first seen, and whoever ends that is not overruled', async () => {
    await subscribeDefault(store, clock, PLACE.id);
    expect(await subscriptions.of(PLACE.id)).toMatchObject([
      { id: 'S1', target: { kind: 'everything' }, createdBy: 'env' },
    ]);
    await subscriptions.remove('S1', PLACE.id, anAsker());
    await subscribeDefault(store, clock, PLACE.id);
    expect(await subscriptions.of(PLACE.id)).toEqual([]);
    expect(await audit()).toHaveLength(2);
  });

  it('are subscribed also where somebody subscribed to something before', async () => {
    await store.transaction(async (tx) => tx.put('destinations', PLACE.id, PLACE));
    await subscribeDefault(store, clock, PLACE.id);
    expect(await subscriptions.of(PLACE.id)).toMatchObject([{ target: { kind: 'everything' }, createdBy: 'env' }]);
    expect(await store.get('destinations', PLACE.id)).toEqual(PLACE);
  });
});
