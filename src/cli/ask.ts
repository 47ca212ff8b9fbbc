import { randomUUID } from 'node:crypto';
import { loadActors } from '../actors/index.js';
import { readOnly } from '../app/app.js';
import { TERMINAL } from '../app/destinations.js';
import { runCall } from '../app/handlers.js';
import { listingLine } from '../app/listing-line.js';
import { openApp } from '../bot.js';
import type { Config } from '../config.js';
import type { Outbox } from '../delivery/outbox.js';
import { csvLines } from '../lib/csv.js';
import type { Command, OptionValues, Store } from '../ports.js';
import { openStore, openStoreForReading } from '../store/index.js';
import { actorsFolder, configured, listAsked, logOf, print, printData, type SharedFlags, type World } from './world.js';

/** These change something, and so need the store for themselves. */
const SENDING = ['test', 'replay'];
const CHANGING = ['subscribe', 'edit', 'unsubscribe', 'pause', 'resume', 'mute', 'import', 'forget', ...SENDING];

/** Runs a chat command once, from the command line. Gives the exit code. */
export async function ask(world: World, command: Command, options: OptionValues, flags: SharedFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const store = await storeFor(world, config, command.name);
  let outbox: Outbox | null = null;
  try {
    const actors = await loadActors(actorsFolder());
    const app = await openApp({ config, clock: world.clock, sources }, store, actors, () => outbox);
    if (SENDING.includes(command.name)) {
      const { openOutbox } = await import('./deliver.js');
      const output = flags.json ? world.errors : world.output;
      outbox = await openOutbox(world, { config, log: logOf(world, 'error'), sources, store, output }, () => app);
      await outbox.start();
    }
    const { commands } = await import('../../commands/index.js');
    const reply = await runCall(
      {
        input: { kind: 'options', verb: command.name, options: withoutUndefined(options) },
        asker: { id: 'command-line', name: 'the command line', mayManage: true },
        place: TERMINAL,
        id: randomUUID(),
      },
      { app, commands, parse: () => ({ name: command.name, options }) },
    );
    if (reply.file && !flags.json) {
      await printFile(world.output, reply.file.text);
    } else if (flags.json) {
      const lines =
        flags.limit && !command.options.some(({ name }) => name === 'limit') ? Number(flags.limit) : undefined;
      for (const value of reply.data.slice(0, lines)) await printData(world.output, JSON.stringify(value));
    } else {
      const { renderTerminal } = await import('../chat/terminal/render.js');
      const colour = world.output.isTTY === true && !world.env.NO_COLOR;
      await print(world.output, renderTerminal(reply.message, { width: world.output.columns ?? 100, colour }));
    }
    return reply.outcome === 'ok' ? 0 : 1;
  } finally {
    await outbox?.stop();
    await store.close();
  }
}

/** Byte for byte, but that a terminal is shown its lines. */
async function printFile(output: World['output'], text: string): Promise<void> {
  await printData(output, output.isTTY === true ? csvLines(text).join('\n') : text.replace(/\n$/, ''));
}

async function storeFor(world: World, config: Config, verb: string): Promise<Store> {
  if (!CHANGING.includes(verb)) return readOnly(await openStoreForReading(config.dataDir));
  return openStore({ dir: config.dataDir, log: logOf(world, 'warn'), clock: world.clock });
}

function withoutUndefined(options: OptionValues): Record<string, string | number | boolean> {
  const set: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(options)) if (value !== undefined) set[name] = value;
  return set;
}

/** Every listing of the lists asked for, normalised, one JSON a line. */
export async function listings(world: World, flags: SharedFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const list = listAsked(sources, flags);
  const reader = await openStoreForReading(config.dataDir);
  let left = flags.limit ? Number(flags.limit) : Number.POSITIVE_INFINITY;
  for (const source of sources) {
    if (source.kind === 'feed' || (list !== undefined && source.id !== list)) continue;
    for (const [, { listing, status }] of await reader.list('listings', `${source.id}/`)) {
      if (status !== 'listed' || (flags.type && listing.type !== flags.type)) continue;
      if (left <= 0) return 0;
      left -= 1;
      await printData(world.output, JSON.stringify(listingLine(listing)));
    }
  }
  await reader.close();
  return 0;
}
