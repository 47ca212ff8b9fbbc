import type { Delivery } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Destination, Platform } from '../domain/subscription.js';
import { Breath } from '../lib/breath.js';
import type { Chat, Clock, Log, Store } from '../ports.js';
import { attempt, type Desk } from './attempt.js';
import { Bell, sleep } from './bell.js';
import { LIMITS, type OutboxLimits } from './budgets.js';
import { Dispatcher } from './dispatcher.js';
import { Edits } from './edits.js';
import { Gates } from './gates.js';
import { Journal } from './journal.js';
import { type Lane, Lanes } from './lanes.js';
import { removalNotice } from './notices.js';
import { settled } from './outcomes.js';
import { type PartsDesk, sendPart, takenUp } from './parts.js';
import { isPart } from './parts-owed.js';
import { Told } from './told.js';
import { Traffic } from './traffic.js';
import type { Turn } from './turns.js';
import type { FactsFor } from './unwanted.js';

/** How long the outbox rests when the store cannot be read, in milliseconds. */
const REST = 5_000;

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
  /** The alert as it reads now. */
  readonly compose: (delivery: Delivery) => Promise<Message>;
  /** A page or a file of a large alert. */
  readonly composePart: PartsDesk['composePart'];
  /** What pauses and mutes go by. */
  readonly factsFor: FactsFor;
  /** These are kept for a summary instead of being sent. */
  readonly onWithheld?: (rows: readonly Delivery[]) => void;
  /** Tells those who run the bot. */
  readonly notifyOps: (message: Message) => Promise<unknown>;
  /** Tells those who subscribed a place that nothing arrives there any more; never rejects. */
  readonly onSuspended?: (place: Destination) => Promise<unknown>;
  readonly limits?: OutboxLimits;
}

export interface Outbox {
  /** Loads what is open and begins to deliver; rejects if the store cannot be read. Once. */
  start(): Promise<void>;
  /** These deliveries were committed. */
  wake(deliveries: readonly Delivery[]): void;
  /** Resolves when that delivery was tried, or will not be for now, or after `ms`: what became of it stands in the store. */
  tried(key: string, ms: number): Promise<void>;
  /** The destination works again: what was suspended there is sent, in order. Never rejects. */
  restored(destination: string): Promise<void>;
  /** The bot was removed from there: what is owed waits, and is forgotten after thirty days. Never rejects. */
  readonly removed: (platform: Platform, tenant: string) => Promise<void>;
  /**
   * The bot is there: what waited for that is sent. Where it was `invited` anew, all that was suspended there is tried
   * again. Never rejects.
   */
  readonly returned: (platform: Platform, tenants: readonly string[], how: 'invited' | 'present') => Promise<void>;
  /**
   * Resolves when nothing can be delivered or linked any more, or after `ms`; gives how many deliveries are then still
   * open.
   */
  drain(ms: number): Promise<number>;
  /** Begins no new send, lets those in flight finish up to `limits.stopMs`; leaves no timer behind. */
  stop(): Promise<void>;
}

/** Delivers what is owed: first in, first out for each destination, all destinations at once. */
export function createOutbox(options: OutboxOptions): Outbox {
  return new LaneOutbox(options);
}

class LaneOutbox implements Outbox {
  readonly #options: OutboxOptions;
  readonly #limits: OutboxLimits;
  readonly #lanes = new Lanes();
  /** Of pages and files, for which no alert waits. */
  readonly #partLanes = new Lanes();
  readonly #told = new Told();
  readonly #bell: Bell;
  /** No new send begins. */
  readonly #closing = new AbortController();
  /** Nothing is written any more. */
  readonly #life = new AbortController();
  readonly #journal: Journal;
  readonly #alerts: Dispatcher;
  readonly #parts: Dispatcher;
  readonly #edits: Edits;
  /** Rows that have no lane yet. */
  readonly #incoming = new Set<Delivery>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #drained: (() => void)[] = [];
  readonly #awaited = new Map<string, Set<() => void>>();
  readonly #closed = new Promise<void>((resolve) => this.#closing.signal.addEventListener('abort', () => resolve()));

  constructor(options: OutboxOptions) {
    const { store, clock, log, chats, compose, composePart, factsFor, limits = LIMITS } = options;
    this.#options = options;
    this.#limits = limits;
    this.#bell = new Bell(clock);
    const { onWithheld = () => {}, onSuspended = async () => {} } = options;
    const life = this.#life.signal;
    this.#journal = new Journal({ store, clock, log, lanes: this.#lanes, life, onWithheld, factsFor });
    const gates = new Gates();
    const closing = this.#closing.signal;
    this.#edits = new Edits({ store, clock, log, chats, gates, compose, closing }, () => this.#bell.ring());
    const [lanes, partLanes, journal] = [this.#lanes, this.#partLanes, this.#journal];
    const desk: Desk = {
      ...{ store, clock, log, chats, limits, compose, gates, lanes, journal },
      ...{ edits: this.#edits, told: this.#told, wake: (parts) => this.wake(parts) },
      changed: (destinations) => this.#changed(destinations),
      tried: (key) => {
        for (const tell of this.#awaited.get(key) ?? []) tell();
      },
      notify: (message) => this.#notify(message),
      suspended: (place) => this.#track(onSuspended(place)),
      closing,
    };
    const ring = () => this.#bell.ring();
    const partsDesk: PartsDesk = {
      ...{ store, clock, log, chats, gates, limits, journal, composePart, closing },
      notify: (message) => this.#notify(message),
    };
    const office = { clock, log, journal, traffic: new Traffic(limits, { chats, gates }, ring) };
    const onStep = (step: Promise<void>) => this.#track(step.then(ring));
    const step = (lane: Lane, turn?: Turn) => attempt(desk, lane, turn);
    this.#alerts = new Dispatcher(office, { lanes, spare: 0, step }, onStep);
    const partStep = (lane: Lane, turn?: Turn) => sendPart(partsDesk, partLanes, lane, turn);
    this.#parts = new Dispatcher(office, { lanes: partLanes, spare: 1, step: partStep }, onStep);
  }

  async start(): Promise<void> {
    const all = (await this.#options.store.list('deliveries')).map(([, row]) => row).filter((row) => !settled(row));
    const kept = await this.#journal.catchUp(all, this.#options.clock.now());
    const open = all.filter(({ key }) => !kept.has(key));
    for (const row of open.sort((a, b) => a.order - b.order)) this.#incoming.add(row);
    if (open.length > 0) this.#options.log.info('Deliveries are open', { count: open.length });
    this.#track(this.#pump());
    this.#track(this.#edits.run());
  }

  wake(deliveries: readonly Delivery[]): void {
    for (const row of deliveries) this.#incoming.add(row);
    this.#bell.ring();
  }

  async tried(key: string, ms: number): Promise<void> {
    const enough = new AbortController();
    let tell = () => {};
    const concluded = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const waiting = this.#awaited.get(key) ?? new Set();
    this.#awaited.set(key, waiting.add(tell));
    const ends = [concluded, this.#closed, sleep(this.#options.clock, ms, enough.signal)];
    await Promise.race(ends);
    waiting.delete(tell);
    if (waiting.size === 0) this.#awaited.delete(key);
    enough.abort();
  }

  async restored(destination: string): Promise<void> {
    this.#resumed((await this.#journal.resume(destination, this.#options.clock.now())) ?? []);
  }

  readonly removed = async (platform: Platform, tenant: string): Promise<void> => {
    const now = this.#options.clock.now();
    const changed = (await this.#journal.tenantGone(platform, tenant, now)) ?? [];
    const [place] = changed;
    if (!place) return;
    this.#options.log.warn('The bot was removed from there; what is owed waits', { platform, tenant });
    this.#changed(changed);
    if (this.#told.isNews('tenant-gone', place, now.getTime())) this.#notify(removalNotice(place, changed.length));
    this.#bell.ring();
  };

  readonly returned = async (
    platform: Platform,
    tenants: readonly string[],
    how: 'invited' | 'present',
  ): Promise<void> => {
    const now = this.#options.clock.now();
    const returned = await this.#journal.tenantsBack(platform, tenants, how, now);
    if (!returned) return;
    this.#changed(returned.placed);
    for (const place of returned.resumed) this.#told.forget(place);
    this.#resumed(returned.resumed);
  };

  async drain(ms: number): Promise<number> {
    const enough = new AbortController();
    const idle = new Promise<void>((resolve) => this.#drained.push(resolve));
    this.#bell.ring();
    await Promise.race([idle, sleep(this.#options.clock, ms, enough.signal)]);
    enough.abort();
    return this.#open();
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    this.#bell.ring();
    this.#edits.close();
    const enough = new AbortController();
    await Promise.race([
      Promise.allSettled([...this.#running]),
      sleep(this.#options.clock, this.#limits.stopMs, enough.signal),
    ]);
    enough.abort();
    this.#life.abort();
  }

  #resumed(changed: readonly Destination[]): void {
    if (changed.length === 0) return;
    this.#options.log.info('Destinations work again', { destinations: changed.map(({ id }) => id) });
    this.#changed(changed);
    this.#bell.ring();
  }

  /** Pages and files wait with the alerts of their place. */
  #changed(destinations: readonly Destination[]): void {
    const now = this.#options.clock.now();
    this.#lanes.update(destinations, now);
    this.#partLanes.update(destinations, now);
  }

  async #pump(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const placed = await this.#place();
      if (this.#closing.signal.aborted) break;
      const next = earlier(this.#alerts.beginReady(), this.#parts.beginReady());
      if (this.#drained.length > 0 && this.#open() + this.#edits.open === 0) this.#tellDrained();
      await this.#bell.wait(placed ? next : Math.min(next ?? Infinity, this.#now() + REST));
    }
    this.#tellDrained();
  }

  /** Puts new rows into their lanes. False if the store could not be read: some of them are still to be placed. */
  async #place(): Promise<boolean> {
    const { store, clock, log } = this.#options;
    const breath = new Breath();
    for (const row of this.#incoming) {
      if (breath.due()) await breath.take();
      try {
        const lanes = isPart(row) ? this.#partLanes : this.#lanes;
        // The place may have been forgotten and subscribed again since it got its lane.
        const destination = await store.get('destinations', row.destination);
        if (destination) lanes.update([destination], clock.now());
        lanes.add(isPart(row) ? takenUp(row) : row, destination ?? null, clock.now());
        this.#incoming.delete(row);
      } catch (error) {
        log.error('A destination could not be read; its delivery waits', { destination: row.destination, error });
        return false;
      }
    }
    return true;
  }

  /** How many deliveries could still go out: not suspended, and on a platform that is connected. */
  #open(): number {
    let open = this.#incoming.size;
    for (const { destination, queue } of [...this.#lanes.all(), ...this.#partLanes.all()]) {
      if (!destination || (!destination.suspended && this.#options.chats.has(destination.platform)))
        open += queue.length;
    }
    return open;
  }

  #tellDrained(): void {
    for (const tell of this.#drained.splice(0)) tell();
  }

  #notify(message: Message): void {
    const told = this.#options.notifyOps(message).catch((error: unknown) => {
      this.#options.log.error('A notice could not be delivered', { notice: message.push, error });
    });
    this.#track(told);
  }

  /** So that `stop` can wait for it. */
  #track(work: Promise<unknown>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}

/** The earlier of two times; null is never. */
function earlier(one: number | null, other: number | null): number | null {
  return one === null ? other : Math.min(one, other ?? Infinity);
}
