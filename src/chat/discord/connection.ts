import { Client, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import type { Log } from '../../ports.js';
import { type DiscordConfig, restOptions } from './rest.js';
import { closeRefusal, refusal } from './setup.js';

/**
 * Interactions are held back until every server was heard of, or this long after the gateway is ready: they have to be
 * acknowledged within three seconds, even while a server is down.
 */
const WAIT_FOR_SERVERS_MS = 1000;

/**
 * Logs in and resolves once interactions arrive. Rejects with `SetupError` when Discord refuses the bot, and with the
 * library's error when it cannot be reached; connections lost later are the library's to mend. The signal gives up.
 */
export async function connect(
  config: DiscordConfig,
  log: Log,
  take: (interaction: Interaction) => void,
  signal: AbortSignal,
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: restOptions(config),
    waitGuildTimeout: WAIT_FOR_SERVERS_MS,
    allowedMentions: { parse: [] },
  });
  client.on(Events.InteractionCreate, take);
  logConnection(client, log);
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  const giveUp = (): void => void client.destroy().catch(() => undefined);
  signal.addEventListener('abort', giveUp);
  try {
    await client.login(config.token);
    return await ready;
  } catch (error) {
    throw refusal(error) ?? error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function logConnection(client: Client, log: Log): void {
  client.on(Events.Error, (error) => log.error('the Discord client failed', { error }));
  client.on(Events.Warn, (text) => log.warn('the Discord client warns', { text }));
  client.on(Events.ShardError, (error) => log.warn('the connection to Discord failed', { error: error.message }));
  client.on(Events.ShardReconnecting, () => log.info('connecting to Discord again'));
  client.on(Events.ShardResume, () => log.info('connected to Discord again'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    const mend = closeRefusal(code);
    if (mend !== null) log.error('Discord closed the connection for good', { code, mend });
  });
  // Outages come as another event, so this one means that the bot was removed; the next delivery there finds out.
  client.on(Events.GuildDelete, (guild) => log.info('the bot was removed from a Discord server', { guild: guild.id }));
}
