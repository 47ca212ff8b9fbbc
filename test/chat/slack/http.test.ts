import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat, type SlackConfig } from '../../../src/chat/slack/index.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Chat } from '../../../src/ports.js';
import { postSigned, type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { alert, channel, LogLines, Recorder } from './samples.js';

let slack: SlackServer;
let chat: Chat;
let handlers: Recorder;
let url: string;
let port: number;

function newChat(config: Partial<SlackConfig> = {}): Chat {
  const { botToken, signingSecret, apiUrl } = slack;
  return createSlackChat({
    config: { botToken, signingSecret, port, apiUrl, command: '/sanctions', ...config },
    log: new LogLines(),
    clock: systemClock,
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

beforeEach(async () => {
  slack = await startSlackServer();
  handlers = new Recorder();
  port = await freePort();
  url = `http://127.0.0.1:${port}/slack/events`;
  slack.deliverTo(url);
  chat = newChat();
});

afterEach(async () => {
  await chat.stop();
  await slack.close();
});

describe('answering over HTTP', () => {
  beforeEach(() => chat.start(handlers));

  it('answers a signed slash command, and a button of an alert', async () => {
    expect((await slack.slash('lookup x'))[0]).toMatchObject({ text: 'you said lookup x', responseType: 'ephemeral' });
    await chat.send({ destination: channel, message: alert, key: 'k' });
    const [message] = await slack.posted(1);
    if (!message) throw new Error('no message');
    expect((await slack.press(message, 1))[0]?.text).toBe('you said action abc123');
  });

  const body = 'command=%2Fsanctions&text=x&channel_id=C1&user_id=U1&team_id=T1&trigger_id=t1';

  it('turns away a wrong signature', async () => {
    const answer = await postSigned(url, slack.signingSecret, body, { signature: `v0=${'0'.repeat(64)}` });
    expect(answer.status).toBe(401);
    expect((await postSigned(url, 'another secret', body)).status).toBe(401);
    expect(handlers.calls).toHaveLength(0);
  });

  it('turns away a request signed more than five minutes ago', async () => {
    const timestamp = Math.floor(Date.now() / 1000) - 301;
    expect((await postSigned(url, slack.signingSecret, body, { timestamp })).status).toBe(401);
    expect(handlers.calls).toHaveLength(0);
  });

  it('turns away a request without signature', async () => {
    expect((await fetch(url, { method: 'POST', body })).status).toBe(401);
  });

  it('answers the URL verification of a signed request', async () => {
    const challenge = new URLSearchParams({ payload: JSON.stringify({ type: 'url_verification', challenge: 'c1' }) });
    const answer = await postSigned(url, slack.signingSecret, challenge.toString());
    expect(await answer.json()).toEqual({ challenge: 'c1' });
  });
});

describe('starting over HTTP', () => {
  it.each([{ signingSecret: '' }, {}])('refuses an empty signing secret', async (config) => {
    const { botToken, apiUrl } = slack;
    const log = new LogLines();
    const full = { botToken, apiUrl, port, command: '/sanctions', ...config };
    chat = createSlackChat({ config: full, log, clock: systemClock });
    await expect(chat.start(handlers)).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining('SLACK_SIGNING_SECRET'),
    });
  });

  it('says which port is taken', async () => {
    const other = createServer().listen(port);
    await once(other, 'listening');
    await expect(chat.start(handlers)).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining(`port ${port}`),
    });
    other.close();
    await once(other, 'close');
  });

  it('gives the port back when the token is refused', async () => {
    chat = newChat({ botToken: 'xoxb-wrong' });
    await expect(chat.start(handlers)).rejects.toMatchObject({ name: 'SetupError' });
    const other = createServer().listen(port);
    await once(other, 'listening');
    other.close();
  });
});
