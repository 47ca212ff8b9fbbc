import { describe, expect, it } from 'vitest';
import { createForgetting } from '../../src/app/forget.js';
import { createSilences } from '../../src/app/silences.js';
import { Digests } from '../../src/delivery/digests.js';
import { forgetTenants } from '../../src/delivery/tombstones.js';
import type { SendOutcome } from '../../src/domain/delivery.js';
import type { Quiet } from '../../src/domain/subscription.js';
import { aChange, anAction } from '../support/builders.js';
import {
  AMBIGUOUS,
  aPlace,
  BAD_TOKEN,
  createScene,
  DAY,
  type FakeChat,
  GONE,
  HOUR,
  inTurn,
  MINUTE,
  RATE,
  type Scene,
  SECOND,
  SENT,
  START,
  TENANT_GONE,
} from './scene.js';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const factsFor = () => ({ relatedTo: () => [], announces: [] });
const ASKER = { id: 'U1', name: 'Ada', mayManage: true };

const states = (scene: Scene, id: string) =>
  scene.rows(id).map(({ state, reason }) => (reason === undefined ? state : `${state}: ${reason}`));

/** The first message is under way until `answer` is called; `then` is what every later one gets. */
function held(chat: FakeChat, then: SendOutcome = SENT): (outcome: SendOutcome) => void {
  let answer: (outcome: SendOutcome) => void = () => {};
  chat.answer = (_sent, nth) =>
    nth > 1
      ? then
      : new Promise((resolve) => {
          answer = resolve;
        });
  return (outcome) => answer(outcome);
}

const ALL: Quiet['what'] = { kind: 'pause', subscription: null };

/** Pauses or mutes a place for two days, as a person does. */
function silence(scene: Scene, id: string, what = ALL): Promise<number> {
  const silences = createSilences({ ...scene, factsFor, onWithheld: () => {} });
  return silences.add({ what, until: '2024-01-03T00:00:00.000Z' }, aPlace(id), ASKER);
}

/** Actions that are on record, too, so that what is paused can be judged. */
async function recorded(scene: Scene, id: string, ...actions: string[]): Promise<void> {
  for (const action of actions) {
    const told = anAction({ id: action, changes: [aChange({ ref: action })] });
    await scene.store.transaction(async (tx) => tx.put('actions', action, told));
    scene.outbox.wake(await scene.commit(action, id));
  }
}

describe('what is paused while the message before it is under way', () => {
  it('stays paused when the place turns out to be gone, and when it works again', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    const answer = held(scene.slack);
    await recorded(scene, 'slack/C1', 'A1', 'A2');
    await scene.clock.advance(SECOND);
    expect(await silence(scene, 'slack/C1')).toBe(1);
    answer(GONE);
    await scene.clock.advance(MINUTE);
    expect(states(scene, 'slack/C1')).toEqual(['suspended: destination-gone', 'withheld: paused']);
    await scene.outbox.restored('slack/C1');
    await scene.clock.advance(MINUTE);
    expect(states(scene, 'slack/C1')).toEqual(['withheld: paused', 'withheld: paused']);
    expect(scene.slack.log()).toEqual(['C1 A1']);
  });

  it.each([
    ['is kept for a summary together with that message, where it was turned away', RATE(30), ALL, 'withheld: paused'],
    ['likewise where it is muted', RATE(30), { kind: 'mute', target: { kind: 'everything' } }, 'withheld: muted'],
    ['does not take that message back, where it may have arrived', AMBIGUOUS, ALL, 'sent'],
  ] as const)('%s', async (_what, outcome, what, end) => {
    const kept: string[] = [];
    const scene = createScene({ onWithheld: (rows) => kept.push(...rows.map(({ action }) => action)) });
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    const answer = held(scene.slack);
    await recorded(scene, 'slack/C1', 'A1');
    await scene.clock.advance(SECOND);
    await silence(scene, 'slack/C1', what);
    answer(outcome);
    await scene.clock.advance(HOUR);
    expect(states(scene, 'slack/C1')).toEqual([end]);
    expect(kept).toEqual(end === 'sent' ? [] : ['A1']);
  });

  it('is told once: not again by an alert of its own, once a digest told of it and the server came back', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'));
    await scene.outbox.start();
    scene.discord.answer = inTurn(RATE((3 * DAY) / SECOND));
    await recorded(scene, 'discord/1', 'A1', 'A2');
    await scene.clock.advance(SECOND);
    await silence(scene, 'discord/1');
    const digests = new Digests({ ...scene, log, factsFor, onOwed: (rows) => scene.outbox.wake(rows) });
    digests.start();
    await scene.clock.advance(2 * DAY);
    await scene.outbox.removed('discord', 'T1');
    await scene.clock.advance(MINUTE);
    await scene.outbox.returned('discord', ['T1'], 'invited');
    await scene.clock.advance(DAY);
    await digests.stop();
    expect(scene.rows('discord/1').map(({ state, parcel }) => `${parcel?.kind ?? 'alert'} ${state}`)).toEqual([
      'alert withheld',
      'alert withheld',
      'digest sent',
    ]);
  });
});

describe('a place that is forgotten and subscribed again', () => {
  it('gets its alerts at once, though it was closed before', async () => {
    const scene = createScene();
    await scene.places(aPlace('slack/C1'));
    await scene.outbox.start();
    scene.slack.answer = inTurn(GONE);
    scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
    await scene.clock.advance(MINUTE);
    await createForgetting(scene).place('slack/C1', true);
    await scene.places(aPlace('slack/C1'));
    scene.outbox.wake(await scene.commit('A2', 'slack/C1'));
    await scene.clock.advance(SECOND);
    expect(scene.slack.log()).toEqual(['C1 A1', 'C1 A2']);
  });

  it('gets its alerts at once, thirty days after the bot was removed', async () => {
    const scene = createScene();
    await scene.places(aPlace('discord/1'));
    await scene.outbox.start();
    await scene.outbox.removed('discord', 'T1');
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    scene.discord.answer = () => TENANT_GONE;
    await scene.clock.advance(31 * DAY);
    await forgetTenants({ ...scene, log });
    scene.discord.answer = () => SENT;
    const before = scene.discord.posts.length;
    await scene.places(aPlace('discord/1'));
    scene.outbox.wake(await scene.commit('A2', 'discord/1'));
    await scene.clock.advance(SECOND);
    expect(scene.discord.log().slice(before)).toEqual(['1 A2']);
  });
});

/** Forgets slack/C1 while its alert is under way; `answer` says what became of that. */
async function forgottenUnderWay() {
  const scene = createScene();
  await scene.places(aPlace('slack/C1'));
  await scene.outbox.start();
  const answer = held(scene.slack);
  scene.outbox.wake(await scene.commit('A1', 'slack/C1'));
  await scene.clock.advance(SECOND);
  await createForgetting(scene).place('slack/C1', true);
  return { scene, answer };
}

describe('a place that is forgotten while a message is under way', () => {
  it.each([
    ['arrived', SENT],
    ['has to wait', RATE(30)],
    ['found it closed', GONE],
  ] as const)('leaves nothing behind, and tells nobody, where the message %s', async (_what, outcome) => {
    const { scene, answer } = await forgottenUnderWay();
    answer(outcome);
    await scene.clock.advance(HOUR);
    expect([scene.rows('slack/C1'), scene.place('slack/C1'), scene.notices]).toEqual([[], undefined, []]);
    expect(scene.slack.posts).toHaveLength(1);
    expect(await scene.outbox.drain(0)).toBe(0);
  });

  it('does not hide that the platform rejects the token', async () => {
    const { scene, answer } = await forgottenUnderWay();
    answer(BAD_TOKEN);
    await scene.clock.advance(SECOND);
    expect(scene.notices.map(({ push }) => push)).toEqual([expect.stringContaining('rejected')]);
  });
});

describe('a removal while a message is under way', () => {
  it.each([
    ['works', {}],
    ['is tried although it was closed', { suspended: { since: START, reason: 'destination-gone', mend: 'Open it.' } }],
  ] as const)('stands when that message arrives in a place that %s', async (_what, over) => {
    const scene = createScene();
    const places = ['discord/1', 'discord/2'];
    await scene.places(aPlace('discord/1', over), aPlace('discord/2'));
    await scene.outbox.start();
    const answer = held(scene.discord, GONE);
    scene.outbox.wake(await scene.commit('A1', 'discord/1'));
    await scene.clock.advance(DAY + HOUR);
    expect(scene.discord.posts).toHaveLength(1);
    await scene.outbox.removed('discord', 'T1');
    answer(SENT);
    await scene.clock.advance(MINUTE);
    expect(places.map((id) => scene.place(id)?.suspended?.reason)).toEqual(['tenant-gone', 'tenant-gone']);
    expect(states(scene, 'discord/1')).toEqual(['sent']);
  });
});

it('what waited for a workspace that came back while the bot was down is told in one summary', async () => {
  const kept: string[] = [];
  const scene = createScene({ onWithheld: (rows) => kept.push(...rows.map(({ action }) => action)) });
  await scene.places(aPlace('slack/C1'));
  await scene.outbox.start();
  await scene.outbox.removed('slack', 'T1');
  for (const action of ['A1', 'A2', 'A3', 'A4']) scene.outbox.wake(await scene.commit(action, 'slack/C1'));
  await scene.clock.advance(MINUTE);
  await scene.outbox.stop();
  await scene.clock.advance(3 * DAY);
  const next = scene.open();
  await next.returned('slack', ['T1'], 'present');
  await next.start();
  await scene.clock.advance(HOUR);
  expect(states(scene, 'slack/C1')).toEqual(Array(4).fill('withheld: catch-up'));
  expect(kept).toEqual(['A1', 'A2', 'A3', 'A4']);
  expect(scene.slack.posts).toEqual([]);
});

it('all who wait for the same delivery hear that it was tried', async () => {
  const scene = createScene();
  await scene.places(aPlace('slack/C1'));
  await scene.outbox.start();
  const answer = held(scene.slack);
  const [row] = await scene.commit('A1', 'slack/C1');
  scene.outbox.wake(row ? [row] : []);
  const heard: string[] = [];
  for (const who of ['first', 'second'])
    void scene.outbox.tried(row?.key ?? '', HOUR).then(() => {
      heard.push(who);
    });
  await scene.clock.advance(SECOND);
  answer(SENT);
  await scene.clock.advance(SECOND);
  expect(heard).toEqual(['first', 'second']);
});
