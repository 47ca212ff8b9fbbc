import { createOutbox, type Outbox, type OutboxOptions } from '../../src/delivery/outbox.js';
import { owe } from '../../src/delivery/owe.js';
import type { Action, StoryLink } from '../../src/domain/action.js';
import type { Delivery, Edit, EditOutcome, LookOutcome, SendOutcome } from '../../src/domain/delivery.js';
import type { Message } from '../../src/domain/message.js';
import type { Destination, Platform, Subscription } from '../../src/domain/subscription.js';
import type { Chat, Earlier, Log, Post, Rewrite, Sought, Store } from '../../src/ports.js';
import { createMemoryStore } from '../support/memory-store.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const START = '2024-01-01T00:00:00.000Z';

export interface Sent {
  /** Milliseconds since the start of the scene. */
  readonly at: number;
  readonly destination: string;
  /** The action's id. */
  readonly action: string;
  readonly message: Message;
  readonly key: string;
  readonly replyTo?: Earlier;
  readonly under?: Earlier;
  readonly file?: Post['file'];
}

type Answer = SendOutcome | Promise<SendOutcome>;

/** A platform of which the test decides what it answers; it keeps every post in order. */
export class FakeChat implements Chat {
  readonly posts: Sent[] = [];
  readonly edits: (Rewrite & { readonly at: number })[] = [];
  readonly looks: (Sought & { readonly at: number })[] = [];
  /** What it answers to a look for a message. */
  answerLook: (nth: number) => LookOutcome = () => ({ kind: 'unknown', detail: 'not shown' });
  /** What it answers to an edit. */
  answerEdit: (nth: number) => EditOutcome | Promise<EditOutcome> = () => ({ kind: 'edited' });
  answer: (sent: Sent, nth: number) => Answer = (_sent, nth) => ({ kind: 'sent', messageId: `m${nth}` });
  readonly platform: Platform;
  readonly #clock: VirtualClock;
  readonly #actionOf: (key: string) => string;

  constructor(platform: Platform, clock: VirtualClock, actionOf: (key: string) => string) {
    this.platform = platform;
    this.#clock = clock;
    this.#actionOf = actionOf;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async edit(rewrite: Rewrite): Promise<EditOutcome> {
    this.edits.push({ ...rewrite, at: this.#clock.now().getTime() - Date.parse(START) });
    return this.answerEdit(this.edits.length);
  }

  async find(sought: Sought): Promise<LookOutcome> {
    this.looks.push({ ...sought, at: this.#clock.now().getTime() - Date.parse(START) });
    return this.answerLook(this.looks.length);
  }

  async send({ destination, message, key, replyTo, under, file }: Post): Promise<SendOutcome> {
    const at = this.#clock.now().getTime() - Date.parse(START);
    const reply = { ...(replyTo ? { replyTo } : {}), ...(under ? { under } : {}), ...(file ? { file } : {}) };
    const sent = { at, destination: destination.id, action: this.#actionOf(key), message, key, ...reply };
    this.posts.push(sent);
    return this.answer(sent, this.posts.length);
  }

  /** What was posted, as `C1 A1`. */
  log(): string[] {
    return this.posts.map(({ destination, action }) => `${destination.split('/')[1]} ${action}`);
  }
}

export function aPlace(id: string, over: Partial<Destination> = {}): Destination {
  const [platform, channel = ''] = id.split('/');
  if (platform !== 'slack' && platform !== 'discord' && platform !== 'terminal')
    throw new Error(`No platform in ${id}`);
  return { id, platform, channel, tenant: 'T1', direct: false, ...over };
}

function anAction(id: string, follows: readonly StoryLink[] = []): Action {
  const facts = { source: 'ofac-sdn', published: null, detectedAt: START, changes: [] };
  return { kind: 'list', id, ...facts, ...(follows.length > 0 ? { follows } : {}) };
}

function aSubscription(id: string, destination: string): Subscription {
  const wish = { target: { kind: 'everything' }, kinds: [], format: 'full' } as const;
  return { id, destination, ...wish, createdAt: START, createdBy: 'U1', createdByName: 'Ada' };
}

/** Commits an action that concerns these destinations, each with subscriptions of its own, through this store. */
export function commitTo(
  store: Store,
  now: Date,
  action: string,
  destinations: string[],
  names: readonly string[] = ['S1'],
): Promise<Delivery[]> {
  const hits = destinations.map((destination) => ({
    destination,
    subscriptions: names.map((name) => `${name} ${destination}`),
    changes: null,
  }));
  return store.transaction(async (tx) => {
    for (const { destination, subscriptions } of hits)
      for (const id of subscriptions) tx.put('subscriptions', id, aSubscription(id, destination));
    return owe(tx, anAction(action), hits, now);
  });
}

/**
 * Commits an action that is recorded too and follows these; `positions` are the changes that the destinations are owed, and
 * `tied` those by which it follows.
 */
export function commitStory(
  store: Store,
  now: Date,
  { action, follows = [], tied = null, positions = null }: StoryStep,
  destinations: readonly string[],
): Promise<Delivery[]> {
  const links = follows.map((id) => ({ action: id, tie: 'entry' as const, changes: tied, evidence: 'same name' }));
  const recorded = anAction(action, links);
  return store.transaction(async (tx) => {
    tx.put('actions', action, recorded);
    for (const id of destinations) tx.put('subscriptions', `S1 ${id}`, aSubscription(`S1 ${id}`, id));
    const hits = destinations.map((id) => ({ destination: id, subscriptions: [`S1 ${id}`], changes: positions }));
    return owe(tx, recorded, hits, now);
  });
}

export interface StoryStep {
  readonly action: string;
  readonly follows?: readonly string[];
  readonly tied?: readonly number[] | null;
  readonly positions?: readonly number[] | null;
}

export function anAlert(action: string): Message {
  const text = `Alert ${action}`;
  return {
    push: text,
    tone: 'new',
    title: text,
    blocks: [{ kind: 'heading', text }],
    buttons: [],
    foot: ['data only'],
    format: 'full',
  };
}

/** Answers from the list, one a post, then `sent`. */
export function inTurn(...outcomes: SendOutcome[]): FakeChat['answer'] {
  const left = [...outcomes];
  return (_sent, nth) => left.shift() ?? { kind: 'sent', messageId: `m${nth}` };
}

export const SENT: SendOutcome = { kind: 'sent', messageId: 'm' };
export const RATE = (seconds: number, global = false): SendOutcome => ({
  kind: 'rate',
  retryAfterMs: seconds * SECOND,
  global,
  detail: '429',
});
export const DOWN: SendOutcome = { kind: 'transient', detail: '503', reached: true };
export const UNREACHED: SendOutcome = { kind: 'transient', detail: 'ECONNREFUSED', reached: false };
export const AMBIGUOUS: SendOutcome = { kind: 'ambiguous', detail: 'socket hang up' };
export const GONE: SendOutcome = { kind: 'destination-gone', detail: 'is_archived', mend: 'Unarchive the channel.' };
export const TENANT_GONE: SendOutcome = { kind: 'tenant-gone', detail: 'account_inactive' };
export const NO_DM: SendOutcome = { kind: 'direct-message-refused', detail: '50007', mend: 'Allow direct messages.' };
export const BAD_TOKEN: SendOutcome = { kind: 'token-rejected', detail: 'invalid_auth' };
export const REFUSED: SendOutcome = { kind: 'message-refused', detail: 'invalid_blocks' };

/** A store, a clock, a fake Slack and Discord, and an outbox between them. */
export function createScene(options: Partial<OutboxOptions> = {}) {
  const clock = createVirtualClock(START);
  const store = createMemoryStore();
  const actionOf = (key: string): string => store.tables.deliveries.get(key)?.action ?? '?';
  const slack = new FakeChat('slack', clock, actionOf);
  const discord = new FakeChat('discord', clock, actionOf);
  const notices: Message[] = [];
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = [];
  const line =
    (level: string) =>
    (message: string, fields: Record<string, unknown> = {}): void => {
      lines.push({ level, message, fields });
    };
  const log: Log = { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  const open = (overrides: Partial<OutboxOptions> = {}): Outbox =>
    createOutbox({
      store,
      clock,
      log,
      chats: new Map<Platform, Chat>([
        ['slack', slack],
        ['discord', discord],
      ]),
      compose: async ({ action }) => anAlert(action),
      composePart: async ({ parcel }) => ({
        message: anAlert(parcel?.kind === 'page' ? `page ${parcel.page}` : 'file'),
        ...(parcel?.kind === 'csv' ? { file: { name: 'a.csv', text: 'a' } } : {}),
      }),
      factsFor: () => ({ relatedTo: () => [], announces: [] }),
      notifyOps: async (message) => {
        notices.push(message);
      },
      ...options,
      ...overrides,
    });

  return {
    ...{ clock, store, slack, discord, notices, lines },
    outbox: open(),
    /** As a new process would open it: the old outbox is left as it is. */
    open,
    async places(...places: Destination[]): Promise<void> {
      await store.transaction(async (tx) => {
        for (const place of places) tx.put('destinations', place.id, place);
      });
    },
    /** Commits an action that concerns these destinations. */
    commit: (action: string, ...destinations: string[]): Promise<Delivery[]> =>
      commitTo(store, clock.now(), action, destinations),
    /** The same, owed to these subscriptions of one destination. */
    commitFor: (action: string, destination: string, ...names: string[]): Promise<Delivery[]> =>
      commitTo(store, clock.now(), action, [destination], names),
    async unsubscribe(destination: string, name: string): Promise<void> {
      await store.transaction(async (tx) => tx.delete('subscriptions', `${name} ${destination}`));
    },
    /** The stored deliveries of a destination, in order. */
    rows(destination: string): Delivery[] {
      return [...store.tables.deliveries.values()]
        .filter((row) => row.destination === destination)
        .sort((a, b) => a.order - b.order);
    },
    /** What earlier messages are still to name, or were given up to name. */
    edits(): Edit[] {
      return [...store.tables.edits.values()];
    },
    place(id: string): Destination | undefined {
      return store.tables.destinations.get(id);
    },
    elapsed: () => clock.now().getTime() - Date.parse(START),
  };
}

export type Scene = ReturnType<typeof createScene>;
