import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, type Interaction, RESTEvents } from 'discord.js';
import { z } from 'zod';
import type { ChatHandlers, Log } from '../../ports.js';
import { type DiscordConfig, type OnAnswer, restOptions, SCOPE } from './rest.js';
import { closeRefusal, refusal } from './setup.js';

/**
 * Interactions are held back until every server was heard of, or this long after the gateway is ready: they have to be
 * acknowledged within three seconds, even while a server is down.
 */
const WAIT_FOR_SERVERS_MS = 1000;

/** What the gateway brings that is for others to act on. */
export interface Listeners {
  readonly take: (interaction: Interaction) => void;
  readonly handlers: Pick<ChatHandlers, 'restored' | 'removed' | 'returned'>;
  readonly onAnswer: OnAnswer;
  /** Discord closed a connection that stood, for good; with what to do. */
  readonly onRefused: (mend: string) => void;
}

/**
 * Logs in and resolves once interactions arrive. Rejects with `SetupError` when Discord refuses the bot, and with the
 * library's error when it cannot be reached; connections lost later are the library's to mend. The signal gives up.
 */
export async function connect(
  config: DiscordConfig,
  log: Log,
  { take, handlers, onAnswer, onRefused }: Listeners,
  signal: AbortSignal,
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: restOptions(config),
    waitGuildTimeout: WAIT_FOR_SERVERS_MS,
    allowedMentions: { parse: [] },
  });
  client.on(Events.InteractionCreate, take);
  client.rest.on(RESTEvents.Response, (_request, { status, headers }) => onAnswer(status, headers.get(SCOPE)));
  logConnection(client, log, onRefused);
  followPlaces(client, handlers, log);
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

function logConnection(client: Client, log: Log, onRefused: Listeners['onRefused']): void {
  client.on(Events.Error, (error) => log.error('the Discord client failed', { error }));
  client.on(Events.Warn, (text) => log.warn('the Discord client warns', { text }));
  client.on(Events.ShardError, (error) => log.warn('the connection to Discord failed', { error: error.message }));
  client.on(Events.ShardReconnecting, () => log.info('connecting to Discord again'));
  client.on(Events.ShardResume, () => log.info('connected to Discord again'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    const mend = closeRefusal(code);
    if (mend === null) return;
    log.error('Discord closed the connection for good', { code, mend });
    onRefused(mend);
  });
}

/** https://discord.com/developers/docs/events/gateway-events#guild-delete: `unavailable` is there in an outage only. */
const Guild = z.object({ id: z.string(), unavailable: z.boolean().optional() });
const Guilds = z.object({ guilds: z.array(z.object({ id: z.string() })) });
const Channel = z.object({
  id: z.string(),
  thread_metadata: z.object({ archived: z.boolean().optional(), locked: z.boolean().optional() }).optional(),
});

/**
 * Servers that the bot is removed from and invited to, and channels that may be open to it again. The gateway's own words
 * are read, because the library tells nothing of channels that it had not met, such as threads that were archived.
 */
function followPlaces(client: Client, handlers: Listeners['handlers'], log: Log): void {
  /** Those that the bot is in, as far as the gateway said; what comes as one of them is no invitation. */
  const known = new Set<string>();
  client.ws.on(GatewayDispatchEvents.Ready, (data: unknown) => {
    const ids = Guilds.safeParse(data).data?.guilds.map(({ id }) => id) ?? [];
    for (const id of ids) known.add(id);
    void handlers.returned?.('discord', ids, 'present');
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, (data: unknown) => {
    const id = Guild.safeParse(data).data?.id;
    if (id === undefined || known.has(id)) return;
    known.add(id);
    log.info('the bot was invited to a Discord server', { guild: id });
    void handlers.returned?.('discord', [id], 'invited');
  });
  client.ws.on(GatewayDispatchEvents.GuildDelete, (data: unknown) => {
    const guild = Guild.safeParse(data).data;
    if (!guild || guild.unavailable !== undefined) return;
    known.delete(guild.id);
    log.info('the bot was removed from a Discord server', { guild: guild.id });
    void handlers.removed?.('discord', guild.id);
  });
  const tryAgain = (data: unknown): void => {
    const channel = Channel.safeParse(data).data;
    if (!channel || channel.thread_metadata?.archived || channel.thread_metadata?.locked) return;
    void handlers.restored(`discord/${channel.id}`);
  };
  client.ws.on(GatewayDispatchEvents.ThreadUpdate, tryAgain);
  client.ws.on(GatewayDispatchEvents.ChannelUpdate, tryAgain);
}
