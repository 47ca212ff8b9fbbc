import type { Instant } from './listing.js';

/**
 * `pending` waits, `sending` was handed to the platform and is ambiguous after a crash, `sent` is settled, `failed` was
 * given up with its reason (which is no failure where the reason is `unsubscribed`); `suspended` waits for its destination.
 * `withheld` is not sent by itself, for the reason it gives: a digest tells of it, which `digest` names once it is owed.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'suspended' | 'withheld';

/** The one closed list of reasons why a delivery is where it is, and how each is said to people. */
export const DELIVERY_REASONS = {
  'rate-limited': 'the platform asked us to slow down',
  'platform-unavailable': 'the platform had a problem of its own',
  'not-reached': 'the platform could not be reached',
  'outcome-unknown': 'the platform did not say whether the message arrived',
  'destination-gone': 'the channel is gone, archived or closed to the bot',
  'tenant-gone': 'the bot was removed from the workspace or server',
  'direct-message-refused': 'the person does not take direct messages from the bot',
  'token-rejected': "the platform rejected the bot's token",
  'message-refused': 'the platform refused the message as malformed',
  'gave-up': 'it was tried for a day in vain',
  unsubscribed: 'it was unsubscribed before it was sent',
  'message-gone': 'the earlier message was deleted, or the platform lets nobody change it any more',
  'in-digest': 'it is told in a digest',
  'catch-up': 'it waited so long that one summary tells of all that waited',
  muted: 'what it is about is muted here',
  paused: 'the subscriptions that it is about are paused',
  'not-subscribed': 'nothing that is subscribed here is about it',
  filtered: 'what is subscribed here leaves out changes of this kind',
  'subscribed-later': 'it was subscribed after that was recorded',
  'taken-as-history': 'it was taken from disk as history, which is not sent',
  baseline: 'it stood on the list when that was read for the first time, which is no change',
  held: 'the version that brings it is held for a person to release',
  'not-recorded': 'no such action is recorded',
} as const;

export type DeliveryReason = keyof typeof DELIVERY_REASONS;

/** Whether a text (of `Destination.suspended.reason`, for one) is a reason of the list. */
export function isDeliveryReason(text: string): text is DeliveryReason {
  return Object.hasOwn(DELIVERY_REASONS, text);
}

/** How a reason is said to people; a text that is none of the list is said as it stands. */
export function reasonText(reason: string): string {
  return isDeliveryReason(reason) ? DELIVERY_REASONS[reason] : reason;
}

/** An action that a digest tells of, as far as its place was to be told. */
export interface DigestItem {
  readonly action: string;
  readonly changes: readonly number[] | null;
}

/** Why several actions are told in one message. */
export type DigestCause = 'day' | 'week' | 'paused' | 'muted' | 'catch-up';

/** What a delivery brings where it is not the alert itself. */
export type Parcel =
  /** An alert that a person sends again, or to see whether it arrives; `by` is who, in words. */
  | { readonly kind: 'test' | 'replay'; readonly by: string }
  /** Some entries of a large alert, in its thread. */
  | { readonly kind: 'page'; readonly alert: string; readonly page: number; readonly pages: number }
  /** All entries of a large alert or digest as a file, in its thread. */
  | { readonly kind: 'csv'; readonly alert: string }
  | {
      readonly kind: 'digest';
      readonly cause: DigestCause;
      readonly since: Instant;
      readonly items: readonly DigestItem[];
    };

/** An action owed to a destination. */
export interface Delivery {
  /** hash(action id, destination id, kind): unique, so that owing it twice is impossible. */
  readonly key: string;
  /** Of a digest, its newest action; of a test without one, `test`. */
  readonly action: string;
  readonly destination: string;
  /** Strictly increasing over the store's life: the order within a destination. */
  readonly order: number;
  /** Every subscription that hit, so that one message names them all. */
  readonly subscriptions: readonly string[];
  /** Positions in the action's `changes` that the subscriptions hit; null for all of them. */
  readonly changes: readonly number[] | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly createdAt: Instant;
  /** While `sending`: when it was handed over. While `suspended`: when its destination is tried again. */
  readonly notBefore: Instant;
  readonly reason?: DeliveryReason;
  /** The platform's id of the message, once sent. */
  readonly messageId?: string;
  /** Where people open it, as far as the platform says. */
  readonly url?: string;
  /** The first message of the thread that it stands in, where the platform put it into one. */
  readonly thread?: string;
  /** The deliveries that followed it in its place, oldest first: its message names them. */
  readonly answeredBy?: readonly string[];
  readonly settledAt?: Instant;
  /** When it was first handed over without learning what became of it. */
  readonly unknownSince?: Instant;
  /** How often the bot ended while it was being sent. */
  readonly ends?: number;
  /** It was resent without knowing whether the first attempt arrived. */
  readonly possibleDuplicate?: boolean;
  /** Absent: the alert itself. */
  readonly parcel?: Parcel;
  /** The digest that tells of it, once that is owed. */
  readonly digest?: string;
}

/**
 * An earlier alert of a story whose message is to name the one that followed it there. A matter of looks: it is tried for
 * some hours and then given up, it may be done twice, and no alert waits for it.
 */
export interface Edit {
  /** hash(later, earlier, `link`) */
  readonly key: string;
  readonly destination: string;
  /** The delivery whose message is changed. */
  readonly earlier: string;
  /** The delivery that it is to name. */
  readonly later: string;
  /** Once done it is forgotten: the message says it. */
  readonly state: 'pending' | 'given-up';
  readonly attempts: number;
  readonly notBefore: Instant;
  readonly reason?: DeliveryReason;
}

/** What an action goes through on its way to a place, in this order. */
export type WhyStage = 'source' | 'baseline' | 'subscription' | 'filter' | 'mute' | 'pause' | 'digest' | 'delivery';

/** What one stage did with an action. Nothing follows a stage that `stopped` it. */
export interface WhyStep {
  readonly stage: WhyStage;
  readonly outcome: 'passed' | 'stopped' | 'waits';
  readonly reason: DeliveryReason | null;
  readonly at: Instant | null;
  /** In words for people. */
  readonly detail: string;
}

/** What became of one attempt to send; each platform maps its own errors to these. */
export type SendOutcome =
  | {
      readonly kind: 'sent';
      readonly messageId: string;
      readonly url?: string;
      readonly thread?: string;
      /** Why a plainer rendering had to do: the full one is a fault of ours. */
      readonly refused?: string;
    }
  /** Not accepted now; try again after this many milliseconds. `global` halts the platform, not only this channel. */
  | { readonly kind: 'rate'; readonly retryAfterMs: number; readonly global: boolean; readonly detail: string }
  /** Certainly not delivered, may work later. */
  | { readonly kind: 'transient'; readonly detail: string; readonly reached: boolean }
  /** It may or may not have been delivered. */
  | { readonly kind: 'ambiguous'; readonly detail: string }
  | { readonly kind: 'destination-gone'; readonly detail: string; readonly mend: string }
  | { readonly kind: 'tenant-gone'; readonly detail: string }
  | { readonly kind: 'direct-message-refused'; readonly detail: string; readonly mend: string }
  | { readonly kind: 'token-rejected'; readonly detail: string }
  /** Our message is wrong for the platform. */
  | { readonly kind: 'message-refused'; readonly detail: string };

/** What a look for a message gave whose sending had no clear outcome. */
export type LookOutcome =
  | { readonly kind: 'found'; readonly messageId: string; readonly url?: string; readonly thread?: string }
  /** Everything since it was handed over was read: it never arrived. */
  | { readonly kind: 'absent' }
  /** The platform answers, but does not show whether it arrived. */
  | { readonly kind: 'unknown'; readonly detail: string }
  /** The platform does not answer now, and would not take a message either. */
  | { readonly kind: 'unavailable'; readonly detail: string; readonly retryAfterMs?: number };

/** What became of one attempt to change a message. */
export type EditOutcome =
  | { readonly kind: 'edited' }
  /** It was deleted, or may not be changed any more. */
  | { readonly kind: 'message-gone'; readonly detail: string }
  | Exclude<SendOutcome, { readonly kind: 'sent' }>;
