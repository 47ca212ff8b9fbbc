import type { Delivery } from '../domain/delivery.js';
import type { Transaction } from '../ports.js';

/** After so long an alert is no news any more: all that waited with it is told in one summary. */
const LONG_MS = 24 * 60 * 60 * 1000;
/** Fewer than that are told one by one. */
export const CATCH_UP_FROM = 3;

/** Whether that was too long ago for alerts of their own. */
export function isLongAgo(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) > LONG_MS;
}

/**
 * Keeps back, for one summary, what waits of a place for longer than a day; nothing where that is little. What may have
 * arrived already is left alone. Gives the rows as they are now.
 */
export function keepForSummary(tx: Transaction, rows: readonly Delivery[], now: Date): Delivery[] {
  const old = rows.filter((row) => waits(row) && isLongAgo(row.createdAt, now));
  if (old.length < CATCH_UP_FROM) return [];
  return old.map((row) => {
    const kept: Delivery = { ...row, state: 'withheld', reason: 'catch-up' };
    tx.put('deliveries', row.key, kept);
    return kept;
  });
}

function waits({ state, parcel, unknownSince }: Delivery): boolean {
  return (state === 'pending' || state === 'suspended') && parcel === undefined && unknownSince === undefined;
}
