import { describe, expect, it } from 'vitest';
import type { Platform } from '../../src/domain/subscription.js';
import type { Chat } from '../../src/ports.js';
import { Mortal } from './mortal.js';
import { aPlace, commitTo, createScene, type FakeChat, MINUTE } from './scene.js';

const CHANNELS = ['slack/C1', 'slack/C2', 'discord/1', 'discord/2'];
const ACTIONS = ['A1', 'A2'];

/** A platform that keeps what arrived; like Discord, it may recognise a key. */
function arrivals(chat: FakeChat, recognisesKeys: boolean): string[] {
  const arrived: string[] = [];
  const keys = new Set<string>();
  chat.answer = ({ key, destination, action }) => {
    if (!recognisesKeys || !keys.has(key)) arrived.push(`${destination} ${action}`);
    keys.add(key);
    return { kind: 'sent', messageId: key };
  };
  return arrived;
}

/** One life that ends at the given step, then one that is left alone; false if the first never got that far. */
async function run(step: number, moment: 'before' | 'after') {
  const scene = createScene();
  await scene.places(...CHANNELS.map((id) => aPlace(id)));
  const slack = arrivals(scene.slack, false);
  const discord = arrivals(scene.discord, true);
  const live = async (mortal: Mortal): Promise<void> => {
    const store = mortal.store(scene.store);
    const chats = new Map<Platform, Chat>([
      ['slack', mortal.chat(scene.slack)],
      ['discord', mortal.chat(scene.discord)],
    ]);
    const outbox = scene.open({ store, chats });
    await outbox.start();
    const committing = (async () => {
      for (const action of ACTIONS) outbox.wake(await commitTo(store, scene.clock.now(), action, CHANNELS));
    })();
    await scene.clock.advance(MINUTE);
    if (!mortal.dead) await committing;
  };
  const first = new Mortal(step, moment);
  await live(first);
  if (first.dead) await live(new Mortal(Infinity, 'after'));
  return { died: first.dead, slack, discord, scene };
}

describe('a process killed at every step of a fan-out', () => {
  it.each(['before', 'after'] as const)(
    'loses nothing and doubles at most what was in flight (%s each step)',
    async (moment) => {
      const expected = (platform: string) =>
        CHANNELS.filter((id) => id.startsWith(platform)).flatMap((id) => ACTIONS.map((action) => `${id} ${action}`));
      let steps = 0;
      for (let died = true; died; steps += 1) {
        const result = await run(steps + 1, moment);
        died = result.died;
        expect(result.discord.sort()).toEqual(expected('discord').sort());
        expect([...new Set(result.slack)].sort()).toEqual(expected('slack').sort());
        const marked = CHANNELS.flatMap((id) => result.scene.rows(id)).filter((row) => row.possibleDuplicate);
        const doubled = result.slack.filter((line, n) => result.slack.indexOf(line) !== n);
        expect(marked.map((row) => `${row.destination} ${row.action}`)).toEqual(expect.arrayContaining(doubled));
        expect(new Set(doubled).size).toBe(doubled.length);
        for (const id of CHANNELS) expect(result.scene.rows(id).map(({ state }) => state)).toEqual(['sent', 'sent']);
      }
      // Two commits, and for each of eight deliveries a mark, a send and a record.
      expect(steps).toBe(2 + 8 * 3 + 1);
    },
  );
});
