import { afterEach, describe, expect, it, vi } from 'vitest';
import { slowMachine, turnsDuring } from '../support/turns.js';
import { aPlace, commitTo, createScene, START } from './scene.js';

afterEach(() => vi.restoreAllMocks());

describe('an action that thousands of places are owed', () => {
  const ids = Array.from({ length: 3_200 }, (_, n) => `discord/${n}`);

  it('lets everything else have its turn while it is recorded', async () => {
    slowMachine();
    const { store } = createScene();
    const turns = await turnsDuring(() => commitTo(store, new Date(START), 'A1', ids));
    // 3,200 steps are looked at 50 times, and every fifth time ten milliseconds have passed.
    expect(turns).toBeGreaterThanOrEqual(9);
    expect((await store.list('deliveries')).map(([, { order }]) => order)).toEqual(ids.map((_, n) => n + 1));
  });

  it('reaches each of them once, in the order in which it was owed', async () => {
    slowMachine();
    const scene = createScene();
    await scene.places(...ids.map((id) => aPlace(id)));
    await scene.outbox.start();
    const owed = await commitTo(scene.store, new Date(START), 'A1', ids);
    scene.outbox.wake(owed);
    while (scene.discord.posts.length < ids.length) await scene.clock.advance(1_000);
    expect(scene.discord.posts.map(({ destination }) => destination)).toEqual(ids);
    await scene.outbox.stop();
  });
});
