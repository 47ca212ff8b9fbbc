import type { Cursor } from '../domain/ledger.js';

/** The first repetition comes after a minute, each later one after twice the time: some four hours in all. */
const FIRST_RETRY_MS = 60_000;
/** The first try and eight repetitions. */
export const MAX_TRIES = 9;

/** A change signal that the file does not answer yet after so many tries, and when the next one is due. */
export function askAgain(now: Date, signal: string, tries: number): NonNullable<Cursor['unconfirmed']> {
  return { signal, tries, nextAt: new Date(now.getTime() + FIRST_RETRY_MS * 2 ** (tries - 1)).toISOString() };
}
