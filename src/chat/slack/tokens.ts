import type { LogLevel, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Message } from '../../domain/message.js';
import type { Clock, Log } from '../../ports.js';
import { isExpired, NotRenewed, renewalOutcome } from './outcome.js';
import { blank } from './sdk-log.js';
import { readTokens, type Tokens, writeTokens } from './token-file.js';

/** The bot's token, which may be another one tomorrow. */
export interface BotToken {
  /** The one that was used last, for those who cannot wait. */
  readonly latest: string;
  current(): Promise<string>;
  /** What to use in the place of one that Slack calls expired; null where there is nothing. Rejects with `NotRenewed`. */
  renew(expired: string): Promise<string | null>;
  /**
   * Renews it ahead of time, until the signal, and tells those who run the bot when Slack refuses that. Rejects with
   * `NotRenewed` where it refuses the very first one.
   */
  keep(signal: AbortSignal, tell: (message: Message) => unknown): Promise<{ readonly done: Promise<void> }>;
}

/** What an app with token rotation is given beside its token. */
export interface Rotation {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** Where the tokens are kept that Slack gives from then on. */
  readonly file: string;
}

export interface RotationParts {
  readonly rotation: Rotation;
  /** The token that came with the refresh token of the configuration. */
  readonly botToken: string;
  readonly clock: Clock;
  readonly log: Log;
  /** What nobody may read; gets every token that comes. */
  readonly secrets: string[];
  /** A client without a token. */
  readonly client: () => Promise<webApi.WebClient>;
}

/** Slack says how many seconds it lasts, twelve hours so far. */
const Answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

const AHEAD_MS = 3_600_000;
const AGAIN_MS = 300_000;
/** Of tokens that came: the present ones and those before them. */
const SECRETS_KEPT = 4;

/** A token that lasts. */
export function fixedToken(token: string): BotToken {
  return {
    latest: token,
    current: async () => token,
    renew: async () => null,
    keep: async () => ({ done: Promise.resolve() }),
  };
}

/**
 * A token of twelve hours, each with a refresh token that buys the next two and is worth nothing afterwards. What Slack
 * gives is on disk before it is used, and nothing is asked for while the disk takes nothing.
 */
export class RotatingToken implements BotToken {
  readonly #parts: RotationParts;
  readonly #fixedSecrets: number;
  #loading: Promise<Tokens> | null = null;
  #tokens: Tokens | null = null;
  /** Given by Slack, and not on disk yet. */
  #unstored: Tokens | null = null;
  #renewing: Promise<string> | null = null;

  constructor(parts: RotationParts) {
    this.#parts = parts;
    this.#fixedSecrets = parts.secrets.length;
  }

  get latest(): string {
    return this.#tokens?.accessToken ?? this.#parts.botToken;
  }

  async current(): Promise<string> {
    return (await this.#load()).accessToken;
  }

  async renew(expired: string): Promise<string> {
    const { accessToken } = await this.#load();
    if (accessToken !== expired) return accessToken;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async keep(signal: AbortSignal, tell: (message: Message) => unknown): Promise<{ readonly done: Promise<void> }> {
    const { renewAt, accessToken } = await this.#load();
    if (renewAt !== null) return { done: this.#run(signal, tell, null) };
    // Those of the configuration: somebody is there who can mend what is wrong with them.
    const failure = await this.renew(accessToken).then(
      () => null,
      (error: unknown) => error,
    );
    if (failure instanceof NotRenewed && failure.outcome.kind === 'token-rejected') throw failure;
    return { done: this.#run(signal, tell, failure) };
  }

  /** `failure`: what became of a renewal just now; null where none failed. */
  async #run(signal: AbortSignal, tell: (message: Message) => unknown, failure: unknown): Promise<void> {
    const { clock, log } = this.#parts;
    let failed = failure;
    let told = false;
    while (!signal.aborted) {
      if (failed !== null) log.error('The token of Slack could not be renewed', { reason: reasonOf(failed) });
      const refused = failed instanceof NotRenewed && failed.outcome.kind === 'token-rejected';
      if (refused && !told) void tell(refusalNotice(NOT_RENEWED, reasonOf(failed)));
      told = refused;
      const { accessToken, renewAt } = await this.#load();
      const due = failed === null && renewAt !== null ? Date.parse(renewAt) - clock.now().getTime() : AGAIN_MS;
      await clock.sleep(Math.max(0, due), signal).catch(() => {});
      if (signal.aborted) return;
      failed = await this.renew(accessToken).then(
        () => null,
        (error: unknown) => error,
      );
    }
  }

  #load(): Promise<Tokens> {
    if (this.#tokens) return Promise.resolve(this.#tokens);
    this.#loading ??= this.#read().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #read(): Promise<Tokens> {
    const { rotation, botToken } = this.#parts;
    const { file, refreshToken } = rotation;
    const stored = await readTokens(file, refreshToken).catch((error: unknown) => {
      throw new NotRenewed({ kind: 'token-rejected', detail: reasonOf(error) });
    });
    return this.#take(stored ?? { accessToken: botToken, refreshToken, renewAt: null });
  }

  async #renew(): Promise<string> {
    const tokens = await this.#load();
    // A refresh token is spent by its use: what comes for it must find room.
    if (this.#unstored === null) await this.#write(tokens);
    this.#unstored ??= await this.#ask(tokens);
    await this.#write(this.#unstored);
    const { accessToken } = this.#take(this.#unstored);
    this.#unstored = null;
    this.#parts.log.info('The token of Slack was renewed');
    return accessToken;
  }

  async #ask({ refreshToken }: Tokens): Promise<Tokens> {
    const { rotation, client, clock, secrets } = this.#parts;
    try {
      const answer = await (await client()).oauth.v2.access({
        client_id: rotation.clientId,
        client_secret: rotation.clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      });
      const { access_token, refresh_token, expires_in } = Answer.parse(answer);
      const lastsMs = expires_in * 1_000;
      const renewAt = clock.now().getTime() + Math.max(lastsMs - AHEAD_MS, lastsMs / 2);
      return this.#learn({
        ...{ accessToken: access_token, refreshToken: refresh_token },
        renewAt: new Date(renewAt).toISOString(),
      });
    } catch (error) {
      const outcome = renewalOutcome(error);
      throw new NotRenewed({ ...outcome, detail: blank(outcome.detail, secrets) });
    }
  }

  async #write(tokens: Tokens): Promise<void> {
    const { rotation, log } = this.#parts;
    try {
      await writeTokens(rotation.file, rotation.refreshToken, tokens);
    } catch (error) {
      log.error('The tokens of Slack cannot be stored: make room, or give the right to write there', {
        file: rotation.file,
        error,
      });
      throw new NotRenewed({ kind: 'transient', detail: 'a new token could not be stored', reached: false });
    }
  }

  #take(tokens: Tokens): Tokens {
    this.#tokens = this.#learn(tokens);
    return tokens;
  }

  #learn(tokens: Tokens): Tokens {
    const { secrets } = this.#parts;
    for (const secret of [tokens.accessToken, tokens.refreshToken]) if (!secrets.includes(secret)) secrets.push(secret);
    secrets.splice(this.#fixedSecrets, secrets.length - this.#fixedSecrets - SECRETS_KEPT);
    return tokens;
  }
}

/** A client that asks with the token as it is at each call, and once more where Slack calls that one expired. */
export async function clientWith(
  token: BotToken,
  options: (level: LogLevel) => webApi.WebClientOptions,
): Promise<webApi.WebClient> {
  const { webApi, LogLevel } = await import('@slack/bolt');
  let inner: webApi.WebClient | null = null;
  const withToken = (now: string): webApi.WebClient => {
    if (inner?.token !== now) inner = new webApi.WebClient(now, options(LogLevel.WARN));
    return inner;
  };
  class Renewing extends webApi.WebClient {
    override async apiCall(method: string, args?: Record<string, unknown>) {
      const used = await token.current();
      try {
        return await withToken(used).apiCall(method, args);
      } catch (error) {
        const next = isExpired(error) ? await token.renew(used) : null;
        if (next === null) throw error;
        return withToken(next).apiCall(method, args);
      }
    }
  }
  return new Renewing(undefined, options(LogLevel.WARN));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const NOT_RENEWED = 'Slack does not renew the bot’s token; once that has expired, alerts there wait';

/** What those who run the bot are told where Slack refuses it. */
export function refusalNotice(title: string, reason: string): Message {
  return {
    push: title,
    tone: 'problem',
    title,
    blocks: [{ kind: 'facts', facts: [{ label: 'What to do', value: [reason] }] }],
    buttons: [],
    foot: [],
    format: 'full',
  };
}
