import type { Cursor } from '../domain/ledger.js';

/** The first repetition comes after a minute, each later one after twice the time: some four hours in all. */
const FIRST_RETRY_MS = 60_000;
/** The first try and eight repetitions. */
export const MAX_TRIES = 9;

/** A check begins at its slot and asks for the file a little later: so much less, or the next slot would be missed. */
const SLACK_MS = 10_000;

/** A change signal that the file does not answer yet after so many tries, and when the next one is due. */
export function askAgain(now: Date, signal: string, tries: number): NonNullable<Cursor['unconfirmed']> {
  return {
    signal,
    tries,
    nextAt: new Date(now.getTime() + FIRST_RETRY_MS * 2 ** (tries - 1) - SLACK_MS).toISOString(),
  };
}

/** Of files that are fetched for want of a change signal: SDN_ENHANCED.XML, the largest, once an hour. */
const FAIR_BYTES_PER_SECOND = 30_000;
const LONGEST_BLIND_MS = 60 * 60_000;

/**
 * When the file is asked for again while the change signal cannot be read: at the next check, then after twice, four
 * times … the source's interval, up to an hour, but never less often than its size makes fair. An `unchanged` costs the
 * publisher nothing: after one the file is asked for at every check.
 */
export function askBlind(
  now: Date,
  before: Cursor['blind'],
  { everyMs, bytes }: { readonly everyMs: number; readonly bytes: number | 'unchanged' },
): NonNullable<Cursor['blind']> {
  const since = before?.since ?? now.toISOString();
  const { fetches = 0 } = before ?? {};
  if (bytes === 'unchanged') return { since, fetches, nextAt: now.toISOString() };
  const fairMs = (bytes / FAIR_BYTES_PER_SECOND) * 1000;
  // Half an interval less, as the slots from which checks begin are met from either side.
  const wait = Math.min(everyMs * (2 ** Math.min(fetches, 20) - 0.5), fairMs, LONGEST_BLIND_MS);
  return { since, fetches: fetches + 1, nextAt: new Date(now.getTime() + wait).toISOString() };
}
