import { relatedActors } from '../actors/index.js';
import { SubscriptionIndex } from '../alerts/subscription-index.js';
import type { Actors, Store, Transaction } from '../ports.js';

/** All subscriptions, by what they are about: read once, then kept as every commit leaves them. */
export class Subscribed {
  readonly #actors: Actors;
  #index: SubscriptionIndex | null = null;

  constructor(store: Store, actors: Actors) {
    this.#actors = actors;
    store.watch('subscriptions', (id, subscription) => this.#index?.set(id, subscription));
  }

  /**
   * The subscriptions as the transaction finds them: nothing else commits while it runs. It must be one that changes none
   * itself.
   */
  async during(tx: Transaction): Promise<SubscriptionIndex> {
    if (this.#index) return this.#index;
    const index = new SubscriptionIndex((actor) => relatedActors(this.#actors, actor));
    for (const [id, subscription] of await tx.list('subscriptions')) index.set(id, subscription);
    this.#index = index;
    return index;
  }
}
