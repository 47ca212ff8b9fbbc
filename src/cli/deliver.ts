import { loadActors } from '../actors/index.js';
import { createOps } from '../app/ops.js';
import { composeDelivery, openApp } from '../bot.js';
import type { Config } from '../config.js';
import { createOutbox } from '../delivery/outbox.js';
import type { Chat, Log, Source, Store } from '../ports.js';
import { actorsFolder } from './ask.js';
import { platformChats } from './chats.js';
import { print, type World } from './world.js';

/** Long enough for a few hundred alerts at the platforms' own pace. */
const DELIVER_MS = 10 * 60_000;

/**
 * Sends what is owed, at once, and gives how many alerts are still owed. Without tokens they are printed, as the bot
 * would do it in the terminal, to `output`.
 */
export async function deliverOwed(
  world: World,
  config: Config,
  log: Log,
  sources: readonly Source[],
  store: Store,
  output: World['output'],
): Promise<number> {
  const { commands } = await import('../../commands/index.js');
  const chats = await platformChats(config, log, world.clock, commands);
  if (chats.length === 0) chats.push(await printingChat(world, output));
  const app = await openApp({ config, clock: world.clock, sources }, store, await loadActors(actorsFolder()));
  const byPlatform = new Map(chats.map((chat) => [chat.platform, chat]));
  const outbox = createOutbox({
    store,
    clock: world.clock,
    log,
    chats: byPlatform,
    compose: (delivery) => composeDelivery(store, app, delivery),
    notifyOps: createOps(config.opsDestination, byPlatform, world.clock, log),
  });
  await outbox.start();
  const open = await outbox.drain(DELIVER_MS);
  await outbox.stop();
  return open;
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
