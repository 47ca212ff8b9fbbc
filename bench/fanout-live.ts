import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.js';
import { parseCommand } from '../commands/parse.js';
import { destinationOf } from '../src/app/destinations.js';
import { startBot } from '../src/bot.js';
import { platformChats } from '../src/cli/chats.js';
import { parseConfig } from '../src/config.js';
import { LIMITS } from '../src/delivery/budgets.js';
import type { Destination } from '../src/domain/subscription.js';
import { systemClock } from '../src/lib/time.js';
import type { FeedItem, FeedSource, Log } from '../src/ports.js';
import { openStore } from '../src/store/index.js';
import type { Outcome, Servers } from './fanout-servers.js';
import { watchLoop } from './loop.js';

const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const TARGETS = { ratio: 1.1, blockMs: 50, answerMs: 300 };
/** How often the heap is looked at, in milliseconds. */
const HEAP_EVERY = 1_000;

/**
 * A whole bot tells `count` channels of each platform of one designation, those of Slack in so many workspaces, while
 * somebody asks it for its status.
 */
export async function benchFanoutLive(count: number, workspaces: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  const child = fork(fileURLToPath(new URL('fanout-servers.ts', import.meta.url)), [String(count)]);
  try {
    const [servers] = (await once(child, 'message')) as [Servers];
    await fill(dir, servers, count, workspaces);
    const feed = gazette();
    const { bot, recordedAt } = await start(dir, servers, feed.source);
    const [load, loop] = [gauge(), watchLoop()];
    feed.publish();
    const [outcome] = (await once(child, 'message')) as [Outcome];
    const { longest, own, p99 } = loop();
    const { seconds, megabytes } = load();
    await bot.stop();
    print(count, workspaces, outcome, recordedAt());
    const blocks = `longest block ${longest.toFixed(0)} ms, ${own.toFixed(0)} of its own work (target ${TARGETS.blockMs})`;
    console.log(`  event loop: ${blocks}, p99 ${p99.toFixed(1)}`);
    console.log(
      `  the bot took ${seconds.toFixed(1)} s of processor time, and its heap grew by ${megabytes.toFixed(0)} MB`,
    );
  } finally {
    child.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Gives, when asked, what was used since: processor time, and by how much the heap was larger at most. */
function gauge(): () => { readonly seconds: number; readonly megabytes: number } {
  globalThis.gc?.();
  const [used, before] = [process.cpuUsage(), process.memoryUsage().heapUsed];
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().heapUsed);
  }, HEAP_EVERY);
  return () => {
    clearInterval(timer);
    const { user, system } = process.cpuUsage(used);
    return { seconds: (user + system) / 1e6, megabytes: (most - before) / 1e6 };
  };
}

function print(count: number, workspaces: number, outcome: Outcome, began: number): void {
  const answers = [...outcome.answersMs].sort((a, b) => a - b);
  const p99 = answers[Math.ceil(answers.length * 0.99) - 1] ?? Number.NaN;
  console.log(`\nIn real time, ${count} channels of each platform, from the commit of the action:\n`);
  for (const [platform, at, tenants] of [
    ['slack', outcome.slackAt, workspaces],
    ['discord', outcome.discordAt, 1],
  ] as const) {
    const rate = LIMITS.shared[platform];
    const least = rate === null ? 0 : ((Math.ceil(count / tenants) - rate.burst) * rate.everyMs) / 1000;
    const taken = (at - began) / 1000;
    console.log(`  ${platform}: ${taken.toFixed(1)} s of at least ${least.toFixed(1)}, ${(taken / least).toFixed(3)}`);
  }
  console.log(`  accepted: ${outcome.accepted.join(' and ')} (as many as were owed, or one was doubled)`);
  console.log(`  ${answers.length} commands: p99 ${p99.toFixed(0)} ms (target ${TARGETS.answerMs})`);
}

/** Every channel is subscribed to everything. */
async function fill(dir: string, { discord }: Servers, count: number, workspaces: number): Promise<void> {
  const store = await openStore({ dir, log: QUIET, clock: systemClock });
  const slack = Array.from({ length: count }, (_, n): Destination => {
    const place = destinationOf(`slack/C${String(n).padStart(8, '0')}`);
    return workspaces > 1 ? { ...place, tenant: `T${n % workspaces}` } : place;
  });
  await store.transaction(async (tx) => {
    for (const place of [...slack, ...discord.channels.map((channel) => destinationOf(`discord/${channel}`))]) {
      const subscription = `S${await tx.next('subscription')}`;
      tx.put('destinations', place.id, place);
      tx.put('subscriptions', subscription, {
        ...{ id: subscription, destination: place.id, target: { kind: 'everything' }, kinds: [], format: 'full' },
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
