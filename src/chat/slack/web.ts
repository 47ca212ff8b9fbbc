import type { LogLevel, webApi } from '@slack/bolt';
import type { EditOutcome, LookOutcome, SendOutcome } from '../../domain/delivery.js';
import type { Earlier, Log, Post, Rewrite, Sought } from '../../ports.js';
import { QUIET } from './answer.js';
import { find } from './find.js';
import { editOutcomeOf, outcomeOf, refusesReply } from './outcome.js';
import { renderings } from './render.js';
import { blank, sdkLogger } from './sdk-log.js';
import { type BotToken, clientWith } from './tokens.js';
import { upload } from './upload.js';

export interface WebOptions {
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
    fetch: (url, init) => fetchWithin(options.timeoutMs, url, init, signal),
  };
}

/**
 * Ends after `ms`, body and all. `AbortSignal.any` over `AbortSignal.timeout` would not do: Node forgets the time-out when it
 * collects garbage, and a request that nobody answers then never ends (https://github.com/nodejs/node/issues/57736).
 */
async function fetchWithin(
  ms: number,
  url: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  stop: AbortSignal | undefined,
): Promise<Response> {
  const end = new AbortController();
  setTimeout(() => end.abort(new DOMException('nothing came in time', 'TimeoutError')), ms).unref();
  const begun = new AbortController();
  for (const other of [init?.signal, stop]) {
    if (other?.aborted) end.abort(other.reason);
    other?.addEventListener('abort', () => end.abort(other.reason), { signal: begun.signal });
  }
  try {
    return await fetch(url, { ...init, signal: end.signal });
  } finally {
    begun.abort();
  }
}

/** What of that chat.update knows. */
const QUIET_EDIT = { parse: QUIET.parse, link_names: QUIET.link_names } as const;

/** Who the token belongs to. */
export interface Identity {
  readonly botId?: string;
  readonly botUserId?: string;
  /** The workspace's id. */
  readonly team?: string;
  /** The workspace's address, which links to messages begin with. */
  readonly workspace?: string;
}

/** Posts with one client, loaded when it is first needed. */
export class Poster {
  #client: Promise<webApi.WebClient> | undefined;
  #identity: Identity | null = null;
  #asked = false;

  constructor(
    private readonly options: WebOptions,
    private readonly token: BotToken,
    private readonly prompt: string,
  ) {}

  client(): Promise<webApi.WebClient> {
    this.#client ??= clientWith(this.token, (level) => clientOptions(this.options, level));
    return this.#client;
  }

  /** Asks Slack once whom the token belongs to; rejects as the SDK does. */
  async identify(): Promise<Identity> {
    if (this.#identity !== null) return this.#identity;
    const {
      bot_id: botId,
      user_id: botUserId,
      team_id: team,
      url: workspace,
    } = await (await this.client()).auth.test();
    this.#identity = {
      ...(botId === undefined ? {} : { botId }),
      ...(botUserId === undefined ? {} : { botUserId }),
      ...(team === undefined ? {} : { team }),
      ...(workspace === undefined ? {} : { workspace }),
    };
    return this.#identity;
  }

  /**
   * Never rejects. A refused message was not stored, so another one is sent at once in its place, which cannot double: on
   * its own where the message that it answers takes no reply, plainer where Slack dislikes its looks.
   */
  async send(post: Post): Promise<SendOutcome> {
    try {
      return await this.#sendPlainer(post);
    } catch (error) {
      return { kind: 'message-refused', detail: `the message could not be built: ${String(error)}` };
    }
  }

  /** Never rejects. A plainer rendering follows one that Slack dislikes. */
  async edit({ destination, messageId, message, key }: Rewrite): Promise<EditOutcome> {
    const base = { ...QUIET_EDIT, channel: destination.channel, ts: messageId, metadata: metadataOf(key) };
    let outcome: EditOutcome = { kind: 'message-refused', detail: 'nothing was rendered' };
    try {
      for (const { text, blocks } of renderings(message, this.prompt)) {
        // Without the argument Slack might keep the blocks of before.
        outcome = await this.#update({ ...base, text, blocks }, destination.direct);
        if (outcome.kind !== 'message-refused') return outcome;
      }
    } catch (error) {
      return { kind: 'message-refused', detail: `the message could not be built: ${String(error)}` };
    }
    return outcome;
  }

  /** Never rejects. */
  async find(sought: Sought): Promise<LookOutcome> {
    try {
      const found = await find(await this.client(), sought);
      if (found.kind === 'absent') return found;
      if (found.kind !== 'found') return { ...found, detail: blank(found.detail, this.options.secrets) };
      const { messageId, thread } = found;
      return { ...found, ...linkOf(await this.#workspace(), sought.destination.channel, messageId, thread) };
    } catch (error) {
      return { kind: 'unavailable', detail: blank(String(error), this.options.secrets) };
    }
  }

  async #sendPlainer({ destination, message, key, replyTo, under, file }: Post): Promise<SendOutcome> {
    const base = { ...QUIET, channel: destination.channel, metadata: metadataOf(key) };
    const thread = destination.thread ?? (under && (under.thread ?? under.messageId));
    if (file) return this.#share(destination, thread, message.push, file);
    const own = thread === undefined ? {} : { thread_ts: thread };
    const reply = destination.thread === undefined && replyTo !== undefined ? replyArguments(replyTo) : null;
    let outcome: SendOutcome = { kind: 'message-refused', detail: 'nothing was rendered' };
    let refused: string | null = null;
    for (const { blocks, ...text } of renderings(message, this.prompt)) {
      const body = blocks.length > 0 ? { ...base, ...text, blocks } : { ...base, ...text };
      outcome = await this.#post(
        reply ? { ...body, ...reply } : { ...body, ...own },
        destination.direct,
        reply !== null,
      );
      if (outcome === NO_REPLY) outcome = await this.#post({ ...body, ...own }, destination.direct, false);
      if (outcome.kind === 'sent' && refused !== null) return { ...outcome, refused };
      if (outcome.kind !== 'message-refused') return outcome;
      refused ??= outcome.detail;
      this.options.log.error('slack refused a message', {
        delivery: key,
        reason: outcome.detail,
        blocks: blocks.length,
      });
    }
    return outcome;
  }

  async #share(
    { channel, direct }: Post['destination'],
    thread: string | undefined,
    comment: string,
    file: NonNullable<Post['file']>,
  ): Promise<SendOutcome> {
    const { timeoutMs, secrets } = this.options;
    const outcome = await upload(await this.client(), { channel, thread, direct, comment, file, timeoutMs });
    return 'detail' in outcome ? { ...outcome, detail: blank(outcome.detail, secrets) } : outcome;
  }

  /** `NO_REPLY` where a reply cannot stand in that thread. */
  async #post(body: webApi.ChatPostMessageArguments, direct: boolean, reply: boolean): Promise<SendOutcome> {
    try {
      const client = await this.client();
      const { ts = '', channel = '', message } = await client.chat.postMessage(body);
      const thread = message?.thread_ts;
      return {
        ...{ kind: 'sent', messageId: ts },
        ...(thread === undefined || thread === ts ? {} : { thread }),
        ...linkOf(await this.#workspace(), channel, ts, thread),
      };
    } catch (error) {
      if (reply && refusesReply(error)) return NO_REPLY;
      const outcome = outcomeOf(error, direct);
      return outcome.kind === 'sent' ? outcome : { ...outcome, detail: blank(outcome.detail, this.options.secrets) };
    }
  }

  /** A running bot knows it from its start; else Slack is asked once, and without an answer there are no links. */
  async #workspace(): Promise<string | undefined> {
    if (this.#identity !== null || this.#asked) return this.#identity?.workspace;
    this.#asked = true;
    return this.identify().then(
      ({ workspace }) => workspace,
      () => undefined,
    );
  }

  async #update(body: webApi.ChatUpdateArguments, direct: boolean): Promise<EditOutcome> {
    try {
      await (await this.client()).chat.update(body);
      return { kind: 'edited' };
    } catch (error) {
      const outcome = editOutcomeOf(error, direct);
      return 'detail' in outcome ? { ...outcome, detail: blank(outcome.detail, this.options.secrets) } : outcome;
    }
  }
}

const NO_REPLY: SendOutcome = { kind: 'message-refused', detail: 'the message that it answers takes no reply' };

/** A change of legal effect is seen in the channel too, not only by those who follow the thread. */
function replyArguments({ messageId, thread }: Earlier) {
  return { thread_ts: thread ?? messageId, reply_broadcast: true } as const;
}

function metadataOf(key: string) {
  return { event_type: 'tocsin_delivery', event_payload: { delivery_id: key } };
}

/** What https://docs.slack.dev/reference/methods/chat.getPermalink gives, without asking for it. */
function linkOf(
  workspace: string | undefined,
  channel: string,
  ts: string,
  thread: string | undefined,
): { url?: string } {
  if (workspace === undefined || channel === '' || ts === '' || !URL.canParse(workspace)) return {};
  const url = new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspace);
  if (thread !== undefined && thread !== ts) {
    url.searchParams.set('thread_ts', thread);
    url.searchParams.set('cid', channel);
  }
  return { url: url.href };
}
