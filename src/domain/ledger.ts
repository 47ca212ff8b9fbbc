import type { Gap, Instant, Listing, PublicationDate } from './listing.js';

/** What the ledger knows of one listing. */
export interface Entry {
  readonly listing: Listing;
  readonly status: 'listed' | 'removed';
  /** The first version we saw it in; null where that was the baseline. */
  readonly addedOn: PublicationDate | Instant | null;
  readonly removedOn: PublicationDate | Instant | null;
  /** Parts that no version has shown completely yet: when one does, it is learned in silence. */
  readonly unseen: readonly Gap[];
}

/** Why a version was not taken as it is. */
export interface Held {
  readonly source: string;
  readonly reason: string;
  readonly since: Instant;
  readonly published: PublicationDate | Instant | null;
  readonly format: string;
  /** SHA-256 of the version's files, to recognise it when it is polled again. */
  readonly digest: string;
  /** The change signal at that time: while it stays, the file is not asked for again. */
  readonly signal: string | null;
  /** The files, kept in the data folder until the version is released or superseded. */
  readonly files: readonly { readonly role: string; readonly path: string; readonly modified: Instant | null }[];
}

/** Where we stand with one source. */
export interface Cursor {
  readonly source: string;
  readonly format: string;
  readonly published: PublicationDate | Instant | null;
  /** SHA-256 of the last version taken. */
  readonly digest: string;
  /** The last action recorded, or `baseline`: the next action's id is derived from it too. */
  readonly lastAction: string;
  /** Change signal and validators of the last download. */
  readonly signal: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** The origin that gave them. */
  readonly validFor: string | null;
  readonly takenAt: Instant;
  /** When history starts: the day of the version first seen. */
  readonly baselineOn: PublicationDate | Instant;
  /** A change signal that moved while the file stayed the same: the file is asked for again, less and less often. */
  readonly unconfirmed: { readonly signal: string; readonly tries: number; readonly nextAt: Instant } | null;
  /**
   * The change signal cannot be read: since when, how often the file came whole for want of it, and before when it is not
   * asked for again.
   */
  readonly blind?: { readonly since: Instant; readonly fetches: number; readonly nextAt: Instant };
  /** When the file itself was last read or confirmed unchanged. */
  readonly fileAt: Instant;
  readonly records: number;
  readonly gaps: number;
  readonly setAside: readonly { readonly ref: string; readonly reason: string }[];
  readonly unknown: readonly string[];
  /** Feed items already seen, newest first. */
  readonly items: readonly string[];
  /** How many items of a general feed concerned no sanctions and named no actor; absent where none did. */
  readonly passedOver?: number;
  /** A feed of which only single items were taken from disk has not shown yet what else is there. */
  readonly polled?: boolean;
}

/** What is wrong with a source, so that people are told: it fails, nothing confirms it, or it says no more when it changes. */
export type Trouble = 'failing' | 'silent' | 'blind';

/** How a source is doing, kept apart from the cursor because every poll writes it. */
export interface Health {
  readonly source: string;
  readonly checkedAt: Instant | null;
  readonly succeededAt: Instant | null;
  readonly changedAt: Instant | null;
  readonly failures: number;
  readonly failingSince: Instant | null;
  readonly error: string | null;
  /** What people were told of and still wait to hear the end of. */
  readonly announced?: { readonly trouble: Trouble; readonly at: Instant };
}

/** A record of what a person changed. */
export interface AuditRecord {
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
  readonly why: string;
}
