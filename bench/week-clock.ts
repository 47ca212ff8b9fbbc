import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../src/ports.js';

interface Sleeper {
  readonly due: number;
  readonly signal: AbortSignal | undefined;
  readonly wake: () => void;
}

/** After so many milliseconds without a change, whoever still works waits for another one that sleeps. */
const PATIENCE_MS = 250;

/** A clock that jumps from one sleeper to the next as soon as all that work with real sockets and files have come to rest. */
export class WeekClock implements Clock {
  #now: number;
  readonly #asleep = new Set<Sleeper>();

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  get sleepers(): number {
    return this.#asleep.size;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#asleep.delete(sleeper);
        signal?.removeEventListener('abort', cancel);
      };
      const cancel = () => {
        leave();
        reject(signal?.reason);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const sleeper: Sleeper = { due: this.#now + ms, signal, wake };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#asleep.add(sleeper);
    });
  }

  /** Lets time pass until `end`; `loops` sleepers of one signal are everybody who is to be asleep before it goes on. */
  async run(end: number, loops: number): Promise<void> {
    for (;;) {
      await this.#rest(loops);
      const next = [...this.#asleep].reduce<Sleeper | null>((a, b) => (a === null || b.due < a.due ? b : a), null);
      if (next === null || next.due > end) break;
      this.#now = Math.max(this.#now, next.due);
      next.wake();
    }
    this.#now = end;
  }

  async #rest(loops: number): Promise<void> {
    let [before, since] = ['', performance.now()];
    while (this.#asleep.size === 0 || performance.now() - since < PATIENCE_MS) {
      const sharing = this.#sharing();
      if (sharing >= loops) return;
      const state = `${sharing}/${this.#asleep.size}`;
      if (state !== before) [before, since] = [state, performance.now()];
      await turn();
    }
  }

  /** How many sleep by the signal that most of them share: the watcher's own. */
  #sharing(): number {
    const counts = new Map<AbortSignal | undefined, number>();
    for (const { signal } of this.#asleep) counts.set(signal, (counts.get(signal) ?? 0) + 1);
    return Math.max(0, ...counts.values());
  }
}
