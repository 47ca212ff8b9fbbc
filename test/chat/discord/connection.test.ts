import { afterEach, describe, expect, test } from 'vitest';
import { registerDiscordCommands } from '../../../src/chat/discord/index.js';
import { SetupError } from '../../../src/domain/errors.js';
import { createVirtualClock } from '../../support/virtual-clock.js';
import { aBot, specs } from './harness.js';

type TestBot = Awaited<ReturnType<typeof aBot>>;
let bots: TestBot[] = [];

async function newBot(...options: Parameters<typeof aBot>): Promise<TestBot> {
  const bot = await aBot(...options);
  bots.push(bot);
  return bot;
}

function said(bot: TestBot, text: string): boolean {
  return bot.log.lines.some((line) => line.message === text);
}

afterEach(async () => {
  for (const bot of bots) await bot.close();
  bots = [];
});

test('starting connects with the one intent it needs and registers the commands', async () => {
  const bot = await newBot();
  await bot.start();
  expect(bot.server.gateway.intents).toBe(1);
  expect(bot.server.commands.map((command) => command.name)).toEqual([
    'sanctions',
    'alerts',
    'Look up in sanctions lists',
  ]);
  expect(bot.server.refused).toEqual([]);
});

test('commands that are registered already are left as they are', async () => {
  const bot = await newBot();
  const config = { token: bot.server.token, apiUrl: bot.server.apiUrl };
  const { registered } = await registerDiscordCommands(config, specs);
  expect(registered).toEqual(['/sanctions lookup', '/alerts subscribe', 'Look up in sanctions lists']);
  await bot.start();
  expect(bot.server.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
});

test('a refused token stops the start and says what to do, without the token', async () => {
  const bot = await newBot({ token: 'wrong.token.here' });
  const error = await bot.start().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(SetupError);
  expect(String(error)).toContain('DISCORD_TOKEN');
  expect(String(error)).not.toContain('wrong.token.here');
  await expect(registerDiscordCommands({ token: 'wrong', apiUrl: bot.server.apiUrl }, specs)).rejects.toThrow(
    SetupError,
  );
});

test('a token refused by the gateway alone does the same', async () => {
  const bot = await newBot();
  bot.server.gateway.refuseTokens = true;
  await expect(bot.start()).rejects.toThrow('DISCORD_TOKEN');
});

test('an empty token never asks Discord', async () => {
  const bot = await newBot({ token: '' });
  await expect(bot.start()).rejects.toThrow(SetupError);
  expect(await bot.chat.send(bot.post())).toMatchObject({ kind: 'token-rejected' });
  expect(bot.server.requests).toEqual([]);
});

test('without a network the bot starts all the same, and connects when there is one', async () => {
  const clock = createVirtualClock();
  const bot = await newBot({ clock });
  bot.server.fail('gateway', { kind: 'status', status: 502 }, 8);
  await bot.start();
  expect(said(bot, 'Discord cannot be reached, trying again')).toBe(true);
  await clock.advance(2_000);
  await expect.poll(() => bot.log.lines.filter((line) => line.level === 'warn').length).toBe(2);
  await clock.advance(4_000);
  await expect.poll(() => said(bot, 'connected to Discord')).toBe(true);
  expect((await bot.server.command('sanctions', 'lookup', { name: 'x' })).body.content).toContain('Grey Heron');
});

test('a token that is refused only later is said in the log, and ends the attempts', async () => {
  const clock = createVirtualClock();
  const bot = await newBot({ clock });
  bot.server.fail('gateway', { kind: 'status', status: 502 }, 4);
  await bot.start();
  bot.server.acceptToken(false);
  await clock.advance(2_000);
  await expect.poll(() => said(bot, 'Discord cannot be used')).toBe(true);
  expect(clock.sleepers).toBe(0);
});

test('an interaction sent while the connection is renewed is answered after it', async () => {
  const bot = await newBot();
  await bot.start();
  bot.server.gateway.reconnect();
  const answer = await bot.server.command('sanctions', 'lookup', { name: 'x' });
  expect(answer.body.content).toContain('Grey Heron');
  expect(bot.server.gateway.resumed).toBe(1);
});

test('a gateway that closes for good is said in the log', async () => {
  const bot = await newBot();
  await bot.start();
  bot.server.gateway.disconnect(4004);
  await expect.poll(() => said(bot, 'Discord closed the connection for good')).toBe(true);
});

test('a session that is declared over is replaced by a new one, and answers go on', async () => {
  const bot = await newBot();
  await bot.start();
  bot.server.gateway.invalidate();
  // The library waits five seconds between two identifications.
  await expect.poll(() => bot.heard.length, { timeout: 15_000 }).toBe(2);
  const answer = await bot.server.command('sanctions', 'lookup', { name: 'x' });
  expect(answer.body.content).toContain('Grey Heron');
  expect(bot.server.gateway.resumed).toBe(0);
});

describe('places', () => {
  const until = (bot: TestBot, ...heard: string[]) => expect.poll(() => bot.heard).toEqual(heard);

  test('a server is said to be present at the start; an outage of it is neither a removal nor an invitation', async () => {
    const bot = await newBot();
    await bot.start();
    const { guild } = bot.server.world;
    const present = `present ${guild}`;
    await until(bot, present);
    await bot.server.gateway.dispatch('GUILD_DELETE', { id: guild, unavailable: true });
    await bot.server.guildCreate();
    await bot.server.gateway.dispatch('GUILD_DELETE', { id: guild });
    await until(bot, present, `removed ${guild}`);
    expect(said(bot, 'the bot was removed from a Discord server')).toBe(true);
  });

  test('a server that invites the bot again is told apart from one that was there', async () => {
    const bot = await newBot();
    await bot.start();
    const { guild } = bot.server.world;
    await bot.server.gateway.dispatch('GUILD_DELETE', { id: guild });
    await bot.server.guildCreate();
    await until(bot, `present ${guild}`, `removed ${guild}`, `invited ${guild}`);
  });

  test('a thread that is opened again and a channel whose permissions change are tried again', async () => {
    const bot = await newBot();
    await bot.start();
    const { guild, channel } = bot.server.world;
    const thread = { id: '1500000000000000001', guild_id: guild, type: 11, parent_id: channel, name: 'a' };
    const closed = { archived: true, locked: false };
    await bot.server.gateway.dispatch('THREAD_UPDATE', { ...thread, thread_metadata: closed });
    await bot.server.gateway.dispatch('THREAD_UPDATE', { ...thread, thread_metadata: { ...closed, archived: false } });
    await bot.server.gateway.dispatch('CHANNEL_UPDATE', { id: channel, guild_id: guild, type: 0, name: 'b' });
    await until(bot, `present ${guild}`, `restored discord/${thread.id}`, `restored discord/${channel}`);
  });
});

test('stopping waits for the answer under way', async () => {
  const bot = await newBot();
  await bot.start();
  const asked = bot.server.ask('sanctions', 'lookup', { name: 'x' });
  await asked.acknowledged();
  await bot.chat.stop();
  expect(asked.answer?.body.content).toContain('Grey Heron');
});
