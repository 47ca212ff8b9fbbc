// Before discord.js: its copy of undici then finds the dispatcher of Slack's copy in place, as in a bot with both tokens.
import '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aBot, type Bot } from './harness.js';

const file = { name: 'A1.csv', text: '\uFEFFname\r\nДавид "X"\r\n' };

let bot: Bot;

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
