import type { Hit } from '../alerts/route.js';
import type { Action } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import { contentId } from '../lib/text.js';
import type { Transaction } from '../ports.js';

/** At most 25 characters, so that it can be Discord's nonce: https://discord.com/developers/docs/resources/message#create-message */
const KEY_LENGTH = 24;

/** The key of the delivery of an action to a destination. */
export function alertKey(action: string, destination: string): string {
  return contentId([action, destination, 'alert'], KEY_LENGTH);
}

/**
 * Inserts what an action owes, one delivery a destination, into the transaction that also records the action and advances
 * its source. Returns the rows it inserted, for the outbox: a delivery that exists is left as it is, so that deriving an
 * action again owes nothing twice.
 */
export async function owe(tx: Transaction, action: Action, hits: readonly Hit[], now: Date): Promise<Delivery[]> {
  const owed: Delivery[] = [];
  for (const { destination, subscriptions, changes } of hits) {
    const key = alertKey(action.id, destination);
    if (await tx.get('deliveries', key)) continue;
    const delivery: Delivery = {
      key,
      action: action.id,
      destination,
      order: await tx.next('delivery'),
      subscriptions,
      changes,
      state: 'pending',
      attempts: 0,
      createdAt: now.toISOString(),
      notBefore: now.toISOString(),
    };
    tx.insert('deliveries', key, delivery);
    owed.push(delivery);
  }
  return owed;
}
