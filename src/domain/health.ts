import type { Cursor, Health, Trouble } from './ledger.js';
import type { Instant } from './listing.js';

/** Twice the longest pause between two checks without a success, and a source is stale. */
const STALE_FACTOR = 2;
const MIN_STALE_SECONDS = 900;
/** An alert that was not sent after so long is stuck, in milliseconds. */
export const STUCK_DELIVERY_MS = 15 * 60_000;
/** What people are told of the bot as a whole, once, and once that it is over. */
export type Alarm = 'nothing-checked' | 'deliveries-stuck';
/** Once is bad luck, twice is news. */
const FAILURES_THAT_ARE_NEWS = 2;
/** A file that was fetched for want of a change signal and then once more: the signal is gone for longer. */
const BLIND_FETCHES_THAT_ARE_NEWS = 2;
/** People are called later than answers say it: a large file over a slow line takes its time. */
const SILENCE_THAT_IS_NEWS = 2;

type Confirmable = Pick<Health, 'succeededAt'> | undefined;

/** When a source's data was last confirmed, while that is longer ago than it should be; otherwise null. */
export function staleSince(
  cursor: Pick<Cursor, 'fileAt'>,
  health: Confirmable,
  now: Date,
  checkSeconds: number,
): Instant | null {
  const confirmed = health?.succeededAt ?? cursor.fileAt;
  return now.getTime() - Date.parse(confirmed) > staleAfterMs(checkSeconds) ? confirmed : null;
}

/** How long after it was last confirmed a source's silence is news, in milliseconds. */
export function silenceMs(checkSeconds: number): number {
  return staleAfterMs(checkSeconds) * SILENCE_THAT_IS_NEWS;
}

/** How long without a success makes a source stale, in milliseconds. */
export function staleAfterMs(checkSeconds: number): number {
  return Math.max(checkSeconds * STALE_FACTOR, MIN_STALE_SECONDS) * 1000;
}

/** What people are to be told of a source that nothing confirmed for `silentMs`; null where nothing is wrong. */
export function troubleOf(
  health: Pick<Health, 'failures'>,
  cursor: Pick<Cursor, 'blind'> | undefined,
  silentMs: number,
  checkSeconds: number,
): Trouble | null {
  if (health.failures >= FAILURES_THAT_ARE_NEWS) return 'failing';
  if ((cursor?.blind?.fetches ?? 0) >= BLIND_FETCHES_THAT_ARE_NEWS) return 'blind';
  return silentMs >= silenceMs(checkSeconds) ? 'silent' : null;
}
