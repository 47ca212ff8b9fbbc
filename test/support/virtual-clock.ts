import type { Clock } from '../../src/ports.js';

/** A clock that stands still until it is told to advance. */
export interface VirtualClock extends Clock {
  /**
   * Moves on by `ms`. Every sleeper that falls due wakes at its own time, in order of that time (then of falling asleep),
   * and what it sets off has run before the next one wakes. Sleepers born on the way wake too if they fall due.
   */
  advance(ms: number): Promise<void>;
  /** Lets everything run that waits for no time. */
  settle(): Promise<void>;
  /** How many are asleep: 0 shows that no timer was left behind. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Runs all microtasks, and immediates that they set off; a few turns, because promises may hop between the two. */
async function turn(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A virtual clock that starts at `start` (an ISO instant or a Date). */
export function createVirtualClock(start: string | Date = '2024-01-01T00:00:00.000Z'): VirtualClock {
  let now = new Date(start).getTime();
  if (Number.isNaN(now)) throw new Error(`Not an instant: ${String(start)}`);
  /** In the order of waking. */
  const asleep: Sleeper[] = [];

  const add = (sleeper: Sleeper): void => {
    const later = asleep.findIndex((other) => other.due > sleeper.due);
    asleep.splice(later < 0 ? asleep.length : later, 0, sleeper);
  };

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        asleep.splice(asleep.indexOf(sleeper), 1);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        due: now + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      add(sleeper);
    });

  return {
    now: () => new Date(now),
    sleep,
    async advance(ms) {
      const end = now + ms;
      await turn();
      for (let next = asleep[0]; next !== undefined && next.due <= end; next = asleep[0]) {
        asleep.shift();
        now = Math.max(now, next.due);
        next.wake();
        await turn();
      }
      now = end;
      await turn();
    },
    settle: turn,
    get sleepers() {
      return asleep.length;
    },
  };
}
