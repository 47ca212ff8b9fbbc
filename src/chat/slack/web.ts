import type { LogLevel, webApi } from '@slack/bolt';
import type { SendOutcome } from '../../domain/delivery.js';
import type { Log, Post } from '../../ports.js';
import { QUIET } from './answer.js';
import { outcomeOf } from './outcome.js';
import { renderings } from './render.js';
import { blank, sdkLogger } from './sdk-log.js';

export interface WebOptions {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly timeoutMs: number;
  readonly log: Log;
  readonly secrets: readonly string[];
}

/**
 * No retries of the SDK's own, which would post a stored message again, and no waiting of its own on 429, which would hold
 * up every other channel. The deadline is set here because answers to a response_url have none in the SDK.
 */
export function clientOptions(options: WebOptions, level: LogLevel, signal?: AbortSignal): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLogger(options.log, level, options.secrets),
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    fetch: (url, init) => {
      const ends = [AbortSignal.timeout(options.timeoutMs), init?.signal, signal].filter((end) => end !== undefined);
      return fetch(url, { ...init, signal: AbortSignal.any(ends) });
    },
  };
}

/** Posts with one client, loaded when it is first needed. */
export class Poster {
  #client: Promise<webApi.WebClient> | undefined;

  constructor(
    private readonly options: WebOptions,
    private readonly prompt: string,
  ) {}

  client(): Promise<webApi.WebClient> {
    this.#client ??= import('@slack/bolt').then(
      ({ webApi, LogLevel }) => new webApi.WebClient(this.options.botToken, clientOptions(this.options, LogLevel.WARN)),
    );
    return this.#client;
  }

  /**
   * Never rejects. A refused message was not stored, so a plainer rendering is sent at once in its place: that cannot
   * double.
   */
  async send(post: Post): Promise<SendOutcome> {
    try {
      return await this.#sendPlainer(post);
    } catch (error) {
      return { kind: 'message-refused', detail: `the message could not be built: ${String(error)}` };
    }
  }

  async #sendPlainer({ destination, message, key }: Post): Promise<SendOutcome> {
    const base = {
      ...QUIET,
      channel: destination.channel,
      metadata: { event_type: 'tocsin_delivery', event_payload: { delivery: key } },
      ...(destination.thread === undefined ? {} : { thread_ts: destination.thread }),
    };
    let outcome: SendOutcome = { kind: 'message-refused', detail: 'nothing was rendered' };
    for (const { text, blocks } of renderings(message, this.prompt)) {
      const body = blocks.length > 0 ? { ...base, text, blocks } : { ...base, text };
      outcome = await this.#post(body, destination.direct);
      if (outcome.kind !== 'message-refused') return outcome;
      this.options.log.error('slack refused a message', {
        delivery: key,
        reason: outcome.detail,
        blocks: blocks.length,
      });
    }
    return outcome;
  }

  async #post(body: webApi.ChatPostMessageArguments, direct: boolean): Promise<SendOutcome> {
    try {
      const client = await this.client();
      const { ts } = await client.chat.postMessage(body);
      return { kind: 'sent', messageId: ts ?? '' };
    } catch (error) {
      const outcome = outcomeOf(error, direct);
      return outcome.kind === 'sent' ? outcome : { ...outcome, detail: blank(outcome.detail, this.options.secrets) };
    }
  }
}
