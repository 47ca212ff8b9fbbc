import { createHash } from 'node:crypto';

const LONGEST_BACK_OFF_MS = 15 * 60_000;
/** A publisher may ask for more; whoever watches sanctions lists looks again after this long all the same. */
const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

interface Pace {
  readonly id: string;
  readonly everyMs: number;
}

/**
 * The first instant after `after` that is the source's own: each has its place within its interval, always the same, so
 * that sources of one pace are not all asked at once, and no check moves the next one.
 */
export function nextSlot({ id, everyMs }: Pace, after: number): number {
  const offset = Math.floor(fractionOf(id) * everyMs);
  return offset + (Math.floor((after - offset) / everyMs) + 1) * everyMs;
}

/**
 * How long a source that failed so many times in a row is left alone, from the end of its last check: twice the interval,
 * then twice that, up to 15 minutes, less up to a quarter that is the same for this source and number of failures; or as
 * long as the publisher asks, up to an hour. Null where its next slot is soon enough.
 */
export function backOffMs({ id, everyMs }: Pace, failures: number, retryAfterSeconds: number | null): number | null {
  const grown = failures === 0 ? 0 : Math.min(everyMs * 2 ** Math.min(failures, 10), LONGEST_BACK_OFF_MS);
  const jittered = Math.round(grown * (0.75 + 0.25 * fractionOf(`${id} ${failures}`)));
  const wait = Math.max(jittered, Math.min((retryAfterSeconds ?? 0) * 1000, LONGEST_RETRY_AFTER_MS));
  return wait > everyMs ? wait : null;
}

/** A number from 0 up to 1 that looks random and is always the same for the same text. */
function fractionOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
