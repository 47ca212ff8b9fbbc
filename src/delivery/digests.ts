import { activeQuiet, isPaused, judge } from '../alerts/quiet.js';
import type { RouteFacts } from '../alerts/route.js';
import type { Action } from '../domain/action.js';
import type { Delivery, DigestCause } from '../domain/delivery.js';
import type { Quiet, Subscription } from '../domain/subscription.js';
import type { Clock, Log, Store, StoreReader, Transaction } from '../ports.js';
import { Bell } from './bell.js';
import { CATCH_UP_FROM } from './catch-up.js';
import { oweOnce, parcelKey } from './owe.js';
import { dueAfter, jitterMs } from './schedule.js';

/** How long it rests when the store cannot be read, in milliseconds. */
const REST = 5_000;
/** After a long silence all sources speak at once: so long is waited for the last of them. */
const CATCH_UP_MS = 3 * 60_000;

export interface DigestsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly factsFor: (action: Action) => RouteFacts;
  /** Digests, or alerts that are not worth one, were committed. */
  readonly onOwed: (rows: readonly Delivery[]) => void;
}

/** When something withheld is to be told of, and in which digest. */
interface Due {
  readonly at: number;
  readonly cause: DigestCause;
}

/**
 * Owes digests of what is withheld. Which one a row belongs to follows from the row, and owing the digest and marking its
 * rows is one commit: however often the process dies, each row is told of once.
 */
export class Digests {
  readonly #deps: DigestsDeps;
  readonly #bell: Bell;
  readonly #closing = new AbortController();
  readonly #open = new Map<string, Delivery>();
  #loaded = false;
  #running: Promise<void> | null = null;

  constructor(deps: DigestsDeps) {
    this.#deps = deps;
    this.#bell = new Bell(deps.clock);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** These were withheld, or what withholds them was changed. */
  wake(rows: readonly Delivery[]): void {
    for (const row of rows) if (isOpen(row)) this.#open.set(row.key, row);
    this.#bell.ring();
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    this.#bell.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      let next: number | null;
      try {
        next = await this.#tick();
      } catch (error) {
        this.#deps.log.error('Digests could not be owed; they are tried again', { error });
        next = this.#now() + REST;
      }
      if (!this.#closing.signal.aborted) await this.#bell.wait(next);
    }
  }

  /** Owes what is due; gives the time of the next, or null where only news brings one. */
  async #tick(): Promise<number | null> {
    const { store } = this.#deps;
    if (!this.#loaded) {
      for (const [key, row] of await store.list('deliveries')) if (isOpen(row)) this.#open.set(key, row);
      this.#loaded = true;
    }
    const due = new Map<string, { cause: DigestCause; rows: Delivery[] }>();
    let next: number | null = null;
    for (const row of this.#open.values()) {
      const { at, cause } = await this.#dueOf(row);
      if (at > this.#now()) next = Math.min(next ?? Infinity, at);
      else {
        const id = `${row.destination} ${cause}`;
        const group = due.get(id) ?? { cause, rows: [] };
        due.set(id, group);
        group.rows.push(row);
      }
    }
    for (const { cause, rows } of due.values()) await this.#owe(cause, rows);
    return next;
  }

  async #dueOf(row: Delivery): Promise<Due> {
    const { store, factsFor } = this.#deps;
    const now = this.#deps.clock.now();
    const recorded = new Date(row.createdAt);
    if (row.reason === 'catch-up') return { at: recorded.getTime() + CATCH_UP_MS, cause: 'catch-up' };
    const subscriptions = await subscriptionsOf(store, row);
    const active = activeQuiet((await store.get('destinations', row.destination))?.quiet, now);
    const action = await store.get('actions', row.action);
    const withheld = action ? judge(action, row, subscriptions, active, factsFor(action)).withheld : null;
    if (subscriptions.size > 0 && (withheld === 'muted' || withheld === 'paused'))
      return { at: firstEnd(active), cause: withheld };
    if (row.reason === 'muted' || row.reason === 'paused') return { at: now.getTime(), cause: row.reason };
    return scheduled(row, recorded, subscriptions, active);
  }

  async #owe(cause: DigestCause, rows: readonly Delivery[]): Promise<void> {
    const { store, clock, log, onOwed } = this.#deps;
    const owed = await store.transaction((tx) => oweDigest(tx, cause, rows, clock.now()));
    for (const { key } of rows) this.#open.delete(key);
    if (owed.length === 0) return;
    log.info('A digest is owed', { destination: owed[0]?.destination, cause, actions: rows.length });
    onOwed(owed);
  }

  #now(): number {
    return this.#deps.clock.now().getTime();
  }
}

function isOpen(row: Delivery): boolean {
  return row.state === 'withheld' && row.settledAt === undefined;
}

async function subscriptionsOf(store: StoreReader, row: Delivery): Promise<Map<string, Subscription>> {
  const found = new Map<string, Subscription>();
  for (const id of row.subscriptions) {
    const subscription = await store.get('subscriptions', id);
    if (subscription) found.set(id, subscription);
  }
  return found;
}

function firstEnd(active: readonly Quiet[]): number {
  return Math.min(...active.map(({ until }) => Date.parse(until)));
}

/** The first digest of any of its subscriptions that are not paused; at once where none of them has digests any more. */
function scheduled(
  row: Delivery,
  recorded: Date,
  subscriptions: ReadonlyMap<string, Subscription>,
  active: readonly Quiet[],
): Due {
  let first: Due | null = null;
  for (const { id, schedule } of subscriptions.values()) {
    if (schedule === undefined || isPaused(id, active)) continue;
    const at = dueAfter(schedule, recorded) + jitterMs(row.destination);
    if (first === null || at < first.at) first = { at, cause: schedule.every };
  }
  return first ?? { at: recorded.getTime(), cause: 'day' };
}

/** The digest, or the rows themselves where they are too few for one; nothing where all of them are told of already. */
async function oweDigest(
  tx: Transaction,
  cause: DigestCause,
  rows: readonly Delivery[],
  now: Date,
): Promise<Delivery[]> {
  const open: Delivery[] = [];
  for (const { key } of rows) {
    const row = await tx.get('deliveries', key);
    if (row && isOpen(row)) open.push(row);
  }
  const newest = open.at(-1);
  if (!newest) return [];
  if (cause === 'catch-up' && open.length < CATCH_UP_FROM) return open.map((row) => sendItself(tx, row, now));
  const key = parcelKey(newest.destination, ['digest', ...open.map((row) => row.key)]);
  const items = open.map(({ action, changes }) => ({ action, changes }));
  const since = open.reduce((first, { createdAt }) => (createdAt < first ? createdAt : first), newest.createdAt);
  const digest = await oweOnce(
    tx,
    {
      ...{ key, action: newest.action, destination: newest.destination, changes: null },
      subscriptions: [...new Set(open.flatMap(({ subscriptions }) => subscriptions))],
      parcel: { kind: 'digest', cause, since, items },
    },
    now,
  );
  for (const row of open) tx.put('deliveries', row.key, { ...row, digest: key, settledAt: now.toISOString() });
  return digest ? [digest] : [];
}

function sendItself(tx: Transaction, row: Delivery, now: Date): Delivery {
  const { reason: _, ...rest } = row;
  const sent: Delivery = { ...rest, state: 'pending', notBefore: now.toISOString() };
  tx.put('deliveries', row.key, sent);
  return sent;
}
