import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routeAction } from '../../src/alerts/route.js';
import type { Subscription, Target } from '../../src/domain/subscription.js';
import { Subscribed } from '../../src/watch/subscribed.js';
import { aChange, anAction } from '../support/builders.js';
import { openPipeline, type Pipeline } from './pipeline.js';

let pipeline: Pipeline;
beforeEach(async () => {
  pipeline = await openPipeline();
});
afterEach(() => pipeline.dispose());

const EVERYTHING: Target = { kind: 'everything' };
const VESSELS: Target = { kind: 'type', type: 'vessel' };
const ACTION = anAction({ changes: [aChange({ type: 'vessel' })] });

describe('the subscriptions that a recording sees', () => {
  it('are those of its own transaction, while others subscribe, edit and unsubscribe', async () => {
    const { store, deps } = pipeline;
    const ids = [await pipeline.subscribe('slack/C1', EVERYTHING), await pipeline.subscribe('slack/C2', VESSELS)];
    const subscribed = new Subscribed(store, deps.actors);
    const routed = () =>
      store.transaction(async (tx) => {
        const rows = (await tx.list('subscriptions')).map(([, row]) => row);
        const index = await subscribed.during(tx);
        expect(await index.route(ACTION, [])).toEqual(
          routeAction(ACTION, rows, { relatedTo: () => [], announces: [] }),
        );
        return rows.length;
      });
    const change = (id: string, row: Partial<Subscription> | null) =>
      store.transaction(async (tx) => {
        const before = await tx.get('subscriptions', id);
        if (!before) throw new Error(`${id} is not there`);
        if (row === null) tx.delete('subscriptions', id);
        else tx.put('subscriptions', id, { ...before, ...row });
      });
    const [first = '', second = ''] = ids;
    const counts = await Promise.all([
      routed(),
      change(first, { target: VESSELS, kinds: ['removed'] }),
      routed(),
      pipeline.subscribe('discord/1', EVERYTHING).then(() => 0),
      change(second, null),
      routed(),
    ]);
    expect([counts[0], await routed()]).toEqual([2, 2]);
  });

  it('are not those of a transaction that failed', async () => {
    const { store, deps } = pipeline;
    const id = await pipeline.subscribe('slack/C1', EVERYTHING);
    const subscribed = new Subscribed(store, deps.actors);
    const size = () => store.transaction(async (tx) => (await subscribed.during(tx)).size);
    expect(await size()).toBe(1);
    const failed = store.transaction(async (tx) => {
      tx.delete('subscriptions', id);
      throw new Error('full');
    });
    await expect(failed).rejects.toThrow('full');
    expect(await size()).toBe(1);
    await store.transaction(async (tx) => tx.delete('subscriptions', id));
    expect(await size()).toBe(0);
  });
});
