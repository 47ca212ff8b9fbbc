import { activeQuiet } from '../alerts/quiet.js';
import type { Delivery, DeliveryState } from '../domain/delivery.js';
import type { Instant } from '../domain/listing.js';
import type { Destination, Platform } from '../domain/subscription.js';
import type { Clock, Log, Store, Transaction } from '../ports.js';
import { storeWaitMs } from './backoff.js';
import { sleep } from './bell.js';
import { isLongAgo, keepForSummary } from './catch-up.js';
import { oweEdit } from './edits.js';
import type { Lanes } from './lanes.js';
import type { Decision, Suspension } from './outcomes.js';
import { park, REINVITE, release, settled, unsubscribed, withhold } from './outcomes.js';
import { oweParts } from './parts-owed.js';
import { inChannelOf, isIn, ofTenant, placedIn, suspend } from './places.js';
import { type FactsFor, unwanted } from './unwanted.js';

/** What the store said when a row was about to be handed over. */
export type Marked =
  | { readonly kind: 'marked'; readonly destination: Destination }
  /** It was sent or given up, or deleted, in the meantime. */
  | { readonly kind: 'not-owed' }
  /** None of its subscriptions exists any more: it is settled. */
  | { readonly kind: 'unsubscribed' }
  /** Its place paused or muted it: a summary tells of it. */
  | { readonly kind: 'withheld'; readonly row: Delivery }
  | { readonly kind: 'no-destination' }
  | { readonly kind: 'store-failed' };

/** What followed from a decision. */
export interface Recorded {
  /** Whether it was still owed. If not, its row is as it was, or gone, and nothing followed. */
  readonly owed: boolean;
  readonly changed: readonly Destination[];
  readonly parts: readonly Delivery[];
}

export interface JournalDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly lanes: Lanes;
  /** Nothing is written any more once it is aborted. */
  readonly life: AbortSignal;
  /** These are kept for a summary. */
  readonly onWithheld: (rows: readonly Delivery[]) => void;
  readonly factsFor: FactsFor;
}

/** What followed from hearing where the bot is. */
export interface Returned {
  /** Their tenant was not known before. */
  readonly placed: readonly Destination[];
  /** These are tried again. */
  readonly resumed: readonly Destination[];
}

/**
 * What the outbox writes. Rows in memory are hints: others pause, unsubscribe and forget meanwhile, so every row is read in
 * the transaction that writes it, and one that is not owed any more stays as it is. A disk that is full loses nothing: what
 * must be recorded is written again until it is.
 */
export class Journal {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #lanes: Lanes;
  readonly #life: AbortSignal;
  readonly #onWithheld: (rows: readonly Delivery[]) => void;
  readonly #factsFor: FactsFor;
  #failing = false;

  constructor({ store, clock, log, lanes, life, onWithheld, factsFor }: JournalDeps) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#lanes = lanes;
    this.#life = life;
    this.#onWithheld = onWithheld;
    this.#factsFor = factsFor;
  }

  /** Records that the row is being handed over, before it is. One try: without it nothing is sent. */
  async mark(row: Delivery): Promise<Marked> {
    const marked = await this.#try(async (tx): Promise<Marked> => {
      const stored = await tx.get('deliveries', row.key);
      if (!stored || settled(stored)) return { kind: 'not-owed' };
      const destination = await tx.get('destinations', row.destination);
      const now = this.#clock.now();
      const why = await unwanted(tx, row, activeQuiet(destination?.quiet, now), this.#factsFor);
      if (why === 'unsubscribed') {
        tx.put('deliveries', row.key, unsubscribed(stored, now));
        return { kind: why };
      }
      if (why !== null) {
        const kept = withhold(stored, why, now);
        tx.put('deliveries', row.key, kept);
        return { kind: 'withheld', row: kept };
      }
      if (!destination) return { kind: 'no-destination' };
      tx.put('deliveries', row.key, row);
      return { kind: 'marked', destination };
    });
    if (marked?.kind === 'withheld') this.#onWithheld([marked.row]);
    return marked ?? { kind: 'store-failed' };
  }

  /**
   * Records a decision together with what it means for destinations, and gives those that changed and the parts that are owed
   * now. Null if the outbox was stopped before the store took it: the row then still says `sending`, and the next start treats
   * it as unknown.
   */
  async record({ row, effects }: Decision, now: Date): Promise<Recorded | null> {
    return this.#insist(async (tx) => {
      const stored = await tx.get('deliveries', row.key);
      // Whatever became of it meanwhile, what arrived was sent.
      const owed = stored !== undefined && (row.state === 'sent' || !settled(stored));
      if (!owed) return { owed, changed: [], parts: [] };
      tx.put('deliveries', row.key, row);
      const parts = await oweParts(tx, row, now);
      const changed: Destination[] = [];
      for (const effect of effects) {
        if (effect.kind === 'suspend')
          changed.push(...(await suspend(tx, row.destination, effect.scope, effect.suspended)));
        if (effect.kind === 'edit') await oweEdit(tx, row, effect.earlier, now);
        if (effect.kind === 'resume') changed.push(...(await this.#resume(tx, row.destination, now, effect.since)));
      }
      return { owed, changed, parts };
    });
  }

  /**
   * Records that the destination works again, with all of its tenant if that was gone, and with the threads of its channel;
   * gives those that changed.
   */
  async resume(destination: string, now: Date): Promise<Destination[] | null> {
    return this.#insist(async (tx) => {
      const changed = await this.#resume(tx, destination, now);
      const closed = (await inChannelOf(tx, destination)).filter(
        ({ id, suspended }) => id !== destination && suspended?.reason === 'destination-gone',
      );
      return [...changed, ...(await this.#unsuspend(tx, closed, now))];
    });
  }

  /** Records that the bot was removed from a tenant; gives the destinations that wait for its return from now on. */
  async tenantGone(platform: Platform, tenant: string, now: Date): Promise<Destination[] | null> {
    const suspended = { since: now.toISOString(), reason: 'tenant-gone', mend: REINVITE } satisfies Suspension;
    return this.#insist(async (tx) => {
      const there = (await tx.list('destinations')).map(([, one]) => one).filter(isIn(platform, [tenant]));
      const changed = there
        .filter((one) => one.suspended?.reason !== 'tenant-gone')
        .map((one): Destination => ({ ...one, suspended }));
      for (const one of changed) tx.put('destinations', one.id, one);
      return changed;
    });
  }

  /**
   * Records that the bot is in these tenants, and in which of them a place is that did not say so; gives the destinations that
   * are known better now, and those that are tried again.
   */
  async tenantsBack(
    platform: Platform,
    tenants: readonly string[],
    how: 'invited' | 'present',
    now: Date,
  ): Promise<Returned | null> {
    const waitedForThat = ({ suspended }: Destination): boolean =>
      suspended?.reason === 'tenant-gone' || (how === 'invited' && suspended?.reason === 'destination-gone');
    return this.#insist(async (tx) => {
      const all = (await tx.list('destinations')).map(([, one]) => one).filter(isIn(platform, tenants));
      const placed = new Map(placedIn(tenants, all).map((one) => [one.id, one]));
      for (const one of placed.values()) tx.put('destinations', one.id, one);
      const waiting = all.map((one) => placed.get(one.id) ?? one).filter(waitedForThat);
      return { placed: [...placed.values()], resumed: await this.#unsuspend(tx, waiting, now) };
    });
  }

  /** Marks those of the rows that wait for a suspended destination; gives them as they are now. */
  async park(destination: string, rows: readonly Delivery[], now: Date): Promise<Delivery[] | null> {
    return this.#insist(async (tx) => {
      const suspended = (await tx.get('destinations', destination))?.suspended;
      if (!suspended) return [];
      const waiting = await read(tx, rows, ['pending', 'suspended']);
      const parked = waiting.map((row) => park(row, suspended, now));
      for (const row of parked) tx.put('deliveries', row.key, row);
      return parked;
    });
  }

  /** `since`: only where it is the suspension that began then. */
  async #resume(tx: Transaction, id: string, now: Date, since?: Instant): Promise<Destination[]> {
    const destination = await tx.get('destinations', id);
    if (!destination?.suspended || (since !== undefined && destination.suspended.since !== since)) return [];
    const { reason } = destination.suspended;
    const affected = reason === 'tenant-gone' ? await ofTenant(tx, destination) : [destination];
    return this.#unsuspend(
      tx,
      affected.filter((one) => one.suspended?.reason === reason),
      now,
    );
  }

  async #unsuspend(tx: Transaction, destinations: readonly Destination[], now: Date): Promise<Destination[]> {
    const changed = destinations.map(({ suspended: _, ...one }): Destination => one);
    for (const one of changed) {
      tx.put('destinations', one.id, one);
      const waiting = await read(tx, this.#lanes.get(one.id)?.queue ?? [], ['suspended']);
      const kept = keepForSummary(tx, waiting, now);
      const names = new Set(kept.map(({ key }) => key));
      for (const row of waiting) if (!names.has(row.key)) tx.put('deliveries', row.key, release(row, now));
      // Should the transaction fail, whoever hears of them finds them as they were.
      this.#onWithheld(kept);
    }
    return changed;
  }

  /** Keeps for a summary what waited since long before the start; gives the keys of what does not wait any more. */
  async catchUp(open: readonly Delivery[], now: Date): Promise<ReadonlySet<string>> {
    const late = new Map<string, Delivery[]>();
    for (const row of open) {
      if (!isLongAgo(row.createdAt, now)) continue;
      const there = late.get(row.destination) ?? [];
      late.set(row.destination, there);
      there.push(row);
    }
    if (late.size === 0) return new Set();
    const kept = await this.#insist(async (tx) => {
      const all: Delivery[] = [];
      for (const [place, rows] of late) {
        const destination = await tx.get('destinations', place);
        // What waited for a place that was suspended, and works again by now, does not wait for it any more.
        const works = destination !== undefined && !destination.suspended;
        const waiting = await read(tx, rows, works ? ['pending', 'suspended'] : ['pending']);
        all.push(...keepForSummary(tx, waiting, now));
      }
      return all;
    });
    this.#onWithheld(kept ?? []);
    return new Set((kept ?? []).map(({ key }) => key));
  }

  async #insist<T extends object>(work: (tx: Transaction) => Promise<T>): Promise<T | null> {
    for (let failures = 1; !this.#life.aborted; failures += 1) {
      const result = await this.#try(work);
      if (result) return result;
      await sleep(this.#clock, storeWaitMs(failures), this.#life);
    }
    return null;
  }

  /** Null if the store failed; that it does, and that it works again, is logged once. */
  async #try<T extends object>(work: (tx: Transaction) => Promise<T>): Promise<T | null> {
    try {
      const result = await this.#store.transaction(work);
      if (this.#failing) this.#log.info('The store takes deliveries again');
      this.#failing = false;
      return result;
    } catch (error) {
      if (!this.#failing) {
        this.#log.error('The store does not take deliveries: nothing is sent until it does, and nothing is lost', {
          error,
        });
      }
      this.#failing = true;
      return null;
    }
  }
}

/** The rows as they are stored, as far as they are in one of these states. */
async function read(tx: Transaction, rows: readonly Delivery[], states: readonly DeliveryState[]): Promise<Delivery[]> {
  const found: Delivery[] = [];
  for (const { key } of rows) {
    const row = await tx.get('deliveries', key);
    if (row && states.includes(row.state)) found.push(row);
  }
  return found;
}
