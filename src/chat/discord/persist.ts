import type { Clock } from '../../ports.js';
import { outcomeOf } from './outcome.js';

/** How long to wait before something is tried again, in milliseconds: an interaction lives fifteen minutes. */
const AGAIN = [1_000, 5_000, 20_000];
/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const ACKNOWLEDGED_ALREADY = 40060;

/** Does what may be done twice, again while Discord fails to take it; rejects with its last error. */
export async function persist<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (const wait of AGAIN) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      await clock.sleep(wait);
    }
  }
  return work();
}

/**
 * Acknowledges, once more if nobody knows whether that arrived; there is no time to wait. Gives whether Discord had it all
 * along.
 */
export async function acknowledge(work: () => Promise<unknown>): Promise<'now' | 'before'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return 'now';
    } catch (error) {
      // The library repeats a request of its own accord, and gets to hear what the first one did.
      if (error instanceof Error && Reflect.get(error, 'code') === ACKNOWLEDGED_ALREADY) return 'before';
      if (tries > 1 || !passes(error)) throw error;
    }
  }
}

function passes(error: unknown): boolean {
  const { kind } = outcomeOf(error);
  return kind === 'ambiguous' || kind === 'transient' || kind === 'rate';
}
