import type { Client, Interaction, REST } from 'discord.js';
import { z } from 'zod';
import type { EditOutcome, LookOutcome, SendOutcome } from '../../domain/delivery.js';
import { SetupError } from '../../domain/errors.js';
import type { Message } from '../../domain/message.js';
import type { Destination } from '../../domain/subscription.js';
import { contentId } from '../../lib/text.js';
import type { Chat, ChatHandlers, Clock, CommandSpec, Log, Post, Rewrite, Sought } from '../../ports.js';
import { find } from './find.js';
import { Inbound } from './inbound.js';
import { InvalidRequests } from './invalid.js';
import { MESSAGE, SNOWFLAKE } from './limits.js';
import { discordNotice } from './notices.js';
import { editOutcomeOf, outcomeOf, refusesReply } from './outcome.js';
import { syncCommands } from './register.js';
import { render } from './render.js';
import { type DiscordConfig, type OnAnswer, singleAttemptRest, timeoutOf } from './rest.js';
import { threadUnder } from './thread.js';

export { registerDiscordCommands } from './register.js';
export type { DiscordConfig } from './rest.js';

export interface DiscordParts {
  readonly config: DiscordConfig;
  readonly log: Log;
  readonly clock: Clock;
  /** What people can ask; registered with Discord at start where it differs. */
  readonly commands: readonly CommandSpec[];
}

/** A start that takes longer goes on in the background, so that the rest of the bot runs. */
const START_MS = 20_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 300_000;
/** Commands that are being answered get this long when the bot stops. */
const DRAIN_MS = 6_000;

const Place = z.object({ guild_id: z.string().regex(SNOWFLAKE).optional() });
const Self = z.object({ id: z.string().regex(SNOWFLAKE) });
const Sent = z.object({ id: z.string().regex(SNOWFLAKE) });

/**
 * Discord through discord.js. Sending goes by REST alone and works while the gateway is down. `start` resolves without a
 * connection when Discord cannot be reached, and keeps trying.
 */
export function createDiscordChat(parts: DiscordParts): Chat {
  return new DiscordChat(parts);
}

class DiscordChat implements Chat {
  readonly platform = 'discord';
  readonly #parts: DiscordParts;
  readonly #stopping = new AbortController();
  #client: Client | null = null;
  #inbound: Inbound | null = null;
  #rest: Promise<REST> | null = null;
  #self: string | null = null;
  readonly #invalid: InvalidRequests;
  readonly #onAnswer: OnAnswer = (status, scope) => this.#invalid.note(status, scope);
  /** Reaches those who run the bot, once it is started. */
  #tell: (message: Message) => void = () => undefined;
  readonly #servers = new Map<string, Promise<string | null>>();

  constructor(parts: DiscordParts) {
    this.#parts = parts;
    this.#invalid = new InvalidRequests(parts.clock, parts.log, (message) => this.#tell(message));
  }

  async start(handlers: ChatHandlers): Promise<void> {
    const { config, clock, log, commands } = this.#parts;
    if (config.token === '') throw new SetupError('There is no Discord token: set DISCORD_TOKEN.');
    const inbound = new Inbound({ handlers, clock, log, commands });
    this.#inbound = inbound;
    this.#tell = (message) => void handlers.tell?.(message);
    let failed = (): void => undefined;
    const offline = new Promise<void>((resolve) => {
      failed = resolve;
    });
    let started = false;
    const connecting = this.#connect(inbound, handlers, failed).catch((error: unknown) => {
      if (this.#stopping.signal.aborted) return;
      if (!started) throw error;
      log.error('Discord cannot be used', { error });
      this.#refused(error instanceof Error ? error.message : String(error));
    });
    await this.#firstOf([connecting, offline], START_MS);
    started = true;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#inbound) await this.#firstOf([this.#inbound.settled()], DRAIN_MS);
    // The library would announce a reconnection that is not going to be.
    this.#client?.removeAllListeners('shardReconnecting');
    await this.#client?.destroy();
    this.#client = null;
  }

  async send(post: Post): Promise<SendOutcome> {
    const { config, log } = this.#parts;
    const own = post.destination.thread ?? post.destination.channel;
    if (config.token === '') return { kind: 'token-rejected', detail: 'there is no Discord token' };
    if (!SNOWFLAKE.test(own)) return notAChannel(own);
    const halted = this.#halted();
    if (halted) return halted;
    const { under, message, key, file } = post;
    const nonce = { nonce: nonceOf(key), enforce_nonce: true };
    let reference: ReturnType<typeof referenceTo> | null = null;
    try {
      const thread = await this.#threadOf(post, own);
      const answered = thread === null ? (under ?? post.replyTo) : undefined;
      if (answered && SNOWFLAKE.test(answered.messageId)) reference = referenceTo(answered.messageId);
      const channel = thread ?? own;
      const body = { ...render(message), ...nonce };
      const id = await this.#create(channel, reference ? { ...body, ...reference } : body, file);
      return { kind: 'sent', messageId: id, ...(await this.#linkTo(post.destination, channel, id)) };
    } catch (error) {
      // What was refused was not stored: on its own it cannot double.
      if (reference && refusesReply(error))
        return this.send({ destination: post.destination, message, key, ...(file ? { file } : {}) });
      const outcome = outcomeOf(error);
      log.warn('a message was not taken by Discord', { destination: post.destination.id, ...outcome });
      return outcome;
    }
  }

  /** https://discord.com/developers/docs/resources/user#create-dm */
  async direct(person: string): Promise<Destination | null> {
    try {
      const body = { recipient_id: person };
      const signal = AbortSignal.timeout(timeoutOf(this.#parts.config));
      const { id } = Sent.parse(await (await this.#authorised()).post('/users/@me/channels', { body, signal }));
      return { id: `discord/${id}`, platform: 'discord', channel: id, direct: true };
    } catch (error) {
      this.#parts.log.info('Discord does not open the direct messages of a person', { error });
      return null;
    }
  }

  async find(sought: Sought): Promise<LookOutcome> {
    const { config } = this.#parts;
    const channel = sought.destination.thread ?? sought.destination.channel;
    const halted = this.#halted();
    if (halted) return { ...halted, kind: 'unavailable' };
    try {
      const rest = await this.#authorised();
      const signal = () => AbortSignal.timeout(timeoutOf(config));
      const self = await this.#selfId(rest, signal());
      const channels = [...threadsOf(sought), channel];
      const { channel: place = channel, ...found } = await find(
        { rest, channels, self, nonce: nonceOf(sought.key), signal },
        sought,
      );
      if (found.kind !== 'found') return found;
      return { ...found, ...(await this.#linkTo(sought.destination, place, found.messageId)) };
    } catch (error) {
      return { kind: 'unavailable', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  async edit({ destination, messageId, message }: Rewrite): Promise<EditOutcome> {
    const { config, log } = this.#parts;
    const channel = destination.thread ?? destination.channel;
    if (config.token === '') return { kind: 'token-rejected', detail: 'there is no Discord token' };
    if (!SNOWFLAKE.test(channel) || !SNOWFLAKE.test(messageId))
      return { kind: 'message-gone', detail: 'that is no message of Discord' };
    const halted = this.#halted();
    if (halted) return halted;
    try {
      // What is left out of an edit stays as it was: https://discord.com/developers/docs/resources/message#edit-message
      const body = { content: null, ...render(message) };
      const signal = AbortSignal.timeout(timeoutOf(config));
      const rest = await this.#authorised();
      Sent.parse(await rest.patch(`/channels/${channel}/messages/${messageId}`, { body, signal }));
      return { kind: 'edited' };
    } catch (error) {
      const outcome = editOutcomeOf(error);
      log.info('a message could not be changed on Discord', { destination: destination.id, ...outcome });
      return outcome;
    }
  }

  #refused(mend: string): void {
    this.#tell(discordNotice('Discord does not let the bot connect: its commands are not answered', 'gateway', mend));
  }

  /** Too much was refused: until that is past, only people get answers. */
  #halted(): Extract<SendOutcome, { kind: 'rate' }> | null {
    const retryAfterMs = this.#invalid.haltMs();
    const detail = 'too many requests were refused in ten minutes';
    return retryAfterMs > 0 ? { kind: 'rate', retryAfterMs, global: true, detail } : null;
  }

  async #selfId(rest: REST, signal: AbortSignal): Promise<string> {
    this.#self ??= this.#client?.user?.id ?? Self.parse(await rest.get('/users/@me', { signal })).id;
    return this.#self;
  }

  async #linkTo({ direct, tenant }: Destination, channel: string, id: string): Promise<{ url?: string }> {
    const server = direct ? '@me' : (tenant ?? (await this.#serverOf(channel)));
    return server === null ? {} : { url: `https://discord.com/channels/${server}/${channel}/${id}` };
  }

  /** Of a channel that the configuration names by its id alone. Discord is asked once, where the gateway does not know. */
  async #serverOf(channel: string): Promise<string | null> {
    const seen = this.#client?.channels.cache.get(channel);
    if (seen && 'guildId' in seen) return seen.guildId;
    const asked = this.#servers.get(channel) ?? this.#askServerOf(channel);
    this.#servers.set(channel, asked);
    return asked;
  }

  async #askServerOf(channel: string): Promise<string | null> {
    try {
      const rest = await this.#authorised();
      const signal = AbortSignal.timeout(timeoutOf(this.#parts.config));
      return Place.parse(await rest.get(`/channels/${channel}`, { signal })).guild_id ?? '@me';
    } catch (error) {
      this.#parts.log.info('a channel does not say which server it is in; its messages have no links', { error });
      return null;
    }
  }

  async #threadOf(post: Post, channel: string): Promise<string | null> {
    const [message] = threadsOf(post);
    if (message === undefined) return null;
    const signal = AbortSignal.timeout(timeoutOf(this.#parts.config));
    return threadUnder(await this.#authorised(), channel, message, signal);
  }

  async #create(channel: string, body: object, file?: Post['file']): Promise<string> {
    const rest = await this.#authorised();
    const signal = AbortSignal.timeout(timeoutOf(this.#parts.config));
    const files = file ? [{ name: file.name, data: Buffer.from(file.text, 'utf8'), contentType: 'text/csv' }] : [];
    return Sent.parse(await rest.post(`/channels/${channel}/messages`, { body, signal, files })).id;
  }

  async #authorised(): Promise<REST> {
    const { config } = this.#parts;
    this.#rest ??= singleAttemptRest(config, this.#onAnswer);
    // A 401 makes the library forget the token, and with it every later attempt.
    return (await this.#rest).setToken(config.token);
  }

  /** Connects, again and again while Discord cannot be reached; rejects when it refuses us, or on stop. */
  async #connect(inbound: Inbound, handlers: ChatHandlers, failed: () => void): Promise<void> {
    const { config, clock, log } = this.#parts;
    const { signal } = this.#stopping;
    const { connect } = await import('./connection.js');
    const listeners = {
      take: (interaction: Interaction) => inbound.take(interaction),
      handlers,
      onAnswer: this.#onAnswer,
      onRefused: (mend: string) => this.#refused(mend),
    };
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        const client = await connect(config, log, listeners, signal);
        if (signal.aborted) return await client.destroy();
        this.#client = client;
        log.info('connected to Discord', { as: client.user.username, servers: client.guilds.cache.size });
        return await this.#register(client);
      } catch (error) {
        if (error instanceof SetupError) throw error;
        log.warn('Discord cannot be reached, trying again', { seconds: wait / 1000, error });
        failed();
        await clock.sleep(wait, signal);
      }
    }
  }

  async #register(client: Client<true>): Promise<void> {
    const { config, commands, log } = this.#parts;
    try {
      const rest = await singleAttemptRest(config, this.#onAnswer);
      const outcome = await syncCommands(rest, client.application.id, commands);
      if (outcome !== 'unchanged') log.info('registered the commands with Discord', outcome);
    } catch (error) {
      log.warn('the commands could not be registered with Discord', { error });
    }
  }

  async #firstOf(promises: readonly Promise<void>[], ms: number): Promise<void> {
    const done = new AbortController();
    const limit = this.#parts.clock.sleep(ms, done.signal);
    limit.catch(() => undefined);
    try {
      await Promise.race([...promises, limit]);
    } finally {
      done.abort();
    }
  }
}

/**
 * The thread that it is to stand in, by its id, which is that of the message it is about; none in a thread or a direct
 * conversation, which have no threads.
 */
function threadsOf({ destination, under }: Post): string[] {
  if (!under || destination.direct || destination.thread !== undefined) return [];
  return SNOWFLAKE.test(under.messageId) ? [under.messageId] : [];
}

/** A reply, or an ordinary message where the earlier one is gone. */
function referenceTo(message_id: string) {
  return { message_reference: { message_id, fail_if_not_exists: false } };
}

/** The delivery's key where Discord takes it as it is: a message sent again under its nonce is the same message. */
function nonceOf(key: string): string {
  return key.length <= MESSAGE.nonce ? key : contentId([key], 24);
}

function notAChannel(channel: string): SendOutcome {
  return {
    kind: 'destination-gone',
    detail: `"${channel.slice(0, 40)}" is no Discord channel id`,
    mend: 'Use the number that "Copy Channel ID" gives (in Discord, with developer mode on).',
  };
}
