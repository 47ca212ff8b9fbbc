import type { Delivery, DeliveryReason, SendOutcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Platform } from '../domain/subscription.js';
import type { Chat, Clock, Earlier, Log, Post, StoreReader } from '../ports.js';
import { backoffMs, rateWaitMs, TOKEN_PROBE_MS } from './backoff.js';
import type { Gates } from './gates.js';
import type { Journal } from './journal.js';
import type { Lane, Lanes } from './lanes.js';
import type { Turn } from './turns.js';

/** Two hours of trying: then the alert stands without it, and `action` shows all of it. */
const MAX_TRIES = 18;
/** How long a place's parts rest when the store did not take the mark that must precede a send, in milliseconds. */
const STORE_REST = 5_000;
/**
 * Between two parts in one place, in milliseconds: Slack takes one message a second in a channel
 * (https://docs.slack.dev/apis/web-api/rate-limits), Discord some five in five seconds.
 */
const CHANNEL_PACE = 1_200;

/** What a part is sent as. */
export interface PartPost {
  readonly message: Message;
  readonly file?: NonNullable<Post['file']>;
}

export interface PartsDesk {
  readonly store: StoreReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly gates: Gates;
  readonly journal: Journal;
  readonly composePart: (part: Delivery) => Promise<PartPost>;
  /** Aborted when no new part may begin. */
  readonly closing: AbortSignal;
}

/** A part found in `sending` may have arrived: it is tried again where that cannot double it, else once more and marked. */
export function takenUp(part: Delivery): Delivery {
  return part.state === 'sending' ? { ...part, state: 'pending', reason: 'outcome-unknown' } : part;
}

/**
 * Sends the first page or file that a place is owed into the thread of its alert. They have lanes of their own, so that
 * no alert ever waits for one; a part that fails for hours is given up, and the next one follows.
 */
export async function sendPart(
  desk: PartsDesk,
  lanes: Lanes,
  lane: Lane,
  turn: Turn | undefined,
): Promise<SendOutcome | null> {
  const head = lane.queue[0];
  if (!head) return null;
  const now = () => desk.clock.now();
  const row = handedOver(head, now());
  const ready = await prepare(desk, row);
  if (desk.closing.aborted) return null;
  if ('reason' in ready) {
    await settle(desk, lanes, lane, settledAs(row, ready.reason, now()));
    return null;
  }
  if (!(await desk.journal.keep(row))) {
    lane.heldUntil = now().getTime() + STORE_REST;
    return null;
  }
  turn?.sending(now().getTime());
  const outcome = await attempt(ready.chat, ready.post);
  turn?.answered();
  lane.heldUntil = now().getTime() + CHANNEL_PACE;
  if (outcome.kind === 'rate' && outcome.global)
    desk.gates.pause(ready.chat.platform, now().getTime() + rateWaitMs(outcome.retryAfterMs, row.key));
  await settle(desk, lanes, lane, afterOutcome(row, outcome, now()));
  const detail = 'detail' in outcome ? { detail: outcome.detail } : {};
  desk.log.info('A part of a large alert was handed over', { delivery: row.key, outcome: outcome.kind, ...detail });
  return outcome;
}

async function settle({ journal }: PartsDesk, lanes: Lanes, lane: Lane, row: Delivery): Promise<void> {
  if (await journal.insist(row)) lanes.replace(lane, [row]);
}

function handedOver(part: Delivery, now: Date): Delivery {
  const doubt = part.reason === 'outcome-unknown' && part.destination.startsWith('slack/');
  return {
    ...part,
    ...{ state: 'sending', attempts: part.attempts + 1, notBefore: now.toISOString() },
    ...(doubt ? { possibleDuplicate: true } : {}),
  };
}

async function prepare(
  desk: PartsDesk,
  row: Delivery,
): Promise<{ chat: Chat; post: Post } | { reason: DeliveryReason }> {
  const { store, chats, composePart, log } = desk;
  const destination = await store.get('destinations', row.destination);
  const chat = destination && chats.get(destination.platform);
  if (!destination || !chat || destination.suspended) return { reason: 'destination-gone' };
  const alert = row.parcel && 'alert' in row.parcel ? await store.get('deliveries', row.parcel.alert) : undefined;
  if (alert?.messageId === undefined) return { reason: 'message-gone' };
  const under: Earlier = { messageId: alert.messageId, ...(alert.thread ? { thread: alert.thread } : {}) };
  try {
    return { chat, post: { destination, key: row.key, under, ...(await composePart(row)) } };
  } catch (error) {
    log.error('A part of a large alert could not be composed', { delivery: row.key, error });
    return { reason: 'message-refused' };
  }
}

async function attempt(chat: Chat, post: Post): Promise<SendOutcome> {
  try {
    return await chat.send(post);
  } catch (error) {
    return { kind: 'ambiguous', detail: error instanceof Error ? error.message : String(error) };
  }
}

function settledAs(row: Delivery, reason: DeliveryReason, now: Date): Delivery {
  return { ...row, state: 'failed', reason, settledAt: now.toISOString() };
}

/** A refused part says nothing about its place, which took the alert itself: it is given up alone. */
function afterOutcome(row: Delivery, outcome: SendOutcome, now: Date): Delivery {
  const later = (reason: DeliveryReason, waitMs: number): Delivery =>
    row.attempts >= MAX_TRIES
      ? settledAs(row, 'gave-up', now)
      : { ...row, state: 'pending', reason, notBefore: new Date(now.getTime() + waitMs).toISOString() };
  switch (outcome.kind) {
    case 'sent': {
      const { kind: state, refused: _, ...message } = outcome;
      const { reason: __, ...rest } = row;
      return { ...rest, state, ...message, settledAt: now.toISOString() };
    }
    case 'rate':
      return later('rate-limited', rateWaitMs(outcome.retryAfterMs, row.key));
    case 'transient':
      return later(outcome.reached ? 'platform-unavailable' : 'not-reached', backoffMs(row.attempts, row.key));
    case 'ambiguous':
      if (row.possibleDuplicate) return settledAs(row, 'outcome-unknown', now);
      return later('outcome-unknown', backoffMs(row.attempts, row.key));
    case 'token-rejected':
      return later('token-rejected', TOKEN_PROBE_MS);
    default:
      return settledAs(row, outcome.kind, now);
  }
}
