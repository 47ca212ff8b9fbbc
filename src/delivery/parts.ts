import type { Delivery, DeliveryReason, LookOutcome, SendOutcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Platform } from '../domain/subscription.js';
import type { Chat, Clock, Earlier, Log, Post, StoreReader } from '../ports.js';
import { find, haltPlatform, send } from './attempt.js';
import { backoffMs, rateWaitMs, unknownBackoffMs } from './backoff.js';
import type { OutboxLimits } from './budgets.js';
import type { Gates } from './gates.js';
import type { Journal } from './journal.js';
import type { Lane, Lanes } from './lanes.js';
import { doubtSince, handOver, park } from './outcomes.js';
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
  readonly limits: OutboxLimits;
  readonly journal: Journal;
  readonly composePart: (part: Delivery) => Promise<PartPost>;
  /** Tells the people in charge; never rejects, and nobody waits for it. */
  readonly notify: (message: Message) => void;
  /** Aborted when no new part may begin. */
  readonly closing: AbortSignal;
}

/** A part found in `sending` may have arrived. */
export function takenUp(part: Delivery): Delivery {
  return part.state === 'sending' ? inDoubt({ ...part, state: 'pending', reason: 'outcome-unknown' }) : part;
}

function inDoubt(part: Delivery): Delivery {
  return { ...part, unknownSince: part.unknownSince ?? part.notBefore };
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
  const end = (row: Delivery) => settle(desk, lanes, lane, row);
  const ready = await prepare(desk, head);
  if (desk.closing.aborted) return null;
  if ('instead' in ready) {
    await end(ready.instead);
    return null;
  }
  const { chat, post } = ready;
  const safeMs = desk.limits.resendSafeMs[chat.platform];
  const since = doubtSince(head, safeMs, now());
  let next = head;
  if (since !== null) {
    turn?.sending(now().getTime());
    const look = await find(chat, { ...post, action: head.action, since });
    turn?.answered();
    const after = afterLook(head, look, now());
    if ('instead' in after) {
      await end(after.instead);
      return null;
    }
    next = after.send;
    if (desk.closing.aborted) return null;
  }
  const row = handOver(next, safeMs, now());
  if (!(await mark(desk, lanes, lane, row))) return null;
  turn?.sending(now().getTime());
  const outcome = await send(chat, post);
  turn?.answered();
  lane.heldUntil = now().getTime() + CHANNEL_PACE;
  if (outcome.kind === 'rate' && outcome.global)
    desk.gates.pause(chat.platform, now().getTime() + rateWaitMs(outcome.retryAfterMs, row.key));
  if (outcome.kind === 'token-rejected') haltPlatform(desk, post.destination, row, outcome.detail);
  await end(afterOutcome(row, outcome, now()));
  const detail = 'detail' in outcome ? { detail: outcome.detail } : {};
  desk.log.info('A part of a large alert was handed over', { delivery: row.key, outcome: outcome.kind, ...detail });
  return outcome;
}

/** Whether it may be sent now: its alert's place may have unsubscribed, or been forgotten, since it was owed. */
async function mark({ journal, clock }: PartsDesk, lanes: Lanes, lane: Lane, row: Delivery): Promise<boolean> {
  const { kind } = await journal.mark(row);
  if (kind === 'marked') lanes.replace(lane, [row]);
  else if (kind === 'store-failed') lane.heldUntil = clock.now().getTime() + STORE_REST;
  // Without a destination, the next step settles it.
  else if (kind !== 'no-destination') lanes.drop(lane, row);
  return kind === 'marked';
}

async function settle({ journal, clock }: PartsDesk, lanes: Lanes, lane: Lane, row: Delivery): Promise<void> {
  const recorded = await journal.record({ row, effects: [] }, clock.now());
  if (recorded?.owed) lanes.replace(lane, [row]);
  else if (recorded) lanes.drop(lane, row);
}

/** What to send, or how the part stands `instead`. One whose place is suspended waits for it, as alerts there do. */
async function prepare(desk: PartsDesk, row: Delivery): Promise<{ chat: Chat; post: Post } | { instead: Delivery }> {
  const { store, chats, composePart, log, clock } = desk;
  const without = (reason: DeliveryReason) => ({ instead: settledAs(row, reason, clock.now()) });
  const destination = await store.get('destinations', row.destination);
  const chat = destination && chats.get(destination.platform);
  if (!destination || !chat) return without('destination-gone');
  if (destination.suspended) return { instead: park(row, destination.suspended, clock.now()) };
  const alert = row.parcel && 'alert' in row.parcel ? await store.get('deliveries', row.parcel.alert) : undefined;
  if (alert?.messageId === undefined) return without('message-gone');
  const under: Earlier = { messageId: alert.messageId, ...(alert.thread ? { thread: alert.thread } : {}) };
  try {
    return { chat, post: { destination, key: row.key, under, ...(await composePart(row)) } };
  } catch (error) {
    log.error('A part of a large alert could not be composed', { delivery: row.key, error });
    return without('message-refused');
  }
}

function settledAs({ unknownSince: _, ...row }: Delivery, reason: DeliveryReason, now: Date): Delivery {
  return { ...row, state: 'failed', reason, settledAt: now.toISOString() };
}

function sentAs(
  { reason: _, unknownSince: __, ...row }: Delivery,
  { messageId, url, thread }: Extract<SendOutcome, { kind: 'sent' }> | Extract<LookOutcome, { kind: 'found' }>,
  now: Date,
): Delivery {
  const seen = { messageId, ...(url === undefined ? {} : { url }), ...(thread === undefined ? {} : { thread }) };
  return { ...row, state: 'sent', ...seen, settledAt: now.toISOString() };
}

function later(row: Delivery, reason: DeliveryReason, waitMs: number, now: Date): Delivery {
  if (row.attempts >= MAX_TRIES) return settledAs(row, 'gave-up', now);
  return { ...row, state: 'pending', reason, notBefore: new Date(now.getTime() + waitMs).toISOString() };
}

/** What a look for a part in doubt means: how it stands (`instead`), or that it is sent again as `send` says. */
function afterLook(row: Delivery, look: LookOutcome, now: Date): { instead: Delivery } | { send: Delivery } {
  switch (look.kind) {
    case 'found':
      return { instead: sentAs(row, look, now) };
    case 'absent': {
      const { unknownSince: _, possibleDuplicate: __, ...certain } = row;
      return { send: certain };
    }
    case 'unavailable': {
      const tried = { ...row, attempts: row.attempts + 1 };
      const waitMs = Math.max(backoffMs(tried.attempts, row.key), rateWaitMs(look.retryAfterMs ?? 0, row.key));
      return { instead: later(tried, 'outcome-unknown', waitMs, now) };
    }
    case 'unknown':
      return row.possibleDuplicate ? { instead: settledAs(row, 'outcome-unknown', now) } : { send: row };
  }
}

/** A refused part says nothing about its place, which took the alert itself: it is given up alone. */
function afterOutcome(row: Delivery, outcome: SendOutcome, now: Date): Delivery {
  // What was certainly not delivered cannot have doubled either.
  const { possibleDuplicate: _, ...certain } = row;
  // Turned away unread: that brings the end of all tries no nearer.
  const uncounted = { ...certain, attempts: Math.max(0, row.attempts - 1) };
  switch (outcome.kind) {
    case 'sent':
      return sentAs(row, outcome, now);
    case 'rate':
      return later(uncounted, 'rate-limited', rateWaitMs(outcome.retryAfterMs, row.key), now);
    case 'transient': {
      const reason = outcome.reached ? 'platform-unavailable' : 'not-reached';
      return later(certain, reason, backoffMs(row.attempts, row.key), now);
    }
    case 'ambiguous':
      return later(inDoubt(row), 'outcome-unknown', unknownBackoffMs(row.attempts, row.key), now);
    case 'token-rejected':
      return later(uncounted, 'token-rejected', 0, now);
    default:
      return settledAs(certain, outcome.kind, now);
  }
}
