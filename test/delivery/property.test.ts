import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Delivery, SendOutcome } from '../../src/domain/delivery.js';
import type { Platform } from '../../src/domain/subscription.js';
import type { Chat } from '../../src/ports.js';
import { Mortal } from './mortal.js';
import * as on from './scene.js';

type Event = SendOutcome | 'crash-before' | 'crash-after' | 'disk-full';

const CHANNELS = ['slack/C1', 'slack/C2', 'discord/1'];

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Event>(on.SENT) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Event>(
      ...[on.RATE(5), on.RATE(90), on.RATE(20, true), on.DOWN, on.UNREACHED, on.AMBIGUOUS, on.REFUSED],
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom<Event>(on.GONE, on.TENANT_GONE, on.NO_DM, on.BAD_TOKEN) },
  { weight: 2, arbitrary: fc.constantFrom<Event>('crash-before', 'crash-after', 'disk-full') },
);
const plan = fc.record({
  events: fc.array(event, { maxLength: 40 }),
  actions: fc.array(fc.subarray(CHANNELS, { minLength: 1 }), { minLength: 1, maxLength: 5 }),
  pauseMs: fc.constantFrom(0, 3 * on.SECOND, 10 * on.MINUTE),
  restore: fc.boolean(),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** Plays a plan, restarting after each crash and mending the disk after a while, until nothing more happens. */
async function play({ events, actions, pauseMs, restore }: Plan, seen: Set<string>) {
  const scene = on.createScene();
  await scene.places(...CHANNELS.map((id) => on.aPlace(id)));
  const left = [...events];
  const afterSent: string[] = [];
  const recorded = new Set<string>();
  /** Copies that may have arrived, by key. */
  const copies = new Map<string, number>();
  scene.store.onDelivery((row) => {
    if (row.state === 'sent') recorded.add(row.key);
    seen.add(`${row.state} ${row.reason ?? ''}`.trim());
  });
  let life = new Mortal(Infinity, 'after');
  const answer: on.FakeChat['answer'] = (sent, nth) => {
    if (recorded.has(sent.key)) afterSent.push(sent.key);
    const next = left.shift() ?? on.SENT;
    if (next === 'crash-before' || next === 'crash-after') life.kill();
    if (next === 'disk-full') scene.store.failWith(new Error('ENOSPC'));
    const arrives = typeof next === 'string' ? next !== 'crash-before' : ['sent', 'ambiguous'].includes(next.kind);
    if (arrives) copies.set(sent.key, (copies.get(sent.key) ?? 0) + 1);
    return typeof next === 'string' ? { kind: 'sent', messageId: `m${nth}` } : next;
  };
  scene.slack.answer = answer;
  scene.discord.answer = answer;

  const start = async () => {
    life = new Mortal(Infinity, 'after');
    const chats = new Map<Platform, Chat>([
      ['slack', life.chat(scene.slack)],
      ['discord', life.chat(scene.discord)],
    ]);
    const outbox = scene.open({ store: life.store(scene.store), chats });
    await outbox.start();
    return outbox;
  };
  let outbox = await start();
  const pass = async (ms: number) => {
    for (let gone = 0; gone < ms; gone += Math.max(1, ms / 10)) {
      await scene.clock.advance(Math.max(1, ms / 10));
      scene.store.failWith(null);
      if (life.dead) outbox = await start();
    }
  };
  for (const [n, destinations] of actions.entries()) {
    // As a source does: what the disk did not take is derived again.
    const again = async (): Promise<Delivery[]> => {
      scene.store.failWith(null);
      return scene.commit(`A${n + 1}`, ...destinations).catch(again);
    };
    outbox.wake(await again());
    await pass(pauseMs);
  }
  for (let day = 0; day < 5; day += 1) await pass(on.DAY);
  if (restore) {
    for (let round = 0; round < 40; round += 1) {
      for (const id of CHANNELS) await outbox.restored(id);
      await pass(10 * on.MINUTE);
    }
  }
  await outbox.stop();
  return { scene, afterSent, copies };
}

it('whatever the platforms answer and whenever the process dies, every delivery settles, in order, and none is forgotten or sent again', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (planned) => {
      const { scene, afterSent, copies } = await play(planned, new Set());
      expect(afterSent).toEqual([]);
      const deaths = planned.events.filter((one) => one === 'crash-before' || one === 'crash-after').length;
      for (const id of CHANNELS) {
        const rows = scene.rows(id);
        const orders = new Map(rows.map(({ key, order }) => [key, order]));
        const posted = [...scene.slack.posts, ...scene.discord.posts].filter(({ destination }) => destination === id);
        const order = posted.map(({ key }) => orders.get(key) ?? -1);
        expect(order).toEqual([...order].sort((a, b) => a - b));
        for (const row of rows) {
          const ends = ['sent', 'failed', 'withheld'];
          expect(planned.restore ? ends : [...ends, 'suspended']).toContain(row.state);
          // What waited for more than a day is told in one summary, which others owe.
          if (row.state === 'withheld') expect([row.reason, copies.get(row.key) ?? 0]).toEqual(['catch-up', 0]);
          if (row.state === 'failed') expect(['outcome-unknown', 'message-refused']).toContain(row.reason);
          const arrived = copies.get(row.key) ?? 0;
          if (row.state === 'sent') expect(arrived).toBeGreaterThanOrEqual(1);
          // Blindly once, and once more for each time that the process died over it.
          if (id.startsWith('slack')) expect(arrived).toBeLessThanOrEqual(2 + deaths);
          if (id.startsWith('slack') && arrived >= 2) expect(row.possibleDuplicate).toBe(true);
        }
      }
      expect(scene.clock.sleepers).toBe(0);
    }),
    { numRuns: 150 },
  );
});

it('is asked of plans that reach every way a delivery can end', async () => {
  const seen = new Set<string>();
  for (const planned of fc.sample(plan, { numRuns: 150, seed: 20190913 })) await play(planned, seen);
  const suspended = ['destination-gone', 'tenant-gone', 'direct-message-refused'].map(
    (reason) => `suspended ${reason}`,
  );
  const failed = ['failed message-refused', 'failed outcome-unknown'];
  expect([...seen]).toEqual(expect.arrayContaining([...suspended, ...failed, 'sending', 'sent']));
});
