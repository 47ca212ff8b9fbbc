import { SetupError } from '../../domain/errors.js';
import type { Message } from '../../domain/message.js';
import type { Destination } from '../../domain/subscription.js';
import type { Chat, ChatHandlers, Clock, Log, Post, Rewrite, Sought, WebPages } from '../../ports.js';
import { keepConnected } from './connection.js';
import { directoryOf } from './directory.js';
import { listen } from './inbound.js';
import { EVENTS_PATH } from './manifest.js';
import { NotRenewed, tokenProblem } from './outcome.js';
import { routesTo } from './pages.js';
import { httpInlet, type Inlet, socketInlet } from './receiver.js';
import { sdkLogger } from './sdk-log.js';
import { type BotToken, fixedToken, RotatingToken, type Rotation, refusalNotice } from './tokens.js';
import { clientOptions, type Identity, Poster, type WebOptions } from './web.js';

export interface SlackConfig {
  readonly botToken: string;
  /** Given: Socket Mode. Otherwise Slack calls us over HTTP, with `signingSecret` and `port`. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly port?: number;
  /** Ends in a slash; default Slack's own. */
  readonly apiUrl?: string;
  /** `/sanctions` */
  readonly command: string;
  /** Given: the bot's token lasts twelve hours, and is renewed. */
  readonly rotation?: Rotation;
}

export interface SlackOptions {
  readonly config: SlackConfig;
  readonly log: Log;
  readonly clock: Clock;
  /** For one request to Slack; default 10 s. */
  readonly timeoutMs?: number;
}

/** Slack through Bolt. The SDK is loaded by the first `start` or `send`. */
export function createSlackChat(options: SlackOptions): Chat {
  return new SlackChat(options);
}

class SlackChat implements Chat {
  readonly platform = 'slack';
  readonly #options: SlackOptions;
  readonly #web: WebOptions;
  readonly #token: BotToken;
  readonly #poster: Poster;
  readonly #stopping = new AbortController();
  #identity: Identity | null = null;
  #stop: () => Promise<void> = async () => {};
  #renewing: Promise<void> = Promise.resolve();

  constructor(options: SlackOptions) {
    const { apiUrl, command } = options.config;
    const { log, timeoutMs = 10_000 } = options;
    const secrets = secretsOf(options.config);
    this.#options = options;
    this.#web = { apiUrl, timeoutMs, log, secrets };
    this.#token = tokenOf(options, this.#web, secrets);
    this.#poster = new Poster(this.#web, this.#token, command);
  }

  send(post: Post) {
    return this.#poster.send(post);
  }

  /** Posting to a person's id opens the conversation: https://docs.slack.dev/reference/methods/chat.postMessage#channels */
  async direct(person: string): Promise<Destination> {
    return { id: `slack/${person}`, platform: 'slack', channel: person, direct: true };
  }

  find(sought: Sought) {
    return this.#poster.find(sought);
  }

  edit(rewrite: Rewrite) {
    return this.#poster.edit(rewrite);
  }

  /**
   * Rejects when Slack refuses a token, or when the port is taken. When Slack cannot be reached it resolves and keeps
   * trying: what is owed meanwhile waits in the outbox.
   */
  async start(handlers: ChatHandlers): Promise<void> {
    const { config, log, clock } = this.#options;
    const bolt = await import('@slack/bolt');
    await this.#keepToken(handlers);
    const inlet = await this.#inlet(handlers.pages ?? new Map());
    const app = new bolt.App({
      receiver: inlet.receiver,
      authorize: async () => {
        const { botId, botUserId } = this.#identity ?? {};
        // Whatever it is: an acknowledgement needs none, and must not wait for another.
        return { botToken: this.#token.latest, ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) };
      },
      logger: sdkLogger(log, bolt.LogLevel.WARN, this.#web.secrets),
      clientOptions: clientOptions(this.#web, bolt.LogLevel.WARN),
      convoStore: false,
    });
    app.error(async (error) => log.error('slack request failed', { reason: error.message }));
    const botUser = () => this.#identity?.botUserId;
    const idle = listen(app, {
      command: config.command,
      handlers,
      clock,
      log,
      signal: this.#stopping.signal,
      botUser,
      send: (post) => this.#poster.send(post),
      client: () => this.#poster.client(),
      directory: (call) => directoryOf(() => this.#poster.client(), call),
    });
    this.#stop = async () => {
      await inlet.close();
      await idle();
    };
    await this.#connect(inlet, handlers, idle);
  }

  /** Takes nothing new, and resolves when what was being answered is answered. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopping'));
    await this.#stop();
    await this.#renewing;
  }

  async #connect(inlet: Inlet, handlers: ChatHandlers, idle: () => Promise<void>): Promise<void> {
    const { log, clock } = this.#options;
    const { signal } = this.#stopping;
    await inlet.open();
    const told = tellingRefusals((message) => void handlers.tell?.(message));
    const keep = (line: Inlet['lines'][number]) => {
      const connect = async () => {
        await this.#identify(handlers);
        return line();
      };
      return keepConnected({ connect: told(connect), clock, log, signal });
    };
    const [first, ...others] = inlet.lines;
    try {
      const running = first ? [(await keep(first)).done] : [];
      for (const other of others) {
        const kept = keep(other).then(({ done }) => done);
        running.push(kept.catch((error: unknown) => log.error('slack refuses a further connection', { error })));
      }
      this.#stop = async () => {
        await inlet.close();
        await idle();
        await Promise.all(running);
      };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #inlet(pages: WebPages): Promise<Inlet> {
    const bolt = await import('@slack/bolt');
    const { appToken, signingSecret, port } = this.#options.config;
    const { signal } = this.#stopping;
    const logger = sdkLogger(this.#options.log, bolt.LogLevel.WARN, this.#web.secrets);
    if (appToken) {
      const installerOptions = { clientOptions: clientOptions(this.#web, bolt.LogLevel.WARN, signal) };
      const socket = () =>
        new bolt.SocketModeReceiver({ appToken, logger, installerOptions, autoReconnectEnabled: false });
      return socketInlet([socket(), socket()], this.#options.clock, signal);
    }
    if (!signingSecret || port === undefined) {
      throw new SetupError('Slack needs SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET and PORT.');
    }
    const customRoutes = routesTo(pages, this.#options.log);
    const receiver = new bolt.HTTPReceiver({ signingSecret, port, logger, endpoints: EVENTS_PATH, customRoutes });
    return httpInlet(receiver, port, signal);
  }

  async #keepToken(handlers: ChatHandlers): Promise<void> {
    try {
      const { done } = await this.#token.keep(this.#stopping.signal, (message) => handlers.tell?.(message));
      this.#renewing = done;
    } catch (error) {
      throw setupErrorOf(error) ?? error;
    }
  }

  async #identify(handlers: ChatHandlers): Promise<void> {
    try {
      const known = this.#identity;
      this.#identity = await this.#poster.identify();
      // A token that works says that the app is installed there, however it was when the bot last ran.
      const { team } = this.#identity;
      if (known === null && team !== undefined) void handlers.returned?.('slack', [team], 'present');
    } catch (error) {
      throw setupErrorOf(error) ?? error;
    }
  }
}

/** Tells once that Slack refuses what stood before; of a start that is refused whoever starts it hears anyway. */
function tellingRefusals(tell: (message: Message) => void) {
  let stands = false;
  return <T>(connect: () => Promise<T>) =>
    async (): Promise<T> => {
      try {
        const standing = await connect();
        stands = true;
        return standing;
      } catch (error) {
        if (stands && error instanceof SetupError) {
          stands = false;
          tell(refusalNotice('Slack does not let the bot connect: its commands are not answered', error.message));
        }
        throw error;
      }
    };
}

/** What a refused token means for a start; null when the error says nothing about one. */
function setupErrorOf(error: unknown): SetupError | null {
  const problem = tokenProblem(error);
  const variable = error instanceof NotRenewed ? 'SLACK_REFRESH_TOKEN' : 'SLACK_BOT_TOKEN';
  return problem === null ? null : new SetupError(`Slack refuses ${variable}. ${problem}.`);
}

/** What nobody may read. */
export function secretsOf({ botToken, appToken = '', signingSecret = '', rotation }: SlackConfig): string[] {
  const ours = [botToken, appToken, signingSecret];
  return rotation ? [...ours, rotation.clientSecret, rotation.refreshToken] : ours;
}

function tokenOf({ config, clock, log }: SlackOptions, web: WebOptions, secrets: string[]): BotToken {
  const { botToken, rotation } = config;
  if (!rotation) return fixedToken(botToken);
  const client = async () => {
    const { webApi, LogLevel } = await import('@slack/bolt');
    return new webApi.WebClient(undefined, clientOptions(web, LogLevel.WARN));
  };
  return new RotatingToken({ rotation, botToken, clock, log, secrets, client });
}
