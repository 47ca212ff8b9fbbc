import { createHash } from 'node:crypto';
import type { Schedule } from '../domain/subscription.js';
import { instantOf, wallTime } from '../lib/zone.js';

const DAY_MS = 86_400_000;
/** So that not all digests of an hour go out in its first second. */
const JITTER_MS = 10 * 60_000;
/** 1 January 1970 was a Thursday: weekly digests come on Mondays. */
const MONDAY = 4;

/** When a digest of that schedule next falls due for what was recorded at that time, in epoch milliseconds; without jitter. */
export function dueAfter({ every, hour, zone }: Schedule, recorded: Date): number {
  const { day } = wallTime(recorded, zone);
  for (let days = 0; ; days += 1) {
    const candidate = plus(day, days);
    if (every === 'week' && !isMonday(candidate)) continue;
    const at = instantOf(candidate, hour, zone).getTime();
    if (at > recorded.getTime()) return at;
  }
}

/** How much later than others a destination gets its digests, the same every time: up to ten minutes. */
export function jitterMs(destination: string): number {
  return createHash('sha256').update(destination).digest().readUInt32BE(0) % JITTER_MS;
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function isMonday(day: string): boolean {
  return (Date.parse(`${day}T00:00:00Z`) / DAY_MS) % 7 === MONDAY;
}
