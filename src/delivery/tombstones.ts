import type { Destination } from '../domain/subscription.js';
import type { Clock, Log, Store, Transaction } from '../ports.js';
import { settled, tenantForgotten } from './outcomes.js';

const DAY = 24 * 60 * 60 * 1000;
/** How long the subscriptions of a server or workspace outlive the bot's removal from it. */
const KEPT_DAYS = 30;

/**
 * Forgets the places from which the bot was removed thirty days ago or more, with their subscriptions; what was owed there
 * is settled as given up, so that `history` can tell. Gives how many were forgotten.
 */
export async function forgetTenants({
  store,
  clock,
  log,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<number> {
  const now = clock.now();
  const isPast = ({ suspended }: Destination): boolean =>
    suspended?.reason === 'tenant-gone' && now.getTime() - Date.parse(suspended.since) >= KEPT_DAYS * DAY;
  const past = (await store.list('destinations')).filter(([, place]) => isPast(place));
  let count = 0;
  for (const [id] of past) {
    const forgotten = await store.transaction(async (tx) => {
      const place = await tx.get('destinations', id);
      // It may have come back since it was looked at.
      return place && isPast(place) ? forget(tx, id, now) : null;
    });
    if (forgotten === null) continue;
    count += 1;
    log.info('The bot was removed from there thirty days ago; its subscriptions are forgotten', {
      destination: id,
      ...forgotten,
    });
  }
  return count;
}

async function forget(tx: Transaction, id: string, now: Date): Promise<{ subscriptions: number; deliveries: number }> {
  const subscriptions = (await tx.list('subscriptions')).filter(([, { destination }]) => destination === id);
  for (const [key] of subscriptions) tx.delete('subscriptions', key);
  const owed = (await tx.list('deliveries')).filter(([, row]) => row.destination === id && !settled(row));
  for (const [key, row] of owed) tx.put('deliveries', key, tenantForgotten(row, now));
  tx.delete('destinations', id);
  const why = `the bot was removed from there ${KEPT_DAYS} days ago`;
  tx.put('audit', `W${await tx.next('audit')}`, { at: now.toISOString(), who: 'tocsin', what: `forget ${id}`, why });
  return { subscriptions: subscriptions.length, deliveries: owed.length };
}
