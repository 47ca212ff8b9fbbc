import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { type Bot, startBot } from '../../src/bot.js';
import { parseConfig } from '../../src/config.js';
import type { Chat, Log } from '../../src/ports.js';
import { sources } from '../../src/sources/index.js';
import { openStore } from '../../src/store/index.js';
import { anAction } from '../support/builders.js';
import { temporaryFolder } from '../support/run-bot.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

const START = '2026-01-05T12:00:00.000Z';
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: VirtualClock;
let dir: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.dir, 'state');
  clock = createVirtualClock(START);
});
afterEach(() => folder.dispose());

/** A bot that watches nothing and talks to this one chat. */
function start(chat: Chat): Promise<Bot> {
  const config = parseConfig({ DATA_DIR: dir, SOURCES: 'un-sc' }, sources);
  return startBot({
    ...{ config, version: '0.0.0', clock, log, sources: [], commands, chats: [chat], defaultDestinations: [] },
    parse: (text) => parseCommand(text, commands),
  });
}

function aChat(over: Partial<Chat>): Chat {
  const sent = { kind: 'sent', messageId: '1' } as const;
  return { platform: 'slack', start: async () => {}, stop: async () => {}, send: async () => sent, ...over };
}

it('a chat that does not end holds up the bot for seven and a half seconds and no longer; the store is closed then', async () => {
  const bot = await start(aChat({ stop: () => new Promise(() => {}) }));
  expect(await readdir(dir)).toContain('lock');
  let stopped = false;
  const stopping = bot.stop().then(() => {
    stopped = true;
  });
  await clock.advance(7_499);
  expect(stopped).toBe(false);
  await clock.advance(1);
  await stopping;
  expect(await readdir(dir)).not.toContain('lock');
});

it('a bot that stops leaves nothing asleep, not even what is to be told tomorrow', async () => {
  const action = anAction({ id: 'A1', detectedAt: START });
  const by = { createdAt: START, createdBy: 'U1', createdByName: 'Ada' };
  const store = await openStore({ dir, log, clock });
  await store.transaction(async (tx) => {
    tx.put('actions', action.id, action);
    tx.put('destinations', 'slack/C1', { id: 'slack/C1', platform: 'slack', channel: 'C1', direct: false });
    const schedule = { every: 'day', hour: 9, zone: 'UTC' } as const;
    const wish = { target: { kind: 'everything' }, kinds: [], format: 'full', schedule } as const;
    tx.put('subscriptions', 'S1', { id: 'S1', destination: 'slack/C1', ...wish, ...by });
    tx.put('deliveries', 'k1', {
      ...{ key: 'k1', action: action.id, destination: 'slack/C1', order: 1, subscriptions: ['S1'], changes: null },
      ...{ state: 'withheld', reason: 'in-digest', attempts: 0, createdAt: START, notBefore: START },
    });
  });
  await store.close();
  const posts: string[] = [];
  const chat = aChat({
    async send({ message }) {
      posts.push(message.title);
      return { kind: 'sent', messageId: '1' };
    },
  });
  const first = await start(chat);
  await clock.settle();
  await first.stop();
  expect(clock.sleepers).toBe(0);
  const second = await start(chat);
  // The store works in real time, so that the clock goes on until the digest was sent.
  while (posts.length === 0) await clock.advance(3_600_000);
  expect(posts).toEqual(['Daily digest: 1 action']);
  await second.stop();
  expect(clock.sleepers).toBe(0);
});
