import type { Action } from '../domain/action.js';
import type { Delivery, Edit } from '../domain/delivery.js';
import type { AuditRecord, Cursor, Entry, Health, Held } from '../domain/ledger.js';
import type { Instant, PublicationDate } from '../domain/listing.js';
import type { Destination, Subscription } from '../domain/subscription.js';

/** The collections and what they hold. Keys: listings `list/ref`; everything else its own id. */
export interface Collections {
  cursors: Cursor;
  health: Health;
  listings: Entry;
  /** The version that the sanity guard holds, by source. */
  held: Held;
  /** Every version ever taken, by `source/digest`: a file that is given once more is recognised. */
  versions: { readonly takenAt: Instant; readonly published: PublicationDate | Instant | null };
  actions: Action;
  subscriptions: Subscription;
  destinations: Destination;
  deliveries: Delivery;
  edits: Edit;
  /** What people were told of the bot as a whole and still wait to hear the end of, by `Alarm`. */
  alarms: { readonly at: Instant };
  /** The places of which somebody still waits to hear that nothing arrives there, by `slack/U0123`. */
  untold: { readonly places: readonly string[] };
  audit: AuditRecord;
  /** Named sequences: `subscription`, `delivery`, `audit`. */
  counters: { readonly value: number };
}
export type Collection = keyof Collections;

/** Values are shared, never copied: treat them as read-only. */
export interface StoreReader {
  get<C extends Collection>(collection: C, key: string): Promise<Collections[C] | undefined>;
  /** All rows whose key starts with `prefix` (default: all), in insertion order. */
  list<C extends Collection>(
    collection: C,
    prefix?: string,
  ): Promise<(readonly [key: string, value: Collections[C]])[]>;
}

export interface Transaction extends StoreReader {
  put<C extends Collection>(collection: C, key: string, value: Collections[C]): void;
  /** Rejects the transaction with `DuplicateKey` if the key exists. */
  insert<C extends Collection>(collection: C, key: string, value: Collections[C]): void;
  delete(collection: Collection, key: string): void;
  /** The next value of a named sequence, starting at 1. */
  next(sequence: string): Promise<number>;
}

export type RowListener<C extends Collection> = (key: string, value: Collections[C] | undefined) => void;

export interface Store extends StoreReader {
  /**
   * Runs `work` alone; its reads see its own writes. What it wrote is durable and visible at once when this resolves,
   * and not at all when `work` or the disk fails.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` with every row of a collection that a commit changed (undefined: deleted) and in its order, before
   * anything else can read or write; it must not throw. For what is kept in memory beside the store.
   */
  watch<C extends Collection>(collection: C, listener: RowListener<C>): void;
  /** Writes out what is buffered for a faster next start, and gives up the lock. */
  close(): Promise<void>;
}
