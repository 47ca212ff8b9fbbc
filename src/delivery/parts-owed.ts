import { PAGE_SIZE, pageCount } from '../alerts/pages.js';
import type { Delivery, Parcel } from '../domain/delivery.js';
import type { Transaction } from '../ports.js';
import { oweOnce, parcelKey } from './owe.js';

/** Whether it is a page or a file of an alert: no alert ever waits for one. */
export function isPart({ parcel }: Delivery): boolean {
  return parcel?.kind === 'page' || parcel?.kind === 'csv';
}

/**
 * Owes the pages and the file of a large alert or digest, in the transaction that records it as sent: they stand in its
 * thread. Whoever wants alerts in compact form gets none, nor does the terminal, where `action` shows them. Gives those that
 * were not owed before.
 */
export async function oweParts(tx: Transaction, row: Delivery, now: Date): Promise<Delivery[]> {
  if (row.state !== 'sent' || row.messageId === undefined) return [];
  if (row.destination.startsWith('terminal/')) return [];
  const pages = await pagesOf(tx, row);
  if (pages === null || (await isCompact(tx, row))) return [];
  const numbers = Array.from({ length: pages }, (_, i) => i + 1);
  const parcels: Parcel[] = [
    ...numbers.map((page): Parcel => ({ kind: 'page', alert: row.key, page, pages })),
    { kind: 'csv', alert: row.key },
  ];
  const { action, destination, subscriptions, changes } = row;
  const owed: Delivery[] = [];
  for (const parcel of parcels) {
    const key = parcelKey(destination, [row.key, parcel.kind, parcel.kind === 'page' ? String(parcel.page) : '']);
    const part = await oweOnce(tx, { key, action, destination, subscriptions, changes, parcel }, now);
    if (part) owed.push(part);
  }
  return owed;
}

/** How many pages follow it; null where nothing does. A digest that leaves actions out has a file alone. */
async function pagesOf(tx: Transaction, { action: id, changes, parcel }: Delivery): Promise<number | null> {
  if (parcel?.kind === 'digest') return parcel.items.length > PAGE_SIZE ? 0 : null;
  if (parcel) return null;
  const action = await tx.get('actions', id);
  return (action && pageCount(action, changes)) || null;
}

async function isCompact(tx: Transaction, { parcel, subscriptions }: Delivery): Promise<boolean> {
  if (parcel) return false;
  for (const id of subscriptions) if ((await tx.get('subscriptions', id))?.format !== 'compact') return false;
  return subscriptions.length > 0;
}
