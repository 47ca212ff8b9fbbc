import { describe, expect, it } from 'vitest';
import { createSilences } from '../../src/app/silences.js';
import { Digests } from '../../src/delivery/digests.js';
import { owe } from '../../src/delivery/owe.js';
import { jitterMs } from '../../src/delivery/schedule.js';
import type { Delivery, DeliveryReason } from '../../src/domain/delivery.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { anAction, anAsker } from '../support/builders.js';
import { aPlace, createScene, DAY, HOUR, MINUTE, SECOND, START } from './scene.js';

const C1 = 'slack/C1';
const ADA = anAsker();
const FACTS = { relatedTo: () => [], announces: [] };

/** A scene with a place, and what owes digests beside its outbox. */
async function digestScene() {
  const scene = createScene();
  const { store, clock, outbox } = scene;
  await scene.places(aPlace(C1));
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const open = () => new Digests({ store, clock, log, factsFor: () => FACTS, onOwed: (rows) => outbox.wake(rows) });
  const digests = open();
  const silences = createSilences({
    ...{ store, clock, factsFor: () => FACTS },
    onWithheld: (rows) => {
      outbox.wake(rows);
      digests.wake(rows);
    },
  });
  await outbox.start();
  digests.start();
  return {
    ...{ ...scene, digests, silences, open },
    /** As a new process would open its outbox. */
    openOutbox: (onWithheld: (rows: readonly Delivery[]) => void) => scene.open({ onWithheld }),
    subscribe(id: string, over: Partial<Subscription> = {}): void {
      const wish = { target: { kind: 'everything' }, kinds: [], format: 'full' } as const;
      const by = { createdAt: START, createdBy: 'U1', createdByName: 'Ada' };
      store.tables.subscriptions.set(id, { id, destination: C1, ...wish, ...by, ...over });
    },
    /** Records an action and owes it as the pipeline would. */
    async owe(id: string, withheld: DeliveryReason | null, subscriptions = ['S1']): Promise<Delivery[]> {
      const action = anAction({ id });
      const rows = await store.transaction(async (tx) => {
        tx.put('actions', id, action);
        return owe(tx, action, [{ destination: C1, subscriptions, changes: null, withheld }], clock.now());
      });
      outbox.wake(rows);
      digests.wake(rows);
      await clock.settle();
      return rows;
    },
    digestsOwed: () => scene.rows(C1).filter(({ parcel }) => parcel?.kind === 'digest'),
    actionsIn: (row: Delivery | undefined) =>
      row?.parcel?.kind === 'digest' ? row.parcel.items.map(({ action }) => action) : [],
  };
}

describe('a daily digest', () => {
  const daily = { schedule: { every: 'day', hour: 8, zone: 'UTC' } } as const;

  it('tells once, at its hour and the jitter of its place, of what was recorded since the last one', async () => {
    const scene = await digestScene();
    scene.subscribe('S1', daily);
    await scene.owe('A1', 'in-digest');
    await scene.owe('A2', 'in-digest');
    await scene.clock.advance(8 * HOUR + jitterMs(C1) - SECOND);
    expect(scene.slack.posts).toEqual([]);
    await scene.owe('A3', 'in-digest');
    await scene.clock.advance(2 * SECOND);
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1', 'A2']]);
    expect(scene.slack.posts).toHaveLength(1);
    await scene.clock.advance(DAY);
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1', 'A2'], ['A3']]);
    await scene.clock.advance(3 * DAY);
    expect(scene.slack.posts).toHaveLength(2);
    const [digest] = scene.digestsOwed();
    expect(scene.rows(C1)[0]).toMatchObject({ state: 'withheld', digest: digest?.key, settledAt: expect.any(String) });
  });

  it('is the one of a daily subscription where a weekly one is about the same', async () => {
    const scene = await digestScene();
    scene.subscribe('S1', { schedule: { every: 'week', hour: 8, zone: 'UTC' } });
    scene.subscribe('S2', { ...daily, target: { kind: 'list', list: 'ofac-sdn' } });
    await scene.clock.advance(DAY);
    await scene.owe('A1', 'in-digest', ['S1', 'S2']);
    await scene.clock.advance(DAY);
    expect(scene.digestsOwed()).toMatchObject([{ parcel: { cause: 'day' }, subscriptions: ['S1', 'S2'] }]);
  });

  it('is not doubled by a process that dies after it was owed, nor lost by one that dies before', async () => {
    const scene = await digestScene();
    scene.subscribe('S1', daily);
    await scene.owe('A1', 'in-digest');
    await scene.digests.stop();
    await scene.clock.advance(2 * DAY);
    expect(scene.digestsOwed()).toEqual([]);
    for (let restart = 0; restart < 3; restart += 1) {
      const next = scene.open();
      next.start();
      await scene.clock.settle();
      await next.stop();
    }
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1']]);
  });

  it('is tried again where the store fails', async () => {
    const scene = await digestScene();
    scene.subscribe('S1', daily);
    await scene.owe('A1', 'in-digest');
    await scene.clock.advance(8 * HOUR);
    scene.store.failWith(new Error('disk full'));
    await scene.clock.advance(jitterMs(C1) + MINUTE);
    expect(scene.digestsOwed()).toEqual([]);
    scene.store.failWith(null);
    await scene.clock.advance(MINUTE);
    expect(scene.digestsOwed()).toHaveLength(1);
  });

  it('is sent at once where its subscription alerts at once from now on', async () => {
    const scene = await digestScene();
    scene.subscribe('S1', daily);
    await scene.owe('A1', 'in-digest');
    scene.subscribe('S1');
    scene.digests.wake([]);
    await scene.clock.settle();
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1']]);
  });
});

describe('a pause', () => {
  const until = new Date(Date.parse(START) + 7 * DAY).toISOString();
  const all = { kind: 'pause', subscription: null } as const;

  it('ends by itself with one summary of what was missed', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    await scene.silences.add({ what: all, until }, aPlace(C1), ADA);
    await scene.owe('A1', 'paused');
    await scene.owe('A2', 'paused');
    await scene.clock.advance(7 * DAY - MINUTE);
    expect(scene.slack.posts).toEqual([]);
    await scene.clock.advance(2 * MINUTE);
    expect(scene.digestsOwed()).toMatchObject([{ parcel: { cause: 'paused' }, state: 'sent' }]);
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1', 'A2']]);
  });

  it('is ended by whoever resumes, who hears how much was missed', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    await scene.silences.add({ what: all, until }, aPlace(C1), ADA);
    await scene.owe('A1', 'paused');
    const { ended, missed } = await scene.silences.end(null, aPlace(C1), ADA);
    expect([ended.length, missed]).toEqual([1, 1]);
    await scene.clock.settle();
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1']]);
    expect(await scene.silences.of(C1)).toEqual([]);
    expect((await scene.silences.end(null, aPlace(C1), ADA)).ended).toEqual([]);
    expect([...scene.store.tables.audit.values()].map(({ what }) => what)).toEqual([
      `paused all in ${C1} until ${until}`,
      `resumed paused all in ${C1}`,
    ]);
  });

  it('keeps back what waits to be sent, and sends nothing of it twice', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    scene.slack.answer = () => ({ kind: 'rate', retryAfterMs: HOUR, global: false, detail: '429' });
    await scene.owe('A1', null);
    await scene.owe('A2', null);
    expect(await scene.silences.add({ what: all, until }, aPlace(C1), ADA)).toBe(2);
    scene.slack.answer = (_sent, nth) => ({ kind: 'sent', messageId: `m${nth}` });
    const before = scene.slack.posts.length;
    await scene.clock.advance(DAY);
    expect(scene.slack.posts).toHaveLength(before);
    await scene.silences.end(null, aPlace(C1), ADA);
    await scene.clock.advance(HOUR);
    expect(scene.slack.posts).toHaveLength(before + 1);
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1', 'A2']]);
  });

  it('of one subscription leaves the summary to the others that still wait', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    scene.subscribe('S2', { target: { kind: 'list', list: 'ofac-sdn' } });
    for (const subscription of ['S1', 'S2'])
      await scene.silences.add({ what: { kind: 'pause', subscription }, until }, aPlace(C1), ADA);
    await scene.owe('A1', 'paused', ['S1']);
    await scene.owe('A2', 'paused', ['S2']);
    const { missed } = await scene.silences.end({ kind: 'pause', subscription: 'S1' }, aPlace(C1), ADA);
    await scene.clock.settle();
    expect([missed, scene.digestsOwed().map(scene.actionsIn)]).toEqual([1, [['A1']]]);
  });

  it('is forgotten with its subscription: nobody is told of what nobody wants', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    await scene.silences.add({ what: all, until }, aPlace(C1), ADA);
    await scene.owe('A1', 'paused');
    scene.store.tables.subscriptions.delete('S1');
    await scene.silences.end(null, aPlace(C1), ADA);
    await scene.clock.settle();
    expect(scene.digestsOwed()).toMatchObject([{ state: 'failed', reason: 'unsubscribed' }]);
    expect(scene.slack.posts).toEqual([]);
  });
});

describe('a mute', () => {
  const until = new Date(Date.parse(START) + DAY).toISOString();

  it('ends with its own summary while another one holds', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    const mute = (list: string) => ({ kind: 'mute', target: { kind: 'list', list } }) as const;
    await scene.silences.add({ what: mute('ofac-sdn'), until }, aPlace(C1), ADA);
    await scene.silences.add({ what: mute('un-sc'), until }, aPlace(C1), ADA);
    await scene.owe('A1', 'muted');
    await scene.silences.end(mute('un-sc'), aPlace(C1), ADA);
    await scene.clock.settle();
    expect(scene.digestsOwed()).toEqual([]);
    await scene.silences.end(mute('ofac-sdn'), aPlace(C1), ADA);
    await scene.clock.settle();
    expect(scene.digestsOwed()).toMatchObject([{ parcel: { cause: 'muted' } }]);
  });
});

describe('after a long silence', () => {
  it('many actions are one summary, a few minutes after the last source spoke', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    for (const id of ['A1', 'A2', 'A3']) await scene.owe(id, 'catch-up');
    await scene.clock.advance(4 * MINUTE);
    expect(scene.digestsOwed()).toMatchObject([{ parcel: { cause: 'catch-up', items: { length: 3 } } }]);
    expect(scene.slack.posts).toHaveLength(1);
  });

  it('few are alerts of their own', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    for (const id of ['A1', 'A2']) await scene.owe(id, 'catch-up');
    await scene.clock.advance(4 * MINUTE);
    expect(scene.digestsOwed()).toEqual([]);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A2']);
  });
});

describe('what waited for longer than a day', () => {
  it('for a place that was closed is one summary when it opens again', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    const outbox = scene.openOutbox((rows) => scene.digests.wake(rows));
    await scene.outbox.stop();
    scene.slack.answer = () => ({ kind: 'destination-gone', detail: 'is_archived', mend: 'Unarchive it.' });
    await outbox.start();
    for (const id of ['A1', 'A2', 'A3', 'A4']) outbox.wake(await scene.owe(id, null));
    await scene.clock.advance(30 * HOUR);
    scene.slack.answer = (_sent, nth) => ({ kind: 'sent', messageId: `m${nth}` });
    await outbox.restored(C1);
    outbox.wake(await scene.owe('A5', null));
    await scene.clock.advance(MINUTE);
    const states = scene.rows(C1).map(({ parcel, state }) => `${parcel?.kind ?? 'alert'} ${state}`);
    expect(states.filter((state) => state === 'alert withheld')).toHaveLength(4);
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1', 'A2', 'A3', 'A4']]);
  });

  it('for the bot to start again is one summary', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    await scene.outbox.stop();
    for (const id of ['A1', 'A2', 'A3']) await scene.owe(id, null);
    await scene.clock.advance(30 * HOUR);
    await scene.owe('A4', null);
    const next = scene.openOutbox((rows) => scene.digests.wake(rows));
    await next.start();
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A4']);
    expect(scene.digestsOwed().map(scene.actionsIn)).toEqual([['A1', 'A2', 'A3']]);
  });

  it('and is little, is told one by one', async () => {
    const scene = await digestScene();
    scene.subscribe('S1');
    await scene.outbox.stop();
    for (const id of ['A1', 'A2']) await scene.owe(id, null);
    await scene.clock.advance(30 * HOUR);
    const next = scene.openOutbox(() => {});
    await next.start();
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A2']);
  });
});
