import type { Told } from '../alerts/digest.js';
import { EMPTY_TEST, labelled } from '../alerts/label.js';
import { NO_ACTION } from '../delivery/again.js';
import { storyOf } from '../delivery/story.js';
import type { Delivery, Parcel } from '../domain/delivery.js';
import type { Message } from '../domain/message.js';
import { NO_STORY } from '../domain/story.js';
import type { Subscription } from '../domain/subscription.js';
import type { App, StoreReader } from '../ports.js';

/** What words are made with. */
export interface Composer extends Pick<App, 'alertFor'> {
  /** How a digest of these actions reads. */
  digestFor(
    told: readonly Told[],
    digest: Extract<Parcel, { kind: 'digest' }>,
    subscriptions: readonly Subscription[],
  ): Message;
}

/** What the store says is owed, as it reads now. */
export async function composeDelivery(store: StoreReader, app: Composer, delivery: Delivery): Promise<Message> {
  const { parcel } = delivery;
  switch (parcel?.kind) {
    case 'test':
      return labelled(await testOf(store, app, delivery), 'TEST', `A test by ${parcel.by}, no new alert`);
    case 'replay':
      return labelled(await alertOf(store, app, delivery), 'REPLAY', `Sent again by ${parcel.by}, no new alert`);
    case 'digest':
      return digestOf(store, app, delivery, parcel);
    default:
      return alertOf(store, app, delivery);
  }
}

async function testOf(store: StoreReader, app: Composer, delivery: Delivery): Promise<Message> {
  return delivery.action === NO_ACTION ? EMPTY_TEST : alertOf(store, app, delivery);
}

async function alertOf(store: StoreReader, app: Composer, delivery: Delivery): Promise<Message> {
  const action = await store.get('actions', delivery.action);
  if (!action) throw new Error(`Action ${delivery.action} is owed but not recorded`);
  const subscriptions = await subscriptionsOf(store, delivery.subscriptions);
  const story = delivery.parcel === undefined ? await storyOf(store, delivery) : NO_STORY;
  return app.alertFor(action, delivery.changes, subscriptions, formatOf(subscriptions), story);
}

async function digestOf(
  store: StoreReader,
  app: Composer,
  delivery: Delivery,
  parcel: Extract<Parcel, { kind: 'digest' }>,
): Promise<Message> {
  const told: Told[] = [];
  for (const { action: id, changes } of parcel.items) {
    const action = await store.get('actions', id);
    if (action) told.push({ action, changes });
  }
  return app.digestFor(told, parcel, await subscriptionsOf(store, delivery.subscriptions));
}

async function subscriptionsOf(store: StoreReader, ids: readonly string[]): Promise<Subscription[]> {
  const found = await Promise.all(ids.map((id) => store.get('subscriptions', id)));
  return found.filter((subscription) => subscription !== undefined);
}

/** Compact where everybody who subscribed wants it so. */
export function formatOf(subscriptions: readonly Subscription[]): 'full' | 'compact' {
  return subscriptions.length > 0 && subscriptions.every(({ format }) => format === 'compact') ? 'compact' : 'full';
}
