import type { Hit } from '../alerts/route.js';
import type { Action } from '../domain/action.js';
import type { Delivery, DeliveryReason } from '../domain/delivery.js';
import { Breath } from '../lib/breath.js';
import { contentId } from '../lib/text.js';
import type { Transaction } from '../ports.js';

/** At most 25 characters, so that it can be Discord's nonce: https://discord.com/developers/docs/resources/message#create-message */
const KEY_LENGTH = 24;

/** The key of the delivery of an action to a destination. */
export function alertKey(action: string, destination: string): string {
  return contentId([action, destination, 'alert'], KEY_LENGTH);
}

/** The key of what is no alert; `what` tells it from all others there. */
export function parcelKey(destination: string, what: readonly string[]): string {
  return contentId([destination, ...what], KEY_LENGTH);
}

/** What a delivery is of, apart from when and in which order it is sent. */
type Owed = Pick<Delivery, 'key' | 'action' | 'destination' | 'subscriptions' | 'changes'> &
  Partial<Pick<Delivery, 'state' | 'reason' | 'parcel'>>;

/** A hit, and the reason for which it is not sent by itself; null where it is. */
export type JudgedHit = Hit & { readonly withheld?: DeliveryReason | null };

/**
 * Inserts what an action owes, one delivery a destination, into the transaction that also records the action and advances
 * its source. Returns the rows it inserted, for the outbox: a delivery that exists is left as it is, so that deriving an
 * action again owes nothing twice.
 */
export async function owe(tx: Transaction, action: Action, hits: readonly JudgedHit[], now: Date): Promise<Delivery[]> {
  const owed: Delivery[] = [];
  const breath = new Breath();
  for (const { destination, subscriptions, changes, withheld = null } of hits) {
    if (breath.due()) await breath.take();
    const key = alertKey(action.id, destination);
    const row = { key, action: action.id, destination, subscriptions, changes };
    const kept = withheld === null ? {} : { state: 'withheld' as const, reason: withheld };
    const delivery = await oweOnce(tx, { ...row, ...kept }, now);
    if (delivery) owed.push(delivery);
  }
  return owed;
}

/** Inserts one delivery behind all others of its destination; null where its key is owed already. */
export async function oweOnce(tx: Transaction, owed: Owed, now: Date): Promise<Delivery | null> {
  if (await tx.get('deliveries', owed.key)) return null;
  const delivery: Delivery = {
    ...{ order: await tx.next('delivery'), state: 'pending', attempts: 0 },
    ...{ createdAt: now.toISOString(), notBefore: now.toISOString() },
    ...owed,
  };
  tx.insert('deliveries', owed.key, delivery);
  return delivery;
}
