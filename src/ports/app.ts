import type { Action, Change, ChangeKind } from '../domain/action.js';
import type { Actor } from '../domain/actor.js';
import type { Delivery, WhyStep } from '../domain/delivery.js';
import type { AuditRecord, Entry, Held } from '../domain/ledger.js';
import type { Instant, Listing, PartyType, PublicationDate, Wallet } from '../domain/listing.js';
import type { Match, WalletAnswer } from '../domain/match.js';
import type { Block, Line, Message } from '../domain/message.js';
import type { Story } from '../domain/story.js';
import type { Destination, Platform, Quiet, Subscription, Target } from '../domain/subscription.js';
import type { Tie } from '../domain/tie.js';
import type { Asker, Choice, TextFile } from './chat.js';
import type { Clock } from './world.js';

export interface SearchOptions {
  readonly limit: number;
  readonly minScore?: number;
  readonly list?: string;
  readonly type?: PartyType;
  /** A year or day of birth: one that agrees raises the score, one years apart lowers it. */
  readonly born?: string;
  /** A country's name or code; likewise. */
  readonly country?: string;
}

/** What was found in a text, and whether all of it was read. */
export interface FoundIn {
  readonly matches: readonly Match[];
  readonly complete: boolean;
}

export interface Search {
  /** Best first; at or above the default threshold unless `minScore` says otherwise. */
  find(query: string, options: SearchOptions): Match[];
  /**
   * The parties that a text names among other words, or identifies by a number, a reference or an address; likewise. What nothing but its
   * words says to be a name has to be one to the letter. Answers between turns of the event loop.
   */
  findIn(text: string, options: SearchOptions): Promise<FoundIn>;
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

/** A subscription, with its place as that is recorded. */
export interface Owned {
  readonly subscription: Subscription;
  readonly place: Destination;
}

export interface Subscriptions {
  /** Upsert on (destination, target). */
  add(
    wanted: Omit<Subscription, 'id' | 'createdAt'>,
    place: Destination,
  ): Promise<{ subscription: Subscription; created: boolean }>;
  remove(id: string, destination: string, who: Asker): Promise<Subscription | undefined>;
  of(destination: string): Promise<readonly Subscription[]>;
  /** Those that a person made, wherever on their platform. */
  by(platform: Platform, person: string): Promise<readonly Owned[]>;
  /** Changes how it is told; undefined where that place has no such subscription. */
  edit(
    id: string,
    destination: string,
    wish: Pick<Subscription, 'kinds' | 'format' | 'schedule' | 'mention'>,
    who: Asker,
  ): Promise<Subscription | undefined>;
  /** Reads `actor:lazarus-group`, `list:ofac-sdn`, `program:DPRK3`, `country:Iran`, `country:KP`, `type:vessel`, `everything`, or an actor's name. */
  parseTarget(text: string): Target;
  /** How many entries that stand on the watched lists now it is about; none for a feed, which lists nobody. */
  matchesNow(target: Target): Promise<number>;
  /** The actions of the last `days` that it would have sent. */
  dryRun(target: Target, kinds: Subscription['kinds'], days: number): Promise<Action[]>;
}

/** What a person asks to be sent once more. */
export interface Again {
  readonly kind: 'test' | 'replay';
  /** Null where a test has no action to show. */
  readonly action: Action | null;
  readonly place: Destination;
  readonly asker: Asker;
  /** The call that asks for it: the same one again owes nothing more. */
  readonly invocation: string;
}

/** What is owed, was sent or was not, and why. */
export interface Deliveries {
  /** What became of an action on its way to a destination, stage by stage; the last one is where it is. */
  why(action: Action, destination: string): Promise<readonly WhyStep[]>;
  /** Of one destination, newest first. */
  of(destination: string, limit: number): Promise<readonly Delivery[]>;
  /** An alert as that destination would get it, and whether anything subscribed there is about it. */
  preview(action: Action, destination: string): Promise<{ readonly message: Message; readonly subscribed: boolean }>;
  /** Owes a test or a replay, and gives it as it is when it was tried, or after some seconds. */
  again(wanted: Again): Promise<{ readonly delivery: Delivery; readonly suspended: Destination['suspended'] }>;
  /** A destination as it is recorded. */
  destination(id: string): Promise<Destination | undefined>;
}

/** Pauses and mutes of a place. Every change is in the audit log. */
export interface Silences {
  /** Those that hold now. */
  of(destination: string): Promise<readonly Quiet[]>;
  /** In place of one about the same; what waits to be sent is kept back too. Gives how many alerts that were. */
  add(quiet: Pick<Quiet, 'what' | 'until'>, place: Destination, who: Asker): Promise<number>;
  /**
   * Ends one, or (null) all of the place, and gives those that ended and how many alerts were missed so far: one summary
   * of them is owed.
   */
  end(what: Quiet['what'] | null, place: Destination, who: Asker): Promise<{ ended: readonly Quiet[]; missed: number }>;
}

/** Somebody on a platform; the name where it is known. */
export interface Person {
  readonly platform: Platform;
  readonly id: string;
  readonly name: string | null;
}

/** How much is stored about a person or a place. */
export interface Stored {
  /** Subscriptions that end. */
  readonly subscriptions: number;
  /** Subscriptions of other places, which stay there without the person. */
  readonly anonymous: number;
  readonly deliveries: number;
  /** Lines of the audit log, and tests and replays, that name them. */
  readonly records: number;
}

/** What is stored about people and places, and its end. Without `erase` it is counted and stays. */
export interface Forgetting {
  /** `direct` is the direct message that they ask in. */
  person(person: Person, direct: Destination | null, erase: boolean): Promise<Stored>;
  place(id: string, erase: boolean): Promise<Stored>;
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
  /** In a row. */
  readonly failures: number;
  readonly failingSince?: Instant | null;
  /** The last time that anything confirmed its data, where that is longer ago than it should be. */
  readonly staleSince?: Instant | null;
  /** From when on the publisher's change signal could not be read: changes are seen later. */
  readonly blindSince?: Instant | null;
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
    /** Platforms that reject the bot's token, so that alerts wait; absent where none does. */
    readonly rejectedOn?: readonly Platform[];
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
  readonly deliveries: Deliveries;
  readonly silences: Silences;
  readonly forgetting: Forgetting;
  /** What people changed in a place, or (null) anywhere, newest first. */
  audit(destination: string | null, limit: number): Promise<readonly AuditRecord[]>;
  /** The listings on other lists that are of the same party, proved ones first; none for a listing that nobody holds. */
  ties(list: string, ref: string): readonly Tie[];
  /** The chain that a listed address belongs to, and the public page about it; null where neither label nor shape decides. */
  chainOf(wallet: Wallet): { readonly chain: string; readonly url: string | null } | null;
  /** The lists that could be watched and are not, so that nothing is known of them. */
  unwatched(): Promise<readonly { readonly id: string; readonly title: string }[]>;
  /** id → how an alert about that action reads now. */
  alertFor(
    action: Action,
    changes: readonly number[] | null,
    subscriptions: readonly Subscription[],
    format: 'full' | 'compact',
    story?: Story,
  ): Message;
  /** What came before an action and what followed it, a line each. */
  storyLines(action: Action): Promise<readonly Line[]>;
  /** What a change brought, item by item, in full. */
  linesOf(change: Change): Extract<Block, { kind: 'changes' }>['lines'];
  /** Every entry of an action as CSV. */
  fileOf(action: Action): TextFile;
  /** The part of the status that every answer needs; cheap. */
  sources(): Promise<readonly SourceStatus[]>;
  status(): Promise<Status>;
  /** When each list's data was last confirmed, for every answer's foot. */
  asOf(): Promise<Readonly<Record<string, Instant>>>;
  /** The word people type before a verb: `/sanctions`. */
  readonly prompt: string;
}
