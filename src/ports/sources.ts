import type { AnnouncementEvent, ChangeKind } from '../domain/action.js';
import type { Cursor } from '../domain/ledger.js';
import type { Gap, Instant, Listing, PartyType, PublicationDate } from '../domain/listing.js';
import type { Clock, Http, Log } from './world.js';

/** One file of a version, on disk. */
export interface SourceFile {
  /** The role within the version: `sdn`, `alt`, `add`, `comments`, `list`, `notice`, `index`. */
  readonly role: string;
  readonly path: string;
  /** When the publisher last wrote it, where known: a companion older than the main file shows less. */
  readonly modified: Instant | null;
}

export interface VersionFiles {
  readonly format: string;
  /** From the transport or the path; the file's own date, if it has one, comes with the reader's header. */
  readonly published: PublicationDate | Instant | null;
  readonly files: readonly SourceFile[];
}

/** What a reader finds, in the order of the file. It throws `RefusedVersion` when the frame is wrong. */
export type ReadEvent =
  | { readonly kind: 'header'; readonly published: PublicationDate | Instant | null }
  | { readonly kind: 'listing'; readonly listing: Listing; readonly gaps: readonly Gap[] }
  /** One record is wrong: its last known state is carried forward. `ref` is null where it could not be read. */
  | { readonly kind: 'set-aside'; readonly ref: string | null; readonly name: string | null; readonly reason: string }
  /** An element, column or category nobody knows; reported once a path. */
  | { readonly kind: 'unknown'; readonly path: string; readonly example: string }
  /**
   * Rows that cannot be shown with any listing (an orphan companion row), a companion that is damaged: counted and told.
   * A companion that is simply not there is `optional`: counted only.
   */
  | { readonly kind: 'gap'; readonly what: string; readonly optional?: true };

export interface PollContext {
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  /** The publisher's origin, or the mirror that the operator configured. No trailing slash. */
  readonly origin: string;
  readonly format: string;
  /** An empty folder for this poll's downloads; removed by the caller. */
  readonly folder: string;
  /** The operator's key, for a source that needs one. A secret. */
  readonly key?: string;
  readonly cursor: Cursor | null;
  readonly signal: AbortSignal;
  readonly onProgress?: (received: number, total: number | null) => void;
}

interface SourceFacts {
  /** Equals the folder's name and the registry's key. */
  readonly id: string;
  readonly authority: string;
  readonly title: string;
  readonly homepage: string;
  readonly origin: string;
  /** The first is the default. */
  readonly formats: readonly string[];
  /** Built without a file of the publisher’s own: watched only where `SOURCES` names it. */
  readonly experimental?: true;
  /** Its publisher answers only with a key: off until the operator has set one. */
  readonly key?: true;
  /** Seconds between change checks, and the longest time without reading the file itself. */
  readonly cadence: { readonly checkSeconds: number; readonly fileSeconds: number };
}

export interface Fetched {
  readonly version: VersionFiles;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly validFor: string | null;
}

/** A full register. */
export interface ListSource extends SourceFacts {
  readonly kind: 'list';
  /** Fewer records than this refuse the version. */
  readonly minimum: number;
  /** A small thing that moves when the list does; null where the publisher has none. Rejects when it cannot be read. */
  changeSignal(context: PollContext): Promise<string | null>;
  /** The files of the current version; `unchanged` on a 304. */
  fetch(context: PollContext): Promise<Fetched | 'unchanged'>;
  /** Recognises official files on disk (a file, or a folder with companions); throws `RefusedVersion` with the reason. */
  fromDisk(path: string, format: string | null): Promise<VersionFiles>;
  read(version: VersionFiles): AsyncIterable<ReadEvent>;
}

/** An item of a feed as its publisher words it, before actors are matched. */
export interface FeedItem {
  /** The publisher's own id: stable when the page is edited. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly published: PublicationDate | null;
  readonly category: string | null;
  /** What kind of news it is; absent: `announced`. */
  readonly event?: AnnouncementEvent;
  /** From a feed about other things too, and does not speak of sanctions: news only where it names a curated actor. */
  readonly onlyIfNamed?: true;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly entries: readonly NoticeEntry[];
  /** The notice's whole text, for matching. */
  readonly text: string;
}

/** One party that a notice says was added, changed or removed. */
export interface NoticeEntry {
  readonly kind: ChangeKind;
  /** The reference of its listing on an announced list, where the notice gives it. */
  readonly ref?: string;
  /** May be empty where `ref` says who is meant. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Null where the notice does not say. */
  readonly type: PartyType | null;
  readonly programs: readonly string[];
  readonly linkedTo: readonly string[];
  /** The notice's heading it stands under, and its paragraph, verbatim. */
  readonly heading: string;
  readonly text: string;
  /** For changes: the wording before, where the notice gives it ("… -to- …"). */
  readonly before?: string;
}

export interface FeedSource extends SourceFacts {
  readonly kind: 'feed';
  /** The lists whose changes it announces: their subscribers hear of it too. */
  readonly announces: readonly string[];
  /**
   * Items not among `context.cursor.items`, oldest first, and every id now on the index, newest first. What could not be read
   * is in neither, so that the next poll tries it again.
   */
  poll(context: PollContext): Promise<{ readonly items: readonly FeedItem[]; readonly seen: readonly string[] }>;
  /** Reads an item (a notice page) from disk; throws `RefusedVersion` with the reason. */
  fromDisk(path: string): Promise<FeedItem>;
}

export type Source = ListSource | FeedSource;
