import { describe, expect, it } from 'vitest';
import type { EditOutcome, SendOutcome } from '../../src/domain/delivery.js';
import type { Platform } from '../../src/domain/subscription.js';
import type { Chat } from '../../src/ports.js';
import { Mortal } from './mortal.js';
import {
  AMBIGUOUS,
  aPlace,
  BAD_TOKEN,
  commitStory,
  createScene,
  DAY,
  DOWN,
  GONE,
  HOUR,
  MINUTE,
  RATE,
  REFUSED,
  type Scene,
  SECOND,
  type StoryStep,
  TENANT_GONE,
} from './scene.js';

const NEVER = new Promise<EditOutcome>(() => {});
const NOTICE: StoryStep = { action: 'A1' };
const CHANGE: StoryStep = { action: 'A2', follows: ['A1'] };

async function opened(...places: string[]): Promise<Scene> {
  const scene = createScene();
  await scene.places(...places.map((id) => aPlace(id)));
  await scene.outbox.start();
  return scene;
}

async function tell(scene: Scene, step: StoryStep, ...places: string[]): Promise<void> {
  scene.outbox.wake(await commitStory(scene.store, scene.clock.now(), step, places));
  await scene.clock.advance(10 * SECOND);
}

/** The same notice and list change in one channel of a platform. */
async function told(place = 'slack/C1', prepare: (scene: Scene) => void = () => {}): Promise<Scene> {
  const scene = await opened(place);
  prepare(scene);
  await tell(scene, NOTICE, place);
  await tell(scene, CHANGE, place);
  return scene;
}

describe('an alert that follows another', () => {
  it('answers the message of the one before, where that was sent', async () => {
    const scene = await opened('slack/C1', 'slack/C2', 'discord/1');
    await tell(scene, NOTICE, 'slack/C1', 'discord/1');
    await tell(scene, CHANGE, 'slack/C1', 'slack/C2', 'discord/1');
    const replies = [...scene.slack.posts, ...scene.discord.posts].filter(({ action }) => action === 'A2');
    expect(replies.map(({ destination, replyTo }) => [destination, replyTo?.messageId])).toEqual([
      ['slack/C1', 'm1'],
      ['slack/C2', undefined],
      ['discord/1', 'm1'],
    ]);
  });

  it('answers within the thread that the platform put the one before into', async () => {
    const scene = await opened('slack/C1');
    scene.slack.answer = (_sent, nth) => ({
      kind: 'sent',
      messageId: `m${nth}`,
      url: `https://slack.example/m${nth}`,
      ...(nth > 1 ? { thread: 'm1' } : {}),
    });
    await tell(scene, NOTICE, 'slack/C1');
    await tell(scene, CHANGE, 'slack/C1');
    await tell(scene, { action: 'A3', follows: ['A2', 'A1'] }, 'slack/C1');
    expect(scene.slack.posts[2]?.replyTo).toEqual({ messageId: 'm2', thread: 'm1' });
    expect(scene.rows('slack/C1')[1]).toMatchObject({ url: 'https://slack.example/m2', thread: 'm1' });
    expect(scene.slack.edits.map(({ messageId }) => messageId)).toEqual(['m1', 'm2', 'm1']);
  });

  it('waits for the one before, and answers it', async () => {
    const scene = await opened('slack/C1');
    const late = { kind: 'sent', messageId: 'late' } satisfies SendOutcome;
    scene.slack.answer = (_sent, nth) => (nth < 3 ? DOWN : late);
    const now = scene.clock.now();
    for (const step of [NOTICE, CHANGE]) scene.outbox.wake(await commitStory(scene.store, now, step, ['slack/C1']));
    await scene.clock.advance(MINUTE);
    expect(scene.slack.posts.map(({ action, replyTo }) => [action, replyTo?.messageId])).toEqual([
      ['A1', undefined],
      ['A1', undefined],
      ['A1', undefined],
      ['A2', 'late'],
    ]);
  });

  it('stands alone where the one before was given up, and changes nothing', async () => {
    const scene = await opened('slack/C1');
    scene.slack.answer = ({ action }, nth) => (action === 'A1' ? REFUSED : { kind: 'sent', messageId: `m${nth}` });
    await tell(scene, NOTICE, 'slack/C1');
    await tell(scene, CHANGE, 'slack/C1');
    expect(scene.slack.posts.at(-1)).not.toHaveProperty('replyTo');
    expect(scene.edits()).toEqual([]);
  });

  it('stands alone where what ties the two is not what the place is owed', async () => {
    const scene = await opened('slack/C1', 'slack/C2');
    await tell(scene, NOTICE, 'slack/C1', 'slack/C2');
    await tell(scene, { ...CHANGE, tied: [0, 3], positions: [1, 2] }, 'slack/C1');
    expect(scene.slack.posts.at(-1)).not.toHaveProperty('replyTo');
    await tell(scene, { ...CHANGE, action: 'A3', tied: [0, 3], positions: [2, 3] }, 'slack/C2');
    expect(scene.slack.posts.at(-1)?.replyTo).toEqual({ messageId: 'm2' });
  });
});

describe('the message that was answered', () => {
  it.each(['slack/C1', 'discord/1'])('is changed once, in place (%s)', async (place) => {
    const scene = await told(place);
    const chat = place.startsWith('slack') ? scene.slack : scene.discord;
    const [earlier] = scene.rows(place);
    expect(chat.edits).toMatchObject([{ messageId: 'm1', key: earlier?.key, destination: { id: place } }]);
    expect(scene.edits()).toEqual([]);
    expect(scene.rows(place)[0]?.answeredBy).toEqual([scene.rows(place)[1]?.key]);
    await scene.clock.advance(DAY);
    expect(chat.posts).toHaveLength(2);
    expect(chat.edits).toHaveLength(1);
    expect(scene.notices).toEqual([]);
  });

  it('says that it was delayed as it did when it was sent', async () => {
    const scene = await opened('slack/C1');
    const owed = await commitStory(scene.store, scene.clock.now(), NOTICE, ['slack/C1']);
    await scene.clock.advance(45 * MINUTE);
    scene.outbox.wake(owed);
    await scene.clock.advance(HOUR);
    await tell(scene, CHANGE, 'slack/C1');
    expect(scene.slack.edits[0]?.message.foot).toEqual(scene.slack.posts[0]?.message.foot);
    expect(scene.slack.posts[0]?.message.foot).toContain('delayed by 45 min');
  });

  it('never holds up an alert, even if its change is never answered', async () => {
    const scene = await told('slack/C1', ({ slack }) => {
      slack.answerEdit = () => NEVER;
    });
    await tell(scene, { action: 'A3' }, 'slack/C1');
    expect(scene.slack.posts.map(({ action }) => action)).toEqual(['A1', 'A2', 'A3']);
    expect(scene.edits()).toMatchObject([{ state: 'pending' }]);
  });

  it.each<[string, EditOutcome, string]>([
    ['message-gone', { kind: 'message-gone', detail: 'deleted' }, 'message-gone'],
    ['refused', REFUSED, 'message-refused'],
    ['destination gone', GONE, 'destination-gone'],
    ['tenant gone', TENANT_GONE, 'tenant-gone'],
  ] as [string, EditOutcome, string][])('is left as it is, in silence: %s', async (_what, outcome, reason) => {
    const scene = await told('slack/C1', ({ slack }) => {
      slack.answerEdit = () => outcome;
    });
    await scene.clock.advance(DAY);
    expect(scene.edits()).toMatchObject([{ state: 'given-up', reason, attempts: 1 }]);
    expect(scene.slack.edits).toHaveLength(1);
    expect(scene.notices).toEqual([]);
    expect(scene.place('slack/C1')).not.toHaveProperty('suspended');
    expect(scene.rows('slack/C1').map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it.each<[string, EditOutcome, number]>([
    ['rate', RATE(30) as EditOutcome, 30 * SECOND],
    ['transient', DOWN as EditOutcome, 2 * SECOND],
    ['ambiguous', AMBIGUOUS as EditOutcome, 2 * SECOND],
    ['token', BAD_TOKEN as EditOutcome, 5 * MINUTE],
  ])('is changed later: %s', async (_what, outcome, wait) => {
    const scene = await told('slack/C1', ({ slack }) => {
      slack.answerEdit = (nth) => (nth === 1 ? outcome : { kind: 'edited' });
    });
    await scene.clock.advance(10 * MINUTE);
    expect(scene.edits()).toEqual([]);
    expect(scene.slack.edits).toHaveLength(2);
    const [first, second] = scene.slack.edits;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(wait);
  });

  it('is given up after hours of trying', async () => {
    const scene = await told('slack/C1', ({ slack }) => {
      slack.answerEdit = () => DOWN as EditOutcome;
    });
    await scene.clock.advance(DAY);
    expect(scene.edits()).toMatchObject([{ state: 'given-up', reason: 'gave-up' }]);
    expect(scene.slack.edits.length).toBeLessThan(20);
    expect(scene.notices).toEqual([]);
    expect(scene.clock.sleepers).toBe(0);
  });

  it('is changed at a pace of its own', async () => {
    const channels = Array.from({ length: 5 }, (_, n) => `slack/C${n}`);
    const scene = await opened(...channels);
    await tell(scene, NOTICE, ...channels);
    await tell(scene, CHANGE, ...channels);
    await scene.clock.advance(MINUTE);
    const at = scene.slack.edits.map((edit) => edit.at);
    expect(at).toHaveLength(5);
    for (const [n, time] of at.entries()) if (n > 0) expect(time - (at[n - 1] ?? 0)).toBeGreaterThanOrEqual(1_200);
  });

  it('waits while the platform asks all of the bot to wait', async () => {
    const scene = await opened('slack/C1', 'slack/C2');
    await tell(scene, NOTICE, 'slack/C1');
    scene.slack.answer = ({ action }, nth) =>
      action === 'A9' ? RATE(60, true) : { kind: 'sent', messageId: `m${nth}` };
    await tell(scene, { action: 'A9' }, 'slack/C2');
    scene.slack.answerEdit = () => ({ kind: 'edited' });
    scene.outbox.wake(await commitStory(scene.store, scene.clock.now(), CHANGE, ['slack/C1']));
    await scene.clock.advance(30 * SECOND);
    expect(scene.slack.edits).toEqual([]);
    scene.slack.answer = (_sent, nth) => ({ kind: 'sent', messageId: `m${nth}` });
    await scene.clock.advance(2 * MINUTE);
    expect(scene.slack.edits).toHaveLength(1);
  });

  it('is changed by the next start if this one ends before', async () => {
    const scene = await told('slack/C1', ({ slack }) => {
      slack.answerEdit = () => NEVER;
    });
    scene.slack.answerEdit = () => ({ kind: 'edited' });
    const next = scene.open();
    await next.start();
    await scene.clock.advance(MINUTE);
    expect(scene.edits()).toEqual([]);
    expect(scene.slack.posts).toHaveLength(2);
  });

  it('is awaited by a drain, and counted as nothing that is owed', async () => {
    const scene = await opened('slack/C1');
    const now = scene.clock.now();
    for (const step of [NOTICE, CHANGE]) scene.outbox.wake(await commitStory(scene.store, now, step, ['slack/C1']));
    const drained = scene.outbox.drain(HOUR);
    await scene.clock.advance(MINUTE);
    expect(await drained).toBe(0);
    expect(scene.edits()).toEqual([]);
  });

  it('is tried again when the disk did not take that it was changed', async () => {
    const scene = await told('slack/C1', ({ slack, store }) => {
      slack.answerEdit = () => {
        store.failWith(new Error('ENOSPC'));
        return { kind: 'edited' };
      };
    });
    scene.store.failWith(null);
    expect(scene.edits()).toMatchObject([{ state: 'pending' }]);
    scene.slack.answerEdit = () => ({ kind: 'edited' });
    await scene.open().start();
    await scene.clock.advance(MINUTE);
    expect(scene.edits()).toEqual([]);
  });
});

describe('a process killed at every step of a story', () => {
  it.each(['before', 'after'] as const)('tells both parts and ties them (%s each step)', async (moment) => {
    let steps = 0;
    for (let died = true; died; steps += 1) {
      const scene = createScene();
      await scene.places(aPlace('discord/1'));
      const shown = new Map<string, string>();
      scene.discord.answer = ({ key, replyTo }) => {
        shown.set(key, replyTo?.messageId ?? 'alone');
        return { kind: 'sent', messageId: key };
      };
      const live = async (mortal: Mortal): Promise<void> => {
        const store = mortal.store(scene.store);
        const outbox = scene.open({ store, chats: new Map<Platform, Chat>([['discord', mortal.chat(scene.discord)]]) });
        await outbox.start();
        for (const step of [NOTICE, CHANGE]) {
          const committing = commitStory(store, scene.clock.now(), step, ['discord/1']);
          await scene.clock.settle();
          if (!mortal.dead) outbox.wake(await committing);
        }
        await scene.clock.advance(MINUTE);
      };
      const first = new Mortal(steps + 1, moment);
      await live(first);
      if (first.dead) await live(new Mortal(Infinity, 'after'));
      died = first.dead;
      const [notice] = scene.rows('discord/1');
      expect([...shown.values()]).toEqual(['alone', notice?.key]);
      expect(scene.edits()).toEqual([]);
      expect(new Set(scene.discord.edits.map(({ messageId }) => messageId))).toEqual(new Set([notice?.messageId]));
    }
    // Two commits, for each of two deliveries a mark, a send and a record, then the edit and its record.
    expect(steps).toBe(2 + 2 * 3 + 2 + 1);
  });
});
