import type { Subscription } from '../domain/subscription.js';
import type { Breath } from '../lib/breath.js';
import { type Hit, type Matched, union } from './route.js';

/** A destination, once for all its subscriptions. */
export interface Place {
  readonly destination: string;
  subscriptions: number;
  /** While an action is routed: of its rows, the one that was reached last, and the order of the first among all. */
  reached: Row | null;
  first: number;
}

/** A subscription and its place among all. */
export interface Row {
  /** The subscription's. */
  readonly id: string;
  readonly order: number;
  readonly subscription: Subscription;
  readonly place: Place;
  /** While an action is routed: what of it the subscription is about, and the row of its place reached before. */
  matched: Matched;
  before: Row | null;
}

/** So many orders stand on one shelf, which is sorted at once. */
const SHELF = 16_384;

/**
 * What one action reaches. It is noted in the rows and places themselves, of which there may be a million: only one action
 * is routed at a time, and `hits` leaves them clean.
 */
export class Reach {
  readonly #places: Place[] = [];

  add(row: Row, matched: Matched): void {
    const { place } = row;
    if (place.reached === null) {
      place.first = row.order;
      this.#places.push(place);
    } else if (row.order < place.first) place.first = row.order;
    row.matched = matched;
    row.before = place.reached;
    place.reached = row;
  }

  /** A hit for each place, in the order of their first rows. Once. */
  async hits(breath: Breath): Promise<Hit[]> {
    const hits: Hit[] = [];
    for (const shelf of this.#shelves()) {
      for (const place of shelf.sort((a, b) => a.first - b.first)) {
        hits.push(hitOf(place));
        if (breath.due()) await breath.take();
      }
    }
    return hits;
  }

  /** The places, those with earlier rows on earlier shelves. */
  #shelves(): Place[][] {
    const shelves = new Map<number, Place[]>();
    for (const place of this.#places) {
      const n = Math.floor(place.first / SHELF);
      const shelf = shelves.get(n);
      if (shelf) shelf.push(place);
      else shelves.set(n, [place]);
    }
    return [...shelves].sort(([a], [b]) => a - b).map(([, shelf]) => shelf);
  }
}

function hitOf(place: Place): Hit {
  const { destination } = place;
  const rows: Row[] = [];
  let parts: (readonly number[])[] | null = [];
  for (let row = place.reached; row; ) {
    const { before, matched } = row;
    rows.push(row);
    if (matched === 'whole') parts = null;
    else if (matched !== 'none') parts?.push(matched);
    row.matched = 'none';
    row.before = null;
    row = before;
  }
  place.reached = null;
  const subscriptions = rows.sort((a, b) => a.order - b.order).map(({ id }) => id);
  return { destination, subscriptions, changes: parts && united(parts) };
}

/** The short ones first, so that a long one is gone through once. */
function united(parts: (readonly number[])[]): readonly number[] {
  return parts.sort((a, b) => a.length - b.length).reduce(union);
}
