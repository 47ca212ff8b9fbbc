import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/domain/delivery.js';
import { AMBIGUOUS, anAlert, aPlace, createScene, DAY, HOUR, MINUTE, type Scene, SECOND, SENT } from './scene.js';

const NEVER = new Promise<SendOutcome>(() => {});

/** A process that ends while `A1` is being sent and `A2` waits, and the next one. */
async function crashed(destination: string, offMs: number): Promise<Scene> {
  const scene = createScene();
  await scene.places(aPlace(destination));
  const chat = destination.startsWith('slack') ? scene.slack : scene.discord;
  chat.answer = () => NEVER;
  await scene.outbox.start();
  for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, destination));
  await scene.clock.settle();
  expect(scene.rows(destination).map(({ state }) => state)).toEqual(['sending', 'pending']);
  await scene.clock.advance(offMs);
  chat.answer = () => SENT;
  await scene.open().start();
  await scene.clock.advance(MINUTE);
  return scene;
}

describe('a restart', () => {
  it('sends nothing when nothing is open', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(MINUTE);
    await scene.outbox.stop();
    const { commits } = scene.store;
    expect(await scene.commit('A1', 'slack/C1')).toEqual([]);
    const next = scene.open();
    await next.start();
    next.wake(scene.rows('slack/C1'));
    await scene.clock.advance(DAY);
    expect(scene.slack.posts).toHaveLength(1);
    expect(scene.store.commits).toBe(commits + 1);
  });

  it('sends what was owed and not begun, once', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    const owed = await scene.commit('A1', 'slack/C1');
    await scene.outbox.start();
    scene.outbox.wake(owed);
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1']);
  });

  it('resends with the same key what was in flight on Discord, which recognises it', async () => {
    const scene = await crashed('discord/1', MINUTE);
    expect(scene.discord.log()).toEqual(['1 A1', '1 A1', '1 A2']);
    expect(scene.discord.posts[0]?.key).toBe(scene.discord.posts[1]?.key);
    const [first] = scene.rows('discord/1');
    expect(first?.state).toBe('sent');
    expect(first).not.toHaveProperty('possibleDuplicate');
  });

  it('marks a possible duplicate when Discord may have forgotten the key', async () => {
    const scene = await crashed('discord/1', 4 * MINUTE);
    expect(scene.rows('discord/1')).toMatchObject([{ state: 'sent', possibleDuplicate: true }, { state: 'sent' }]);
    expect(scene.rows('discord/1')[1]).not.toHaveProperty('possibleDuplicate');
  });

  it('resends once on Slack what was in flight, marks and logs it, and keeps the order', async () => {
    const scene = await crashed('slack/C1', SECOND);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A1', 'C1 A2']);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', possibleDuplicate: true }, { state: 'sent' }]);
    const warning = scene.lines.find(({ message }) => message.startsWith('Resending without knowing'));
    expect(warning?.fields).toMatchObject({ action: 'A1', destination: 'slack/C1' });
  });

  it('loses nothing when the process is killed again while it resends', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = () => NEVER;
    for (const action of ['A1', 'A2']) await scene.commit(action, 'slack/C1');
    for (let life = 0; life < 3; life += 1) {
      await scene.open().start();
      await scene.clock.advance(SECOND);
    }
    scene.slack.answer = () => SENT;
    await scene.open().start();
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A1', 'C1 A1', 'C1 A1', 'C1 A2']);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', possibleDuplicate: true }, { state: 'sent' }]);
    expect(scene.rows('slack/C1')[0]).not.toHaveProperty('ends');
    expect(scene.notices).toEqual([]);
  });

  it('does not resend over and over what ends the process each time', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (sent) => (sent.action === 'A1' ? NEVER : SENT);
    for (const action of ['A1', 'A2']) await scene.commit(action, 'slack/C1');
    for (let start = 0; start < 8; start += 1) {
      await scene.open().start();
      await scene.clock.advance(MINUTE);
    }
    expect(scene.slack.log()).toEqual([...Array.from({ length: 6 }, () => 'C1 A1'), 'C1 A2']);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'failed', reason: 'outcome-unknown' }, { state: 'sent' }]);
    expect(scene.notices).toHaveLength(1);
  });
});

describe('an outcome that is not known', () => {
  it('is resent on Discord under one key until it is known, without a possible duplicate', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'));
    scene.discord.answer = (_sent, nth) => (nth <= 5 ? AMBIGUOUS : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(3 * MINUTE);
    expect(scene.discord.posts).toHaveLength(6);
    expect(new Set(scene.discord.posts.map(({ key }) => key)).size).toBe(1);
    expect(scene.rows('discord/1')[0]?.state).toBe('sent');
    expect(scene.rows('discord/1')[0]).not.toHaveProperty('possibleDuplicate');
  });

  it('ends on Discord after one resend that the key does not protect', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'));
    scene.discord.answer = () => AMBIGUOUS;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(HOUR);
    expect(scene.rows('discord/1')).toMatchObject([{ state: 'failed', reason: 'outcome-unknown' }]);
    expect(scene.discord.posts.filter(({ at }) => at >= 3 * MINUTE)).toHaveLength(1);
    expect(scene.notices).toHaveLength(1);
  });

  it('is resent once on Slack', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = () => AMBIGUOUS;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(HOUR);
    expect(scene.slack.posts).toHaveLength(2);
    expect(scene.rows('slack/C1')).toMatchObject([
      { state: 'failed', reason: 'outcome-unknown', possibleDuplicate: true },
    ]);
  });

  it('follows from a chat that rejects against its port', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'));
    scene.discord.answer = (_sent, nth) => (nth === 1 ? Promise.reject(new Error('bug')) : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(MINUTE);
    expect(scene.rows('discord/1')).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });
});

describe('a full disk', () => {
  const full = new Error('ENOSPC: no space left on device');

  it('while an outcome is recorded loses nothing and doubles nothing', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => {
      if (nth === 1) scene.store.failWith(full);
      return SENT;
    };
    await scene.outbox.start();
    for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, 'slack/C1'));
    await scene.clock.advance(HOUR);
    expect(scene.rows('slack/C1').map(({ state }) => state)).toEqual(['sending', 'pending']);
    expect(scene.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    scene.store.failWith(null);
    await scene.clock.advance(2 * MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A2']);
    expect(scene.rows('slack/C1').map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('that ends with the process leaves an unknown outcome at worst', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => {
      if (nth === 1) scene.store.failWith(full);
      return SENT;
    };
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(MINUTE);
    const stopped = scene.outbox.stop();
    await scene.clock.advance(11 * SECOND);
    await stopped;
    expect(scene.clock.sleepers).toBe(0);
    expect(scene.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    scene.store.failWith(null);
    await scene.open().start();
    await scene.clock.advance(MINUTE);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', possibleDuplicate: true }]);
    expect(scene.slack.posts).toHaveLength(2);
  });

  it('keeps anything from being sent that could not be marked before', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    const owed = await scene.commit('A1', 'slack/C1');
    scene.store.failWith(full);
    scene.outbox.wake(owed);
    await scene.clock.advance(HOUR);
    expect(scene.slack.posts).toEqual([]);
    scene.store.failWith(null);
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1']);
  });
});

describe('stop', () => {
  it('lets a send in flight finish and be recorded, and begins no other', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = async () => {
      await scene.clock.sleep(5 * SECOND);
      return SENT;
    };
    await scene.outbox.start();
    for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, 'slack/C1'));
    await scene.clock.settle();
    const stopped = scene.outbox.stop();
    await scene.clock.advance(5 * SECOND);
    await stopped;
    expect(scene.rows('slack/C1').map(({ state }) => state)).toEqual(['sent', 'pending']);
    expect(scene.slack.posts).toHaveLength(1);
    expect(scene.clock.sleepers).toBe(0);
  });

  it('does not send what was still being composed', async () => {
    const scene: Scene = createScene({
      compose: async ({ action }) => {
        await scene.clock.sleep(SECOND);
        return anAlert(action);
      },
    });
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    const stopped = scene.outbox.stop();
    await scene.clock.advance(2 * SECOND);
    await stopped;
    expect(scene.slack.posts).toEqual([]);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'pending', attempts: 0 }]);
  });

  it('waits no longer than its limit, and records nothing afterwards', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = async () => {
      await scene.clock.sleep(HOUR);
      return SENT;
    };
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    let over = false;
    const stopped = scene.outbox.stop().then(() => {
      over = true;
    });
    await scene.clock.advance(7 * SECOND);
    expect(over).toBe(false);
    await scene.clock.advance(SECOND);
    await stopped;
    const { commits } = scene.store;
    await scene.clock.advance(HOUR);
    expect(scene.store.commits).toBe(commits);
    expect(scene.rows('slack/C1')[0]?.state).toBe('sending');
  });
});
