/** Slack and Discord for the fan-out bench, in a process of their own so that they do not hold the bot's event loop. */
import { setTimeout as wait } from 'node:timers/promises';
import { startDiscordServer } from '../test/support/discord-server.js';
import { startSlackServer } from '../test/support/slack-server.js';

/** What the bench is told of the servers. */
export interface Servers {
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  readonly discord: { readonly apiUrl: string; readonly token: string; readonly channels: readonly string[] };
}

/** When the platforms had accepted everything, in epoch milliseconds, and how long each command waited for its answer. */
export interface Outcome {
  readonly slackAt: number;
  readonly discordAt: number;
  readonly accepted: readonly [slack: number, discord: number];
  readonly answersMs: readonly number[];
}

const count = Number(process.argv[2]);
const say = (message: Servers | Outcome) => process.send?.(message);

const [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
const channels = Array.from({ length: count }, () => discord.addChannel());
const { apiUrl, botToken, appToken } = slack;
say({ slack: { apiUrl, botToken, appToken }, discord: { apiUrl: discord.apiUrl, token: discord.token, channels } });
await slack.connected();

const at = { slack: 0, discord: 0 };
let over = false;
process.on('message', () => {
  over = true;
});

const answersMs: number[] = [];
const asking = (async () => {
  while (!over && at.slack * at.discord === 0) {
    const began = performance.now();
    await slack.slash('status');
    answersMs.push(performance.now() - began);
    await wait(200);
  }
})();
while (!over && at.slack * at.discord === 0) {
  if (slack.messages.length >= count) at.slack ||= Date.now();
  if (discord.messages.length >= count) at.discord ||= Date.now();
  await wait(5);
}
await asking;
say({
  ...{ slackAt: at.slack, discordAt: at.discord, answersMs },
  accepted: [slack.messages.length, discord.messages.length],
});
await Promise.all([slack.close(), discord.close()]);
process.disconnect?.();
