import type { Delivery, Parcel } from '../domain/delivery.js';
import type { Again, Store, Transaction } from '../ports.js';
import { oweOnce, parcelKey } from './owe.js';

/** What a test shows where no action is recorded yet. */
export const NO_ACTION = 'test';

/**
 * Owes a test or a replay, with its place where nothing was ever sent there, and puts it on record. The same call again
 * finds it owed. `changes` and `subscriptions` are what the place would get of the action.
 */
export function oweAgain(
  store: Store,
  { kind, action, place, asker, invocation }: Again,
  hit: Pick<Delivery, 'changes' | 'subscriptions'>,
  now: Date,
): Promise<Delivery> {
  const id = action?.id ?? NO_ACTION;
  const key = parcelKey(place.id, [id, kind, invocation]);
  const parcel: Parcel = { kind, by: asker.name };
  return store.transaction(async (tx) => {
    const owed = await oweOnce(tx, { key, action: id, destination: place.id, ...hit, parcel }, now);
    if (owed === null) return known(tx, key);
    const { suspended: _, ...bare } = place;
    if (!(await tx.get('destinations', place.id))) tx.put('destinations', place.id, bare);
    const what = `${kind} of ${id} to ${place.id}`;
    tx.put('audit', `W${await tx.next('audit')}`, { at: now.toISOString(), who: asker.id, what, why: '' });
    return owed;
  });
}

async function known(tx: Transaction, key: string): Promise<Delivery> {
  const row = await tx.get('deliveries', key);
  if (!row) throw new Error(`Delivery ${key} is neither new nor known`);
  return row;
}
