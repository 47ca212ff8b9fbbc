import { loadActors } from '../actors/index.js';
import type { LiveApp } from '../app/app.js';
import { createOps } from '../app/ops.js';
import { composeDelivery, composePart } from '../app/parcels.js';
import { openApp } from '../bot.js';
import type { Config } from '../config.js';
import { createOutbox, type Outbox } from '../delivery/outbox.js';
import type { Chat, Log, Source, Store } from '../ports.js';
import { platformChats } from './chats.js';
import { actorsFolder, print, type World } from './world.js';

/** Long enough for a few hundred alerts at the platforms' own pace. */
const DELIVER_MS = 10 * 60_000;

/** What delivering from the command line takes. */
export interface DeliverParts {
  readonly config: Config;
  readonly log: Log;
  readonly sources: readonly Source[];
  readonly store: Store;
  /** Where alerts for the terminal are printed. */
  readonly output: World['output'];
}

/**
 * Sends what is owed, at once, and gives how many alerts are still owed. Without tokens they are printed, as the bot
 * would do it in the terminal.
 */
export async function deliverOwed(world: World, parts: DeliverParts): Promise<number> {
  const { config, sources, store } = parts;
  const app = await openApp({ config, clock: world.clock, sources }, store, await loadActors(actorsFolder()));
  const outbox = await openOutbox(world, parts, () => app);
  await outbox.start();
  const open = await outbox.drain(DELIVER_MS);
  await outbox.stop();
  return open;
}

/** An outbox over the platforms of the configuration that is not started yet, and prints what the terminal is owed. */
export async function openOutbox(world: World, parts: DeliverParts, app: () => LiveApp): Promise<Outbox> {
  const { config, log, store, output } = parts;
  const { commands } = await import('../../commands/index.js');
  const chats = [...(await platformChats(config, log, world.clock, commands)), await printingChat(world, output)];
  const byPlatform = new Map(chats.map((chat) => [chat.platform, chat]));
  return createOutbox({
    store,
    clock: world.clock,
    log,
    chats: byPlatform,
    compose: (delivery) => composeDelivery(store, app(), delivery),
    composePart: (part) => composePart(store, app(), part),
    factsFor: (action) => app().factsFor(action),
    notifyOps: createOps(config.opsDestination, byPlatform, world.clock, log, config.secrets),
  });
}

async function printingChat(world: World, output: World['output']): Promise<Chat> {
  const { renderTerminal } = await import('../chat/terminal/render.js');
  return {
    platform: 'terminal',
    start: async () => {},
    stop: async () => {},
    async send({ message, key }) {
      const colour = output.isTTY === true && !world.env.NO_COLOR;
      await print(output, `${renderTerminal(message, { width: output.columns ?? 100, colour })}\n`);
      return { kind: 'sent', messageId: key };
    },
  };
}
