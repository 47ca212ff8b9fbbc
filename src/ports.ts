/** What the rooms need of each other and of the world, in as few methods as they need. Types only. */
import type { Action, Change, ChangeKind } from './domain/action.js';
import type { Actor } from './domain/actor.js';
import type { Delivery, SendOutcome } from './domain/delivery.js';
import type { AuditRecord, Cursor, Entry, Health, Held } from './domain/ledger.js';
import type { Gap, Instant, Listing, PartyType, PublicationDate } from './domain/listing.js';
import type { Match, WalletAnswer } from './domain/match.js';
import type { Block, Message } from './domain/message.js';
import type { Destination, Platform, Subscription, Target } from './domain/subscription.js';

// The world

export interface Clock {
  now(): Date;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Messages are static; what varies stands in the fields. No secret, no URL with a token. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

export interface HttpRequest {
  readonly url: string;
  readonly accept: string;
  readonly maxBytes: number;
  /** For the whole answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Until the answer begins, in milliseconds, where the publisher needs longer than most. */
  readonly firstByteMs?: number;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** The origin that gave these validators, which alone is told them; by default the URL's own. */
  readonly validFor?: string | null;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: 200 | 304;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly contentType: string;
  /** The origin that answered, after redirects: its validators are of use to it alone. */
  readonly answeredBy: string;
  /** When the server says it is (its Date header), as it wrote it. */
  readonly date?: string | null;
}

/**
 * GET only; redirects are followed each time, validators travel to the origin that gave them only. Anything but 200 and 304 rejects with
 * an error whose message names the host and the reason, and whose `cause` is kept.
 */
export interface Http {
  /** Reads a small page as UTF-8 (fatal on bad bytes). `text` is empty for 304. */
  text(request: HttpRequest): Promise<HttpAnswer & { readonly text: string }>;
  /** Streams the body to a file; a body cut short of its Content-Length rejects and leaves no file. */
  download(
    request: HttpRequest,
    file: string,
    onProgress?: (received: number, total: number | null) => void,
  ): Promise<HttpAnswer & { readonly bytes: number }>;
}

// Sources

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
  /** Not yet seen live or whole: watched only where `SOURCES` names it. */
  readonly experimental?: true;
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
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly entries: readonly NoticeEntry[];
  /** The notice's whole text, for matching. */
  readonly text: string;
}

/** One party that a notice says was added, changed or removed. */
export interface NoticeEntry {
  readonly kind: ChangeKind;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: PartyType;
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

// Store

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

export interface Store extends StoreReader {
  /**
   * Runs `work` alone; its reads see its own writes. What it wrote is durable and visible at once when this resolves,
   * and not at all when `work` or the disk fails.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Writes out what is buffered for a faster next start, and gives up the lock. */
  close(): Promise<void>;
}

// Chat

export interface Post {
  readonly destination: Destination;
  readonly message: Message;
  /** The delivery's key: the source of Discord's nonce and Slack's metadata. */
  readonly key: string;
}

/** Who asks, and what they may do where they ask. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  /** May change this destination's subscriptions. Each platform knows its own permissions. */
  readonly mayManage: boolean;
}

export type CallInput =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'options';
      readonly verb: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
    };

export interface Call {
  readonly input: CallInput;
  readonly asker: Asker;
  /** The channel or direct message it was asked in. */
  readonly place: Destination;
  /** Unique per invocation, to drop duplicates. */
  readonly id: string;
}

export interface Reply {
  readonly message: Message;
  /** `private` only to the asker where the platform can; `channel` to everyone there. */
  readonly visibility: 'private' | 'channel';
  /** For `--json`: one value a line. */
  readonly data: readonly unknown[];
  /** `not-found` and `unhealthy` are exit codes on the command line, nothing else. */
  readonly outcome: 'ok' | 'failed';
}

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What a chat platform may ask of us. None of these rejects: errors become replies. */
export interface ChatHandlers {
  call(call: Call): Promise<Reply>;
  /** At most 25 choices, from memory. */
  suggest(verb: string, option: string, text: string): Promise<readonly Choice[]>;
  /** The destination works again, e.g. the bot was invited back or the channel unarchived. */
  restored(destination: string): Promise<void>;
}

export interface Chat {
  readonly platform: Platform;
  /** Resolves once connected; rejects with `SetupError` when the platform refuses the token. */
  start(handlers: ChatHandlers): Promise<void>;
  stop(): Promise<void>;
  /** One attempt, no retries of its own beyond those that cannot double. Never rejects. */
  send(post: Post): Promise<SendOutcome>;
}

// Commands

export type OptionKind = 'text' | 'rest' | 'number' | 'flag' | 'choice';

export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  /** `rest` takes the remaining words of a text command. */
  readonly kind: OptionKind;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  /** Suggests values while typing. */
  readonly autocomplete?: boolean;
}

/** What a command is, without what it does: chats build their menus from it. */
export interface CommandSpec {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Which Discord root holds it; `alerts` needs the right to manage the channel. */
  readonly root: 'sanctions' | 'alerts';
}

export type OptionValues = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CommandContext {
  readonly app: App;
  readonly asker: Asker;
  readonly place: Destination;
  readonly commands: readonly CommandSpec[];
}

export interface Command extends CommandSpec {
  /** Throws `UserError` for what the person should do differently. */
  run(options: OptionValues, context: CommandContext): Promise<Reply>;
  suggest?(option: string, text: string, app: App): Promise<readonly Choice[]>;
}

// What commands may ask of the rest

export interface SearchOptions {
  readonly limit: number;
  readonly minScore?: number;
  readonly list?: string;
  readonly type?: PartyType;
}

export interface Search {
  /** Best first; at or above the default threshold unless `minScore` says otherwise. */
  find(query: string, options: SearchOptions): Match[];
  /** The addresses found in a text, each with what lists it. Empty if the text holds none. */
  wallets(text: string): WalletAnswer[];
  /** Names for autocomplete, actors first. */
  suggest(prefix: string, limit: number): readonly Choice[];
}

export interface ActionFilter {
  readonly source?: string;
  readonly since?: PublicationDate;
  readonly until?: PublicationDate;
  readonly program?: string;
  readonly kind?: ChangeKind | 'announced';
  readonly actor?: string;
  /** `list/ref` */
  readonly listing?: string;
}

export interface Ledger {
  entry(list: string, ref: string): Promise<Entry | undefined>;
  /** What the list said at the end of that day; undefined if it was not listed; `unknown` before our first sight. */
  asOf(list: string, ref: string, day: PublicationDate): Promise<Listing | undefined | 'unknown'>;
  /** Newest first. */
  actions(filter: ActionFilter): Promise<Action[]>;
  /** By id, or by an unambiguous beginning of it. */
  action(id: string): Promise<Action | undefined>;
}

export interface Actors {
  all(): readonly Actor[];
  get(id: string): Actor | undefined;
  /** By id, official name, alias or analyst name; exact after folding case and accents. */
  named(name: string): Actor | undefined;
}

export interface Subscriptions {
  /** Upsert on (destination, target). */
  add(
    wanted: Omit<Subscription, 'id' | 'createdAt'>,
    place: Destination,
  ): Promise<{ subscription: Subscription; created: boolean }>;
  remove(id: string, destination: string, who: Asker): Promise<Subscription | undefined>;
  of(destination: string): Promise<readonly Subscription[]>;
  /** Reads `actor:lazarus-group`, `list:ofac-sdn`, `program:DPRK3`, `country:Iran`, `country:KP`, `type:vessel`, `everything`, or an actor's name. */
  parseTarget(text: string): Target;
  /** How many entries that stand on the watched lists now it is about; none for a feed, which lists nobody. */
  matchesNow(target: Target): Promise<number>;
  /** The actions of the last `days` that it would have sent. */
  dryRun(target: Target, kinds: Subscription['kinds'], days: number): Promise<Action[]>;
}

export interface SourceStatus {
  readonly id: string;
  readonly title: string;
  readonly kind: 'list' | 'feed';
  readonly state: 'ok' | 'never-read' | 'failing' | 'stale' | 'held';
  readonly checkedAt: Instant | null;
  readonly changedAt: Instant | null;
  readonly published: PublicationDate | Instant | null;
  readonly records: number;
  readonly gaps: number;
  readonly setAside: number;
  readonly unknown: readonly string[];
  readonly failures: number;
  readonly error: string | null;
  readonly held: Held | null;
}

export interface Status {
  readonly sources: readonly SourceStatus[];
  readonly deliveries: {
    readonly pending: number;
    readonly suspended: number;
    readonly failed: number;
    readonly oldestPending: Instant | null;
  };
  readonly healthy: boolean;
}

/** The whole of what a command can see. */
export interface App {
  readonly clock: Clock;
  readonly search: Search;
  readonly ledger: Ledger;
  readonly actors: Actors;
  readonly subscriptions: Subscriptions;
  /** id → how an alert about that action reads now. */
  alertFor(
    action: Action,
    changes: readonly number[] | null,
    subscriptions: readonly Subscription[],
    format: 'full' | 'compact',
  ): Message;
  /** What a change brought, item by item, in full. */
  linesOf(change: Change): Extract<Block, { kind: 'changes' }>['lines'];
  /** The part of the status that every answer needs; cheap. */
  sources(): Promise<readonly SourceStatus[]>;
  status(): Promise<Status>;
  /** When each list's data was last confirmed, for every answer's foot. */
  asOf(): Promise<Readonly<Record<string, Instant>>>;
  /** The word people type before a verb: `/sanctions`. */
  readonly prompt: string;
}
