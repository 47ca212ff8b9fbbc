import { judge } from '../alerts/quiet.js';
import type { RouteFacts } from '../alerts/route.js';
import type { Action } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import type { Quiet, Subscription } from '../domain/subscription.js';
import type { Transaction } from '../ports.js';

export type FactsFor = (action: Action) => RouteFacts;

/**
 * Why a row is not to be sent by itself as its place wishes now, with the pauses and mutes that are active there; null where
 * it is. What a person asked to be sent is wanted, whatever is subscribed, and what may have arrived is not silenced any more.
 */
export async function unwanted(
  tx: Transaction,
  row: Delivery,
  active: readonly Quiet[],
  factsFor: FactsFor,
): Promise<'unsubscribed' | 'muted' | 'paused' | null> {
  if (row.parcel?.kind === 'test' || row.parcel?.kind === 'replay') return null;
  const subscriptions = new Map<string, Subscription>();
  for (const id of row.subscriptions) {
    const subscription = await tx.get('subscriptions', id);
    if (subscription) subscriptions.set(id, subscription);
  }
  if (subscriptions.size === 0) return 'unsubscribed';
  if (active.length === 0 || row.parcel || row.unknownSince !== undefined) return null;
  const action = await tx.get('actions', row.action);
  const withheld = action ? judge(action, row, subscriptions, active, factsFor(action)).withheld : null;
  return withheld === 'in-digest' ? null : withheld;
}
