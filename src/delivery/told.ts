import type { Destination } from '../domain/subscription.js';
import type { NoticeKind } from './outcomes.js';

/** How long people in charge need not hear of the same trouble again, in milliseconds. */
const QUIET = 24 * 60 * 60 * 1000;

/**
 * Which suspensions people in charge heard of lately: a place is tried whenever somebody there uses the bot, and each try
 * that fails suspends it anew. Kept in memory, so that a restart may repeat one.
 */
export class Told {
  readonly #at = new Map<string, number>();

  /** Whether to tell this now (epoch milliseconds); asking counts as telling. Only suspensions are ever kept quiet. */
  isNews(notice: NoticeKind, destination: Destination | null, now: number): boolean {
    if (!destination || (notice !== 'destination-gone' && notice !== 'tenant-gone')) return true;
    const what = keyOf(notice, destination);
    const last = this.#at.get(what);
    if (last !== undefined && now - last < QUIET) return false;
    this.#at.set(what, now);
    return true;
  }

  /** Something arrived there: should it break again, that is news. */
  forget(destination: Destination): void {
    this.#at.delete(keyOf('destination-gone', destination));
    this.#at.delete(keyOf('tenant-gone', destination));
  }
}

function keyOf(notice: 'destination-gone' | 'tenant-gone', { id, platform, tenant }: Destination): string {
  const whole = notice === 'tenant-gone' && tenant !== undefined;
  return `${notice} ${whole ? `${platform}/${tenant}` : id}`;
}
