import { describe, expect, it } from 'vitest';
import { forgetTenants } from '../../src/delivery/tombstones.js';
import {
  aPlace,
  createScene,
  DAY,
  GONE,
  HOUR,
  inTurn,
  MINUTE,
  NO_DM,
  type Scene,
  SECOND,
  SENT,
  TENANT_GONE,
} from './scene.js';

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

describe('a Slack channel that the configuration names by its id alone', () => {
  const { tenant: _, ...bare } = aPlace('slack/C1');

  async function aSlackScene(): Promise<Scene> {
    const scene = createScene();
    await scene.places(bare, aPlace('slack/C2'), aPlace('slack/C3', { tenant: 'T2' }));
    await scene.outbox.start();
    return scene;
  }

  it('is in the workspace that Slack says the bot is in', async () => {
    const scene = await aSlackScene();
    await scene.outbox.returned('slack', ['T1'], 'present');
    expect(scene.place('slack/C1')).toEqual({ ...bare, tenant: 'T1' });
    expect(scene.place('slack/C3')).toMatchObject({ tenant: 'T2' });
    expect(scene.lines.map(({ message }) => message)).not.toContain('Destinations work again');
  });

  it('shares the turn of that workspace from then on, with what is queued too', async () => {
    const scene = await aSlackScene();
    scene.slack.answer = async () => {
      await scene.clock.sleep(100);
      return SENT;
    };
    scene.outbox.wake(await scene.commit('A1', 'slack/C1', 'slack/C2'));
    scene.outbox.wake(await scene.commit('A2', 'slack/C1', 'slack/C2'));
    await scene.clock.advance(50);
    await scene.outbox.returned('slack', ['T1'], 'present');
    await scene.clock.advance(SECOND);
    expect(scene.slack.posts.map(({ at }) => at)).toEqual([0, 0, 100, 200]);
  });

  it.each([
    ['of that channel', 'slack/C1'],
    ['of another one', 'slack/C2'],
  ])('waits with all of its workspace when an answer %s says that the bot was removed', async (_what, asked) => {
    const scene = await aSlackScene();
    await scene.outbox.returned('slack', ['T1'], 'present');
    scene.slack.answer = () => TENANT_GONE;
    scene.outbox.wake(await scene.commit('A1', asked));
    await scene.clock.advance(MINUTE);
    const reasons = ['C1', 'C2', 'C3'].map((channel) => scene.place(`slack/${channel}`)?.suspended?.reason);
    expect(reasons).toEqual(['tenant-gone', 'tenant-gone', undefined]);
    await scene.outbox.returned('slack', ['T1'], 'present');
    expect(scene.place('slack/C1')).toEqual({ ...bare, tenant: 'T1' });
  });

  it('waits with the workspace although Slack did not say yet which one that is', async () => {
    const scene = await aSlackScene();
    scene.slack.answer = () => TENANT_GONE;
    scene.outbox.wake(await scene.commit('A1', 'slack/C2'));
    await scene.clock.advance(MINUTE);
    expect(scene.place('slack/C1')?.suspended?.reason).toBe('tenant-gone');
    scene.slack.answer = () => SENT;
    await scene.outbox.returned('slack', ['T1'], 'present');
    await scene.clock.advance(MINUTE);
    expect(states(scene, 'slack/C2')).toEqual(['sent']);
    expect(scene.place('slack/C1')).toEqual({ ...bare, tenant: 'T1' });
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
