/** From the last byte of a changed file received to its message accepted by Slack and Discord, every list at its real size. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { commands } from '../commands/index.js';
import { parseCommand } from '../commands/parse.js';
import { defaultDestinations } from '../src/app/destinations.js';
import { type Bot, startBot } from '../src/bot.js';
import { platformChats } from '../src/cli/chats.js';
import { parseConfig } from '../src/config.js';
import { systemClock } from '../src/lib/time.js';
import type { Log } from '../src/ports.js';
import { sources } from '../src/sources/index.js';
import { type DiscordServer, startDiscordServer } from '../test/support/discord-server.js';
import { type Handler, type OfficialSite, startOfficialSite } from '../test/support/official-site.js';
import { type SlackServer, startSlackServer } from '../test/support/slack-server.js';
import { changeName, DATA, LARGE_LISTS, type LargeList, writeList } from './latency-lists.js';

const ROUNDS = 8;
const TARGETS = { p50: 5, p99: 15 };
const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What one list gave, in seconds. */
interface Measured {
  readonly megabytes: number;
  readonly records: number;
  readonly latencies: readonly number[];
  readonly longestBlock: number;
  /** How long somebody waited for the answer to a command meanwhile. */
  readonly answers: readonly number[];
}

/** Prints a table; each list is measured with a bot of its own, while somebody asks it commands. */
export async function benchLatency(only: readonly string[] = []): Promise<void> {
  if (!existsSync(DATA)) return console.log('latency: not measured, ../shared/data is absent');
  console.log(`\nFrom the last byte received to the message accepted by Slack and Discord, ${ROUNDS} rounds a list`);
  console.log(`Targets: p50 ≤ ${TARGETS.p50} s, p99 ≤ ${TARGETS.p99} s`);
  const rows = [];
  for (const list of LARGE_LISTS.filter(({ source }) => only.length === 0 || only.includes(source))) {
    rows.push(rowOf(list, await measureList(list)));
  }
  console.table(rows);
  const others = sources.filter(({ id, kind }) => kind === 'list' && !LARGE_LISTS.some(({ source }) => source === id));
  console.log(
    `Not measured, having no sample that can be repeated (all below 10 MB): ${others.map(({ id }) => id).join(', ')}`,
  );
}

function rowOf({ source }: LargeList, { megabytes, records, latencies, longestBlock, answers }: Measured) {
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  return {
    list: source,
    MB: Number(megabytes.toFixed(1)),
    records,
    'p50 s': Number(p50.toFixed(2)),
    'p99 s': Number(p99.toFixed(2)),
    target: p50 <= TARGETS.p50 && p99 <= TARGETS.p99 ? 'met' : 'MISSED',
    'longest block ms': Math.round(longestBlock * 1000),
    'command p50 ms': Math.round(quantile(answers, 0.5) * 1000),
    'command worst ms': Math.round(Math.max(...answers) * 1000),
  };
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

async function measureList(list: LargeList): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  const [site, slack, discord] = await Promise.all([startOfficialSite(), startSlackServer(), startDiscordServer()]);
  try {
    const file = await writeList(list, folder);
    const publish = publisher(list, site, file);
    await publish(0);
    const scene = await watchList(list, { folder, site, slack, discord });
    try {
      return await rounds({ ...scene, slack, discord, file, publish });
    } finally {
      await scene.bot.stop();
    }
  } finally {
    await Promise.all([site.close(), slack.close(), discord.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Serves the file with its validator, and moves the signal once the file is there. */
function publisher(list: LargeList, site: OfficialSite, file: string): (version: number) => Promise<void> {
  return async (version) => {
    if (version > 0) await changeName(list, file, version);
    const { size } = await stat(file);
    site.serve(list.path, fileHandler(file, size, `"${version}"`));
    const signal = list.signal?.(version);
    if (signal) site.serve(signal.path, signal.content, { contentType: 'application/json' });
  };
}

function fileHandler(file: string, size: number, etag: string): Handler {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response.writeHead(200, { etag, 'content-type': 'text/xml', 'content-length': String(size) });
    createReadStream(file).pipe(response);
  };
}

interface Place {
  readonly folder: string;
  readonly site: OfficialSite;
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
}

interface Scene {
  readonly bot: Bot;
  readonly records: number;
  /** When the last byte of the latest file came, of `performance.now()`. */
  readonly received: () => number;
}

/** A whole bot that looks every second, after its silent first sight of the list. */
async function watchList(list: LargeList, { folder, site, slack, discord }: Place): Promise<Scene> {
  const variable = `SOURCE_${list.source.toUpperCase().replaceAll('-', '_')}`;
  const config = parseConfig(
    {
      DATA_DIR: join(folder, 'state'),
      SOURCES: list.source,
      [`${variable}_URL`]: site.url,
      [`${variable}_FORMAT`]: list.format,
      POLL_SECONDS: '1',
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      SLACK_CHANNEL: 'C0ALERTS',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CHANNEL: discord.world.channel,
    },
    sources,
  );
  let received = 0;
  let seen: (records: number) => void = () => {};
  let failed: (error: Error) => void = () => {};
  const first = new Promise<number>((resolve, reject) => {
    [seen, failed] = [resolve, reject];
  });
  const bot = await startBot({
    ...{ config, version: '0.0.0', clock: systemClock, log: QUIET, sources, commands },
    parse: (text) => parseCommand(text, commands),
    chats: await platformChats(config, QUIET, systemClock, commands),
    defaultDestinations: defaultDestinations(config),
    onPolled: (_source, result) => {
      if (result instanceof Error) failed(result);
      else seen(result[0]?.records ?? 0);
    },
    onProgress: (_source, bytes, total) => {
      if (bytes === total) received = performance.now();
    },
  });
  await slack.connected();
  return { bot, records: await first, received: () => received };
}

interface Rounds extends Scene {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  readonly file: string;
  readonly publish: (version: number) => Promise<void>;
}

async function rounds({ slack, discord, file, publish, records, received }: Rounds): Promise<Measured> {
  const latencies: number[] = [];
  const answers: number[] = [];
  const delay: IntervalHistogram = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (let version = 1; version <= ROUNDS; version += 1) {
    const before = received();
    await publish(version);
    // The last byte of the file is past the download, in which this very process also serves it.
    while (received() === before) await wait(1);
    if (version === 1) delay.reset();
    const asking = askMeanwhile(slack, answers);
    const accepted = await bothAccepted(slack, discord, version);
    await asking.stop();
    latencies.push((accepted - received()) / 1000);
  }
  delay.disable();
  const longestBlock = delay.max / 1e9;
  return { megabytes: (await stat(file)).size / 1e6, records, latencies, longestBlock, answers };
}

async function bothAccepted(slack: SlackServer, discord: DiscordServer, messages: number): Promise<number> {
  while (slack.messages.length < messages || discord.messages.length < messages) await wait(1);
  return performance.now();
}

/** Somebody looks a name up again and again; `stop` waits for the last answer. */
function askMeanwhile(slack: SlackServer, answers: number[]): { stop(): Promise<void> } {
  let over = false;
  const asking = (async () => {
    do {
      const began = performance.now();
      await slack.slash('lookup lazarus group');
      answers.push((performance.now() - began) / 1000);
      await wait(100);
    } while (!over);
  })();
  return {
    async stop() {
      over = true;
      await asking;
    },
  };
}
