import type { Action } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import type { Entry } from '../domain/ledger.js';
import type { Instant, PublicationDate } from '../domain/listing.js';
import type { Actors, Clock, Log, Store } from '../ports.js';
import type { Subscribed } from './subscribed.js';

/** What one version or one feed item did to the ledger. */
export interface Taken {
  readonly source: string;
  readonly published: PublicationDate | Instant | null;
  /** Null for a baseline, a held version, and when nothing changed. */
  readonly action: Action | null;
  readonly baseline: boolean;
  /** The reason for which the version waits for a person. */
  readonly held: string | null;
  /** The very same files were taken before, and newer ones since: nothing was done. */
  readonly takenBefore: boolean;
  /** Read from another file format than the last version: amendments were learned, not compared. */
  readonly reformatted: boolean;
  readonly records: number;
  readonly gaps: number;
  readonly gapNotes: readonly string[];
  readonly setAside: readonly { readonly ref: string; readonly reason: string }[];
  readonly unknown: readonly string[];
}

/** What has nothing to say about a version. */
export const NO_NOTES = {
  takenBefore: false,
  reformatted: false,
  gapNotes: [],
  setAside: [],
  unknown: [],
} as const satisfies Partial<Taken>;

/** What became durable in one commit, for those who keep something in memory. */
export interface Committed {
  readonly source: string;
  readonly entries: readonly Entry[];
  readonly action: Action | null;
  readonly deliveries: readonly Delivery[];
}

export interface IntakeDeps {
  readonly store: Store;
  readonly actors: Actors;
  readonly clock: Clock;
  readonly log: Log;
  readonly subscribed: Subscribed;
  /** Called after each commit, in order. */
  readonly onCommitted: (committed: Committed) => void;
  /** Where the files of held versions wait. */
  readonly heldFolder: string;
  /**
   * Which destinations are owed an alert. History that is taken from disk owes none unless it is to be delivered, nor is
   * the terminal owed what nobody will ever show there.
   */
  readonly owesTo: (destination: string) => boolean;
  /** Whether much that comes after a long silence is told in one summary, which only a bot that runs on can send. */
  readonly summarises?: boolean;
}

/** Details of a version that come with its transport. */
export interface VersionMeta {
  readonly digest: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly validFor: string | null;
  readonly signal: string | null;
  /** An operator takes the version whatever the sanity guard says; `why` is for the audit. */
  readonly accept: { readonly who: string; readonly why: string } | null;
}

export const LOCAL_META = { etag: null, lastModified: null, validFor: null, signal: null } as const;
