import type { Delivery } from '../domain/delivery.js';
import type { Destination } from '../domain/subscription.js';
import { groupOf } from './budgets.js';
import { release, settled } from './outcomes.js';

/** One destination's queue: strictly first in, first out. */
export interface Lane {
  readonly id: string;
  /** Null where the store knows no such destination. */
  destination: Destination | null;
  /** Open deliveries, oldest first. */
  queue: readonly Delivery[];
  /** When the oldest may be handed over, in epoch milliseconds; null if there is none. */
  dueAt: number | null;
  /** Something is being done for it: an attempt, or parking its rows. */
  busy: boolean;
  /** Not before this time, in epoch milliseconds, because the store did not take what we had to write. */
  heldUntil: number;
  /** Some row may not say yet that it is suspended. */
  unparked: boolean;
  /** The name of the shelf it stands on. */
  shelf: string;
}

/** Lanes that are kept waiting by the same limits, in the order in which it is their turn. */
type Shelf = ReadonlySet<Lane>;

/** The shelf of lanes that send nothing next, and so wait for no limit. */
const NO_LIMIT = '';

/** The index of open deliveries: loaded once, fed with what is committed, so that nobody scans the store. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #shelves = new Map<string, Set<Lane>>();

  get(id: string): Lane | undefined {
    return this.#lanes.get(id);
  }

  all(): Iterable<Lane> {
    return this.#lanes.values();
  }

  /** The lanes of each bot or workspace that send something next: what keeps one of them waiting may keep them all. */
  *sending(): Iterable<Shelf> {
    for (const [name, lanes] of this.#shelves) if (name !== NO_LIMIT) yield lanes;
  }

  /** The lanes in which something is to be recorded next. */
  recording(): Shelf {
    return this.#shelves.get(NO_LIMIT) ?? new Set();
  }

  /** Queues an open delivery in the order of its destination; one that is queued already changes nothing. */
  add(row: Delivery, destination: Destination | null, now: Date): void {
    if (settled(row)) return;
    const lane = this.#lanes.get(row.destination) ?? this.#open(row.destination, destination);
    if (lane.queue.some(({ key }) => key === row.key)) return;
    const suspended = lane.destination?.suspended !== undefined;
    const later = lane.queue.findIndex(({ order }) => order > row.order);
    const fit = row.state === 'suspended' && !suspended ? release(row, now) : row;
    setQueue(lane, lane.queue.toSpliced(later < 0 ? lane.queue.length : later, 0, fit));
    lane.unparked ||= suspended && row.state === 'pending';
    this.#shelve(lane);
  }

  /** Takes the new state of rows that are queued; settled ones leave the queue. */
  replace(lane: Lane, rows: readonly Delivery[]): void {
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const current = lane.queue.map((row) => byKey.get(row.key) ?? row);
    setQueue(
      lane,
      current.filter((row) => !settled(row)),
    );
  }

  /** Takes the new state of destinations, as far as anything is queued for them. */
  update(destinations: readonly Destination[], now: Date): void {
    for (const destination of destinations) {
      const lane = this.#lanes.get(destination.id);
      if (!lane || lane.destination === destination) continue;
      lane.destination = destination;
      const fit = (row: Delivery): Delivery =>
        row.state === 'suspended' && !destination.suspended ? release(row, now) : row;
      setQueue(lane, lane.queue.map(fit));
      lane.unparked = destination.suspended !== undefined && lane.queue.some(({ state }) => state === 'pending');
      this.#shelve(lane);
    }
  }

  /** Takes a row out that is not owed any more. */
  drop(lane: Lane, row: Delivery): void {
    setQueue(
      lane,
      lane.queue.filter(({ key }) => key !== row.key),
    );
  }

  /** A step begins: the lane stands behind all others of its shelf, so that a shared budget goes round. */
  begin(lane: Lane): void {
    lane.busy = true;
    const shelf = this.#shelves.get(lane.shelf);
    if (shelf?.delete(lane)) shelf.add(lane);
  }

  /** The step is over. A lane in which nothing is left is forgotten. */
  end(lane: Lane): void {
    lane.busy = false;
    if (lane.queue.length > 0) this.#shelve(lane);
    else {
      this.#lanes.delete(lane.id);
      this.#unshelve(lane);
    }
  }

  #open(id: string, destination: Destination | null): Lane {
    const lane: Lane = {
      ...{ id, destination, queue: [], dueAt: null },
      ...{ busy: false, heldUntil: 0, unparked: false, shelf: NO_LIMIT },
    };
    this.#lanes.set(id, lane);
    return lane;
  }

  /** Puts a lane where it belongs now; while a step is under way it stays where it is. */
  #shelve(lane: Lane): void {
    const name = lane.destination && isSending(lane) ? groupOf(lane.destination) : NO_LIMIT;
    const shelf = this.#shelves.get(name) ?? new Set();
    if (lane.busy || shelf.has(lane)) return;
    this.#unshelve(lane);
    this.#shelves.set(name, shelf.add(lane));
    lane.shelf = name;
  }

  #unshelve(lane: Lane): void {
    const shelf = this.#shelves.get(lane.shelf);
    if (shelf?.delete(lane) && shelf.size === 0) this.#shelves.delete(lane.shelf);
  }
}

function setQueue(lane: Lane, queue: readonly Delivery[]): void {
  const [head] = queue;
  lane.queue = queue;
  lane.dueAt = head ? Date.parse(head.notBefore) : null;
}

/** Whether its next step is to send something, which others may have to go before. */
export function isSending({ destination, unparked, queue }: Lane): boolean {
  return destination !== null && !unparked && queue[0]?.state !== 'sending';
}

/**
 * When the lane's oldest delivery may be handed over as far as the lane itself goes, in epoch milliseconds; null if only
 * an event changes that. FIFO means that nothing overtakes it.
 */
export function laneReadyAt(lane: Lane): number | null {
  return lane.busy || lane.dueAt === null ? null : Math.max(lane.dueAt, lane.heldUntil);
}
