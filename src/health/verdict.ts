import { STUCK_DELIVERY_MS, staleAfterMs } from '../domain/health.js';
import type { Instant } from '../domain/listing.js';
import type { SourceStatus, Status } from '../ports.js';

/** Why the bot is not doing what it is for. */
export type Fault =
  /** No check of a source succeeded for twice as long as it should take; null: none ever did. */
  | { readonly reason: 'source-unchecked'; readonly source: string; readonly since: Instant | null }
  /** An alert has waited too long to be sent. */
  | { readonly reason: 'delivery-stuck'; readonly since: Instant };

export interface VerdictFacts {
  readonly now: Date;
  readonly startedAt: Date;
  /** Seconds between two checks of a source. */
  readonly checkSeconds: (source: string) => number;
}

/**
 * What is wrong, nothing if the bot does its work. A version that is held for a person, and a check that failed just now,
 * are for `status`: they do not mean that nobody is watching.
 */
export function faultsOf({ sources, deliveries }: Status, facts: VerdictFacts): Fault[] {
  const faults: Fault[] = [];
  for (const source of sources) {
    const { id, staleSince } = source;
    if (staleSince) faults.push({ reason: 'source-unchecked', source: id, since: staleSince });
    else if (wasNeverRead(source) && isUpLongEnough(id, facts))
      faults.push({ reason: 'source-unchecked', source: id, since: null });
  }
  const { oldestPending } = deliveries;
  if (oldestPending !== null && facts.now.getTime() - Date.parse(oldestPending) > STUCK_DELIVERY_MS)
    faults.push({ reason: 'delivery-stuck', since: oldestPending });
  return faults;
}

/**
 * Whether nobody watches at all: `yes` only after this process had the time to check, `no` as soon as one source is
 * confirmed. In between it is not known.
 */
export function isBlind(status: Status, facts: VerdictFacts): 'yes' | 'no' | 'unknown' {
  const unchecked = new Set(faultsOf(status, facts).flatMap((fault) => ('source' in fault ? [fault.source] : [])));
  if (status.sources.some((source) => !unchecked.has(source.id) && !wasNeverRead(source))) return 'no';
  const blind = status.sources.every(({ id }) => unchecked.has(id) && isUpLongEnough(id, facts));
  return blind && status.sources.length > 0 ? 'yes' : 'unknown';
}

function wasNeverRead({ changedAt }: SourceStatus): boolean {
  return changedAt === null;
}

function isUpLongEnough(source: string, { now, startedAt, checkSeconds }: VerdictFacts): boolean {
  return now.getTime() - startedAt.getTime() > staleAfterMs(checkSeconds(source));
}
