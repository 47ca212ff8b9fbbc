import pRetry from 'p-retry';
import type { Clock, Log } from '../ports.js';
import { HttpError } from './http-error.js';

const RETRIES = 2;
const FIRST_BACK_OFF_MS = 1000;
/** A server that asks for more than this is left alone until the next poll. */
const LONGEST_RETRY_AFTER_SECONDS = 60;

interface RetryTools {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The one retry policy: at most two more attempts, after a broken connection, a 5xx or a 429, with jittered back-off or
 * as long as the server asks. A timeout is not retried: it has used up the time already.
 */
export async function withRetries<T>(attempt: () => Promise<T>, tools: RetryTools): Promise<T> {
  return await pRetry(attempt, {
    retries: RETRIES,
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      const wait = waitBefore(error, attemptNumber, tools.random);
      if (wait === null) return false;
      tools.log.debug('request failed, trying again', { error: error.message, waitMs: wait });
      await tools.clock.sleep(wait, tools.signal);
      return true;
    },
  });
}

/** Seconds of a Retry-After header, which holds seconds or an HTTP date; null where it is absent or unreadable. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

/** Milliseconds before the next attempt, or null where another one cannot help. */
function waitBefore(error: Error, attemptNumber: number, random: () => number): number | null {
  if (!(error instanceof HttpError) || !isTransient(error)) return null;
  if (error.retryAfterSeconds !== null)
    return error.retryAfterSeconds > LONGEST_RETRY_AFTER_SECONDS ? null : error.retryAfterSeconds * 1000;
  return Math.round(FIRST_BACK_OFF_MS * 2 ** (attemptNumber - 1) * (0.5 + random()));
}

function isTransient({ reason, status }: HttpError): boolean {
  if (reason === 'status') return status === 429 || (status !== null && status >= 500);
  return reason === 'network' || reason === 'stalled' || reason === 'cut-short';
}
