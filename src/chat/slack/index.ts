import { SetupError } from '../../domain/errors.js';
import type { Chat, ChatHandlers, Clock, CommandSpec, Log, Post, Rewrite, Sought } from '../../ports.js';
import { keepConnected } from './connection.js';
import { listen } from './inbound.js';
import { EVENTS_PATH } from './manifest.js';
import { tokenProblem } from './outcome.js';
import { httpInlet, type Inlet, socketInlet } from './receiver.js';
import { sdkLogger } from './sdk-log.js';
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
}

export interface SlackOptions {
  readonly config: SlackConfig;
  readonly log: Log;
  readonly clock: Clock;
  readonly commands: readonly CommandSpec[];
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
  readonly #poster: Poster;
  readonly #stopping = new AbortController();
  #identity: Identity | null = null;
  #stop: () => Promise<void> = async () => {};

  constructor(options: SlackOptions) {
    const { botToken, appToken, signingSecret, apiUrl, command } = options.config;
    this.#options = options;
    this.#web = {
      botToken,
      apiUrl,
      timeoutMs: options.timeoutMs ?? 10_000,
      log: options.log,
      secrets: [botToken, appToken ?? '', signingSecret ?? ''],
    };
    this.#poster = new Poster(this.#web, command);
  }

  send(post: Post) {
    return this.#poster.send(post);
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
    const { config, log, clock, commands } = this.#options;
    const bolt = await import('@slack/bolt');
    const inlet = await this.#inlet();
    const app = new bolt.App({
      receiver: inlet.receiver,
      authorize: async () => {
        const { botId, botUserId } = this.#identity ?? {};
        return { botToken: config.botToken, ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) };
      },
      logger: sdkLogger(log, bolt.LogLevel.WARN, this.#web.secrets),
      clientOptions: clientOptions(this.#web, bolt.LogLevel.WARN),
      convoStore: false,
    });
    app.error(async (error) => log.error('slack request failed', { reason: error.message }));
    const botUser = () => this.#identity?.botUserId;
    const idle = listen(app, { command: config.command, handlers, commands, clock, log, botUser });
    this.#stop = async () => {
      await inlet.close();
      await idle();
    };
    await this.#connect(inlet, idle);
  }

  /** Takes nothing new, and resolves when what was being answered is answered. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopping'));
    await this.#stop();
  }

  async #connect(inlet: Inlet, idle: () => Promise<void>): Promise<void> {
    const { log, clock } = this.#options;
    const { signal } = this.#stopping;
    await inlet.open();
    const connect = async () => {
      await this.#identify();
      return inlet.connect();
    };
    try {
      const { done } = await keepConnected({ connect, clock, log, signal });
      this.#stop = async () => {
        await inlet.close();
        await idle();
        await done;
      };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async #inlet(): Promise<Inlet> {
    const bolt = await import('@slack/bolt');
    const { appToken, signingSecret, port } = this.#options.config;
    const { signal } = this.#stopping;
    const logger = sdkLogger(this.#options.log, bolt.LogLevel.WARN, this.#web.secrets);
    if (appToken) {
      const installerOptions = { clientOptions: clientOptions(this.#web, bolt.LogLevel.WARN, signal) };
      const receiver = new bolt.SocketModeReceiver({ appToken, logger, installerOptions, autoReconnectEnabled: false });
      return socketInlet(receiver, this.#options.clock, signal);
    }
    if (!signingSecret || port === undefined) {
      throw new SetupError('Slack needs SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET and PORT.');
    }
    const receiver = new bolt.HTTPReceiver({ signingSecret, port, logger, endpoints: EVENTS_PATH });
    return httpInlet(receiver, port, signal);
  }

  async #identify(): Promise<void> {
    try {
      this.#identity = await this.#poster.identify();
    } catch (error) {
      const problem = tokenProblem(error);
      if (problem !== null) throw new SetupError(`Slack refuses SLACK_BOT_TOKEN. ${problem}.`);
      throw error;
    }
  }
}
