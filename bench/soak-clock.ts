import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../src/ports.js';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** So many turns of the event loop without work on files: whoever could go on has done so. */
const QUIET_TURNS = 4;

/** A clock that jumps from one sleeper to the next once everybody else has come to rest. Nothing may use the network. */
export class SoakClock implements Clock {
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
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
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
      const sleeper: Sleeper = { due: this.#now + Math.max(0, ms), wake };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#asleep.add(sleeper);
    });
  }

  async run(end: number): Promise<void> {
    for (;;) {
      await rest();
      const next = [...this.#asleep].reduce<Sleeper | null>((a, b) => (a === null || b.due < a.due ? b : a), null);
      if (next === null || next.due > end) break;
      this.#now = Math.max(this.#now, next.due);
      next.wake();
    }
    this.#now = end;
  }

  /** Lets time pass until the work is done, e.g. a bot that stops. */
  async through<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const done = () => {
      over = true;
    };
    work.then(done, done);
    while (!over) {
      await rest();
      if (!over) await this.run(this.#now + 100);
    }
    return work;
  }
}

async function rest(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
    await turn();
    if (process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'))) quiet = -1;
  }
}
