import type { Delivery } from '../domain/delivery.js';
import type { Destination, Platform } from '../domain/subscription.js';
import type { Clock, Log, Store, Transaction } from '../ports.js';
import { storeWaitMs } from './backoff.js';
import { sleep } from './bell.js';
import { isLongAgo, keepForSummary } from './catch-up.js';
import { oweEdit } from './edits.js';
import type { Lanes } from './lanes.js';
import type { Decision, Suspension } from './outcomes.js';
import { park, REINVITE, release, settled, unsubscribed } from './outcomes.js';
import { oweParts } from './parts-owed.js';

/** What the store said when a row was about to be handed over. */
export type Marked =
  | { readonly kind: 'marked'; readonly destination: Destination }
  /** It was sent or given up, or deleted, in the meantime. */
  | { readonly kind: 'not-owed' }
  /** None of its subscriptions exists any more: it is settled. */
  | { readonly kind: 'unsubscribed' }
  | { readonly kind: 'no-destination' }
  | { readonly kind: 'store-failed' };

/** What followed from a decision. */
export interface Recorded {
  readonly changed: readonly Destination[];
  readonly parts: readonly Delivery[];
}

/** What the outbox writes. A disk that is full loses nothing: what must be recorded is written again until it is. */
export class Journal {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #lanes: Lanes;
  readonly #life: AbortSignal;
  readonly #onWithheld: (rows: readonly Delivery[]) => void;
  #failing = false;

  /** Nothing is written any more once `life` is aborted. `onWithheld` gets what is kept for a summary. */
  constructor(
    store: Store,
    clock: Clock,
    log: Log,
    lanes: Lanes,
    life: AbortSignal,
    onWithheld: (rows: readonly Delivery[]) => void,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#lanes = lanes;
    this.#life = life;
    this.#onWithheld = onWithheld;
  }

  /** Records that the row is being handed over, before it is. One try: without it nothing is sent. */
  async mark(row: Delivery): Promise<Marked> {
    const marked = await this.#try(async (tx): Promise<Marked> => {
      const stored = await tx.get('deliveries', row.key);
      if (!stored || settled(stored)) return { kind: 'not-owed' };
      if (!(await isWanted(tx, stored))) {
        tx.put('deliveries', row.key, unsubscribed(stored, this.#clock.now()));
        return { kind: 'unsubscribed' };
      }
      const destination = await tx.get('destinations', row.destination);
      if (!destination) return { kind: 'no-destination' };
      tx.put('deliveries', row.key, row);
      return { kind: 'marked', destination };
    });
    return marked ?? { kind: 'store-failed' };
  }

  /** Records the row as it is before it is handed over. One try: without it nothing is sent. */
  async keep(row: Delivery): Promise<boolean> {
    return (await this.#try((tx) => put(tx, row))) !== null;
  }

  /** Records the row as it is; false if the outbox was stopped before the store took it. */
  async insist(row: Delivery): Promise<boolean> {
    return (await this.#insist((tx) => put(tx, row))) !== null;
  }

  /**
   * Records a decision together with what it means for destinations, and gives those that changed and the parts that are owed now. Null if the outbox was
   * stopped before the store took it: the row then still says `sending`, and the next start treats it as unknown.
   */
  async record({ row, effects }: Decision, now: Date): Promise<Recorded | null> {
    return this.#insist(async (tx) => {
      tx.put('deliveries', row.key, row);
      const parts = await oweParts(tx, row, now);
      const changed: Destination[] = [];
      for (const effect of effects) {
        if (effect.kind === 'suspend')
          changed.push(...(await suspend(tx, row.destination, effect.scope, effect.suspended)));
        if (effect.kind === 'edit') await oweEdit(tx, row, effect.earlier, now);
        if (effect.kind === 'resume') changed.push(...(await this.#resume(tx, row.destination, now)));
      }
      return { changed, parts };
    });
  }

  /** Records that the destination works again, with all of its tenant if that was gone; gives those that changed. */
  async resume(destination: string, now: Date): Promise<Destination[] | null> {
    return this.#insist((tx) => this.#resume(tx, destination, now));
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

  /** Records that the bot is in these tenants; gives the destinations that are tried again for that. */
  async tenantsBack(
    platform: Platform,
    tenants: readonly string[],
    how: 'invited' | 'present',
    now: Date,
  ): Promise<Destination[] | null> {
    const waitedForThat = ({ suspended }: Destination): boolean =>
      suspended?.reason === 'tenant-gone' || (how === 'invited' && suspended?.reason === 'destination-gone');
    return this.#insist(async (tx) => {
      const there = (await tx.list('destinations')).map(([, one]) => one).filter(isIn(platform, tenants));
      return this.#unsuspend(tx, there.filter(waitedForThat), now);
    });
  }

  /** Marks the waiting rows of a suspended destination; gives the rows as they are now. */
  async park(destination: string, rows: readonly Delivery[], now: Date): Promise<Delivery[] | null> {
    return this.#insist(async (tx) => {
      const suspended = (await tx.get('destinations', destination))?.suspended;
      if (!suspended) return [];
      const parked = rows.map((row) => park(row, suspended, now));
      for (const row of parked) tx.put('deliveries', row.key, row);
      return parked;
    });
  }

  async #resume(tx: Transaction, id: string, now: Date): Promise<Destination[]> {
    const destination = await tx.get('destinations', id);
    const reason = destination?.suspended?.reason;
    if (!destination || reason === undefined) return [];
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
      const waiting: Delivery[] = [];
      for (const { key } of this.#lanes.get(one.id)?.queue ?? []) {
        const row = await tx.get('deliveries', key);
        if (row?.state === 'suspended') waiting.push(row);
      }
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
    const late = open.filter(({ state, createdAt }) => state === 'pending' && isLongAgo(createdAt, now));
    const places = new Set(late.map(({ destination }) => destination));
    if (places.size === 0) return new Set();
    const kept = await this.#insist(async (tx) =>
      [...places].flatMap((place) =>
        keepForSummary(
          tx,
          late.filter(({ destination }) => destination === place),
          now,
        ),
      ),
    );
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

async function put(tx: Transaction, row: Delivery): Promise<Delivery> {
  tx.put('deliveries', row.key, row);
  return row;
}

/** What a person asked to be sent is wanted, whatever is subscribed. */
async function isWanted(tx: Transaction, { subscriptions, parcel }: Delivery): Promise<boolean> {
  if (parcel?.kind === 'test' || parcel?.kind === 'replay') return true;
  for (const id of subscriptions) if (await tx.get('subscriptions', id)) return true;
  return false;
}

async function suspend(
  tx: Transaction,
  id: string,
  scope: 'destination' | 'tenant',
  suspended: Suspension,
): Promise<Destination[]> {
  const destination = await tx.get('destinations', id);
  if (!destination) return [];
  const affected = scope === 'tenant' ? await ofTenant(tx, destination) : [destination];
  const changed = affected.filter((one) => !one.suspended).map((one) => ({ ...one, suspended }));
  for (const one of changed) tx.put('destinations', one.id, one);
  return changed;
}

/** On Slack the bot is in one workspace: a channel that the configuration names by its id alone is in that. */
function isIn(platform: Platform, tenants: readonly string[]): (one: Destination) => boolean {
  const names = new Set(tenants);
  return ({ platform: own, tenant }) =>
    own === platform && (tenant === undefined ? platform === 'slack' : names.has(tenant));
}

async function ofTenant(tx: Transaction, { id, platform, tenant }: Destination): Promise<Destination[]> {
  const all = (await tx.list('destinations')).map(([, destination]) => destination);
  return all.filter(
    (one) => one.id === id || (tenant !== undefined && one.platform === platform && one.tenant === tenant),
  );
}
