import type { RespondFn, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Clock, Log, Reply } from '../../ports.js';
import { outcomeOf } from './outcome.js';
import type { MentionCall } from './payload.js';
import { renderings } from './render.js';

/** No unfurling, and no markup beyond what the blocks say. */
export const QUIET = {
  unfurl_links: false,
  unfurl_media: false,
  mrkdwn: false,
  parse: 'none',
  link_names: false,
} as const;

export interface RespondOptions {
  readonly prompt: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted when the bot stops: then nothing is waited for. */
  readonly signal: AbortSignal;
  readonly threadTs?: string;
}

/**
 * How long to wait before an answer that was not taken is sent again, in milliseconds. A response_url can be used five times
 * within 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
const AGAIN = [1_000, 5_000, 20_000];

/** What became of an answer: another rendering may be taken, another try may help, or nothing can be done. */
type Taken = { readonly kind: 'taken' } | { readonly kind: 'refused' | 'later' | 'lost'; readonly reason: string };

/** Answers through the response_url. Never rejects: who asked sees nothing, and the log says why. */
export async function respondWith(respond: RespondFn, reply: Reply, options: RespondOptions): Promise<void> {
  const base = {
    ...QUIET,
    response_type: reply.visibility === 'private' ? ('ephemeral' as const) : ('in_channel' as const),
    replace_original: false,
    ...(options.threadTs === undefined ? {} : { thread_ts: options.threadTs }),
  };
  for (const { text, blocks } of renderings(reply.message, options.prompt)) {
    const body = blocks.length > 0 ? { ...base, text, blocks } : { ...base, text };
    const taken = await insist(() => respond(body), options);
    if (taken.kind === 'taken') return;
    options.log.error('slack refused an answer', { reason: taken.reason, blocks: blocks.length });
    // What may have arrived is not said twice.
    if (taken.kind !== 'refused') return;
  }
}

async function insist(send: () => ReturnType<RespondFn>, { clock, signal, log }: RespondOptions): Promise<Taken> {
  for (const wait of AGAIN) {
    const taken = await attempt(send);
    if (taken.kind !== 'later' || signal.aborted) return taken;
    log.warn('slack does not take an answer now', { reason: taken.reason, retryInMs: wait });
    await clock.sleep(wait, signal).catch(() => {});
  }
  return attempt(send);
}

/** A response_url may answer 200 and still say no. */
async function attempt(send: () => ReturnType<RespondFn>): Promise<Taken> {
  try {
    const body = await (await send()).text();
    if (/^\s*ok\s*$|"ok"\s*:\s*true/.test(body)) return { kind: 'taken' };
    if (body.trimStart().startsWith('<')) return { kind: 'later', reason: 'something that is not Slack answered' };
    if (!/"ok"\s*:\s*false/.test(body)) return { kind: 'lost', reason: 'the answer of Slack cannot be read' };
    const reason = /"error"\s*:\s*"([a-z_]+)"/.exec(body)?.[1] ?? 'refused';
    return { kind: /^(used|expired)_url$/.test(reason) ? 'lost' : 'refused', reason };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const { statusCode } = Failed.safeParse(error).data ?? {};
    if (statusCode === undefined) return { kind: isUnreached(error) ? 'later' : 'lost', reason };
    return {
      kind: statusCode === 400 ? 'refused' : statusCode === 429 || statusCode >= 500 ? 'later' : 'lost',
      reason,
    };
  }
}

/** Bolt's `RespondError`. */
const Failed = z.object({ statusCode: z.number() });

function isUnreached(error: unknown): boolean {
  const outcome = outcomeOf(error, false);
  return outcome.kind === 'transient' && !outcome.reached;
}

/** Answers a mention in its thread; private answers are shown to the asker alone. Rejects when nothing is taken. */
export async function answerMention(
  client: webApi.WebClient,
  reply: Reply,
  { channel, user, threadTs }: MentionCall,
  prompt: string,
): Promise<void> {
  let refused: unknown;
  for (const { text, blocks } of renderings(reply.message, prompt)) {
    const base = { ...QUIET, channel, thread_ts: threadTs, text };
    const body = blocks.length > 0 ? { ...base, blocks } : base;
    try {
      if (reply.visibility === 'private') await client.chat.postEphemeral({ ...body, user });
      else await client.chat.postMessage(body);
      return;
    } catch (error) {
      refused = error;
      if (outcomeOf(error, false).kind !== 'message-refused') break;
    }
  }
  throw refused;
}
