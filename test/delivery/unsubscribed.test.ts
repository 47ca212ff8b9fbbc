import { describe, expect, it } from 'vitest';
import { aPlace, createScene, GONE, inTurn, MINUTE, RATE, SENT } from './scene.js';

describe('what waits for a place that unsubscribes', () => {
  it('is settled unsent and without a notice, and what others subscribed to follows', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = inTurn(RATE(60));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commitFor('A1', 'slack/C1', 'S1'));
    scene.outbox.wake(await scene.commitFor('A2', 'slack/C1', 'S1', 'S2'));
    scene.outbox.wake(await scene.commitFor('A3', 'slack/C1', 'S2'));
    await scene.clock.settle();
    await scene.unsubscribe('slack/C1', 'S1');
    await scene.clock.advance(2 * MINUTE);

    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A2', 'C1 A3']);
    expect(scene.rows('slack/C1')).toMatchObject([
      { state: 'failed', reason: 'unsubscribed', settledAt: expect.any(String), attempts: 0 },
      { state: 'sent' },
      { state: 'sent' },
    ]);
    expect(scene.notices).toEqual([]);
    expect(scene.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is not sent when the place works again, nor after a restart', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = inTurn(GONE, SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    scene.outbox.wake(await scene.commit('A2', 'slack/C1'));
    await scene.clock.settle();
    await scene.unsubscribe('slack/C1', 'S1');
    await scene.outbox.stop();
    const next = scene.open();
    await next.start();
    await next.restored('slack/C1');
    await scene.clock.settle();
    expect(scene.slack.posts).toHaveLength(1);
    expect(scene.rows('slack/C1').map(({ reason }) => reason)).toEqual(['unsubscribed', 'unsubscribed']);
    expect(await next.drain(MINUTE)).toBe(0);
  });
});
