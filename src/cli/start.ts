import { join } from 'node:path';
import { defaultDestinations } from '../app/destinations.js';
import { type Bot, startBot } from '../bot.js';
import type { Config } from '../config.js';
import { createLog, errorText } from '../lib/log.js';
import type { Chat, Log, Source } from '../ports.js';
import type { Taken } from '../watch/intake.js';
import { platformChats } from './chats.js';
import { configured, logOf, type SharedFlags, type World } from './world.js';

/** Runs the bot until it is told to stop. */
export async function start(world: World, flags: SharedFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const { commands } = await import('../../commands/index.js');
  const { parseCommand } = await import('../../commands/parse.js');
  const alone = !config.slack && !config.discord;
  const terminal = alone || config.opsDestination === 'terminal/local' ? await openTerminal(world, config) : null;
  const log = terminal ? terminal.log : logOf(world, config.logLevel);
  const chats: Chat[] = [
    ...(await platformChats(config, log, world.clock, commands)),
    ...(terminal ? [terminal.chat] : []),
  ];
  if (alone) terminal?.say(welcome(config));
  const bot = await startBot({
    config,
    version: world.version,
    clock: world.clock,
    log,
    sources,
    commands,
    parse: (text) => parseCommand(text, commands),
    chats,
    defaultDestinations: defaultDestinations(config),
    ...(terminal
      ? { onPolled: (source: Source, result: readonly Taken[] | Error) => terminal.polled(source, result) }
      : {}),
  });
  log.info('Tocsin is watching', { sources: config.sources, chats: chats.map((chat) => chat.platform) });
  await stopped(bot, terminal?.closed ?? null, log);
  return 0;
}
