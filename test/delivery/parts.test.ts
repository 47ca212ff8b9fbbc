import { describe, expect, it } from 'vitest';
import { createForgetting } from '../../src/app/forget.js';
import { owe } from '../../src/delivery/owe.js';
import type { Platform, Subscription } from '../../src/domain/subscription.js';
import { aChange, anAction } from '../support/builders.js';
import {
  AMBIGUOUS,
  aPlace,
  BAD_TOKEN,
  createScene,
  DOWN,
  type FakeChat,
  GONE,
  HOUR,
  MINUTE,
  RATE,
  REFUSED,
  SENT,
  START,
} from './scene.js';

const C1: Readonly<Record<'slack' | 'discord', string>> = { slack: 'slack/C1', discord: 'discord/1' };

async function partScene(platform: 'slack' | 'discord', over: Partial<Subscription> = {}) {
  const scene = createScene();
  const { store, clock, outbox } = scene;
  const destination = C1[platform];
  await scene.places(aPlace(destination));
  const wish = { target: { kind: 'everything' }, kinds: [], format: 'full' } as const;
  const by = { createdAt: START, createdBy: 'U1', createdByName: 'Ada' };
  store.tables.subscriptions.set('S1', { id: 'S1', destination, ...wish, ...by, ...over });
  return {
    ...scene,
    chat: scene[platform satisfies Platform],
    async owe(id: string, entries: number): Promise<void> {
      const changes = Array.from({ length: entries }, (_, i) => aChange({ ref: String(i), name: `PARTY ${i}` }));
      const action = anAction({ id, changes });
      const hit = { destination, subscriptions: ['S1'], changes: null };
      const rows = await store.transaction(async (tx) => {
        tx.put('actions', id, action);
        return owe(tx, action, [hit], clock.now());
      });
      outbox.wake(rows);
      await clock.settle();
    },
    what: (chat: FakeChat) => chat.posts.map(({ message }) => message.title.replace('Alert ', '')),
    states: () => scene.rows(destination).map(({ parcel, state }) => `${parcel?.kind ?? 'alert'} ${state}`),
  };
}

describe.each(['slack', 'discord'] as const)('a large alert on %s', (platform) => {
  it('is followed in its thread by pages of 20 and a file, one after the other', async () => {
    const scene = await partScene(platform);
    await scene.outbox.start();
    await scene.owe('A1', 45);
    await scene.clock.advance(MINUTE);
    expect(scene.what(scene.chat)).toEqual(['A1', 'page 1', 'page 2', 'page 3', 'file']);
    const [alert, ...parts] = scene.chat.posts;
    expect(alert?.under).toBeUndefined();
    expect(parts.map(({ under }) => under)).toEqual(parts.map(() => ({ messageId: 'm1' })));
    expect(parts.at(-1)?.file?.name).toBe('a.csv');
    expect(await scene.outbox.drain(MINUTE)).toBe(0);
  });

  it('that lists all its entries itself is followed by nothing, nor is a compact one', async () => {
    const scene = await partScene(platform);
    await scene.outbox.start();
    await scene.owe('A1', 20);
    expect(scene.chat.posts).toHaveLength(1);
    const compact = await partScene(platform, { format: 'compact' });
    await compact.outbox.start();
    await compact.owe('A1', 300);
    await compact.clock.advance(MINUTE);
    expect(compact.chat.posts).toHaveLength(1);
  });

  it('whose pages fail for hours holds up no later alert', async () => {
    const scene = await partScene(platform);
    scene.chat.answer = ({ under }, nth) => (under ? DOWN : { kind: 'sent', messageId: `m${nth}` });
    await scene.outbox.start();
    await scene.owe('A1', 45);
    await scene.clock.advance(10 * MINUTE);
    const before = scene.elapsed();
    await scene.owe('A2', 1);
    await scene.clock.advance(2_000);
    const second = scene.chat.posts.find(({ action, under }) => action === 'A2' && !under);
    expect((second?.at ?? Infinity) - before).toBeLessThanOrEqual(200);
    await scene.clock.advance(24 * HOUR);
    expect(scene.states()).toEqual([
      'alert sent',
      'page failed',
      'page failed',
      'page failed',
      'csv failed',
      'alert sent',
    ]);
    expect(scene.place(C1[platform])?.suspended).toBeUndefined();
  });

  it('whose first page is refused goes on with the next', async () => {
    const scene = await partScene(platform);
    scene.chat.answer = (_sent, nth) => (nth === 2 ? REFUSED : { ...SENT, messageId: `m${nth}` });
    await scene.outbox.start();
    await scene.owe('A1', 45);
    await scene.clock.advance(MINUTE);
    expect(scene.states()).toEqual(['alert sent', 'page failed', 'page sent', 'page sent', 'csv sent']);
    expect(scene.chat.posts).toHaveLength(5);
  });

  it('of a process that dies in between goes on where it was', async () => {
    const scene = await partScene(platform);
    scene.chat.answer = (_sent, nth) => (nth === 3 ? new Promise(() => {}) : { ...SENT, messageId: `m${nth}` });
    await scene.outbox.start();
    await scene.owe('A1', 45);
    await scene.clock.advance(5_000);
    expect(scene.states()[2]).toBe('page sending');
    const next = scene.open();
    await next.start();
    await scene.clock.advance(MINUTE);
    expect(scene.what(scene.chat)).toEqual(['A1', 'page 1', 'page 2', 'page 2', 'page 3', 'file']);
    const doubled = scene.rows(C1[platform])[2];
    expect(doubled).toMatchObject({ state: 'sent', attempts: 2 });
    expect(doubled?.possibleDuplicate === true).toBe(platform === 'slack');
    expect(scene.chat.posts[2]?.key).toBe(scene.chat.posts[3]?.key);
  });
});

it('a part that Slack leaves in doubt twice is given up, not tripled', async () => {
  const scene = await partScene('slack');
  scene.slack.answer = ({ under }, nth) => (under ? AMBIGUOUS : { kind: 'sent', messageId: `m${nth}` });
  await scene.outbox.start();
  await scene.owe('A1', 21);
  await scene.clock.advance(HOUR);
  expect(scene.what(scene.slack)).toEqual(['A1', 'page 1', 'page 1', 'page 2', 'page 2', 'file', 'file']);
  expect(scene.rows('slack/C1').slice(1)).toMatchObject([
    { state: 'failed', reason: 'outcome-unknown' },
    { state: 'failed' },
    { state: 'failed' },
  ]);
});

describe.each([
  ['a limit', RATE(30), null],
  ['a token that is rejected', BAD_TOKEN, 'rejected'],
] as const)('%s', (_what, outcome, notice) => {
  it('gives no part up, however long it lasts', async () => {
    const scene = await partScene('slack');
    let well = false;
    scene.slack.answer = ({ under }, nth) => (under && !well ? outcome : { kind: 'sent', messageId: `m${nth}` });
    await scene.outbox.start();
    await scene.owe('A1', 45);
    await scene.clock.advance(5 * HOUR);
    expect(scene.states()).toEqual(['alert sent', 'page pending', 'page pending', 'page pending', 'csv pending']);
    expect(scene.notices.map(({ push }) => push)).toEqual(notice ? [expect.stringContaining(notice)] : []);
    well = true;
    await scene.clock.advance(HOUR);
    expect(scene.states()).toEqual(['alert sent', 'page sent', 'page sent', 'page sent', 'csv sent']);
  });
});

it('a token that is rejected for a page halts the alerts of that platform, too', async () => {
  const scene = await partScene('slack');
  scene.slack.answer = ({ under }, nth) => (under ? BAD_TOKEN : { kind: 'sent', messageId: `m${nth}` });
  await scene.outbox.start();
  await scene.owe('A1', 21);
  await scene.clock.advance(MINUTE);
  const before = scene.slack.posts.length;
  await scene.owe('A2', 1);
  await scene.clock.advance(3 * MINUTE);
  expect(scene.slack.posts).toHaveLength(before);
});

describe('the parts of a place', () => {
  it('that unsubscribes do not follow any more', async () => {
    const scene = await partScene('slack');
    await scene.outbox.start();
    await scene.owe('A1', 100);
    await scene.clock.advance(2_000);
    const before = scene.slack.posts.length;
    await scene.store.transaction(async (tx) => tx.delete('subscriptions', 'S1'));
    await scene.clock.advance(MINUTE);
    expect(scene.slack.posts).toHaveLength(before);
    const left = scene.rows('slack/C1').slice(before);
    expect(new Set(left.map(({ reason }) => reason))).toEqual(new Set(['unsubscribed']));
    expect(await scene.outbox.drain(0)).toBe(0);
  });

  it.each([1, 2])('that is forgotten while message %i is under way are forgotten with it', async (held) => {
    const scene = await partScene('slack');
    let answer = () => {};
    scene.slack.answer = (_sent, nth) =>
      nth === held
        ? new Promise((resolve) => {
            answer = () => resolve(SENT);
          })
        : { kind: 'sent', messageId: `m${nth}` };
    await scene.outbox.start();
    await scene.owe('A1', 45);
    await scene.clock.advance(5_000);
    await createForgetting(scene).place('slack/C1', true);
    answer();
    await scene.clock.advance(HOUR);
    expect(scene.rows('slack/C1')).toEqual([]);
    expect(scene.slack.posts).toHaveLength(held);
    expect(await scene.outbox.drain(0)).toBe(0);
  });
});

/** Twenty channels of one Slack workspace, or of Discord, that are all owed the same large action of 45 entries. */
async function manyPlaces(platform: 'slack' | 'discord') {
  const scene = createScene();
  const { store, clock, outbox } = scene;
  const ids = Array.from({ length: 20 }, (_, i) => `${platform}/${platform === 'slack' ? 'C' : ''}${i + 1}`);
  await scene.places(...ids.map((id) => aPlace(id)));
  const wish = { target: { kind: 'everything' }, kinds: [], format: 'full' } as const;
  const by = { createdAt: START, createdBy: 'U1', createdByName: 'Ada' };
  for (const id of ids) store.tables.subscriptions.set(`S ${id}`, { id: `S ${id}`, destination: id, ...wish, ...by });
  await outbox.start();
  return {
    ...scene,
    ids,
    chat: scene[platform],
    async owe(id: string, entries: number, to: readonly string[] = ids): Promise<void> {
      const changes = Array.from({ length: entries }, (_, i) => aChange({ ref: String(i), name: `PARTY ${i}` }));
      const action = anAction({ id, changes });
      const hits = to.map((destination) => ({ destination, subscriptions: [`S ${destination}`], changes: null }));
      const rows = await store.transaction(async (tx) => {
        tx.put('actions', id, action);
        return owe(tx, action, hits, clock.now());
      });
      outbox.wake(rows);
      await clock.settle();
    },
  };
}

describe('the parts of many places', () => {
  it('go side by side on Discord, as fast as the bot may send', async () => {
    const scene = await manyPlaces('discord');
    scene.discord.answer = async (_sent, nth) => {
      await scene.clock.sleep(200);
      return { kind: 'sent', messageId: `m${nth}` };
    };
    await scene.owe('A1', 45);
    await scene.clock.advance(8_000);
    expect(scene.chat.posts).toHaveLength(20 + 20 * 4);
    const after = (ms: number) => scene.chat.posts.filter(({ at }) => at >= ms && at < ms + 1_000).length;
    for (let ms = 0; ms < 8_000; ms += 100) expect(after(ms)).toBeLessThanOrEqual(48);
    await scene.outbox.stop();
  });

  it('are one message at a time in a Slack workspace, alerts among them', async () => {
    const scene = await manyPlaces('slack');
    let [underWay, most] = [0, 0];
    scene.slack.answer = async (_sent, nth) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await scene.clock.sleep(100);
      underWay -= 1;
      return { kind: 'sent', messageId: `m${nth}` };
    };
    await scene.owe('A1', 45);
    await scene.clock.advance(MINUTE);
    expect(scene.chat.posts).toHaveLength(20 + 20 * 4);
    expect(most).toBe(1);
    await scene.outbox.stop();
  });

  it.each(['slack', 'discord'] as const)('leave every alert on %s its place at once', async (platform) => {
    const scene = await manyPlaces(platform);
    await scene.owe('A1', 45);
    await scene.clock.advance(10_000);
    for (const [n, id] of scene.ids.slice(0, 4).entries()) {
      const before = scene.elapsed();
      await scene.owe(`B${n}`, 1, [id]);
      await scene.clock.advance(2_000);
      const alert = scene.chat.posts.find(({ action }) => action === `B${n}`);
      expect((alert?.at ?? Infinity) - before).toBeLessThanOrEqual(200);
    }
    await scene.outbox.stop();
  });
});

describe.each(['slack', 'discord'] as const)('a part that may have arrived on %s', (platform) => {
  /** The first page is handed over, and nobody says what became of it. */
  async function doubtful() {
    const scene = await partScene(platform);
    let inDoubt = true;
    scene.chat.answer = ({ under }, nth) => (under && inDoubt ? AMBIGUOUS : { kind: 'sent', messageId: `m${nth}` });
    await scene.outbox.start();
    await scene.owe('A1', 21);
    // Discord knows a repeated nonce for three minutes.
    if (platform === 'discord') await scene.clock.advance(3 * MINUTE);
    inDoubt = false;
    return scene;
  }
  const pagesSent = (scene: Awaited<ReturnType<typeof doubtful>>) =>
    scene.chat.posts.filter(({ message }) => message.title === 'Alert page 1').length;

  it('is looked for before it is sent again, and settled where it is found', async () => {
    const scene = await doubtful();
    scene.chat.answerLook = () => ({ kind: 'found', messageId: 'm9', url: 'https://chat.example/m9' });
    const before = pagesSent(scene);
    await scene.clock.advance(MINUTE);
    expect(pagesSent(scene)).toBe(before);
    expect(scene.chat.looks[0]).toMatchObject({ under: { messageId: 'm1' }, action: 'A1' });
    const [, page] = scene.rows(C1[platform]);
    expect(page).toMatchObject({ state: 'sent', messageId: 'm9', url: 'https://chat.example/m9' });
    expect(page).not.toHaveProperty('possibleDuplicate');
  });

  it('is sent again unmarked where it is not there', async () => {
    const scene = await doubtful();
    scene.chat.answerLook = () => ({ kind: 'absent' });
    const before = pagesSent(scene);
    await scene.clock.advance(MINUTE);
    expect(pagesSent(scene)).toBe(before + 1);
    const [, page] = scene.rows(C1[platform]);
    expect(page?.state).toBe('sent');
    expect(page).not.toHaveProperty('possibleDuplicate');
  });

  it('is not sent again while nobody answers the question', async () => {
    const scene = await doubtful();
    scene.chat.answerLook = (nth) => (nth < 3 ? { kind: 'unavailable', detail: 'down' } : { kind: 'absent' });
    const before = pagesSent(scene);
    await scene.clock.advance(2_000);
    expect(pagesSent(scene)).toBe(before);
    await scene.clock.advance(HOUR);
    expect(pagesSent(scene)).toBe(before + 1);
    expect(scene.states()).toEqual(['alert sent', 'page sent', 'page sent', 'csv sent']);
  });

  it('is sent again once, and marked, where nobody can tell', async () => {
    const scene = await doubtful();
    const before = pagesSent(scene);
    await scene.clock.advance(MINUTE);
    expect(pagesSent(scene)).toBe(before + 1);
    expect(scene.rows(C1[platform])[1]).toMatchObject({ state: 'sent', possibleDuplicate: true });
  });
});

it('the parts of a place that is suspended wait for it, and follow once it works again', async () => {
  const scene = await partScene('discord');
  let gone = false;
  scene.discord.answer = (_sent, nth) => (gone ? GONE : { kind: 'sent', messageId: `m${nth}` });
  await scene.outbox.start();
  await scene.owe('A1', 45);
  gone = true;
  await scene.owe('A2', 1);
  await scene.clock.advance(HOUR);
  expect(scene.states().slice(2)).toEqual(['page suspended', 'page suspended', 'csv suspended', 'alert suspended']);
  expect(await scene.outbox.drain(0)).toBe(0);
  gone = false;
  await scene.outbox.restored('discord/1');
  await scene.clock.advance(MINUTE);
  expect(scene.states()).toEqual(['alert sent', 'page sent', 'page sent', 'page sent', 'csv sent', 'alert sent']);
});
