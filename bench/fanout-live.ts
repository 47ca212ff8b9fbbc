import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.js';
import { parseCommand } from '../commands/parse.js';
import { destinationOf } from '../src/app/destinations.js';
import { startBot } from '../src/bot.js';
import { platformChats } from '../src/cli/chats.js';
import { parseConfig } from '../src/config.js';
import { LIMITS } from '../src/delivery/budgets.js';
import { systemClock } from '../src/lib/time.js';
import type { FeedItem, FeedSource, Log } from '../src/ports.js';
import { openStore } from '../src/store/index.js';
import type { Outcome, Servers } from './fanout-servers.js';

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const TARGETS = { ratio: 1.1, blockMs: 50, answerMs: 300 };
/** In milliseconds: how often the loop is looked at, which every delay contains. */
const RESOLUTION = 5;

/** A whole bot tells `count` channels of each platform of one designation, while somebody asks it for its status. */
export async function benchFanoutLive(count: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  const child = fork(fileURLToPath(new URL('fanout-servers.ts', import.meta.url)), [String(count)]);
  try {
    const [servers] = (await once(child, 'message')) as [Servers];
    await fill(dir, servers, count);
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
    const feed = gazette();
    const { bot, recordedAt } = await start(dir, servers, feed.source);
    delay.enable();
    feed.publish();
    const [outcome] = (await once(child, 'message')) as [Outcome];
    delay.disable();
    await bot.stop();
    print(count, outcome, recordedAt(), delay.max / 1e6 - RESOLUTION, delay.percentile(99) / 1e6 - RESOLUTION);
  } finally {
    child.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

function print(count: number, outcome: Outcome, began: number, blockMs: number, block99: number): void {
  const answers = [...outcome.answersMs].sort((a, b) => a - b);
  const p99 = answers[Math.ceil(answers.length * 0.99) - 1] ?? Number.NaN;
  console.log(`\nIn real time, ${count} channels of each platform, from the commit of the action:\n`);
  for (const [platform, at] of [
    ['slack', outcome.slackAt],
    ['discord', outcome.discordAt],
  ] as const) {
    const rate = LIMITS.shared[platform];
    const least = rate === null ? 0 : ((count - rate.burst) * rate.everyMs) / 1000;
    const taken = (at - began) / 1000;
    console.log(`  ${platform}: ${taken.toFixed(1)} s of at least ${least.toFixed(1)}, ${(taken / least).toFixed(3)}`);
  }
  console.log(`  accepted: ${outcome.accepted.join(' and ')} (as many as were owed, or one was doubled)`);
  console.log(
    `  event loop: longest block ${blockMs.toFixed(0)} ms (target ${TARGETS.blockMs}), p99 ${block99.toFixed(1)}`,
  );
  console.log(`  ${answers.length} commands: p99 ${p99.toFixed(0)} ms (target ${TARGETS.answerMs})`);
}

/** Every channel is subscribed to everything. */
async function fill(dir: string, { discord }: Servers, count: number): Promise<void> {
  const store = await openStore({ dir, log: QUIET, clock: systemClock });
  const slack = Array.from({ length: count }, (_, n) => `slack/C${String(n).padStart(8, '0')}`);
  await store.transaction(async (tx) => {
    for (const id of [...slack, ...discord.channels.map((channel) => `discord/${channel}`)]) {
      const subscription = `S${await tx.next('subscription')}`;
      tx.put('destinations', id, destinationOf(id));
      tx.put('subscriptions', subscription, {
        ...{ id: subscription, destination: id, target: { kind: 'everything' }, kinds: [], format: 'full' },
        ...{ createdAt: new Date().toISOString(), createdBy: 'env', createdByName: 'bench' },
      });
    }
  });
  await store.close();
}

async function start(dir: string, { slack, discord }: Servers, source: FeedSource) {
  const config = parseConfig(
    {
      ...{ DATA_DIR: dir, POLL_SECONDS: '1' },
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    },
    [source],
  );
  let recordedAt = 0;
  let looked: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    looked = resolve;
  });
  const bot = await startBot({
    ...{ config, version: '0.0.0', clock: systemClock, log: QUIET, sources: [source], commands },
    parse: (text) => parseCommand(text, commands),
    chats: await platformChats(config, QUIET, systemClock, commands),
    defaultDestinations: [],
    onPolled: (_source, result) => {
      if (result instanceof Error) throw result;
      if (result.some(({ action }) => action !== null)) recordedAt ||= Date.now();
      looked();
    },
  });
  await first;
  return { bot, recordedAt: () => recordedAt };
}

/** A feed that says nothing until it is told to announce something. */
function gazette(): { readonly source: FeedSource; publish(): void } {
  let published = false;
  const item: FeedItem = {
    ...{ id: '1', title: 'A designation', url: 'https://example.org/1', published: '2026-01-05', category: null },
    ...{ links: [], entries: [], text: 'GREY HERON was designated.' },
  };
  return {
    publish: () => {
      published = true;
    },
    source: {
      ...{ kind: 'feed', id: 'gazette', authority: 'Ruritania', title: 'Gazette of Ruritania' },
      ...{ homepage: 'https://example.org/', origin: 'https://example.org', formats: ['html'], announces: [] },
      cadence: { checkSeconds: 1, fileSeconds: 3600 },
      poll: async ({ cursor }) => {
        const isNews = published && !cursor?.items.includes('1');
        return { items: isNews ? [item] : [], seen: published ? ['1', '0'] : ['0'] };
      },
      fromDisk: () => Promise.reject(new Error('not asked for')),
    },
  };
}
