import type { Told } from '../alerts/digest.js';
import { EMPTY_TEST, labelled } from '../alerts/label.js';
import { NO_ACTION } from '../delivery/again.js';
import type { PartPost } from '../delivery/parts.js';
import { storyOf } from '../delivery/story.js';
import type { Action } from '../domain/action.js';
import type { Delivery, DigestItem, Parcel } from '../domain/delivery.js';
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
  /** One page of a large alert. */
  pageFor(action: Action, changes: Delivery['changes'], page: Extract<Parcel, { kind: 'page' }>): Message;
  /** Every entry of these actions in a file. */
  sheetFor(told: readonly Told[]): PartPost;
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

/** A page of a large alert, or the file with all that an alert or a digest tells of. */
export async function composePart(store: StoreReader, app: Composer, part: Delivery): Promise<PartPost> {
  const action = await recordedAction(store, part.action);
  const { parcel } = part;
  if (parcel?.kind === 'page') return { message: app.pageFor(action, part.changes, parcel) };
  const alert = parcel?.kind === 'csv' ? await store.get('deliveries', parcel.alert) : undefined;
  const items = alert?.parcel?.kind === 'digest' ? alert.parcel.items : [part];
  return app.sheetFor(await toldIn(store, items));
}

async function testOf(store: StoreReader, app: Composer, delivery: Delivery): Promise<Message> {
  return delivery.action === NO_ACTION ? EMPTY_TEST : alertOf(store, app, delivery);
}

async function alertOf(store: StoreReader, app: Composer, delivery: Delivery): Promise<Message> {
  const action = await recordedAction(store, delivery.action);
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
  return app.digestFor(await toldIn(store, parcel.items), parcel, await subscriptionsOf(store, delivery.subscriptions));
}

async function recordedAction(store: StoreReader, id: string): Promise<Action> {
  const action = await store.get('actions', id);
  if (!action) throw new Error(`Action ${id} is owed but not recorded`);
  return action;
}

async function toldIn(store: StoreReader, items: readonly DigestItem[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const { action, changes } of items) told.push({ action: await recordedAction(store, action), changes });
  return told;
}

async function subscriptionsOf(store: StoreReader, ids: readonly string[]): Promise<Subscription[]> {
  const found = await Promise.all(ids.map((id) => store.get('subscriptions', id)));
  return found.filter((subscription) => subscription !== undefined);
}

/** Compact where everybody who subscribed wants it so. */
export function formatOf(subscriptions: readonly Subscription[]): 'full' | 'compact' {
  return subscriptions.length > 0 && subscriptions.every(({ format }) => format === 'compact') ? 'compact' : 'full';
}
