import type { Instant } from '../domain/listing.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FIRST_WAIT = 2 * SECOND;
const LONGEST_WAIT = 10 * MINUTE;
const GIVE_UP_AFTER = DAY;
const LONGEST_UNKNOWN_WAIT = 30 * SECOND;
const RATE_JITTER = 500;
const PROBE_EVERY = DAY;
const PROBE_JITTER = HOUR;
/** Daily so many times, then weekly: a place that is gone for a month is rarely back within a day. */
const DAILY_PROBES = 30;
const DAYS_BETWEEN_LATER = 7;
const LONGEST_STORE_WAIT = MINUTE;

/** How long a platform that rejected the bot's token is left alone between two tries, in milliseconds. */
export const TOKEN_PROBE_MS = 5 * MINUTE;

/** A delivery later than this says so, in milliseconds. */
export const DELAYED_MS = 30 * MINUTE;

/** From 0 up to 1, always the same for one seed: it spreads a herd and can be foretold in a test. */
export function jitter(seed: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i += 1) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  // FNV-1a, then MurmurHash3's last mix: without it, ids that differ in their last character stay neighbours.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function wait(attempts: number): number {
  return Math.min(FIRST_WAIT * 2 ** (Math.max(1, attempts) - 1), LONGEST_WAIT);
}

/** Milliseconds to wait after that many failed attempts: 2 s, doubled up to 10 min, and up to a fifth more. */
export function backoffMs(attempts: number, key: string): number {
  return Math.round(wait(attempts) * (1 + jitter(`${key}/${attempts}`) / 5));
}

/** The same where the outcome is unknown: short, because Discord recognises a repeated nonce for minutes only. */
export function unknownBackoffMs(attempts: number, key: string): number {
  return Math.min(backoffMs(attempts, key), LONGEST_UNKNOWN_WAIT);
}

/** Milliseconds to wait after the platform asked for `retryAfterMs`. */
export function rateWaitMs(retryAfterMs: number, key: string): number {
  return Math.max(0, retryAfterMs) + Math.round(jitter(key) * RATE_JITTER);
}

/**
 * Whether that many attempts make a day of trying. Counted in attempts, not from the delivery's creation: a day in which
 * the bot was off, or its destination suspended, is not a day of trying.
 */
export function triedLongEnough(attempts: number): boolean {
  let waited = 0;
  for (let attempt = 1; attempt <= attempts; attempt += 1) waited += wait(attempt);
  return waited >= GIVE_UP_AFTER;
}

/**
 * The next try of a suspended destination, daily for thirty days and weekly from then on without end: its own minute of
 * the hour after a whole number of days.
 */
export function nextProbe(since: Instant, destination: string, now: Date): Date {
  const start = Date.parse(since) + Math.round(jitter(destination) * PROBE_JITTER);
  const days = Math.max(1, Math.floor((now.getTime() - start) / PROBE_EVERY) + 1);
  const weeks = Math.max(0, Math.ceil((days - DAILY_PROBES) / DAYS_BETWEEN_LATER));
  const day = weeks === 0 ? days : DAILY_PROBES + weeks * DAYS_BETWEEN_LATER;
  return new Date(start + day * PROBE_EVERY);
}

/** Milliseconds to wait after the store failed that often in a row: 1 s, doubled up to a minute. */
export function storeWaitMs(failures: number): number {
  return Math.min(SECOND * 2 ** (failures - 1), LONGEST_STORE_WAIT);
}
