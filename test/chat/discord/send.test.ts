import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../../src/domain/delivery.js';
import type { Fault } from '../../support/discord-server.js';
import { aBot, aMessage, type Bot } from './harness.js';

let bot: Bot;

beforeEach(async () => {
  bot = await aBot({ timeoutMs: 1_000 });
});

afterEach(async () => {
  expect(bot.server.refused).toEqual([]);
  await bot.close();
});

function fail(fault: Fault): Promise<SendOutcome> {
  bot.server.fail(bot.server.world.channel, fault);
  return bot.chat.send(bot.post());
}

describe('sending', () => {
  test('posts once under its nonce and gives the id and the address, without a gateway', async () => {
    const outcome = await bot.chat.send(bot.post());
    const { messages, world } = bot.server;
    expect(messages).toHaveLength(1);
    const id = messages[0]?.id;
    expect(outcome).toEqual({
      kind: 'sent',
      messageId: id,
      url: `https://discord.com/channels/${world.guild}/${world.channel}/${id}`,
    });
    expect(messages[0]?.body).toMatchObject({
      content: 'NEW · Test list · Grey Heron (+1 alias) · TEST3',
      nonce: 'k'.repeat(24),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  test('the same key again is the same message', async () => {
    const first = await bot.chat.send(bot.post());
    expect(await bot.chat.send(bot.post())).toEqual(first);
    await bot.chat.send(bot.post({}, { key: 'another' }));
    expect(bot.server.messages).toHaveLength(2);
  });

  test('a key longer than a nonce still identifies the message', async () => {
    const key = 'delivery/'.repeat(10);
    await bot.chat.send(bot.post({}, { key }));
    await bot.chat.send(bot.post({}, { key }));
    await bot.chat.send(bot.post({}, { key: `${key}2` }));
    expect(bot.server.messages.map((message) => String(message.body.nonce).length)).toEqual([24, 24]);
  });

  test('goes to the thread of a destination', async () => {
    const thread = bot.server.addChannel();
    await bot.chat.send(bot.post({ thread }));
    expect(bot.server.messages[0]?.channel).toBe(thread);
  });

  test('goes to a direct message', async () => {
    const channel = bot.server.world.directChannel;
    const outcome = await bot.chat.send(bot.post({ channel, direct: true }));
    expect(outcome).toMatchObject({ kind: 'sent', url: expect.stringContaining(`/@me/${channel}/`) });
  });
});

describe('an attempt that fails', () => {
  const channelCases: readonly [string, Fault, Partial<SendOutcome>][] = [
    ['rate limit of the channel', { kind: 'rate', scope: 'user', seconds: 2 }, { kind: 'rate', global: false }],
    ['rate limit of the bot', { kind: 'rate', scope: 'global', seconds: 2 }, { kind: 'rate', global: true }],
    ['rate limit of the edge', { kind: 'rate', scope: 'bare' }, { kind: 'rate', global: true, retryAfterMs: 60_000 }],
    ['502', { kind: 'status', status: 502 }, { kind: 'ambiguous' }],
    ['503', { kind: 'status', status: 503 }, { kind: 'ambiguous' }],
    ['403 in HTML', { kind: 'status', status: 403 }, { kind: 'transient', reached: true }],
    ['cut before it was stored', { kind: 'reset' }, { kind: 'ambiguous' }],
    ['cut after it was stored', { kind: 'reset', stored: true }, { kind: 'ambiguous' }],
    ['no answer', { kind: 'hang' }, { kind: 'ambiguous' }],
  ];
  test.each(channelCases)('%s', async (_name, fault, expected) => {
    expect(await fail(fault)).toMatchObject(expected);
  });

  const codes: readonly [number, number, SendOutcome['kind']][] = [
    [404, 10003, 'destination-gone'],
    [404, 10004, 'tenant-gone'],
    [403, 50001, 'destination-gone'],
    [403, 50013, 'destination-gone'],
    [400, 50083, 'destination-gone'],
    [400, 160005, 'destination-gone'],
    [400, 200000, 'destination-gone'],
    [400, 50008, 'destination-gone'],
    [403, 50007, 'direct-message-refused'],
    [403, 50278, 'direct-message-refused'],
    [400, 50035, 'message-refused'],
    [400, 240000, 'message-refused'],
    [403, 40333, 'transient'],
    // The library does not read what a 5xx says.
    [500, 130000, 'ambiguous'],
    [403, 99999, 'destination-gone'],
    [401, 0, 'token-rejected'],
  ];
  test.each(codes)('HTTP %i with code %i is %s', async (status, code, kind) => {
    const outcome = await fail({ kind: 'error', status, code, message: 'as Discord words it' });
    expect(outcome.kind).toBe(kind);
    if ('mend' in outcome) expect(outcome.mend).toMatch(/\w+ .*\.$/);
  });

  test('says how long to wait, as Discord says it', async () => {
    const outcome = await fail({ kind: 'rate', scope: 'user', seconds: 2 });
    if (outcome.kind !== 'rate') throw new Error(outcome.kind);
    expect(outcome.retryAfterMs).toBeGreaterThanOrEqual(2000);
    expect(outcome.retryAfterMs).toBeLessThan(2200);
  });

  test('in one channel leaves the others alone, and is one request', async () => {
    const other = bot.server.addChannel();
    expect((await fail({ kind: 'rate', scope: 'user', seconds: 30 })).kind).toBe('rate');
    expect((await fail({ kind: 'status', status: 502 })).kind).toBe('ambiguous');
    expect((await bot.chat.send(bot.post({ channel: other }))).kind).toBe('sent');
    expect(bot.server.requests).toHaveLength(3);
  });

  test('by the limit of the whole bot holds back every channel without asking again', async () => {
    const other = bot.server.addChannel();
    expect(await fail({ kind: 'rate', scope: 'global', seconds: 5 })).toMatchObject({ global: true });
    expect(await bot.chat.send(bot.post({ channel: other }))).toMatchObject({ kind: 'rate', global: true });
    expect(bot.server.requests).toHaveLength(1);
  });

  test('after the message was stored doubles nothing when it is tried again', async () => {
    for (const fault of [
      { kind: 'reset', stored: true },
      { kind: 'hang', stored: true },
    ] as const)
      expect((await fail(fault)).kind).toBe('ambiguous');
    expect((await bot.chat.send(bot.post())).kind).toBe('sent');
    expect(bot.server.messages).toHaveLength(1);
  });

  test('with a refused token is tried with the token again the next time', async () => {
    bot.server.acceptToken(false);
    expect((await bot.chat.send(bot.post())).kind).toBe('token-rejected');
    bot.server.acceptToken(true);
    expect((await bot.chat.send(bot.post())).kind).toBe('sent');
  });

  test('because nothing listens was certainly not delivered', async () => {
    const nowhere = await aBot({ apiUrl: 'http://127.0.0.1:1/api' });
    const outcome = await nowhere.chat.send(nowhere.post());
    expect(outcome).toMatchObject({ kind: 'transient', reached: false });
    await nowhere.close();
  });

  test('because the channel is no channel id names the mistake', async () => {
    const outcome = await bot.chat.send(bot.post({ channel: '#general' }));
    expect(outcome).toMatchObject({ kind: 'destination-gone', detail: '"#general" is no Discord channel id' });
    expect(bot.server.requests).toEqual([]);
  });

  test('never tells the token', async () => {
    for (const status of [401, 500]) {
      const outcome = await fail({ kind: 'error', status, code: 0, message: 'no' });
      expect(JSON.stringify(outcome)).not.toContain(bot.server.token);
    }
    bot.server.acceptToken(false);
    await bot.chat.send(bot.post({}, { message: aMessage() }));
    expect(JSON.stringify(bot.log.lines)).not.toContain(bot.server.token);
  });
});
