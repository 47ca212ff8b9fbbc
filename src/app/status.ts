import { STUCK_DELIVERY_MS, staleSince } from '../domain/health.js';
import type { Cursor, Health, Held } from '../domain/ledger.js';
import { Breath } from '../lib/breath.js';
import type { Clock, Source, SourceStatus, Status, StoreReader } from '../ports.js';

/** What the operator wants watched, and how often; null for each source's own pace. */
export interface Watching {
  readonly sources: readonly string[];
  readonly pollSeconds: number | null;
}

/** How every source is doing that is watched or that answers still rest on. */
export async function readSources(
  store: StoreReader,
  sources: readonly Source[],
  clock: Clock,
  watching: Watching,
): Promise<SourceStatus[]> {
  const rows: SourceStatus[] = [];
  for (const source of sources) {
    const cursor = await store.get('cursors', source.id);
    if (!cursor && !watching.sources.includes(source.id)) continue;
    const health = await store.get('health', source.id);
    const held = await store.get('held', source.id);
    const checkSeconds = watching.pollSeconds ?? source.cadence.checkSeconds;
    const stale = cursor ? staleSince(cursor, health, clock.now(), checkSeconds) : null;
    rows.push({
      ...sourceStatus(source, cursor, health, held),
      staleSince: stale,
      state: stateOf(cursor, health, held, stale),
    });
  }
  return rows;
}

/** How the sources and the outbox are doing. Healthy means: nothing failing, stale, held or stuck. */
export async function readStatus(
  store: StoreReader,
  sources: readonly Source[],
  clock: Clock,
  watching: Watching,
): Promise<Status> {
  const rows = await readSources(store, sources, clock, watching);
  const deliveries = await countDeliveries(store);
  const { oldestPending, rejectedOn = [] } = deliveries;
  const stuck = oldestPending !== null && clock.now().getTime() - Date.parse(oldestPending) > STUCK_DELIVERY_MS;
  const healthy = !stuck && rejectedOn.length === 0 && rows.every((row) => row.state === 'ok');
  return { sources: rows, deliveries, healthy };
}

/** Looks at each delivery once, a slice at a time: there may be a hundred thousand, and messages on their way meanwhile. */
async function countDeliveries(store: StoreReader): Promise<Status['deliveries']> {
  const breath = new Breath();
  let [pending, suspended, failed] = [0, 0, 0];
  let oldestPending: string | null = null;
  /** The platforms that rejected the token when they were asked last. */
  const rejected = new Set<string>();
  for (const [, { state, reason, createdAt, destination }] of await store.list('deliveries')) {
    if (breath.due()) await breath.take();
    if (state === 'suspended') suspended += 1;
    if (state === 'failed' && reason !== 'unsubscribed') failed += 1;
    if (state !== 'pending' && state !== 'sending') continue;
    pending += 1;
    if (oldestPending === null || createdAt < oldestPending) oldestPending = createdAt;
    if (reason === 'token-rejected') rejected.add(destination.slice(0, destination.indexOf('/')));
  }
  const rejectedOn = (['slack', 'discord'] as const).filter((platform) => rejected.has(platform));
  return { pending, suspended, failed, oldestPending, ...(rejectedOn.length > 0 ? { rejectedOn } : {}) };
}

function sourceStatus(
  source: Source,
  cursor: Cursor | undefined,
  health: Health | undefined,
  held: Held | undefined,
): Omit<SourceStatus, 'state' | 'staleSince'> {
  return {
    id: source.id,
    title: source.title,
    kind: source.kind,
    checkedAt: health?.checkedAt ?? cursor?.takenAt ?? null,
    changedAt: health?.changedAt ?? cursor?.takenAt ?? null,
    published: cursor?.published ?? null,
    records: cursor?.records ?? 0,
    gaps: cursor?.gaps ?? 0,
    setAside: cursor?.setAside.length ?? 0,
    unknown: cursor?.unknown ?? [],
    failures: health?.failures ?? 0,
    failingSince: health?.failingSince ?? null,
    blindSince: cursor?.blind?.since ?? null,
    error: health?.error ?? null,
    held: held ?? null,
  };
}

function stateOf(
  cursor: Cursor | undefined,
  health: Health | undefined,
  held: Held | undefined,
  stale: string | null,
): SourceStatus['state'] {
  if (held) return 'held';
  if (!cursor) return health && health.failures > 0 ? 'failing' : 'never-read';
  if (health && health.failures > 0) return 'failing';
  return stale === null ? 'ok' : 'stale';
}

/** When each list was last confirmed to be as we answer, by list; lists never read are absent. */
export async function confirmedAt(store: StoreReader, sources: readonly Source[]): Promise<Record<string, string>> {
  const times: Record<string, string> = {};
  for (const source of sources) {
    if (source.kind !== 'list') continue;
    const cursor = await store.get('cursors', source.id);
    // While a version is held the list has moved on: what we answer was last confirmed before.
    const health = (await store.get('held', source.id)) ? undefined : await store.get('health', source.id);
    const time = [health?.succeededAt, cursor?.fileAt]
      .filter((at): at is string => typeof at === 'string')
      .sort()
      .at(-1);
    if (cursor && time) times[source.id] = time;
  }
  return times;
}
