import { mkdir, readdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import type { Rotation } from '../../../src/chat/slack/tokens.js';
import type { Message } from '../../../src/domain/message.js';
import type { Chat } from '../../../src/ports.js';
import { temporaryFolder } from '../../support/run-bot.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.js';
import { alert, channel, LogLines, Recorder } from './samples.js';

const HOUR = 3_600_000;

let slack: SlackServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: VirtualClock;
let log: LogLines;
let handlers: Recorder;
let rotation: Rotation;
let chat: Chat;
let told: Message[];

beforeEach(async () => {
  [slack, folder] = await Promise.all([startSlackServer(), temporaryFolder()]);
  clock = createVirtualClock('2026-01-05T12:00:00.000Z');
  log = new LogLines();
  told = [];
  handlers = Object.assign(new Recorder(), { tell: async (message: Message) => told.push(message) });
  rotation = { ...slack.rotateTokens(), file: join(folder.dir, 'state', 'slack-tokens.json') };
  chat = newChat();
});

afterEach(async () => {
  slack.heal();
  await chat.stop();
  await slack.close();
  await folder.dispose();
});

function newChat(over: Partial<Rotation> = {}): Chat {
  const { botToken, appToken, apiUrl } = slack;
  const config = { botToken, appToken, apiUrl, command: '/sanctions', rotation: { ...rotation, ...over } };
  return createSlackChat({ config, log, clock });
}

/** The bot ends, and begins again with what is on disk. */
async function restart(): Promise<void> {
  await chat.stop();
  chat = newChat();
}

const send = (key = 'k') => chat.send({ destination: channel, message: alert, key });
const renewals = () => slack.calls.filter(({ method }) => method === 'oauth.v2.access').length;
const stored = async () => JSON.parse(await readFile(rotation.file, 'utf8'));

describe('a token that expires', () => {
  it('is renewed when Slack says so, and the message is sent, with no event coming in', async () => {
    slack.expireTokens();
    expect((await send()).kind).toBe('sent');
    expect([renewals(), slack.messages.length]).toEqual([1, 1]);
    slack.expireTokens();
    expect((await send()).kind).toBe('sent');
    expect([renewals(), slack.messages.length]).toEqual([2, 2]);
  });

  it('is renewed once, however many messages wait for it', async () => {
    slack.expireTokens();
    const sent = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(send));
    expect(sent.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
    expect([renewals(), slack.messages.length]).toEqual([1, 5]);
  });

  it('is renewed at the first start, and an hour ahead from then on, so that no message meets an expired one', async () => {
    await chat.start(handlers);
    expect(renewals()).toBe(1);
    await clock.advance(11 * HOUR - 1);
    expect(renewals()).toBe(1);
    await clock.advance(1);
    for (let n = 2; n < 5; n += 1) {
      await log.counted('token of Slack was renewed', n);
      expect(renewals()).toBe(n);
      await clock.settle();
      await clock.advance(11 * HOUR);
    }
    expect(told).toEqual([]);
  });

  it('serves answers to mentions too, which go by the token of the moment', async () => {
    slack.expireTokens();
    await chat.start(handlers);
    await slack.connected();
    await slack.event({ type: 'app_mention', channel: 'C0ABC', user: 'U0EVE', text: '<@U0BOT> help', ts: '2.0' });
    expect((await slack.posted(1))[0]).toMatchObject({ method: 'chat.postEphemeral', threadTs: '2.0' });
  });

  it('is renewed for a mention, which is then answered', async () => {
    await chat.start(handlers);
    await slack.connected();
    slack.expireTokens();
    await slack.event({ type: 'app_mention', channel: 'C0ABC', user: 'U0EVE', text: '<@U0BOT> help', ts: '2.0' });
    expect((await slack.posted(1))[0]).toMatchObject({ method: 'chat.postEphemeral', threadTs: '2.0' });
    expect(renewals()).toBe(2);
  });

  it('is renewed for a home tab, which is then shown', async () => {
    await chat.start(handlers);
    await slack.connected();
    slack.expireTokens();
    await slack.openHome('U0EVE');
    expect(renewals()).toBe(2);
  });

  it('goes on after a restart with the token and the refresh token that came last', async () => {
    await chat.start(handlers);
    await restart();
    await chat.start(handlers);
    expect(renewals()).toBe(1);
    slack.expireTokens();
    expect((await send()).kind).toBe('sent');
    expect(renewals()).toBe(2);
    await restart();
    expect((await send()).kind).toBe('sent');
    expect(renewals()).toBe(2);
  });

  it('is on disk before it is used, for its owner alone, with nothing left beside it', async () => {
    slack.expireTokens();
    let answer = () => {};
    const sent = slack.called('chat.postMessage', 1).then(() => {
      slack.fail('chat.postMessage', { until: new Promise<void>((resolve) => (answer = resolve)) });
    });
    const sending = send();
    await Promise.all([sent, slack.called('chat.postMessage', 2)]);
    const before = await stored();
    answer();
    expect((await sending).kind).toBe('sent');
    expect(before).toMatchObject({ accessToken: slack.issued[0], refreshToken: 'xoxe-1-test-1' });
    expect((await stat(rotation.file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder.dir, 'state'))).toEqual(['slack-tokens.json']);
  });

  it('is not asked for while the disk takes nothing', async () => {
    slack.expireTokens();
    await mkdir(`${rotation.file}.tmp`, { recursive: true });
    expect(await send()).toMatchObject({ kind: 'transient', reached: false });
    expect([renewals(), slack.messages.length]).toEqual([0, 0]);
    await rmdir(`${rotation.file}.tmp`);
    expect((await send()).kind).toBe('sent');
  });

  it('is kept until the disk takes it, where that fails just when it comes', async () => {
    slack.expireTokens();
    let answer = () => {};
    slack.fail('oauth.v2.access', { until: new Promise<void>((resolve) => (answer = resolve)) });
    const sent = send();
    await slack.called('oauth.v2.access');
    await mkdir(`${rotation.file}.tmp`);
    answer();
    expect((await sent).kind).toBe('transient');
    expect((await send()).kind).toBe('transient');
    await rmdir(`${rotation.file}.tmp`);
    expect((await send()).kind).toBe('sent');
    expect(renewals()).toBe(1);
    expect(await stored()).toMatchObject({ accessToken: slack.issued[0] });
  });

  it.each([
    ['an outage', { status: 503 }, 'transient'],
    ['no connection', { reset: 'before' }, 'transient'],
    ['a limit', { status: 429, headers: { 'retry-after': '30' } }, 'rate'],
  ] as const)('is asked for again after %s, and no message is in doubt', async (_what, fault, kind) => {
    slack.expireTokens();
    slack.fail('oauth.v2.access', fault, { times: 1 });
    expect((await send()).kind).toBe(kind);
    expect((await send()).kind).toBe('sent');
    expect(slack.messages).toHaveLength(1);
  });
});

describe('a renewal that Slack refuses', () => {
  it.each([
    ['the refresh token', { refreshToken: 'xoxe-1-of-another-app' }, /SLACK_REFRESH_TOKEN.*install the app again/],
    ['the client ID', { clientId: '3.4' }, /SLACK_CLIENT_ID/],
    ['the client secret', { clientSecret: 'secret-of-another-app' }, /SLACK_CLIENT_SECRET/],
  ] as const)('stops the first start where it is %s that is wrong', async (_what, over, says) => {
    chat = newChat(over);
    const refusal = await chat.start(handlers).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'SetupError', message: expect.stringMatching(says) });
    expect(String(refusal) + log.lines.join()).not.toMatch(/xoxe|of-another-app/);
  });

  it('is told once while the token still lasts, halts what is sent when it has expired, and a new installation mends it', async () => {
    await chat.start(handlers);
    // The answer is lost, and with it the only refresh token that is good.
    slack.fail('oauth.v2.access', { reset: 'after' }, { times: 1 });
    await clock.advance(11 * HOUR);
    await log.said('could not be renewed');
    await clock.settle();
    for (let minutes = 0; minutes < 20; minutes += 5) {
      await clock.advance(300_000);
      await slack.called('oauth.v2.access', 3 + minutes / 5);
      await log.counted('could not be renewed', 2 + minutes / 5);
    }
    expect(told.map(({ push }) => push)).toEqual([expect.stringContaining('does not renew')]);
    expect(JSON.stringify(told)).toContain('install the app again');
    expect((await send('while it lasts')).kind).toBe('sent');
    slack.expireTokens();
    const outcome = await send('later');
    expect(outcome).toMatchObject({ kind: 'token-rejected', detail: expect.stringContaining('install the app again') });
    expect(log.lines.join() + JSON.stringify([told, outcome])).not.toMatch(/xoxe|xoxb|secret-of/);
    rotation = { ...rotation, ...slack.rotateTokens() };
    await restart();
    expect((await send('later')).kind).toBe('sent');
  });

  it('says what to do about a file that cannot be read', async () => {
    await mkdir(dirname(rotation.file));
    await writeFile(rotation.file, '{"accessToken":"xoxe.xoxb-1-half');
    expect(await send()).toMatchObject({
      kind: 'token-rejected',
      detail: expect.stringMatching(/slack-tokens\.json cannot be read\. Remove it/),
    });
    expect(slack.calls).toEqual([]);
  });
});
