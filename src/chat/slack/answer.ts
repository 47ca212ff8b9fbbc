import type { RespondFn, webApi } from '@slack/bolt';
import type { Log, Reply } from '../../ports.js';
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
  readonly threadTs?: string;
}

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
    const refused = await attempt(() => respond(body));
    if (refused === null) return;
    options.log.error('slack refused an answer', { reason: refused, blocks: blocks.length });
  }
}

/** Null when it was taken, else the reason. A response_url may answer 200 and still say no. */
async function attempt(send: () => ReturnType<RespondFn>): Promise<string | null> {
  try {
    const body = await (await send()).text();
    const refused = /"ok"\s*:\s*false/.test(body);
    return refused ? (/"error"\s*:\s*"([a-z_]+)"/.exec(body)?.[1] ?? 'refused') : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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
