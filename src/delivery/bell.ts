import type { Clock } from '../ports.js';

/** Far below the 24.8 days after which a timer of Node fires at once. */
const LONGEST_SLEEP = 24 * 60 * 60 * 1000;

/** Sleeps until a time or until it is rung; a ring while nobody sleeps is not lost. */
export class Bell {
  readonly #clock: Clock;
  #rung = false;
  #sleeper: AbortController | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    this.#rung = true;
    this.#sleeper?.abort();
  }

  /** Resolves when rung, or (a day at the latest) `at` that time in epoch milliseconds; null is only when rung. */
  async wait(at: number | null): Promise<void> {
    if (!this.#rung) {
      this.#sleeper = new AbortController();
      await sleep(this.#clock, at === null ? null : at - this.#clock.now().getTime(), this.#sleeper.signal);
      this.#sleeper = null;
    }
    this.#rung = false;
  }
}

/** Resolves after `ms` (null: never), or as soon as the signal is aborted. */
export async function sleep(clock: Clock, ms: number | null, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  if (ms === null) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return;
  }
  try {
    await clock.sleep(Math.min(Math.max(0, ms), LONGEST_SLEEP), signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
