import type { Config } from '../config.js';
import type { Chat, Clock, CommandSpec, Log } from '../ports.js';

/** The chat platforms that the configuration has tokens for. Each library is loaded only when it is used. */
export async function platformChats(
  config: Config,
  log: Log,
  clock: Clock,
  commands: readonly CommandSpec[],
): Promise<Chat[]> {
  const chats: Chat[] = [];
  if (config.slack) {
    const { createSlackChat } = await import('../chat/slack/index.js');
    chats.push(createSlackChat({ config: config.slack, log, clock, commands }));
  }
  if (config.discord) {
    const { createDiscordChat } = await import('../chat/discord/index.js');
    chats.push(createDiscordChat({ config: config.discord, log, clock, commands }));
  }
  return chats;
}
