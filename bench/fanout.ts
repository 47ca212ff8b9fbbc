/** One action to many destinations, at the pace that each platform permits. */

import { setImmediate as turn } from 'node:timers/promises';
import { LIMITS } from '../src/delivery/budgets.js';
import { createOutbox } from '../src/delivery/outbox.js';
import { owe } from '../src/delivery/owe.js';
import type { ListAction } from '../src/domain/action.js';
import type { Message } from '../src/domain/message.js';
import type { Destination, Platform } from '../src/domain/subscription.js';
import type { Chat, Log } from '../src/ports.js';
import { createVirtualClock, type VirtualClock } from '../test/support/virtual-clock.js';
import { benchFanoutLive } from './fanout-live.js';
import { instantStore } from './fanout-store.js';

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const START = '2024-01-01T00:00:00.000Z';
/** How long the platform takes to answer, in milliseconds. */
const ANSWER_MS = 120;
const TARGET = 1.1;
const STEP_MS = 1_000;

/** What is said, which is of no matter here. */
const ALERT: Message = { push: 'x', tone: 'info', title: 'x', blocks: [], buttons: [], foot: [], format: 'compact' };
const ACTION: ListAction = {
  ...{ kind: 'list', id: 'Aabcdefghijkl', source: 'ofac-sdn', published: null, detectedAt: START },
  changes: [],
};

/**
 * Prints the schedule in the time of an injected clock, then a run in real time with a whole bot. `fanout virtual` and
 * `fanout live 10000 20` (to so many of each platform, on Slack in 20 workspaces) do one of them.
 */
export async function benchFanout([part, count = '1000', workspaces = '1']: readonly string[] = []): Promise<void> {
  if (part !== 'live') await schedules();
  if (part !== 'virtual') await benchFanoutLive(Number(count), Number(workspaces));
}

async function schedules(): Promise<void> {
  console.log(
    `\nFan-out at the platforms' limits, the answer after ${ANSWER_MS} ms (target ≤ ${TARGET} of the minimum)\n`,
  );
  console.log('| platform | destinations | workspaces | minimum s | taken s | ratio | processor s |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [platform, tenants] of [
    ['discord', 1],
    ['slack', 1],
    ['slack', 20],
  ] as const)
    for (const count of [1_000, 10_000]) await schedule(platform, count, tenants);
}

async function schedule(platform: Platform, count: number, tenants: number): Promise<void> {
  const used = process.cpuUsage();
  const clock = createVirtualClock(START);
  const store = instantStore();
  const places = Array.from({ length: count }, (_, n) => place(platform, n, tenants));
  const owed = await store.transaction(async (tx) => {
    tx.put('actions', ACTION.id, ACTION);
    for (const { id } of places)
      tx.put('subscriptions', id, {
        ...{ id, destination: id, target: { kind: 'everything' }, kinds: [], format: 'full' },
        ...{ createdAt: START, createdBy: 'env', createdByName: 'bench' },
      });
    for (const one of places) tx.put('destinations', one.id, one);
    const hits = places.map(({ id }) => ({ destination: id, subscriptions: [id], changes: null }));
    return owe(tx, ACTION, hits, clock.now());
  });
  let accepted = 0;
  let lastAt = 0;
  const chat = chatThat(platform, clock, () => {
    accepted += 1;
    lastAt = clock.now().getTime();
  });
  const outbox = createOutbox({
    ...{ store, clock, log: QUIET, chats: new Map([[platform, chat]]), notifyOps: async () => {} },
    compose: async () => ALERT,
    factsFor: () => ({ relatedTo: () => [], announces: [] }),
    composePart: () => Promise.reject(new Error('there are no parts')),
  });
  await outbox.start();
  outbox.wake(owed);
  // Ten thousand are put in their lanes a slice at a time.
  for (let n = 0; n < 50; n += 1) await turn();
  while (accepted < count) await clock.advance(STEP_MS);
  await outbox.stop();
  const taken = (lastAt - Date.parse(START)) / 1000;
  const least = minimumMs(platform, count, tenants) / 1000;
  const { user, system } = process.cpuUsage(used);
  const figures = [least.toFixed(2), taken.toFixed(2), (taken / least).toFixed(3), ((user + system) / 1e6).toFixed(1)];
  console.log(`| ${platform} | ${count.toLocaleString('en-GB')} | ${tenants} | ${figures.join(' | ')} |`);
}

/** The burst, then one at a time; the last one is answered after that. */
function minimumMs(platform: Platform, count: number, tenants: number): number {
  const rate = LIMITS.shared[platform];
  return rate === null ? ANSWER_MS : Math.max(0, Math.ceil(count / tenants) - rate.burst) * rate.everyMs + ANSWER_MS;
}

function place(platform: Platform, n: number, tenants: number): Destination {
  return { id: `${platform}/C${n}`, platform, channel: `C${n}`, tenant: `T${n % tenants}`, direct: false };
}

function chatThat(platform: Platform, clock: VirtualClock, onAccepted: () => void): Chat {
  return {
    platform,
    start: async () => {},
    stop: async () => {},
    async send({ key }) {
      await clock.sleep(ANSWER_MS);
      onAccepted();
      return { kind: 'sent', messageId: key };
    },
  };
}
