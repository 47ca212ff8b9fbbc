import type { Delivery, DeliveryReason, LookOutcome, SendOutcome } from '../domain/delivery.js';
import { isDeliveryReason } from '../domain/delivery.js';
import type { Instant } from '../domain/listing.js';
import type { Destination } from '../domain/subscription.js';
import { backoffMs, nextProbe, rateWaitMs, triedLongEnough, unknownBackoffMs } from './backoff.js';

/** What to do where the bot was removed. */
export const REINVITE = 'Install the bot there again.';

export interface Situation {
  readonly now: Date;
  readonly destination: Destination;
}

export type Suspension = NonNullable<Destination['suspended']>;

/** What people in charge are told. */
export type NoticeKind =
  | 'gave-up'
  | 'outcome-unknown'
  | 'sent-plain'
  | 'refused-plain'
  | 'destination-gone'
  | 'tenant-gone'
  | 'destination-unknown'
  | 'token-rejected';

export type Effect =
  | { readonly kind: 'suspend'; readonly scope: 'destination' | 'tenant'; readonly suspended: Suspension }
  /** The destination works in spite of the suspension that began then. */
  | { readonly kind: 'resume'; readonly since: Instant }
  /** The message of that earlier delivery is to name this one. */
  | { readonly kind: 'edit'; readonly earlier: string }
  | { readonly kind: 'pause-platform'; readonly until: number }
  | { readonly kind: 'halt-platform'; readonly detail: string }
  | { readonly kind: 'notify'; readonly notice: NoticeKind; readonly detail: string; readonly mend?: string };

/** The delivery as it is now to be recorded, and what else follows. */
export interface Decision {
  readonly row: Delivery;
  readonly effects: readonly Effect[];
}

/** Whether nothing more is owed. */
export function settled(row: Delivery): boolean {
  return row.state === 'sent' || row.state === 'failed' || row.state === 'withheld';
}

/** Whether the platform refused the full message, so that the plain one goes out instead. */
export function isPlain(row: Delivery): boolean {
  return row.reason === 'message-refused';
}

/**
 * Since when an earlier attempt may have arrived that the platform would no longer recognise by its key (it does for
 * `resendSafeMs`); null where sending cannot double.
 */
export function doubtSince(row: Delivery, resendSafeMs: number, now: Date): Instant | null {
  const { unknownSince = null } = row;
  return unknownSince !== null && now.getTime() - Date.parse(unknownSince) >= resendSafeMs ? unknownSince : null;
}

/** The row to record before it is handed over, marked as a possible duplicate if it may be. */
export function handOver(row: Delivery, resendSafeMs: number, now: Date): Delivery {
  return {
    ...row,
    state: 'sending',
    attempts: row.attempts + 1,
    notBefore: now.toISOString(),
    ...(doubtSince(row, resendSafeMs, now) === null ? {} : { possibleDuplicate: true }),
  };
}

/** What follows from a look for a message: it is settled or waits (`decided`), or it is sent again as `send` says. */
export function afterLook(
  row: Delivery,
  look: LookOutcome,
  situation: Situation,
): { readonly decided: Decision } | { readonly send: Delivery } {
  switch (look.kind) {
    case 'found':
      return { decided: decide(row, { ...look, kind: 'sent' }, situation) };
    case 'absent': {
      const { unknownSince: _, possibleDuplicate: __, ...certain } = row;
      return { send: certain };
    }
    case 'unavailable':
      return { decided: lookLater(row, look, situation) };
    case 'unknown':
      if (!row.possibleDuplicate) return { send: row };
      return { decided: fail(row, 'outcome-unknown', situation.now, 'outcome-unknown', look.detail) };
  }
}

/** A platform that does not answer a question would not take the message either: nothing is sent until it does. */
function lookLater(
  row: Delivery,
  { detail, retryAfterMs = 0 }: Extract<LookOutcome, { kind: 'unavailable' }>,
  situation: Situation,
): Decision {
  const { now } = situation;
  const attempts = row.attempts + 1;
  if (triedLongEnough(attempts)) return fail(row, 'outcome-unknown', now, 'outcome-unknown', detail);
  const waitMs = Math.max(backoffMs(attempts, row.key), rateWaitMs(retryAfterMs, row.key));
  return { row: stillUnknown({ ...row, attempts }, waitMs, situation), effects: [] };
}

/** What follows from the outcome of an attempt; `row` as `handOver` gave it. */
export function decide(row: Delivery, outcome: SendOutcome, situation: Situation): Decision {
  const { now, destination } = situation;
  switch (outcome.kind) {
    case 'sent': {
      const { kind: state, refused: detail, ...message } = outcome;
      const { since } = destination.suspended ?? {};
      const effects: Effect[] = since === undefined ? [] : [{ kind: 'resume', since }];
      if (detail !== undefined) effects.push({ kind: 'notify', notice: 'sent-plain', detail });
      return { row: settle(row, now, { state, ...message }), effects };
    }
    case 'rate': {
      const until = now.getTime() + rateWaitMs(outcome.retryAfterMs, row.key);
      return {
        row: wait(uncounted(row), 'rate-limited', new Date(until), situation),
        effects: outcome.global ? [{ kind: 'pause-platform', until }] : [],
      };
    }
    case 'transient':
      return retryLater(row, outcome, situation);
    case 'ambiguous':
      return { row: stillUnknown(row, unknownBackoffMs(row.attempts, row.key), situation), effects: [] };
    case 'destination-gone':
    case 'tenant-gone':
    case 'direct-message-refused':
      return suspend(row, outcome, situation);
    case 'token-rejected':
      return {
        row: wait(uncounted(row), 'token-rejected', now, situation),
        effects: [{ kind: 'halt-platform', detail: outcome.detail }],
      };
    case 'message-refused':
      return refused(row, outcome.detail, situation);
  }
}

/** So often may the bot end while it sends one message; then that message may be why. */
const MAX_ENDS = 5;

/**
 * A row found in `sending` by nobody who sends it: the process ended in between, and what became of it is unknown. Who
 * kills a bot twice in a row has not refused the alert: it is sent again each time, until it looks like the cause.
 */
export function recover(row: Delivery, situation: Situation): Decision {
  const ends = (row.ends ?? 0) + 1;
  const detail = 'the bot was stopped while it was being sent';
  if (ends > MAX_ENDS) return fail(row, 'outcome-unknown', situation.now, 'outcome-unknown', detail);
  return { row: waitUnknown({ ...row, ends }, 0, situation), effects: [] };
}

/** Nobody knows the destination any more, e.g. because it was forgotten on request. */
export function withoutDestination(row: Delivery, now: Date): Decision {
  return fail(row, 'destination-gone', now, 'destination-unknown', 'no such destination is recorded');
}

/** Everybody who was to have it unsubscribed while it waited: nothing is owed, and nothing went wrong. */
export function unsubscribed(row: Delivery, now: Date): Delivery {
  return settle(row, now, { state: 'failed', reason: 'unsubscribed' });
}

/** Its place paused or muted what it is about while it waited, and nothing of it may have arrived. */
export function withhold(row: Delivery, reason: 'muted' | 'paused', now: Date): Delivery {
  const { unknownSince: _, possibleDuplicate: __, ...certain } = row;
  return { ...certain, state: 'withheld', reason, notBefore: now.toISOString() };
}

/** The bot was removed from its place so long ago that nobody waits for it any more. */
export function tenantForgotten(row: Delivery, now: Date): Delivery {
  return settle(row, now, { state: 'failed', reason: 'tenant-gone' });
}

/** A row that waits for its suspended destination. */
export function park(row: Delivery, suspended: Suspension, now: Date): Delivery {
  const at = nextProbe(suspended.since, row.destination, now);
  return {
    ...row,
    state: 'suspended',
    reason: isDeliveryReason(suspended.reason) ? suspended.reason : 'destination-gone',
    notBefore: at.toISOString(),
  };
}

/** A row whose destination works again: as if it were new, apart from what may have arrived already. */
export function release(row: Delivery, now: Date): Delivery {
  const { reason: _, ...rest } = row;
  return { ...rest, state: 'pending', attempts: 0, notBefore: now.toISOString() };
}

/** The attempt was turned away unread: it does not bring the end of all tries nearer. */
function uncounted(row: Delivery): Delivery {
  return { ...row, attempts: Math.max(0, row.attempts - 1) };
}

/** Certainly not delivered by this attempt, so that what it risked (a duplicate) did not come to pass. */
function wait(row: Delivery, reason: DeliveryReason, at: Date, { destination }: Situation): Delivery {
  const { possibleDuplicate: _, ...rest } = row;
  return {
    ...rest,
    state: destination.suspended ? 'suspended' : 'pending',
    // Sticky, for it says how the next attempt is sent.
    reason: isPlain(row) ? 'message-refused' : reason,
    notBefore: at.toISOString(),
  };
}

function settle(
  row: Delivery,
  now: Date,
  end: Pick<Delivery, 'state' | 'reason' | 'messageId' | 'url' | 'thread'>,
): Delivery {
  const { reason: _, unknownSince: __, ends: ___, ...rest } = row;
  return { ...rest, ...end, settledAt: now.toISOString() };
}

function fail(row: Delivery, reason: DeliveryReason, now: Date, notice: NoticeKind, detail: string): Decision {
  return { row: settle(row, now, { state: 'failed', reason }), effects: [{ kind: 'notify', notice, detail }] };
}

function retryLater(
  row: Delivery,
  outcome: { readonly detail: string; readonly reached: boolean },
  situation: Situation,
): Decision {
  const { now, destination } = situation;
  const reason = outcome.reached ? 'platform-unavailable' : 'not-reached';
  if (destination.suspended) {
    const at = nextProbe(destination.suspended.since, destination.id, now);
    return { row: wait(row, reason, at, situation), effects: [] };
  }
  if (triedLongEnough(row.attempts)) return fail(row, 'gave-up', now, 'gave-up', outcome.detail);
  const at = new Date(now.getTime() + backoffMs(row.attempts, row.key));
  return { row: wait(row, reason, at, situation), effects: [] };
}

/** A missed designation is worse than a repeated one: it is sent again, but blindly only once, which the row remembers. */
function stillUnknown(row: Delivery, waitMs: number, situation: Situation): Delivery {
  const waiting = waitUnknown(row, waitMs, situation);
  return row.possibleDuplicate ? { ...waiting, possibleDuplicate: true } : waiting;
}

function waitUnknown(row: Delivery, waitMs: number, situation: Situation): Delivery {
  const waiting = wait(row, 'outcome-unknown', new Date(situation.now.getTime() + waitMs), situation);
  return { ...waiting, unknownSince: row.unknownSince ?? row.notBefore };
}

function suspend(
  row: Delivery,
  outcome: Extract<SendOutcome, { kind: 'destination-gone' | 'tenant-gone' | 'direct-message-refused' }>,
  { now, destination }: Situation,
): Decision {
  const { possibleDuplicate: _, ...rest } = row;
  if (destination.suspended) return { row: park(rest, destination.suspended, now), effects: [] };
  const mend = outcome.kind === 'tenant-gone' ? REINVITE : outcome.mend;
  const suspended = { since: now.toISOString(), reason: outcome.kind, mend } satisfies Suspension;
  const scope = outcome.kind === 'tenant-gone' ? 'tenant' : 'destination';
  const effects: Effect[] = [{ kind: 'suspend', scope, suspended }];
  // Who does not want direct messages has decided so; nobody else needs to hear of it.
  if (outcome.kind !== 'direct-message-refused') {
    effects.push({ kind: 'notify', notice: outcome.kind, detail: outcome.detail, mend });
  }
  return { row: park(rest, suspended, now), effects };
}

function refused(row: Delivery, detail: string, situation: Situation): Decision {
  const { now } = situation;
  if (isPlain(row)) return fail(row, 'message-refused', now, 'refused-plain', detail);
  return {
    row: wait(row, 'message-refused', now, situation),
    effects: [{ kind: 'notify', notice: 'sent-plain', detail }],
  };
}
