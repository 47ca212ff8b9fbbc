import { describe, expect, it } from 'vitest';
import { forgetTenants } from '../../src/delivery/tombstones.js';
import { aPlace, createScene, DAY, GONE, HOUR, inTurn, MINUTE, NO_DM, type Scene, SENT, TENANT_GONE } from './scene.js';

const states = (scene: Scene, id: string) => scene.rows(id).map(({ state }) => state);
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function aRunningScene(): Promise<Scene> {
  const scene = createScene();
  await scene.places(aPlace('discord/1'), aPlace('discord/2'), aPlace('discord/3', { tenant: 'T2' }));
  await scene.outbox.start();
  return scene;
}

describe('a server that the bot is removed from', () => {
  it('suspends all its channels with one notice, and touches no other server', async () => {
    const scene = await aRunningScene();
    await scene.outbox.removed('discord', 'T1');
    await scene.outbox.removed('discord', 'T1');
    for (const id of ['discord/1', 'discord/2'])
      expect(scene.place(id)?.suspended).toMatchObject({ reason: 'tenant-gone', since: '2024-01-01T00:00:00.000Z' });
    expect(scene.place('discord/3')).not.toHaveProperty('suspended');
    scene.outbox.wake(await scene.commit('A1', 'discord/1', 'discord/3'));
    await scene.clock.advance(MINUTE);
    expect([states(scene, 'discord/1'), states(scene, 'discord/3')]).toEqual([['suspended'], ['sent']]);
    expect(scene.notices.map(({ push }) => push)).toEqual([expect.stringContaining('discord T1 (2 channels')]);
  });

  it('is sent what waited, in order, when it invites the bot again', async () => {
    const scene = await aRunningScene();
    await scene.outbox.removed('discord', 'T1');
    scene.outbox.wake(await scene.commit('A1', 'discord/1', 'discord/2'));
    scene.outbox.wake(await scene.commit('A2', 'discord/1'));
    await scene.clock.advance(HOUR);
    expect(scene.discord.posts).toEqual([]);
    await scene.outbox.returned('discord', ['T1'], 'invited');
    await scene.clock.advance(MINUTE);
    expect(scene.discord.log().sort()).toEqual(['1 A1', '1 A2', '2 A1']);
    expect(states(scene, 'discord/1')).toEqual(['sent', 'sent']);
    expect(scene.place('discord/1')).not.toHaveProperty('suspended');
  });

  it('is sent what waited when it is found present at the start, and its removal is news again', async () => {
    const scene = await aRunningScene();
    await scene.outbox.removed('discord', 'T1');
    await scene.outbox.returned('discord', ['T1', 'T2'], 'present');
    expect(scene.place('discord/2')).not.toHaveProperty('suspended');
    await scene.outbox.removed('discord', 'T1');
    expect(scene.notices).toHaveLength(2);
  });
});

describe('a closed channel of a server', () => {
  it.each([
    ['invited', 2],
    ['present', 1],
  ] as const)('when the bot is %s: %i posts', async (how, posts) => {
    const scene = await aRunningScene();
    scene.discord.answer = inTurn(GONE, SENT);
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(MINUTE);
    await scene.outbox.returned('discord', ['T1'], how);
    await scene.clock.advance(MINUTE);
    expect(scene.discord.posts).toHaveLength(posts);
  });

  it('that is a person who takes no direct messages is left alone', async () => {
    const scene = await aRunningScene();
    scene.discord.answer = () => NO_DM;
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(MINUTE);
    await scene.outbox.returned('discord', ['T1'], 'invited');
    await scene.clock.advance(MINUTE);
    expect(scene.discord.posts).toHaveLength(1);
  });
});

describe('thirty days after the removal', () => {
  it('the subscriptions are forgotten and what was owed is given up; not a day before', async () => {
    const scene = await aRunningScene();
    await scene.outbox.removed('discord', 'T1');
    scene.outbox.wake(await scene.commit('A1', 'discord/1', 'discord/3'));
    scene.discord.answer = ({ destination }) => (destination === 'discord/3' ? SENT : TENANT_GONE);
    await scene.clock.advance(30 * DAY - HOUR);
    expect(await forgetTenants({ ...scene, log })).toBe(0);
    await scene.clock.advance(2 * HOUR);
    expect(await forgetTenants({ ...scene, log })).toBe(2);
    expect(scene.place('discord/1')).toBeUndefined();
    expect(scene.rows('discord/1')[0]).toMatchObject({ state: 'failed', reason: 'tenant-gone' });
    expect([...scene.store.tables.subscriptions.keys()]).toEqual(['S1 discord/3']);
    expect([...scene.store.tables.audit.values()].map(({ who, what }) => `${who}: ${what}`)).toEqual([
      'tocsin: forget discord/1',
      'tocsin: forget discord/2',
    ]);
    const posts = scene.discord.posts.length;
    await scene.clock.advance(10 * DAY);
    expect(scene.discord.posts).toHaveLength(posts);
  });

  it('a channel that is merely closed is kept', async () => {
    const scene = await aRunningScene();
    scene.discord.answer = () => GONE;
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(40 * DAY);
    expect(await forgetTenants({ ...scene, log })).toBe(0);
    expect(scene.place('discord/1')?.suspended).toMatchObject({ reason: 'destination-gone' });
  });
});
