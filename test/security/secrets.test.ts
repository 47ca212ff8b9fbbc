import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretsIn } from '../../src/config.js';
import { createLog } from '../../src/lib/log.js';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.js';
import { freePort } from '../support/ports.js';
import { type RunningBot, runBot, temporaryFolder } from '../support/run-bot.js';
import { type SlackServer, startSlackServer } from '../support/slack-server.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

let slack: SlackServer;
let discord: DiscordServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: VirtualClock;
let env: Record<string, string>;
let given: ReturnType<SlackServer['rotateTokens']>;
let bot: RunningBot | null = null;

/** Every secret that a configuration can hold, besides those that platforms hand out on the way. */
const OWN = [
  'sha256-of-nothing-signing',
  'key-of-the-ministry',
  'proxy-user',
  'proxy-pass!',
  'mirror-user',
  'mirror-pass',
];

beforeEach(async () => {
  [slack, discord, folder] = await Promise.all([startSlackServer(), startDiscordServer(), temporaryFolder()]);
  clock = createVirtualClock('2026-01-05T12:00:00.000Z');
  given = slack.rotateTokens();
  env = {
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl },
    ...{ SLACK_SIGNING_SECRET: 'sha256-of-nothing-signing', SLACK_CHANNEL: 'C0ALERTS' },
    ...{ SLACK_REFRESH_TOKEN: given.refreshToken, SLACK_CLIENT_ID: given.clientId },
    SLACK_CLIENT_SECRET: given.clientSecret,
    ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_CHANNEL: discord.world.channel },
    ...{ SOURCES: 'ua-nsdc,un-sc', SOURCE_UA_NSDC_KEY: 'key-of-the-ministry' },
    SOURCE_UN_SC_URL: 'https://mirror-user:mirror-pass@127.0.0.1:9/un?token=mirror-token',
    HTTPS_PROXY: 'http://proxy-user:proxy-pass%21@127.0.0.1:9',
    ...{ POLL_SECONDS: '60', DATA_DIR: join(folder.dir, 'state'), PORT: String(await freePort()) },
    OPS_DESTINATION: `discord/${discord.world.channel}`,
  };
});

afterEach(async () => {
  await bot?.stop();
  bot = null;
  await Promise.all([slack.close(), discord.close()]);
  await folder.dispose();
});

const configured = () => [
  ...OWN,
  ...['mirror-token', slack.botToken, slack.appToken, discord.token, given.refreshToken, given.clientSecret],
];
/** With what Slack gave in place of the tokens of the configuration. */
const secrets = () => [...configured(), ...slack.issued, ...slack.issued.map((token) => token.replace('.xoxb', ''))];

/** The secrets that stand in a text, which should be none. */
const leaked = (text: string) => secrets().filter((secret) => text.includes(secret));

/** What the log would write of everything that was logged, at the lowest level. */
function written(logged: RunningBot['logged'], known: readonly string[]): string {
  let lines = '';
  const log = createLog({
    ...{ level: 'debug', pretty: false, secrets: known },
    write: (line) => {
      lines += line;
    },
  });
  for (const { message, fields } of logged) log.info(message, fields);
  return lines;
}

async function filesOf(dir: string): Promise<string> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

/** A platform that repeats in its errors what it was sent. */
function echoing(text: string): void {
  const body = `<html>${text}</html>`;
  slack.fail('chat.postMessage', { status: 500, body });
  slack.fail('response_url', { status: 500, body });
  discord.fail(discord.world.channel, { kind: 'error', status: 400, code: 50035, message: text }, 3);
}

describe('no secret of the configuration', () => {
  it('is missed by what looks for them', () => {
    expect(secretsIn(env)).toEqual(expect.arrayContaining(configured()));
  });

  it('stands in the log, an answer, a notice, a file, /healthz or /metrics, whatever fails', async () => {
    bot = await runBot(env, clock);
    await slack.connected();
    expect(slack.issued).toHaveLength(1);
    echoing(`no: ${secrets().join(' ')}`);
    const failed = Promise.all(['ua-nsdc', 'un-sc'].map((source) => bot?.polled(source, 3)));
    await (await slack.invoke('test')).acked;
    const asked = discord.command('alerts', 'test');
    let over = false;
    void Promise.all([failed, asked]).finally(() => {
      over = true;
    });
    // Requests are tried again, and sources checked again, in the clock's time.
    while (!over) await clock.advance(5_000);
    for (const result of await failed) expect(result).toBeInstanceOf(Error);
    const tested = await asked;
    slack.heal();
    const status = await discord.command('sanctions', 'status');
    const page = async (path: string) => (await fetch(`http://127.0.0.1:${env.PORT}${path}`)).text();
    const pages = await Promise.all([page('/healthz'), page('/metrics')]);
    const log = written(bot.logged, secretsIn(env));
    expect(log).toContain('A source could not be checked');
    expect(leaked(log)).toEqual([]);
    expect(leaked(JSON.stringify([tested, status]))).toEqual([]);
    expect(leaked(JSON.stringify(discord.messages.map(({ body }) => body)))).toEqual([]);
    expect(leaked(JSON.stringify(slack.messages))).toEqual([]);
    expect(leaked(pages.join('\n'))).toEqual([]);
    const [url] = log.match(/https?:\/\/127\.0\.0\.1:\d+\/response\S*/) ?? [];
    expect(url).toBeUndefined();
    await bot.stop();
    bot = null;
    const tokens = join(folder.dir, 'state', 'slack-tokens.json');
    expect((await stat(tokens)).mode & 0o777).toBe(0o600);
    await rm(tokens);
    expect(leaked(await filesOf(folder.dir))).toEqual([]);
  });

  it('stands in what a start says that is refused', async () => {
    const tokens = { ...env, SLACK_BOT_TOKEN: 'xoxb-another-bot-token', DISCORD_TOKEN: 'another.discord.token' };
    const renewal = { ...env, SLACK_REFRESH_TOKEN: 'xoxe-1-another-refresh-token' };
    for (const wrong of [tokens, { ...env, SLACK_APP_TOKEN: 'xapp-another-app-token' }, renewal]) {
      const error = await runBot(wrong, clock).then(
        (started) => started.stop(),
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(Error);
      const text = String(error instanceof Error ? [error.message, error.cause, error.stack] : error);
      expect(
        ['another-bot', 'another.discord', 'another-app', 'another-refresh'].filter((part) => text.includes(part)),
      ).toEqual([]);
    }
  });
});
