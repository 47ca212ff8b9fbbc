import { activeQuiet, judge } from '../alerts/quiet.js';
import { type RouteFacts, routeAction } from '../alerts/route.js';
import { oweAgain } from '../delivery/again.js';
import type { Action } from '../domain/action.js';
import type { Delivery } from '../domain/delivery.js';
import type { Subscription } from '../domain/subscription.js';
import type { App, Clock, Deliveries, Store } from '../ports.js';
import { formatOf } from './parcels.js';
import { whyOf } from './why.js';

/** How long a test waits to be able to say what became of it: well within the time in which platforms take an answer. */
const TRIED_WITHIN_MS = 8_000;

/** What sends what is owed; without one, it is owed and nothing more. */
export interface Sender {
  wake(deliveries: readonly Delivery[]): void;
  /** Resolves when the delivery was tried once, or after `ms`. */
  tried(key: string, ms: number): Promise<void>;
  /** What was suspended there is tried again. */
  restored(destination: string): Promise<void>;
}

export interface DeliveriesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly factsFor: (action: Action) => RouteFacts;
  readonly alertFor: App['alertFor'];
  readonly titleOf: (source: string) => string;
  readonly sender: () => Sender | null;
}

/** What is owed, was sent or was not, from the store. */
export function createDeliveries(deps: DeliveriesDeps): Deliveries {
  const { store } = deps;
  return {
    why: (action, destination) => whyOf(deps, deps.factsFor(action), action, destination),

    async of(destination, limit) {
      const own = (await store.list('deliveries')).flatMap(([, row]) => (row.destination === destination ? row : []));
      return own.sort((a, b) => b.order - a.order).slice(0, limit);
    },

    async preview(action, destination) {
      const held = await subscriptionsIn(store, destination);
      const [hit] = routeAction(action, held, deps.factsFor(action));
      const because = held.filter(({ id }) => hit?.subscriptions.includes(id));
      const message = deps.alertFor(action, hit?.changes ?? null, because, formatOf(because));
      return { message, subscribed: hit !== undefined };
    },

    async again(wanted) {
      const { action, place } = wanted;
      const hit = action ? await hitOf(deps, action, place.id) : { changes: null, subscriptions: [] };
      const delivery = await oweAgain(store, wanted, hit, deps.clock.now());
      const sender = deps.sender();
      if (sender && delivery.state === 'pending' && delivery.attempts === 0) {
        await sender.restored(place.id);
        sender.wake([delivery]);
        await sender.tried(delivery.key, TRIED_WITHIN_MS);
      }
      return {
        delivery: (await store.get('deliveries', delivery.key)) ?? delivery,
        suspended: (await store.get('destinations', place.id))?.suspended,
      };
    },

    destination: (id) => store.get('destinations', id),
  };
}

/** What a destination gets of an action: all of it where nothing there is about it. */
async function hitOf(deps: DeliveriesDeps, action: Action, destination: string) {
  const held = await subscriptionsIn(deps.store, destination);
  const facts = deps.factsFor(action);
  const [hit] = routeAction(action, held, facts);
  if (!hit) return { changes: null, subscriptions: [] };
  const quiet = (await deps.store.get('destinations', destination))?.quiet;
  const byId = new Map(held.map((subscription) => [subscription.id, subscription]));
  const { changes, subscriptions } = judge(action, hit, byId, activeQuiet(quiet, deps.clock.now()), facts);
  return { changes, subscriptions };
}

async function subscriptionsIn(store: Store, destination: string): Promise<Subscription[]> {
  const rows = await store.list('subscriptions');
  return rows.map(([, row]) => row).filter((row) => row.destination === destination);
}
