import { type Destination, placeNamed } from '../domain/subscription.js';
import type { Clock, Store } from '../ports.js';

/** A destination by an id that the configuration or the store vouches for. */
export function destinationOf(id: string): Destination {
  const place = placeNamed(id);
  if (place) return place;
  throw new Error(`"${id}" names no place`);
}

export const TERMINAL = destinationOf('terminal/local');

/**
 * Subscribes a destination from the configuration to everything when it is first seen. Whoever unsubscribes it later is
 * not overruled by the next start.
 */
export async function subscribeDefault(store: Store, clock: Clock, id: string): Promise<void> {
  await store.transaction(async (tx) => {
    if ((await tx.next(`default/${id}`)) > 1) return;
    const at = clock.now().toISOString();
    const subscription = `S${await tx.next('subscription')}`;
    if (!(await tx.get('destinations', id))) tx.put('destinations', id, destinationOf(id));
    tx.put('subscriptions', subscription, {
      id: subscription,
      destination: id,
      target: { kind: 'everything' },
      kinds: [],
      format: 'full',
      createdAt: at,
      createdBy: 'env',
      createdByName: 'configuration',
    });
    const what = `subscribed ${subscription} everything for ${id}`;
    tx.put('audit', `W${await tx.next('audit')}`, { at, who: 'env', what, why: 'default channel' });
  });
}

/** The default channels of the configuration; the terminal where there is no other platform. */
export function defaultDestinations(config: {
  readonly slack: { readonly channel?: string } | null;
  readonly discord: { readonly channel?: string } | null;
}): string[] {
  if (!config.slack && !config.discord) return [TERMINAL.id];
  return [
    ...(config.slack?.channel ? [`slack/${config.slack.channel}`] : []),
    ...(config.discord?.channel ? [`discord/${config.discord.channel}`] : []),
  ];
}
