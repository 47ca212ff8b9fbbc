import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.js';
import { openStoreForReading } from '../../src/store/index.js';
import { type Child, tocsin } from '../support/child.js';
import { startDiscordServer } from '../support/discord-server.js';
import { sdnCsv } from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { temporaryFolder } from '../support/run-bot.js';
import { type SlackServer, startSlackServer } from '../support/slack-server.js';

const HERON = { uid: 1, name: 'GREY HERON', program: 'TEST3' };
const STORK = { uid: 2, name: 'STORK', program: 'TEST3' };
/** A real process with real time: seconds on a quiet machine. */
const PATIENT = 90_000;

let site: OfficialSite;
let slack: SlackServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: Record<string, string>;
const children: Child[] = [];

beforeEach(async () => {
  [site, slack, folder] = await Promise.all([startOfficialSite(), startSlackServer(Date.now), temporaryFolder()]);
  env = {
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...{ SLACK_CHANNEL: 'C0ALERTS', DATA_DIR: join(folder.dir, 'state'), POLL_SECONDS: '0.2' },
    ...{ SOURCES: 'ofac-sdn', SOURCE_OFAC_SDN_FORMAT: 'csv', SOURCE_OFAC_SDN_URL: site.url },
  };
  site.serve('/api/download/SDN.CSV', sdnCsv([HERON]));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.process.exitCode === null) child.process.kill('SIGKILL');
    await child.ended;
  }
  await Promise.all([site.close(), slack.close()]);
  await folder.dispose();
});

/** A bot that has seen the list once and is connected to Slack. */
async function started(): Promise<Child> {
  const bot = tocsin(env, 'start');
  children.push(bot);
  await bot.logs(/Tocsin is watching/);
  await slack.connected();
  return bot;
}

/** The alert is under way to a Slack that keeps it and never says so. */
async function startedAndSending(): Promise<Child> {
  const seen = askedTwice();
  const bot = await started();
  slack.fail('chat.postMessage', { hang: true, stored: true });
  await seen;
  site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK]));
  await slack.called('chat.postMessage');
  return bot;
}

/** Resolves when the list is asked for again: the first answer was taken by then, in silence. */
function askedTwice(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    site.serve('/api/download/SDN.CSV', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' }).end(sdnCsv([HERON]));
      asked += 1;
      if (asked === 2) resolve();
    });
  });
}

async function rows(): Promise<Delivery[]> {
  const store = await openStoreForReading(join(folder.dir, 'state'));
  return (await store.list('deliveries')).map(([, row]) => row);
}

describe('a bot that is told to stop', () => {
  it(
    'ends within ten seconds of SIGTERM where Slack never answers, and looks for the message when it starts again',
    async () => {
      const bot = await startedAndSending();
      const since = performance.now();
      bot.process.kill('SIGTERM');
      expect(await bot.ended).toBe(0);
      expect(performance.now() - since).toBeLessThan(10_000);
      expect(await rows()).toMatchObject([{ state: 'sending' }]);

      slack.heal();
      slack.mayReadHistory = true;
      const again = await started();
      await again.logs(/Delivered/);
      again.process.kill('SIGTERM');
      expect(await again.ended).toBe(0);
      expect(slack.messages).toHaveLength(1);
      const [row] = await rows();
      expect(row).toMatchObject({ state: 'sent', messageId: slack.messages[0]?.ts });
      expect(row).not.toHaveProperty('possibleDuplicate');
    },
    PATIENT,
  );

  it(
    'does so where Discord never answers, and the nonce keeps the message from doubling',
    async () => {
      const discord = await startDiscordServer();
      const { channel } = discord.world;
      for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_API_URL', 'SLACK_CHANNEL']) delete env[name];
      env = { ...env, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CHANNEL: channel };
      const seen = askedTwice();
      const bot = tocsin(env, 'start');
      children.push(bot);
      await bot.logs(/Tocsin is watching/);
      await seen;
      discord.fail(`POST ${channel}`, { kind: 'hang', stored: true });
      site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK]));
      await vi.waitFor(() => expect(discord.messages).toHaveLength(1), { timeout: 20_000 });
      const since = performance.now();
      bot.process.kill('SIGTERM');
      expect(await bot.ended).toBe(0);
      expect(performance.now() - since).toBeLessThan(10_000);
      expect(await rows()).toMatchObject([{ state: 'sending' }]);

      const again = tocsin(env, 'start');
      children.push(again);
      await again.logs(/Delivered/);
      again.process.kill('SIGTERM');
      expect(await again.ended).toBe(0);
      expect(discord.messages).toHaveLength(1);
      const [row] = await rows();
      expect(row).toMatchObject({ state: 'sent', messageId: discord.messages[0]?.id });
      expect(row).not.toHaveProperty('possibleDuplicate');
      await discord.close();
    },
    PATIENT,
  );

  it(
    'ends at once at a second signal that comes more than a second later, and with 1',
    async () => {
      const bot = await startedAndSending();
      const since = performance.now();
      const insisting = setInterval(() => bot.process.kill('SIGTERM'), 50);
      const code = await bot.ended;
      clearInterval(insisting);
      const took = performance.now() - since;
      expect(code).toBe(1);
      expect(took).toBeGreaterThan(1_000);
      expect(took).toBeLessThan(5_000);
    },
    PATIENT,
  );

  it.each([['SIGTERM'], ['SIGINT']] as const)(
    'answers the command in hand, though %s comes twice within a second, as npm delivers it',
    async (signal) => {
      const bot = await started();
      let answer = () => {};
      slack.fail('response_url', { until: new Promise<void>((resolve) => (answer = resolve)) });
      const command = await slack.invoke('help');
      await slack.called('response_url');
      bot.process.kill(signal);
      bot.process.kill(signal);
      await bot.logs(/Stopping/);
      expect(command.answers).toEqual([]);
      answer();
      expect(await bot.ended).toBe(0);
      expect(command.answers).toHaveLength(1);
      expect(bot.err().match(/"Stopping"/g)).toHaveLength(1);
    },
    PATIENT,
  );
});
