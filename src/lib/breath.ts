import { setImmediate as turn } from 'node:timers/promises';

/** How long the work holds the event loop at a time, in milliseconds. */
const HOLD_MS = 10;
/** After how many steps it looks at the time. */
const STEPS = 64;

/** For work of many small steps that must not hold up everything else: `if (breath.due()) await breath.take()` at each. */
export class Breath {
  #steps = 0;
  #since = performance.now();

  /** Counts a step; true when the others are to have their turn. */
  due(): boolean {
    this.#steps += 1;
    return this.#steps % STEPS === 0 && performance.now() - this.#since >= HOLD_MS;
  }

  /** Resolves once everything that waits had its turn. */
  async take(): Promise<void> {
    await turn();
    this.#since = performance.now();
  }
}
