import { join } from 'node:path';
import type { SlackConfig } from '../chat/slack/index.js';
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
  const slack = slackConfig(config);
  if (slack) {
    const { createSlackChat } = await import('../chat/slack/index.js');
    chats.push(createSlackChat({ config: slack, log, clock }));
  }
  if (config.discord) {
    const { createDiscordChat } = await import('../chat/discord/index.js');
    chats.push(createDiscordChat({ config: config.discord, log, clock, commands }));
  }
  return chats;
}

/** Slack's part of the configuration, with the file in which tokens are kept that it renews. */
export function slackConfig({ slack, dataDir }: Config): SlackConfig | null {
  if (!slack) return null;
  const { rotation, ...rest } = slack;
  return rotation ? { ...rest, rotation: { ...rotation, file: join(dataDir, 'slack-tokens.json') } } : rest;
}
