import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aBot, type Bot } from './harness.js';

const file = { name: 'A1.csv', text: '\uFEFFname\r\nДавид "X"\r\n' };

let bot: Bot;

beforeEach(async () => {
  bot = await aBot({ timeoutMs: 1_000 });
});
afterEach(() => bot.close());

async function sent(key: string, over: Parameters<Bot['post']>[1] = {}) {
  const outcome = await bot.chat.send(bot.post({}, { key, ...over }));
  if (outcome.kind !== 'sent') throw new Error(outcome.detail);
  return outcome;
}

describe('a part of a large alert', () => {
  test('stands in a thread of the alert, which is opened once', async () => {
    const { messageId } = await sent('alert');
    const first = await sent('p1', { under: { messageId } });
    await sent('p2', { under: { messageId } });
    expect(bot.server.messages.slice(1).map(({ channel }) => channel)).toEqual([messageId, messageId]);
    expect(first.url).toBe(`https://discord.com/channels/${bot.server.world.guild}/${messageId}/${first.messageId}`);
    expect(bot.server.refused).toEqual([]);
  });

  test('answers the alert in its channel where the bot may open no thread', async () => {
    const { messageId } = await sent('alert');
    bot.server.forbidThreads();
    await sent('p1', { under: { messageId } });
    expect(bot.server.messages[1]).toMatchObject({
      channel: bot.server.world.channel,
      body: { message_reference: { message_id: messageId } },
    });
  });

  test('answers in a direct conversation, which has no threads', async () => {
    const { directChannel } = bot.server.world;
    const destination = { ...bot.post().destination, channel: directChannel, direct: true };
    const { messageId } = await sent('alert', { destination });
    await sent('p1', { destination, under: { messageId } });
    expect(bot.server.messages[1]).toMatchObject({ channel: directChannel, body: { message_reference: {} } });
    expect(bot.server.requests.filter((request) => request.endsWith('/threads'))).toEqual([]);
  });

  test('stands alone where the alert was deleted and there was no thread yet', async () => {
    const { messageId } = await sent('alert');
    bot.server.remove(messageId);
    await sent('p1', { under: { messageId } });
    expect(bot.server.messages).toHaveLength(1);
  });

  test('that is a file comes with its bytes, and is the same one when it is sent again', async () => {
    const { messageId } = await sent('alert');
    const first = await sent('csv', { under: { messageId }, file });
    const again = await sent('csv', { under: { messageId }, file });
    expect(bot.server.messages[1]?.files).toEqual([file]);
    expect([again.messageId, bot.server.messages.length]).toEqual([first.messageId, 2]);
  });

  test('waits where Discord is asked too often for threads', async () => {
    const { messageId } = await sent('alert');
    bot.server.fail(bot.server.world.channel, { kind: 'rate', scope: 'user', seconds: 3 });
    expect(await bot.chat.send(bot.post({}, { key: 'p1', under: { messageId } }))).toMatchObject({ kind: 'rate' });
  });
});
