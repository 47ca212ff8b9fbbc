import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../support/discord-server.js';
import { aBot, aMessage, type Bot } from './harness.js';

let bot: Bot;

beforeEach(async () => {
  bot = await aBot({ timeoutMs: 1_000 });
  // The library is loaded by the first request.
  await sent('first');
});
afterEach(() => bot.close());

async function sent(key: string, over: Parameters<Bot['post']>[1] = {}) {
  const outcome = await bot.chat.send(bot.post({}, { key, ...over }));
  if (outcome.kind !== 'sent') throw new Error(outcome.detail);
  return outcome;
}

async function first(): Promise<string> {
  return (await sent('first')).messageId;
}

function edit(messageId: string, over: Parameters<typeof aMessage>[0] = {}) {
  const { destination } = bot.post();
  return bot.chat.edit?.({ destination, messageId, message: aMessage({ push: 'now', ...over }), key: 'first' });
}

describe('a reply', () => {
  test('names the message it answers', async () => {
    const messageId = await first();
    const reply = await sent('second', { replyTo: { messageId } });
    expect(bot.server.messages[1]?.body.message_reference).toEqual({
      message_id: messageId,
      fail_if_not_exists: false,
    });
    expect(bot.server.messages[1]?.id).toBe(reply.messageId);
    expect(bot.server.refused).toEqual([]);
  });

  test('to a deleted message is sent all the same', async () => {
    const messageId = await first();
    bot.server.remove(messageId);
    await sent('second', { replyTo: { messageId } });
    expect(bot.server.messages).toHaveLength(1);
  });

  test('without the permission to read the history is sent on its own, under the same nonce', async () => {
    const messageId = await first();
    bot.server.hideHistory();
    await sent('second', { replyTo: { messageId } });
    expect(bot.server.messages).toHaveLength(2);
    expect(bot.server.messages[1]?.body).toMatchObject({ nonce: 'second' });
    expect(bot.server.messages[1]?.body).not.toHaveProperty('message_reference');
  });

  test('that Discord refuses for its reference is sent on its own', async () => {
    const messageId = await first();
    const message = 'Invalid Form Body\nmessage_reference[REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL]: x';
    bot.server.fail(bot.server.world.channel, { kind: 'error', status: 400, code: 50035, message });
    await sent('second', { replyTo: { messageId } });
    expect(bot.server.messages[1]?.body).not.toHaveProperty('message_reference');
  });

  test('to something that is no message of Discord is sent on its own', async () => {
    await sent('second', { replyTo: { messageId: '1700.1' } });
    expect(bot.server.messages[1]?.body).not.toHaveProperty('message_reference');
  });

  test('of which nobody knows whether it arrived is the same message when it is sent again', async () => {
    const messageId = await first();
    bot.server.fail(bot.server.world.channel, { kind: 'reset', stored: true });
    const post = bot.post({}, { key: 'second', replyTo: { messageId } });
    expect(await bot.chat.send(post)).toMatchObject({ kind: 'ambiguous' });
    expect(await bot.chat.send(post)).toMatchObject({ kind: 'sent' });
    expect(bot.server.messages).toHaveLength(2);
  });
});

describe('a link to a message', () => {
  test('names the server that Discord says a channel is in, asked once', async () => {
    const { guild, channel } = bot.server.world;
    const { tenant: _, ...destination } = bot.post().destination;
    const post = bot.post({}, { destination });
    const url = expect.stringMatching(`^https://discord.com/channels/${guild}/${channel}/[0-9]+$`);
    for (const key of ['a', 'b']) expect(await bot.chat.send({ ...post, key })).toMatchObject({ url });
    expect(bot.server.requests.filter((request) => request === `GET /channels/${channel}`)).toHaveLength(1);
  });
});

describe('a change of a message', () => {
  test('takes the place of what was there, and may be made again', async () => {
    const messageId = await first();
    expect(await edit(messageId)).toEqual({ kind: 'edited' });
    expect(await edit(messageId)).toEqual({ kind: 'edited' });
    expect(bot.server.messages).toHaveLength(1);
    expect(bot.server.messages[0]?.body).toMatchObject({ content: 'now', allowed_mentions: { parse: [] } });
    expect(bot.server.refused).toEqual([]);
  });

  test('leaves nothing of what was there before', async () => {
    const messageId = await first();
    await edit(messageId, { format: 'compact', buttons: [] });
    expect(bot.server.messages[0]?.body).toMatchObject({ content: 'now', embeds: [], components: [] });
  });

  test('is given up where the message was deleted', async () => {
    const messageId = await first();
    bot.server.remove(messageId);
    expect(await edit(messageId)).toMatchObject({ kind: 'message-gone' });
  });

  test.each<[string, Fault, object]>([
    ['the message is not ours', { kind: 'error', status: 403, code: 50005, message: 'x' }, { kind: 'message-gone' }],
    ['it was changed too often', { kind: 'error', status: 400, code: 30046, message: 'x' }, { kind: 'rate' }],
    ['the channel is hidden', { kind: 'error', status: 403, code: 50001, message: 'x' }, { kind: 'destination-gone' }],
    ['it is too often', { kind: 'rate', scope: 'user', seconds: 3 }, { kind: 'rate', global: false }],
    ['the whole bot is limited', { kind: 'rate', scope: 'global', seconds: 3 }, { kind: 'rate', global: true }],
    ['Discord has a problem', { kind: 'status', status: 502 }, { kind: 'ambiguous' }],
    ['no answer came', { kind: 'reset', stored: true }, { kind: 'ambiguous' }],
    ['no answer comes', { kind: 'hang' }, { kind: 'ambiguous' }],
  ])('tells that %s', async (_what, fault, outcome) => {
    const messageId = await first();
    bot.server.fail(bot.server.world.channel, fault);
    expect(await edit(messageId)).toMatchObject(outcome);
    expect(bot.server.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
  });

  test('tells that the token is refused', async () => {
    const messageId = await first();
    bot.server.acceptToken(false);
    expect(await edit(messageId)).toMatchObject({ kind: 'token-rejected' });
  });
});
