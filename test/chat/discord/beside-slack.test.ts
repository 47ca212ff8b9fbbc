// Before discord.js: its copy of undici then finds the dispatcher of Slack's copy in place, as in a bot with both tokens.
import '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aBot, aReply } from './harness.js';

const file = { name: 'A1.csv', text: '\uFEFFname\r\nДавид "X"\r\n' };

let bot: Awaited<ReturnType<typeof aBot>>;

beforeEach(async () => {
  bot = await aBot({ timeoutMs: 1_000 });
});
afterEach(() => bot.close());

test('a file arrives in a process that talks to Slack too', async () => {
  const outcome = await bot.chat.send(bot.post({}, { key: 'csv', file }));
  expect(outcome).toMatchObject({ kind: 'sent' });
  expect(bot.server.messages[0]?.files).toEqual([file]);
  expect(bot.server.refused).toEqual([]);
});

test.each([
  ['edits', 'private', {}],
  ['is', 'channel', {}],
  ['edits', 'channel', { share: true }],
] as const)(
  'a file comes with the answer that %s what was acknowledged, for the same eyes: %s',
  async (_how, visibility, options) => {
    await bot.start();
    bot.answer = async () => aReply({ visibility, file });
    const answer = await bot.server.command('sanctions', 'lookup', { name: 'x', ...options });
    expect(answer).toMatchObject({ ephemeral: visibility === 'private', files: [file] });
    expect(answer.body.embeds?.[0]?.title).toBe('Grey Heron');
    expect(bot.server.refused).toEqual([]);
  },
);
