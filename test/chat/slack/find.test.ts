import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/chat/slack/index.js';
import type { LookOutcome } from '../../../src/domain/delivery.js';
import { systemClock } from '../../../src/lib/time.js';
import type { Chat, Sought } from '../../../src/ports.js';
import { type SlackServer, startSlackServer } from '../../support/slack-server.js';
import { alert, channel, LogLines } from './samples.js';

let slack: SlackServer;
let chat: Chat;

beforeEach(async () => {
  slack = await startSlackServer(Date.now);
  slack.mayReadHistory = true;
  const { botToken, appToken, apiUrl } = slack;
  const config = { botToken, appToken, apiUrl, command: '/sanctions' };
  chat = createSlackChat({ config, log: new LogLines(), clock: systemClock, timeoutMs: 300 });
});

afterEach(() => slack.close());

async function look(over: Partial<Sought> = {}): Promise<LookOutcome> {
  const since = new Date(Date.now() - 30_000).toISOString();
  const sought = { destination: channel, message: alert, key: 'k1', action: 'A1', since, ...over };
  return (await chat.find?.(sought)) ?? { kind: 'unknown', detail: 'cannot look' };
}

describe('looking for a message that may have arrived', () => {
  it('finds it by the delivery in its metadata, and gives its address', async () => {
    await chat.send({ destination: channel, message: alert, key: 'k0' });
    const sent = await chat.send({ destination: channel, message: alert, key: 'k1' });
    if (sent.kind !== 'sent') throw new Error(sent.kind);
    expect(await look()).toEqual({ ...sent, kind: 'found' });
  });

  it('knows one that was posted before the field had its name', async () => {
    const { apiUrl, botToken } = slack;
    const metadata = JSON.stringify({ event_type: 'tocsin_delivery', event_payload: { delivery: 'k1' } });
    const body = new URLSearchParams({ channel: channel.channel, text: 'an alert', metadata });
    await fetch(`${apiUrl}chat.postMessage`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${botToken}` },
    });
    expect(await look()).toMatchObject({ kind: 'found', messageId: slack.messages[0]?.ts });
  });

  it('says that it is not there', async () => {
    await chat.send({ destination: channel, message: alert, key: 'k0' });
    expect(await look()).toEqual({ kind: 'absent' });
  });

  it.each(['the thread it answers', 'the channel, where the thread takes no reply'])(
    'finds a reply in %s',
    async (where) => {
      const first = await chat.send({ destination: channel, message: alert, key: 'k0' });
      if (first.kind !== 'sent') throw new Error(first.kind);
      if (where.startsWith('the channel'))
        slack.fail('chat.postMessage', { error: 'cannot_reply_to_message' }, { times: 1 });
      const replyTo = { messageId: first.messageId };
      const sent = await chat.send({ destination: channel, message: alert, key: 'k1', replyTo });
      expect(await look({ replyTo })).toEqual({ ...sent, kind: 'found' });
    },
  );

  it('finds it in the thread of its destination', async () => {
    const destination = { ...channel, thread: '1.5' };
    const sent = await chat.send({ destination, message: alert, key: 'k1' });
    expect(await look({ destination })).toEqual({ ...sent, kind: 'found' });
  });

  it('finds a page in the thread of its alert, and a file by its name', async () => {
    const sent = await chat.send({ destination: channel, message: alert, key: 'k0' });
    if (sent.kind !== 'sent') throw new Error(sent.kind);
    const under = { messageId: sent.messageId };
    expect(await look({ under })).toEqual({ kind: 'absent' });
    const page = await chat.send({ destination: channel, message: alert, key: 'k1', under });
    expect(await look({ under })).toEqual({ ...page, kind: 'found' });
    const file = { name: 'A1.csv', text: 'name\n' };
    expect(await look({ under, file })).toMatchObject({ kind: 'unknown' });
    await chat.send({ destination: channel, message: alert, key: 'k2', under, file });
    expect(await look({ under, file })).toMatchObject({ kind: 'found', messageId: slack.files[0]?.id });
  });

  it('does not know without a history scope', async () => {
    slack.mayReadHistory = false;
    expect(await look()).toEqual({ kind: 'unknown', detail: 'the token may not read the history there' });
  });

  it.each([
    ['an outage', { status: 503 }, { kind: 'unavailable' }],
    ['no answer', { hang: true }, { kind: 'unavailable' }],
    ['a rate limit', { status: 429, headers: { 'retry-after': '60' } }, { kind: 'unavailable', retryAfterMs: 60_000 }],
    ['a channel it is not in', { error: 'not_in_channel' }, { kind: 'unknown' }],
  ] as const)('%s', async (_name, fault, expected) => {
    slack.fail('conversations.history', fault);
    expect(await look()).toMatchObject(expected);
  });
});
