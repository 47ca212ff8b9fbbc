import type { Delivery, SendOutcome } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import type { Platform } from '../domain/subscription.js';
import type { Chat, Clock, Log, Store } from '../ports.js';
import { attempt, type Desk } from './attempt.js';
import { Bell, sleep } from './bell.js';
import { Budgets, LIMITS, type OutboxLimits } from './budgets.js';
import { Gates } from './gates.js';
import { Journal } from './journal.js';
import { type Lane, Lanes, laneReadyAt } from './lanes.js';
import { settled } from './outcomes.js';

/** How long the outbox rests when the store cannot be read, or a step failed in a way nobody foresaw, in milliseconds. */
const REST = 5_000;

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: ReadonlyMap<Platform, Chat>;
  /** The alert as it reads now. */
  readonly compose: (delivery: Delivery) => Promise<Message>;
  /** Tells those who run the bot. */
  readonly notifyOps: (message: Message) => Promise<void>;
  readonly limits?: OutboxLimits;
}

export interface Outbox {
  /** Loads what is open and begins to deliver; rejects if the store cannot be read. Once. */
  start(): Promise<void>;
  /** These deliveries were committed. */
  wake(deliveries: readonly Delivery[]): void;
  /** The destination works again: what was suspended there is sent, in order. Never rejects. */
  restored(destination: string): Promise<void>;
  /** Resolves when nothing can be delivered any more, or after `ms`; gives how many deliveries are then still open. */
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
  readonly #gates = new Gates();
  readonly #budgets: Budgets;
  readonly #bell: Bell;
  readonly #closing = new AbortController();
  readonly #life = new AbortController();
  readonly #journal: Journal;
  readonly #desk: Desk;
  /** Rows that have no lane yet. */
  #incoming: Delivery[] = [];
  readonly #running = new Set<Promise<unknown>>();
  #drained: (() => void)[] = [];

  constructor(options: OutboxOptions) {
    const { store, clock, log, chats, compose, limits = LIMITS } = options;
    this.#options = options;
    this.#limits = limits;
    this.#budgets = new Budgets(limits);
    this.#bell = new Bell(clock);
    this.#journal = new Journal(store, clock, log, this.#lanes, this.#life.signal);
    this.#desk = {
      ...{ clock, log, chats, limits, compose, lanes: this.#lanes, gates: this.#gates, journal: this.#journal },
      notify: (message) => this.#notify(message),
      closing: this.#closing.signal,
    };
  }

  async start(): Promise<void> {
    const open = (await this.#options.store.list('deliveries')).map(([, row]) => row).filter((row) => !settled(row));
    this.#incoming.push(...open.sort((a, b) => a.order - b.order));
    if (open.length > 0) this.#options.log.info('Deliveries are open', { count: open.length });
    this.#track(this.#pump());
  }

  wake(deliveries: readonly Delivery[]): void {
    this.#incoming.push(...deliveries);
    this.#bell.ring();
  }

  async restored(destination: string): Promise<void> {
    const now = this.#options.clock.now();
    const changed = await this.#journal.resume(destination, now);
    if (!changed || changed.length === 0) return;
    this.#options.log.info('Destinations work again', { destinations: changed.map(({ id }) => id) });
    this.#lanes.update(changed, now);
    this.#bell.ring();
  }

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
    const enough = new AbortController();
    await Promise.race([
      Promise.allSettled([...this.#running]),
      sleep(this.#options.clock, this.#limits.stopMs, enough.signal),
    ]);
    enough.abort();
    this.#life.abort();
  }

  async #pump(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const placed = await this.#place();
      if (this.#closing.signal.aborted) break;
      const next = this.#beginReady();
      if (this.#drained.length > 0 && this.#open() === 0) this.#tellDrained();
      await this.#bell.wait(placed ? next : Math.min(next ?? Infinity, this.#now() + REST));
    }
    this.#tellDrained();
  }

  /** Puts new rows into their lanes. False if the store could not be read: some of them are still to be placed. */
  async #place(): Promise<boolean> {
    const { store, clock, log } = this.#options;
    for (let row = this.#incoming[0]; row; row = this.#incoming[0]) {
      try {
        const known = this.#lanes.get(row.destination);
        const destination = known ? known.destination : await store.get('destinations', row.destination);
        this.#lanes.add(row, destination ?? null, clock.now());
        this.#incoming.shift();
      } catch (error) {
        log.error('A destination could not be read; its delivery waits', { destination: row.destination, error });
        return false;
      }
    }
    return true;
  }

  /** Begins every step that is due, and gives the time of the next one that is not; null if only an event brings one. */
  #beginReady(): number | null {
    let next: number | null = null;
    for (const lane of this.#lanes.all()) {
      const at = this.#readyAt(lane);
      if (at === null) continue;
      if (at <= this.#now()) this.#begin(lane);
      else next = Math.min(next ?? Infinity, at);
    }
    return next;
  }

  #readyAt(lane: Lane): number | null {
    const { destination } = lane;
    const due = laneReadyAt(lane);
    if (lane.unparked && !lane.busy) return 0;
    if (due === null || !destination || lane.queue[0]?.state === 'sending') return due;
    if (!this.#options.chats.has(destination.platform)) return null;
    const opens = this.#gates.opensAt(destination.platform);
    return opens === null ? null : Math.max(due, opens, this.#budgets.readyAt(destination));
  }

  #begin(lane: Lane): void {
    lane.busy = true;
    this.#lanes.rotate(lane);
    const step = lane.unparked ? this.#park(lane) : this.#send(lane);
    this.#track(
      step
        .catch((error: unknown) => {
          this.#options.log.error('A delivery step failed unexpectedly', { destination: lane.id, error });
          lane.heldUntil = this.#now() + REST;
        })
        .finally(() => {
          lane.busy = false;
          this.#lanes.prune(lane);
          this.#bell.ring();
        }),
    );
  }

  async #park(lane: Lane): Promise<void> {
    const waiting = lane.queue.filter(({ state }) => state === 'pending');
    lane.unparked = false;
    const parked = await this.#journal.park(lane.id, waiting, this.#options.clock.now());
    if (parked) this.#lanes.replace(lane, parked);
  }

  async #send(lane: Lane): Promise<void> {
    const { destination } = lane;
    if (!destination || lane.queue[0]?.state === 'sending') {
      await attempt(this.#desk, lane);
      return;
    }
    const { platform } = destination;
    this.#budgets.take(destination, this.#now());
    const pass = this.#gates.enter(platform);
    let outcome: SendOutcome | null = null;
    try {
      outcome = await attempt(this.#desk, lane);
    } finally {
      if (pass === 'probe') this.#leaveProbe(platform, outcome?.kind ?? null);
    }
  }

  #leaveProbe(platform: Platform, outcome: SendOutcome['kind'] | null): void {
    const unclear = outcome === 'token-rejected' || outcome === 'transient' || outcome === 'ambiguous';
    const verdict = outcome === null ? 'not-sent' : unclear ? 'unclear' : 'passed';
    this.#gates.leave(platform, verdict, this.#now());
    if (verdict === 'passed') this.#options.log.info("The platform takes the bot's token again", { platform });
  }

  /** How many deliveries could still go out: not suspended, and on a platform that is connected. */
  #open(): number {
    let open = this.#incoming.length;
    for (const { destination, queue } of this.#lanes.all()) {
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
