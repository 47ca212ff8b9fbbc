import type { EditOutcome, SendOutcome } from '../../src/domain/delivery.js';
import type { Chat, Rewrite, Store } from '../../src/ports.js';

/** A process that can die: from then on nothing it asked for is ever answered, and nothing it asks has any effect. */
export class Mortal {
  #steps = 0;
  #dead = false;
  readonly #diesAt: number;
  readonly #moment: 'before' | 'after';

  /** Dies at its `diesAt`-th transaction or send, just before or just after it took effect. */
  constructor(diesAt: number, moment: 'before' | 'after') {
    this.#diesAt = diesAt;
    this.#moment = moment;
  }

  get dead(): boolean {
    return this.#dead;
  }

  kill(): void {
    this.#dead = true;
  }

  store(real: Store): Store {
    return {
      get: (collection, key) => this.#step(() => real.get(collection, key), false),
      list: (collection, prefix) => this.#step(() => real.list(collection, prefix), false),
      transaction: (work) => this.#step(() => real.transaction(work)),
      watch: (collection, listener) => real.watch(collection, listener),
      close: () => real.close(),
    };
  }

  chat(real: Chat): Chat {
    const edit = real.edit?.bind(real);
    return {
      ...(edit ? { edit: (rewrite: Rewrite): Promise<EditOutcome> => this.#step(() => edit(rewrite)) } : {}),
      platform: real.platform,
      start: (handlers) => real.start(handlers),
      stop: () => real.stop(),
      send: (post): Promise<SendOutcome> => this.#step(() => real.send(post)),
    };
  }

  async #step<T>(effect: () => Promise<T>, counts = true): Promise<T> {
    if (counts) this.#steps += 1;
    const last = counts && this.#steps === this.#diesAt;
    if (last && this.#moment === 'before') this.#dead = true;
    if (this.#dead) return new Promise<T>(() => {});
    const result = await effect();
    if (last) this.#dead = true;
    return this.#dead ? new Promise<T>(() => {}) : result;
  }
}
