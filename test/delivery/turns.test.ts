import { describe, expect, it } from 'vitest';
import { LIMITS, limitsFor } from '../../src/delivery/budgets.js';
import { aPlace, createScene, type Scene, SECOND, SENT } from './scene.js';

/** Everything owed at once to four channels each of two workspaces. */
async function crowded(answerMs: (destination: string) => number): Promise<Scene> {
  const scene = createScene();
  const places = ['T1', 'T2'].flatMap((tenant) =>
    [1, 2, 3, 4].map((n) => aPlace(`slack/C${n}${tenant}`, { tenant, direct: false })),
  );
  await scene.places(...places);
  scene.slack.answer = async ({ destination }) => {
    await scene.clock.sleep(answerMs(destination));
    return SENT;
  };
  const owed = await scene.commit('A1', ...places.map(({ id }) => id));
  await scene.outbox.start();
  scene.outbox.wake(owed);
  return scene;
}

const times = (scene: Scene, tenant: string) =>
  scene.slack.posts.filter(({ destination }) => destination.endsWith(tenant)).map(({ at }) => at);

describe('a Slack workspace', () => {
  it('has one message under way, so that a bot that is killed doubles one at most; others do not wait for it', async () => {
    const scene = await crowded(() => 60);
    await scene.clock.advance(SECOND);
    expect(times(scene, 'T1')).toEqual([0, 60, 120, 180]);
    expect(times(scene, 'T2')).toEqual([0, 60, 120, 180]);
    await scene.outbox.stop();
  });

  it('waits for no answer longer than 200 ms', async () => {
    const scene = await crowded((destination) => (destination === 'slack/C1T1' ? 9 * SECOND : 10));
    await scene.clock.advance(SECOND);
    expect(times(scene, 'T1')).toEqual([0, 200, 210, 220]);
    await scene.clock.advance(20 * SECOND);
    await scene.outbox.stop();
  });

  it('sends nothing more before the last answer is recorded', async () => {
    const scene = await crowded(() => 10);
    scene.store.failWith(null);
    scene.slack.answer = async () => {
      scene.store.failWith(new Error('ENOSPC'));
      return SENT;
    };
    await scene.clock.advance(SECOND);
    const before = times(scene, 'T1').length;
    await scene.clock.advance(10 * SECOND);
    expect(times(scene, 'T1')).toHaveLength(before);
    scene.store.failWith(null);
    scene.slack.answer = () => SENT;
    await scene.clock.advance(120 * SECOND);
    expect(times(scene, 'T1')).toHaveLength(4);
    await scene.outbox.stop();
  });
});

describe('Discord', () => {
  it('recognises what it gets twice: as many messages are under way as its budget allows', async () => {
    const scene = createScene();
    const places = [1, 2, 3, 4].map((n) => aPlace(`discord/${n}`));
    await scene.places(...places);
    scene.discord.answer = async () => {
      await scene.clock.sleep(SECOND);
      return SENT;
    };
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', ...places.map(({ id }) => id)));
    await scene.clock.advance(100);
    expect(scene.discord.posts).toHaveLength(4);
    await scene.clock.advance(5 * SECOND);
    await scene.outbox.stop();
  });
});

describe('the budgets', () => {
  it('are the published ones, or what the operator was granted', () => {
    expect(limitsFor({})).toEqual(LIMITS);
    const { shared, channel } = limitsFor({ slack: 20, discord: 200 });
    expect(shared.slack).toEqual({ everyMs: 50, burst: 4 });
    expect(shared.discord).toEqual({ everyMs: 5, burst: 8 });
    expect(channel).toEqual(LIMITS.channel);
  });
});
