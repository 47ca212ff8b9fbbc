import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { LookOutcome } from '../../domain/delivery.js';
import type { Sought } from '../../ports.js';
import { outcomeOf } from './outcome.js';

/** https://docs.slack.dev/reference/methods/conversations.history: more than some apps are given at once. */
const PAGE = 100;
/** Our clock and Slack's may differ by so much, in milliseconds. */
const SKEW = 60_000;

const History = z.object({
  has_more: z.boolean().default(false),
  messages: z
    .array(
      z.object({
        ts: z.string(),
        thread_ts: z.string().optional(),
        metadata: z
          .object({
            event_payload: z.object({ delivery_id: z.unknown().optional(), delivery: z.unknown().optional() }),
          })
          .optional()
          .catch(undefined),
        files: z
          .array(z.object({ id: z.string(), name: z.string().nullish() }))
          .optional()
          .catch(undefined),
      }),
    )
    .default([]),
});

/**
 * Looks for the delivery's key in the metadata of what was posted since it was handed over, for a file by its name. Slack shows that only to a
 * token with a history scope, which the manifest leaves to the operator.
 */
export async function find(client: webApi.WebClient, sought: Sought): Promise<LookOutcome> {
  const { destination, replyTo, under } = sought;
  const answered = replyTo && (replyTo.thread ?? replyTo.messageId);
  // A reply that its thread did not take was sent on its own.
  const alone = answered ? [answered, null] : [null];
  const own = destination.thread ?? (under && (under.thread ?? under.messageId));
  const threads = own !== undefined ? [own] : alone;
  let outcome: LookOutcome = { kind: 'absent' };
  for (const thread of threads) {
    const seen = await findIn(client, sought, thread).catch((error: unknown) => failed(error, destination.direct));
    if (seen.kind === 'found') return seen;
    if (outcome.kind === 'absent') outcome = seen;
  }
  return outcome;
}

async function findIn(client: webApi.WebClient, sought: Sought, thread: string | null): Promise<LookOutcome> {
  const { destination, key, since, file } = sought;
  const oldest = ((Date.parse(since) - SKEW) / 1000).toFixed(6);
  const asked = { channel: destination.channel, oldest, limit: PAGE, include_all_metadata: true };
  const { conversations } = client;
  const answer = await (thread === null
    ? conversations.history(asked)
    : conversations.replies({ ...asked, ts: thread }));
  const { messages, has_more: more } = History.parse(answer);
  if (file) {
    // A file carries no metadata, and Slack shows it some time after it was shared.
    const shared = messages.flatMap(({ files = [] }) => files).find(({ name }) => name === file.name);
    return shared ? { kind: 'found', messageId: shared.id } : { kind: 'unknown', detail: 'a file may be shown later' };
  }
  const found = messages.find(({ metadata }) => keysIn(metadata).includes(key));
  if (!found) return more ? { kind: 'unknown', detail: `over ${PAGE} messages were posted since` } : { kind: 'absent' };
  const { ts: messageId, thread_ts: stands } = found;
  return { kind: 'found', messageId, ...(stands === undefined || stands === messageId ? {} : { thread: stands }) };
}

/** Messages of before the field had its name hold it as `delivery`. */
function keysIn(metadata: z.infer<typeof History>['messages'][number]['metadata']): unknown[] {
  return metadata ? [metadata.event_payload.delivery_id, metadata.event_payload.delivery] : [];
}

/** A refusal is an answer too: Slack is there, and does not say. */
function failed(error: unknown, direct: boolean): LookOutcome {
  if (isScopeMissing(error)) return { kind: 'unknown', detail: 'the token may not read the history there' };
  const outcome = outcomeOf(error, direct);
  if (outcome.kind === 'rate')
    return { kind: 'unavailable', detail: outcome.detail, retryAfterMs: outcome.retryAfterMs };
  const detail = 'detail' in outcome ? outcome.detail : 'Slack’s answer cannot be read';
  const passes = outcome.kind === 'transient' || outcome.kind === 'ambiguous' || outcome.kind === 'token-rejected';
  return { kind: passes ? 'unavailable' : 'unknown', detail };
}

function isScopeMissing(error: unknown): boolean {
  return z.object({ data: z.object({ error: z.literal('missing_scope') }) }).safeParse(error).success;
}
