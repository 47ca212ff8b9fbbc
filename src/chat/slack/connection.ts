import { SetupError } from '../../domain/errors.js';
import type { Clock, Log } from '../../ports.js';
import { retryAfterMs } from './outcome.js';

/** A connection that stands. */
export interface Standing {
  /** Resolves when it has ended, for whatever reason; never rejects. */
  readonly ended: Promise<void>;
}

export interface ConnectionOptions {
  /** Connects once. Rejects with `SetupError` when the platform refuses the token, with anything else otherwise. */
  readonly connect: () => Promise<Standing>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const SETTLED_MS = 10_000;
const LONGEST_MS = 60_000;

/**
 * Connects, and again whenever the connection ends, until the signal. Bolt's own reconnecting is not used: it waits 5 s
 * after each of Slack's routine disconnects, and an outage at that moment becomes an unhandled rejection.
 * @returns after the first attempt, with a promise of the end of it all; rejects only when that attempt was refused
 */
export async function keepConnected(options: ConnectionOptions): Promise<{ readonly done: Promise<void> }> {
  let first: Standing | null = null;
  try {
    first = await options.connect();
  } catch (error) {
    if (error instanceof SetupError) throw error;
    options.log.warn('slack is not reachable, retrying in the background', { reason: reasonOf(error) });
  }
  return { done: run(first, options) };
}

async function run(first: Standing | null, { connect, clock, log, signal }: ConnectionOptions): Promise<void> {
  let standing = first;
  let failures = first === null ? 1 : 0;
  let wait = first === null ? backoff(1) : 0;
  while (!signal.aborted) {
    if (standing !== null) {
      const since = clock.now().getTime();
      await standing.ended;
      const lasted = clock.now().getTime() - since >= SETTLED_MS;
      failures = lasted ? 0 : failures + 1;
      wait = failures <= 1 ? 0 : backoff(failures - 1);
      standing = null;
    }
    if (wait > 0) await clock.sleep(wait, signal).catch(() => {});
    if (signal.aborted) return;
    try {
      standing = await connect();
      log.info('slack connected');
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      wait = Math.max(backoff(failures), retryAfterMs(error) ?? 0);
      log.warn('slack connection failed', { reason: reasonOf(error), retryInMs: wait });
    }
  }
}

function backoff(failures: number): number {
  return Math.min(LONGEST_MS, 1_000 * 2 ** (failures - 1));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the connection closed before it was ready';
}
