import type { Instant } from './listing.js';

/**
 * `pending` waits, `sending` was handed to the platform and is ambiguous after a crash, `sent` is settled, `failed` was
 * given up with its reason; `suspended` waits for its destination.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'suspended';

/** The one closed list of reasons why a delivery is where it is. */
export type DeliveryReason =
  | 'rate-limited'
  | 'platform-unavailable'
  | 'not-reached'
  | 'outcome-unknown'
  | 'destination-gone'
  | 'tenant-gone'
  | 'direct-message-refused'
  | 'token-rejected'
  | 'message-refused'
  | 'gave-up';

/** An action owed to a destination. */
export interface Delivery {
  /** hash(action id, destination id, kind): unique, so that owing it twice is impossible. */
  readonly key: string;
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
  readonly notBefore: Instant;
  readonly reason?: DeliveryReason;
  /** The platform's id of the message, once sent. */
  readonly messageId?: string;
  readonly settledAt?: Instant;
  /** It was resent without knowing whether the first attempt arrived. */
  readonly possibleDuplicate?: boolean;
}

/** What became of one attempt to send; each platform maps its own errors to these. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly url?: string }
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
