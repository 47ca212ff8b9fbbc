import { describe, expect, it } from 'vitest';
import { plain } from '../../src/domain/message.js';
import type { Store } from '../../src/ports.js';
import { aPlace, createScene, DAY, DOWN, GONE, HOUR, inTurn, MINUTE, RATE, SECOND, SENT, UNREACHED } from './scene.js';

describe('the outbox', () => {
  it('delivers what is woken, records it, and leaves no timer behind', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    expect(scene.slack.log()).toEqual(['C1 A1']);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', attempts: 1, messageId: 'm1' }]);
    await scene.outbox.stop();
    expect(scene.clock.sleepers).toBe(0);
  });

  it('records `sending` before it sends', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    const states: string[] = [];
    scene.slack.answer = () => {
      states.push(...scene.rows('slack/C1').map(({ state }) => state));
      return { kind: 'sent', messageId: 'm' };
    };
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    expect(states).toEqual(['sending']);
    expect(scene.rows('slack/C1')[0]?.state).toBe('sent');
  });

  it('keeps the order of each destination, whatever the first one meets', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'), aPlace('discord/2'));
    scene.discord.answer = (sent) =>
      sent.action === 'A1' && scene.elapsed() < MINUTE ? DOWN : { kind: 'sent', messageId: 'm' };
    await scene.outbox.start();
    for (const action of ['A1', 'A2', 'A3']) scene.outbox.wake(await scene.commit(action, 'discord/1', 'discord/2'));
    await scene.clock.advance(5 * MINUTE);
    for (const id of ['discord/1', 'discord/2']) {
      const sent = scene.discord.posts.filter(({ destination }) => destination === id).map(({ action }) => action);
      expect([...new Set(sent)]).toEqual(['A1', 'A2', 'A3']);
      expect(scene.rows(id).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    }
  });

  it('takes rows in their order even when they are woken out of it, and each once', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'));
    const [first, second] = [await scene.commit('A1', 'discord/1'), await scene.commit('A2', 'discord/1')];
    scene.outbox.wake(second);
    scene.outbox.wake([...first, ...second]);
    scene.discord.answer = inTurn(RATE(1));
    await scene.outbox.start();
    const early = scene.outbox.drain(10);
    await scene.clock.advance(10);
    expect(await early).toBe(2);
    await scene.clock.advance(MINUTE);
    scene.outbox.wake([...first, ...second]);
    await scene.clock.advance(MINUTE);
    expect(scene.discord.log()).toEqual(['1 A1', '1 A1', '1 A2']);
  });

  it('lets a limited channel delay no other one', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'), aPlace('slack/C2'));
    scene.slack.answer = (sent, nth) => (nth === 1 ? RATE(30) : { kind: 'sent', messageId: sent.action });
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1', 'slack/C2'));
    await scene.clock.advance(150);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C2 A1']);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'pending', reason: 'rate-limited', attempts: 0 }]);
    await scene.clock.advance(29 * SECOND);
    expect(scene.slack.posts).toHaveLength(2);
    await scene.clock.advance(2 * SECOND);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', attempts: 1 }]);
    expect(scene.rows('slack/C1')[0]).not.toHaveProperty('reason');
  });

  it('pauses the platform on a global limit, and only that platform', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'), aPlace('discord/2'), aPlace('slack/C1'));
    scene.discord.answer = inTurn(RATE(60, true));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.settle();
    scene.outbox.wake(await scene.commit('A2', 'discord/2', 'slack/C1'));
    await scene.clock.advance(59 * SECOND);
    expect(scene.slack.log()).toEqual(['C1 A2']);
    expect(scene.discord.posts).toHaveLength(1);
    await scene.clock.advance(3 * SECOND);
    expect(scene.discord.log().sort()).toEqual(['1 A1', '1 A1', '2 A2']);
  });

  it('keeps to one message a second and channel on Slack after a burst of three', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    for (let n = 1; n <= 6; n += 1) scene.outbox.wake(await scene.commit(`A${n}`, 'slack/C1'));
    await scene.clock.advance(10 * SECOND);
    expect(scene.slack.posts.map(({ at }) => at)).toEqual([0, 0, 0, 1000, 2000, 3000]);
  });

  it('keeps to four messages a second and workspace on Slack, and shares them fairly', async () => {
    const scene = createScene();
    const channels = Array.from({ length: 20 }, (_, n) => `slack/C${n + 1}`);
    await scene.places(...channels.map((id) => aPlace(id)), aPlace('slack/X', { tenant: 'T2' }));
    await scene.outbox.start();
    for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, ...channels, 'slack/X'));
    await scene.clock.advance(20 * SECOND);
    const own = scene.slack.posts.filter(({ destination }) => destination !== 'slack/X');
    expect(own).toHaveLength(40);
    for (const { at } of own) {
      expect(own.filter((other) => other.at >= at && other.at < at + SECOND).length).toBeLessThanOrEqual(8);
    }
    expect(own.at(-1)?.at).toBeGreaterThanOrEqual(9 * SECOND - 500);
    expect(new Set(own.slice(0, 20).map(({ destination }) => destination)).size).toBe(20);
    const other = scene.slack.posts.filter(({ destination }) => destination === 'slack/X');
    expect(other.map(({ at }) => at)).toEqual([0, 0]);
  });

  it('never exceeds fifty messages in any second on Discord', async () => {
    const scene = createScene();
    const channels = Array.from({ length: 200 }, (_, n) => `discord/${n + 1}`);
    await scene.places(...channels.map((id) => aPlace(id)));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', ...channels));
    await scene.clock.advance(6 * SECOND);
    const times = scene.discord.posts.map(({ at }) => at);
    expect(times).toHaveLength(200);
    for (const at of times) {
      expect(times.filter((time) => time >= at && time < at + SECOND).length).toBeLessThanOrEqual(50);
    }
  });

  it('backs off from 2 s to 10 min, and gives up after a day with a notice', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'), aPlace('slack/C2'));
    scene.slack.answer = (sent) => (sent.destination === 'slack/C1' ? UNREACHED : { kind: 'sent', messageId: 'm' });
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1', 'slack/C2'));
    await scene.clock.advance(HOUR);
    const tries = scene.slack.posts.filter(({ destination }) => destination === 'slack/C1');
    const waits = tries.slice(1).map(({ at }, n) => at - (tries[n]?.at ?? 0));
    for (const [n, wait] of waits.entries()) {
      const base = Math.min(2 * SECOND * 2 ** n, 10 * MINUTE);
      expect(wait).toBeGreaterThanOrEqual(base);
      expect(wait).toBeLessThanOrEqual(base * 1.2 + 1);
    }
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'pending', reason: 'not-reached' }]);
    await scene.clock.advance(22 * HOUR);
    expect(scene.rows('slack/C1')[0]?.state).toBe('pending');
    await scene.clock.advance(8 * HOUR);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'failed', reason: 'gave-up' }]);
    expect(scene.rows('slack/C2')).toMatchObject([{ state: 'sent' }]);
    expect(scene.notices.map(({ title }) => title)).toEqual(['An alert was given up after a day of trying']);
    expect(scene.notices[0]?.push).toContain('slack/C1');
  });

  it('says in the foot that an alert is late', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.commit('A1', 'slack/C1');
    await scene.clock.advance(45 * MINUTE);
    scene.outbox.wake(await scene.commit('A2', 'slack/C1'));
    await scene.outbox.start();
    await scene.clock.settle();
    expect(scene.slack.posts.map(({ message }) => message.foot)).toEqual([
      ['data only', 'delayed by 45 min'],
      ['data only'],
    ]);
  });

  it('sends a plain text when the platform refuses the message, and tells the people in charge', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = inTurn({ kind: 'message-refused', detail: 'invalid_blocks' });
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(SECOND);
    expect(scene.slack.posts.map(({ message }) => [message.blocks.length, message.format])).toEqual([
      [1, 'full'],
      [0, 'compact'],
    ]);
    expect(scene.slack.posts[1]?.message.push).toBe('Alert A1');
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(scene.notices).toHaveLength(1);
    const [block] = scene.notices[0]?.blocks ?? [];
    const facts = block?.kind === 'facts' ? block.facts.map(({ value }) => plain(value)) : [];
    expect(facts).toContain('invalid_blocks');
  });

  it('gives up when even the plain text is refused, and goes on with the next', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (sent) =>
      sent.action === 'A1' ? { kind: 'message-refused', detail: 'no_text' } : { kind: 'sent', messageId: 'm' };
    await scene.outbox.start();
    for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, 'slack/C1'));
    await scene.clock.advance(MINUTE);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A1', 'C1 A2']);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'failed', reason: 'message-refused' }, { state: 'sent' }]);
    expect(scene.notices).toHaveLength(2);
  });

  it('sends a plain text when the alert cannot be composed', async () => {
    const scene = createScene({ compose: () => Promise.reject(new Error('no such action')) });
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    expect(scene.slack.posts[0]?.message.push).toContain('action A1');
    expect(scene.rows('slack/C1')[0]?.state).toBe('sent');
    expect(scene.notices).toHaveLength(1);
  });

  it('fails a delivery whose destination nobody knows, and says so', async () => {
    const scene = createScene();
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C9'));
    await scene.clock.settle();
    expect(scene.rows('slack/C9')).toMatchObject([{ state: 'failed', reason: 'destination-gone' }]);
    expect(scene.notices).toHaveLength(1);
  });

  it('keeps deliveries of a platform that is not connected', async () => {
    const scene = createScene();
    await scene.places(aPlace('terminal/local'));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'terminal/local'));
    await scene.clock.advance(DAY);
    expect(scene.rows('terminal/local')[0]?.state).toBe('pending');
  });

  it('drains: resolves when nothing can be delivered any more, with what is left after its time', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'), aPlace('slack/C2'), aPlace('discord/1'));
    scene.slack.answer = (sent) => (sent.destination === 'slack/C2' ? GONE : { kind: 'sent', messageId: 'm' });
    scene.discord.answer = inTurn(DOWN);
    await scene.outbox.start();
    for (let n = 0; n < 5; n += 1) scene.outbox.wake(await scene.commit(`A${n}`, 'slack/C1', 'slack/C2', 'discord/1'));
    const early = scene.outbox.drain(SECOND);
    await scene.clock.advance(SECOND);
    expect(await early).toBeGreaterThan(0);
    const late = scene.outbox.drain(HOUR);
    await scene.clock.advance(MINUTE);
    expect(await late).toBe(0);
    expect(scene.rows('slack/C1').every(({ state }) => state === 'sent')).toBe(true);
  });

  it('goes on after a step that failed in a way nobody foresaw, as if the process had ended there', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    scene.slack.answer = (_sent, nth) => (nth === 1 ? JSON.parse('{"kind":"of a kind that nobody knows"}') : SENT);
    await scene.outbox.start();
    for (const action of ['A1', 'A2']) scene.outbox.wake(await scene.commit(action, 'slack/C1'));
    await scene.clock.advance(MINUTE);
    expect(scene.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      'A delivery step failed unexpectedly',
    ]);
    expect(scene.rows('slack/C1')).toMatchObject([{ state: 'sent', possibleDuplicate: true }, { state: 'sent' }]);
  });

  it('waits for a store that cannot be read', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    let broken = true;
    const get: Store['get'] = (collection, key) =>
      broken ? Promise.reject(new Error('EIO')) : scene.store.get(collection, key);
    const outbox = scene.open({ store: { ...scene.store, get } });
    await outbox.start();
    outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(MINUTE);
    expect(scene.slack.posts).toEqual([]);
    broken = false;
    await scene.clock.advance(5 * SECOND);
    expect(scene.rows('slack/C1')[0]?.state).toBe('sent');
  });

  it('is asleep while there is nothing to do', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.settle();
    const { commits } = scene.store;
    expect(scene.clock.sleepers).toBe(0);
    await scene.clock.advance(DAY);
    expect(scene.store.commits).toBe(commits);
  });
});
