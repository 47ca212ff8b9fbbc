import { expect, it } from 'vitest';
import { aPlace, createScene, MINUTE, RATE, SECOND, SENT } from './scene.js';

it.each(['slack', 'discord'] as const)(
  'one channel of %s that is limited for minutes delays no other by more than 200 ms',
  async (platform) => {
    const scene = createScene();
    const others = Array.from({ length: 5 }, (_, i) => `${platform}/${i + 2}` as const);
    await scene.places(aPlace(`${platform}/1`), ...others.map((id) => aPlace(id, { tenant: `of ${id}` })));
    const chat = scene[platform];
    chat.answer = ({ destination }) => (destination === `${platform}/1` ? RATE(120) : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', `${platform}/1`));
    await scene.clock.settle();
    for (let round = 0; round < 3; round += 1) {
      const committed = scene.elapsed();
      scene.outbox.wake(await scene.commit(`B${round}`, `${platform}/1`, ...others));
      await scene.clock.advance(10 * SECOND);
      const sent = chat.posts.filter(({ action }) => action === `B${round}`);
      expect(sent.map(({ destination }) => destination).sort()).toEqual(others);
      for (const { at } of sent) expect(at - committed).toBeLessThanOrEqual(200);
    }
    expect(chat.posts.filter(({ destination }) => destination === `${platform}/1`)).toHaveLength(1);
    chat.answer = () => SENT;
    await scene.clock.advance(3 * MINUTE);
    expect(scene.rows(`${platform}/1`).map(({ state }) => state)).toEqual(Array(4).fill('sent'));
  },
);
