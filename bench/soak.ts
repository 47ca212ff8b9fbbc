/** A month of the whole bot on an injected clock, with publications, outages, restarts and changing subscriptions. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destinationOf } from '../src/app/destinations.js';
import { type Bot, type BotParts, startBot } from '../src/bot.js';
import { parseConfig } from '../src/config.js';
import type { Collection, Log } from '../src/ports.js';
import { sources } from '../src/sources/index.js';
import { openStoreForReading } from '../src/store/index.js';
import { SoakClock } from './soak-clock.js';
import { SoakChat, SoakPublisher } from './soak-world.js';

const START = new Date('2026-01-05T00:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKS = 5;
/** Shorter than anybody may set it, so that a month shows what a year does. */
const RETENTION_DAYS = 7;
/** On each platform. */
const DESTINATIONS = 40;
const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

interface Soak {
  readonly dir: string;
  readonly clock: SoakClock;
  readonly publisher: SoakPublisher;
  readonly chats: readonly SoakChat[];
  errors: number;
}

/** Prints, for each week, what memory, state, timers and listeners have come to. */
export async function benchSoak(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-soak-'));
  const clock = new SoakClock(START);
  const chats = [new SoakChat('slack', clock), new SoakChat('discord', clock)];
  const soak: Soak = { dir, clock, publisher: new SoakPublisher(), chats, errors: 0 };
  const began = performance.now();
  try {
    const weeks: Record<string, number>[] = [];
    let bot = await start(soak);
    for (let day = 0; day < WEEKS * 7; day += 1) {
      await live(soak, bot, day);
      await soak.clock.through(bot.stop());
      if (day % 7 === 6) weeks.push(await weekRow(soak, day));
      bot = await start(soak);
    }
    await soak.clock.through(bot.stop());
    console.log(
      `\n${WEEKS} weeks in ${((performance.now() - began) / 1000).toFixed(0)} s, retention ${RETENTION_DAYS} days`,
    );
    console.table(weeks);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function start(soak: Soak): Promise<Bot> {
  const { dir, clock, publisher, chats } = soak;
  const env = {
    DATA_DIR: dir,
    SOURCES: 'ofac-sdn ofac-recent-actions',
    SOURCE_OFAC_SDN_FORMAT: 'csv',
    POLL_SECONDS: '3600',
  };
  const error = () => {
    soak.errors += 1;
  };
  const parts: BotParts = {
    config: { ...parseConfig(env, sources), retentionDays: RETENTION_DAYS },
    version: '0.0.0',
    clock,
    log: { ...QUIET, error },
    sources: publisher.sources(clock),
    commands: [],
    parse: () => ({ name: 'help', options: {} }),
    chats,
    defaultDestinations: [],
  };
  return soak.clock.through(startBot(parts));
}

/** A day: a publication at 15:00, outages now and then, some subscriptions that come and go. */
async function live({ clock, publisher, chats }: Soak, bot: Bot, day: number): Promise<void> {
  const midnight = START.getTime() + day * DAY;
  await clock.through(changeSubscriptions(bot, day));
  publisher.down = day % 5 === 2;
  await clock.run(midnight + 9 * HOUR);
  publisher.down = false;
  for (const [n, chat] of chats.entries()) chat.down = day % 6 === 3 + n;
  await clock.run(midnight + 15 * HOUR);
  publisher.publish();
  await clock.run(midnight + 18 * HOUR);
  for (const chat of chats) chat.down = false;
  await clock.run(midnight + DAY);
}

/** The first day everybody subscribes; then a tenth leaves each day and as many come back. */
async function changeSubscriptions({ app }: Bot, day: number): Promise<void> {
  const places = Array.from({ length: DESTINATIONS }, (_, n) => [
    destinationOf(`slack/C${n + 1}`),
    destinationOf(`discord/${100 + n}`),
  ]).flat();
  const who = { id: 'U1', name: 'Ann', mayManage: true };
  for (const [n, place] of places.entries()) {
    const [held] = await app.subscriptions.of(place.id);
    if (held && (n + day) % 10 === 0) await app.subscriptions.remove(held.id, place.id, who);
    if (held || (day > 0 && (n + day) % 10 !== 1)) continue;
    const wish = { target: { kind: 'everything' }, kinds: [], format: 'full' } as const;
    const by = { createdBy: who.id, createdByName: who.name };
    await app.subscriptions.add({ destination: place.id, ...wish, ...by }, place);
  }
}

const SHOWN: readonly Collection[] = ['actions', 'deliveries', 'edits', 'versions', 'audit'];

async function weekRow({ dir, clock, chats, errors }: Soak, day: number): Promise<Record<string, number>> {
  globalThis.gc?.();
  const reader = await openStoreForReading(dir);
  const counts: Record<string, number> = {};
  for (const collection of SHOWN) counts[collection] = (await reader.list(collection)).length;
  const deliveries = await reader.list('deliveries');
  const open = deliveries.filter(([, { state }]) => state !== 'sent' && state !== 'failed').length;
  return {
    week: (day + 1) / 7,
    sent: chats.reduce((sum, { sent }) => sum + sent, 0),
    open,
    'snapshots MB': (await bytesIn(dir, '.json')) / 1e6,
    'journals MB': (await bytesIn(dir, '.ndjson')) / 1e6,
    'deliveries MB': JSON.stringify(deliveries).length / 1e6,
    'heap MB': Math.round(process.memoryUsage().heapUsed / 1e5) / 10,
    ...counts,
    sleepers: clock.sleepers,
    timers: process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length,
    'process listeners': process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    errors,
  };
}

async function bytesIn(dir: string, ending: string): Promise<number> {
  let sum = 0;
  for (const name of await readdir(dir)) if (name.endsWith(ending)) sum += (await stat(join(dir, name))).size;
  return sum;
}
