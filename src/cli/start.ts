import { join } from 'node:path';
import { defaultDestinations } from '../app/destinations.js';
import { type Bot, showsTerminal, startBot } from '../bot.js';
import type { TerminalChat } from '../chat/terminal/index.js';
import type { Config } from '../config.js';
import { createLog } from '../lib/log.js';
import type { Clock, CommandSpec, Log, Source } from '../ports.js';
import type { Taken } from '../watch/intake.js';
import { platformChats } from './chats.js';
import { takenText } from './taken.js';
import { configured, logOf, type SharedFlags, type World } from './world.js';

/** Runs the bot until it is told to stop. */
export async function start(world: World, flags: SharedFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const { commands } = await import('../../commands/index.js');
  const { parseCommand } = await import('../../commands/parse.js');
  const alone = !config.slack && !config.discord;
  const terminal = showsTerminal(config) ? await openTerminal(world, config, commands) : null;
  const log = terminal?.log ?? logOf(world, config.logLevel);
  const chats = await platformChats(config, log, world.clock, commands);
  if (terminal) chats.push(terminal.chat);
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
    ...(terminal ? { onPolled: reporter(terminal.chat) } : {}),
  });
  if (terminal && alone) void terminal.chat.print(welcome(config));
  log.info('Tocsin is watching', { sources: config.sources, chats: chats.map(({ platform }) => platform) });
  await untilStopped(bot, terminal?.chat.closed ?? null, log, world.clock);
  return 0;
}

/** The terminal as a chat, and a log that does not disturb the line being typed. */
async function openTerminal(
  world: World,
  config: Config,
  commands: readonly CommandSpec[],
): Promise<{ chat: TerminalChat; log: Log }> {
  const { createTerminalChat } = await import('../chat/terminal/index.js');
  const person = world.input.isTTY === true && world.output.isTTY === true;
  // A person is told in words what happens to each source; the log is for when they ask for it.
  const level = person && !world.env.LOG_LEVEL ? 'error' : config.logLevel;
  const log: Log = person
    ? createLog({
        ...{ level, pretty: true, secrets: config.secrets },
        write: (line) => void chat.print(line.trimEnd()),
      })
    : logOf(world, level);
  const chat: TerminalChat = createTerminalChat({
    input: world.input,
    output: world.output,
    log,
    commands,
    historyFile: join(config.dataDir, 'history'),
    colour: world.env.NO_COLOR ? 'never' : 'auto',
    prompt: '/sanctions',
  });
  return { chat, log };
}

function welcome(config: Config): string {
  return [
    'Tocsin watches official sanctions lists. There are no Slack or Discord tokens, so alerts appear here.',
    `Watching ${config.sources.join(', ')}. The first look at each is silent; from then on every change is an alert.`,
    'Try: /sanctions lookup hidden cobra   /sanctions actor lazarus group   /sanctions help   (exit to leave)',
  ].join('\n');
}

/** Says in words how each source is doing: the first answer, the first failure in a row, and when it is back. */
function reporter(chat: TerminalChat): (source: Source, result: readonly Taken[] | Error) => void {
  const state = new Map<string, 'ok' | 'failing'>();
  return (source, result) => {
    const before = state.get(source.id);
    if (result instanceof Error) {
      state.set(source.id, 'failing');
      if (before === 'failing') return;
      void chat.print(`✗ ${source.id}: ${result.message}. It is tried again; what is known already keeps answering.`);
      return;
    }
    state.set(source.id, 'ok');
    if (before === 'failing') void chat.print(`✓ ${source.id} is back`);
    const told = result.filter((taken) => taken.baseline || taken.held !== null);
    for (const taken of told) void chat.print(`✓ ${takenText(source.id, taken)}`);
    if (before === undefined && result.length === 0) void chat.print(`✓ ${source.id}: nothing new`);
  };
}

/** A second signal that comes later than this after the first stops at once; npm delivers the first one twice. */
const PATIENCE_MS = 1_000;
/** What hangs, such as a request that nobody answers, keeps a bot that has stopped for no longer than this. */
const LINGER_MS = 250;

async function untilStopped(bot: Bot, closed: Promise<void> | null, log: Log, clock: Clock): Promise<void> {
  let asked: number | null = null;
  await new Promise<void>((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      const now = clock.now().getTime();
      if (asked !== null && now - asked > PATIENCE_MS) process.exit(1);
      if (asked !== null) return;
      asked = now;
      log.info('Stopping', { signal });
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
    void closed?.then(resolve);
  });
  await bot.stop();
  setTimeout(() => process.exit(), LINGER_MS).unref();
}
