import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../src/chat/slack/index.js';
import { systemClock } from '../../src/lib/time.js';
import type { Chat } from '../../src/ports.js';
import { LogLines, Recorder } from '../chat/slack/samples.js';
import { freePort } from '../support/ports.js';
import { postSigned, type SlackServer, startSlackServer } from '../support/slack-server.js';

let slack: SlackServer;
let chat: Chat;
let handlers: Recorder;
let url: string;

beforeEach(async () => {
  slack = await startSlackServer();
  handlers = new Recorder();
  const port = await freePort();
  url = `http://127.0.0.1:${port}/slack/events`;
  slack.deliverTo(url);
  const { botToken, signingSecret, apiUrl } = slack;
  chat = createSlackChat({
    config: { botToken, signingSecret, port, apiUrl, command: '/sanctions' },
    ...{ log: new LogLines(), clock: systemClock },
  });
  await chat.start(handlers);
});
afterEach(async () => {
  await chat.stop();
  await slack.close();
});

const now = () => Math.floor(Date.now() / 1000);
const body = (over: Record<string, string> = {}) =>
  new URLSearchParams({
    ...{ command: '/sanctions', text: 'status', channel_id: 'C1', user_id: 'U1', user_name: 'ann', team_id: 'T1' },
    ...{ trigger_id: 't1', response_url: `${slack.apiUrl}none` },
    ...over,
  }).toString();
const status = async (
  text: string,
  over: { timestamp?: number; signature?: string } = {},
  secret = slack.signingSecret,
) => (await postSigned(url, secret, text, over)).status;

describe('a request over HTTP', () => {
  it.each([
    ['signed with another secret', async () => status(body(), {}, 'another-secret')],
    ['whose signature is forged', async () => status(body(), { signature: `v0=${'0'.repeat(64)}` })],
    ['whose signature is of another length', async () => status(body(), { signature: 'v0=00' })],
    ['whose signature is empty', async () => status(body(), { signature: '' })],
    ['of another version of signatures', async () => status(body(), { signature: `v1=${'0'.repeat(64)}` })],
    ['older than five minutes', async () => status(body(), { timestamp: now() - 301 })],
    ['without a time', async () => status(body(), { timestamp: Number.NaN })],
  ])('%s is turned away, and nothing is asked', async (_what, send) => {
    expect(await send()).toBe(401);
    expect(handlers.calls).toEqual([]);
  });

  it('that is replayed within the window is acknowledged, and asked once', async () => {
    const text = body();
    const timestamp = now();
    expect([await status(text, { timestamp }), await status(text, { timestamp })]).toEqual([200, 200]);
    expect(await status(body({ trigger_id: 't2' }))).toBe(200);
    expect(handlers.calls.map(({ id }) => id)).toHaveLength(2);
  });

  it('that is far too large is refused, and the next one is answered', async () => {
    const large = await status(body({ text: 'x'.repeat(20_000_000) })).catch(() => 'cut off');
    expect(large).not.toBe(200);
    expect(handlers.calls).toEqual([]);
    expect(await status(body())).toBe(200);
  });
});
