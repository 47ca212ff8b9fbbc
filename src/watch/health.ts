import { troubleOf } from '../domain/health.js';
import type { Health } from '../domain/ledger.js';
import type { Message } from '../domain/message.js';
import { truncate } from '../lib/text.js';
import type { Clock, Source, Store } from '../ports.js';
import { recoveryNotice, troubleNotice } from './notices.js';
import type { Polled } from './poll.js';

interface HealthDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/** Writes down how a check went. */
export async function recordHealth(
  { store, clock }: HealthDeps,
  source: Source,
  result: Polled | Error,
): Promise<void> {
  const now = clock.now().toISOString();
  await store.transaction(async (tx) => {
    const before = await tx.get('health', source.id);
    tx.put('health', source.id, { ...before, ...after(before, source.id, result, now) });
  });
}

function after(before: Health | undefined, source: string, result: Polled | Error, now: string): Health {
  const { succeededAt = null, changedAt = null, failures = 0, failingSince = null, error = null } = before ?? {};
  const base = { source, checkedAt: now };
  if (result instanceof Error)
    return {
      ...{ ...base, succeededAt, changedAt, failures: failures + 1 },
      failingSince: failingSince ?? now,
      error: truncate(result.message, 500),
    };
  if (!result.confirmed) return { ...base, succeededAt, changedAt, failures, failingSince, error };
  const changed = result.taken.some((taken) => taken.action !== null || taken.baseline);
  const changedNow = changed ? now : changedAt;
  return { ...base, succeededAt: now, changedAt: changedNow, failures: 0, failingSince: null, error: null };
}

interface Watched {
  readonly source: Source;
  readonly checkSeconds: number;
  /** Before that nobody could hear of the source. */
  readonly watchedSince: Date;
}

/**
 * What people are to be told of a source now, or null. Each outage is told once and its end once, whatever it turns into
 * in between and however often the bot starts again: that it was told is durable before it is said.
 */
export async function newsOf({ store, clock }: HealthDeps, watched: Watched): Promise<Message | null> {
  const { source, checkSeconds } = watched;
  const now = clock.now();
  const health = (await store.get('health', source.id)) ?? neverChecked(source.id);
  const cursor = await store.get('cursors', source.id);
  const trouble = troubleOf(health, cursor, now.getTime() - silentFrom(health, watched), checkSeconds);
  const { announced, ...rest } = health;
  if (trouble !== null && !announced) {
    const told = { trouble, at: now.toISOString() };
    await store.transaction(async (tx) => tx.put('health', source.id, { ...rest, announced: told }));
    return troubleNotice(source, trouble, health, cursor);
  }
  if (trouble !== null || !announced || health.failures > 0) return null;
  await store.transaction(async (tx) => tx.put('health', source.id, rest));
  return recoveryNotice(source, announced, now);
}

function silentFrom({ succeededAt }: Health, { watchedSince }: Watched): number {
  return Math.max(watchedSince.getTime(), succeededAt === null ? 0 : Date.parse(succeededAt));
}

function neverChecked(source: string): Health {
  const never = { checkedAt: null, succeededAt: null, changedAt: null };
  return { source, ...never, failures: 0, failingSince: null, error: null };
}
