import { describe, expect, it } from 'vitest';
import {
  aPlace,
  BAD_TOKEN,
  createScene,
  DAY,
  DOWN,
  GONE,
  HOUR,
  inTurn,
  MINUTE,
  NO_DM,
  type Scene,
  SENT,
  TENANT_GONE,
} from './scene.js';

const states = (scene: Scene, id: string) => scene.rows(id).map(({ state }) => state);

describe('a destination that is gone', () => {
  it('is suspended with one notice, its deliveries are kept, and all are sent in order once it is restored', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1', { label: '#alerts' }), aPlace('slack/C2'));
    scene.slack.answer = (sent) => (sent.destination === 'slack/C1' ? GONE : SENT);
    await scene.outbox.start();
    for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, 'slack/C1', 'slack/C2'));
    await scene.clock.advance(MINUTE);
    scene.outbox.wake(await scene.commit('A3', 'slack/C1', 'slack/C2'));
    await scene.clock.advance(MINUTE);

    expect(scene.place('slack/C1')?.suspended).toMatchObject({ reason: 'destination-gone', mend: GONE_MEND });
    expect(states(scene, 'slack/C1')).toEqual(['suspended', 'suspended', 'suspended']);
    expect(scene.rows('slack/C1').map(({ reason }) => reason)).toEqual(Array(3).fill('destination-gone'));
    expect(states(scene, 'slack/C2')).toEqual(['sent', 'sent', 'sent']);
    expect(scene.notices).toHaveLength(1);
    expect(scene.notices[0]?.push).toContain('#alerts');
    expect(scene.slack.posts.filter(({ destination }) => destination === 'slack/C1')).toHaveLength(1);

    scene.slack.answer = () => SENT;
    await scene.outbox.restored('slack/C1');
    expect(scene.place('slack/C1')).not.toHaveProperty('suspended');
    expect(states(scene, 'slack/C1')).toEqual(['pending', 'pending', 'pending']);
    await scene.clock.advance(MINUTE);
    const sent = scene.slack.log().filter((line) => line.startsWith('C1'));
    expect(sent).toEqual(['C1 A1', 'C1 A1', 'C1 A2', 'C1 A3']);
    expect(states(scene, 'slack/C1')).toEqual(['sent', 'sent', 'sent']);
    expect(scene.notices).toHaveLength(1);
  });

  it.each([
    ['', 'is open again'],
    ['/1700000000.000100', 'is used in one of its threads'],
  ])(
    'is tried again with all threads of its channel, and no other place: restored slack/C1%s, which %s',
    async (thread) => {
      const scene = createScene();
      const inThread = (ts: string) => aPlace(`slack/C1/${ts}`, { thread: ts });
      const there = [aPlace('slack/C1'), inThread('1700000000.000100'), inThread('1700000000.000200')];
      await scene.places(...there, aPlace('slack/C2'));
      scene.slack.answer = () => GONE;
      await scene.outbox.start();
      scene.outbox.wake(await scene.commit('A1', ...there.map(({ id }) => id), 'slack/C2'));
      await scene.clock.advance(MINUTE);
      scene.slack.answer = () => SENT;
      await scene.outbox.restored(`slack/C1${thread}`);
      await scene.clock.advance(MINUTE);
      expect(there.map(({ id }) => states(scene, id))).toEqual([['sent'], ['sent'], ['sent']]);
      expect(states(scene, 'slack/C2')).toEqual(['suspended']);
    },
  );

  it('opens with the threads of its channel although nobody subscribed the channel itself', async () => {
    const scene = createScene();
    const thread = aPlace('slack/C1/1700000000.000100', { thread: '1700000000.000100' });
    await scene.places(thread);
    scene.slack.answer = inTurn(GONE, SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', thread.id));
    await scene.clock.advance(MINUTE);
    await scene.outbox.restored('slack/C1');
    await scene.clock.advance(MINUTE);
    expect(states(scene, thread.id)).toEqual(['sent']);
  });

  it('is tried once a day for thirty days, then once a week, with one notice', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = () => GONE;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(60 * DAY);
    const days = [...Array.from({ length: 31 }, (_, day) => day), 37, 44, 51, 58];
    const tries = scene.slack.posts.map(({ at }) => at);
    expect(tries).toHaveLength(days.length);
    for (const [nth, day] of days.entries()) {
      expect(tries[nth]).toBeGreaterThanOrEqual(day * DAY);
      expect(tries[nth]).toBeLessThanOrEqual(day * DAY + HOUR);
    }
    expect(scene.notices).toHaveLength(1);
  });

  it('takes what waits and what is new, in order, when it works again months later', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = () => GONE;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(100 * DAY);
    scene.outbox.wake(await scene.commit('A2', 'slack/C1'));
    scene.slack.answer = () => SENT;
    await scene.clock.advance(7 * DAY + HOUR);
    expect(states(scene, 'slack/C1')).toEqual(['sent', 'sent']);
    expect(scene.slack.log().slice(-2)).toEqual(['C1 A1', 'C1 A2']);
  });

  it('is suspended again without a second notice when a try at a person’s wish fails, until a day went by', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = () => GONE;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    for (const hours of [1, 22]) {
      await scene.clock.advance(hours * HOUR);
      const tries = scene.slack.posts.length;
      await scene.outbox.restored('slack/C1');
      await scene.clock.settle();
      expect(scene.slack.posts).toHaveLength(tries + 1);
      expect(states(scene, 'slack/C1')).toEqual(['suspended']);
      expect(scene.place('slack/C1')?.suspended).toMatchObject({ reason: 'destination-gone' });
      expect(scene.notices).toHaveLength(1);
    }
    await scene.clock.advance(2 * HOUR);
    await scene.outbox.restored('slack/C1');
    await scene.clock.settle();
    expect(scene.notices).toHaveLength(2);
  });

  it('is news again for another reason, and once something arrived in between', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'), aPlace('slack/C2'));
    scene.slack.answer = inTurn(GONE, TENANT_GONE, TENANT_GONE, SENT, GONE);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    const seen = [scene.notices.length];
    for (let tries = 0; tries < 3; tries += 1) {
      await scene.outbox.restored('slack/C1');
      await scene.clock.settle();
      seen.push(scene.notices.length);
    }
    scene.outbox.wake(await scene.commit('A2', 'slack/C1'));
    await scene.clock.advance(MINUTE);
    expect([...seen, scene.notices.length]).toEqual([1, 2, 2, 2, 3]);
  });

  it('resumes by itself when a daily try arrives', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => (nth === 1 ? GONE : SENT);
    await scene.outbox.start();
    for (const action of ['A1', 'A2', 'A3']) scene.outbox.wake(await scene.commit(action, 'slack/C1'));
    await scene.clock.advance(DAY + 2 * HOUR);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A1', 'C1 A2', 'C1 A3']);
    expect(scene.place('slack/C1')).not.toHaveProperty('suspended');
    expect(states(scene, 'slack/C1')).toEqual(['sent', 'sent', 'sent']);
  });

  it('stays suspended over a restart, and over trouble of the platform during a try', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => (nth === 1 ? GONE : DOWN);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(HOUR);
    await scene.outbox.stop();
    const next = scene.open();
    await next.start();
    await scene.commit('A2', 'slack/C1').then((rows) => next.wake(rows));
    await scene.clock.advance(HOUR);
    expect(scene.slack.posts).toHaveLength(1);
    expect(states(scene, 'slack/C1')).toEqual(['suspended', 'suspended']);
    await scene.clock.advance(5 * DAY);
    expect(states(scene, 'slack/C1')).toEqual(['suspended', 'suspended']);
    scene.slack.answer = () => SENT;
    await scene.clock.advance(DAY);
    expect(states(scene, 'slack/C1')).toEqual(['sent', 'sent']);
  });

  it('that was restored while the bot was off is served at the next start', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => (nth === 1 ? GONE : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    await scene.outbox.stop();
    const next = scene.open();
    await next.restored('slack/C1');
    await next.start();
    await scene.clock.settle();
    expect(states(scene, 'slack/C1')).toEqual(['sent']);
  });

  it('needs no notice when a person refuses direct messages', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/7', { direct: true }));
    scene.discord.answer = () => NO_DM;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'discord/7'));
    await scene.clock.settle();
    expect(scene.rows('discord/7')).toMatchObject([{ state: 'suspended', reason: 'direct-message-refused' }]);
    expect(scene.notices).toEqual([]);
  });
});

describe('a tenant that is gone', () => {
  it('suspends all of its destinations and no other, with one notice, and comes back as a whole', async () => {
    const scene = createScene();
    await scene.places(
      ...[aPlace('slack/C1'), aPlace('slack/C2'), aPlace('slack/X1', { tenant: 'T2' }), aPlace('discord/1')],
    );
    const own = ['slack/C1', 'slack/C2'];
    scene.slack.answer = (sent) => (own.includes(sent.destination) ? TENANT_GONE : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    scene.outbox.wake(await scene.commit('A2', ...own, 'slack/X1', 'discord/1'));
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'X1 A2']);
    expect(scene.discord.log()).toEqual(['1 A2']);
    for (const id of own) {
      expect(scene.place(id)?.suspended).toMatchObject({ reason: 'tenant-gone' });
      expect(new Set(states(scene, id))).toEqual(new Set(['suspended']));
    }
    expect(scene.notices).toHaveLength(1);

    scene.slack.answer = () => SENT;
    await scene.outbox.restored('slack/C2');
    await scene.clock.advance(MINUTE);
    expect(states(scene, 'slack/C1')).toEqual(['sent', 'sent']);
    expect(states(scene, 'slack/C2')).toEqual(['sent']);
  });
});

describe('a token that is rejected', () => {
  it('halts its platform with one notice, is tried every five minutes, and fails nothing', async () => {
    const scene = createScene();
    const channels = Array.from({ length: 5 }, (_, n) => `slack/C${n + 1}`);
    await scene.places(...channels.map((id) => aPlace(id)), aPlace('discord/1'));
    scene.slack.answer = () => BAD_TOKEN;
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', ...channels, 'discord/1'));
    await scene.clock.advance(MINUTE);
    const first = scene.slack.posts.length;
    await scene.clock.advance(3 * DAY);
    expect(scene.slack.posts.length - first).toBe((3 * DAY) / (5 * MINUTE));
    expect(channels.flatMap((id) => states(scene, id))).toEqual(Array(5).fill('pending'));
    expect(scene.rows('slack/C1')).toMatchObject([{ reason: 'token-rejected', attempts: 0 }]);
    expect(states(scene, 'discord/1')).toEqual(['sent']);
    expect(scene.notices).toHaveLength(1);
    scene.slack.answer = () => SENT;
    await scene.clock.advance(6 * MINUTE);
    expect(channels.flatMap((id) => states(scene, id))).toEqual(Array(5).fill('sent'));
  });

  it('is tried again at once when the try could not be recorded', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => (nth === 1 ? BAD_TOKEN : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(4 * MINUTE);
    scene.store.failWith(new Error('ENOSPC'));
    await scene.clock.advance(2 * MINUTE);
    expect(scene.slack.posts).toHaveLength(1);
    scene.store.failWith(null);
    await scene.clock.advance(MINUTE);
    expect(states(scene, 'slack/C1')).toEqual(['sent']);
  });

  it('stays halted while the platform cannot be asked', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'), aPlace('slack/C2'));
    scene.slack.answer = (_sent, nth) => (nth === 1 ? BAD_TOKEN : nth === 2 ? DOWN : SENT);
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    scene.outbox.wake(await scene.commit('A2', 'slack/C2'));
    await scene.clock.advance(9 * MINUTE);
    expect(scene.slack.posts).toHaveLength(2);
    await scene.clock.advance(3 * MINUTE);
    expect([...states(scene, 'slack/C1'), ...states(scene, 'slack/C2')]).toEqual(['sent', 'sent']);
    expect(scene.notices).toHaveLength(1);
  });
});

const GONE_MEND = 'Unarchive the channel.';
