import type { Delivery, Edit } from '../domain/delivery.js';
import { Breath } from '../lib/breath.js';
import type { Clock, Log, Store, StoreReader, Transaction } from '../ports.js';
import { sleep } from './bell.js';
import { settled } from './outcomes.js';
import { forgetTenants } from './tombstones.js';

const DAY = 24 * 60 * 60 * 1000;
/** Between two rounds, in milliseconds. */
const EVERY = 6 * 60 * 60 * 1000;
/** Rows that one transaction forgets: so few that a message waits no longer for it than for another message's record. */
const AT_ONCE = 200;
/** Of each source. What was taken before the last thousand versions is refused as too old all the same, if given again. */
const KEPT_VERSIONS = 1_000;

export interface PrunerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** How long settled deliveries are kept. */
  readonly retentionDays: number;
}

type Forgotten = readonly [collection: 'deliveries' | 'edits' | 'versions', key: string];

/**
 * Forgets, every six hours, what nobody will ask for: settled deliveries after the retention, edits that were given up, and
 * all but the last thousand versions of a source. Actions, listings and the audit are history, and stay.
 */
export class Pruner {
  readonly #options: PrunerOptions;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: PrunerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when nothing is being forgotten any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await forgetTenants(this.#options);
        const count = await prune(this.#options, signal);
        if (count > 0) log.info('What is past its retention was forgotten', { rows: count });
      } catch (error) {
        log.error('What is past its retention could not be forgotten; nothing is lost', { error });
      }
      await sleep(clock, EVERY, signal);
    }
  }
}

/** One round; gives how many rows were forgotten. Ends early when the signal is aborted. */
export async function prune(
  { store, clock, retentionDays }: Pick<PrunerOptions, 'store' | 'clock' | 'retentionDays'>,
  signal?: AbortSignal,
): Promise<number> {
  const before = new Date(clock.now().getTime() - retentionDays * DAY).toISOString();
  const past = (await pastDeliveries(store, before)).concat(await pastEdits(store, before), await pastVersions(store));
  let count = 0;
  for (let from = 0; from < past.length && !signal?.aborted; from += AT_ONCE) {
    const some = past.slice(from, from + AT_ONCE);
    count += await store.transaction((tx) => forget(tx, some, before));
  }
  return count;
}

async function forget(tx: Transaction, rows: readonly Forgotten[], before: string): Promise<number> {
  let count = 0;
  for (const [collection, key] of rows) {
    // Read again: it may have been owed an edit, or sent anew, since it was looked at.
    if (collection === 'deliveries' && !isPast(await tx.get(collection, key), before)) continue;
    if (collection === 'edits' && !isGivenUp(await tx.get(collection, key), before)) continue;
    tx.delete(collection, key);
    count += 1;
  }
  return count;
}

async function pastDeliveries(store: StoreReader, before: string): Promise<Forgotten[]> {
  const past: string[] = [];
  const breath = new Breath();
  for (const [key, row] of await store.list('deliveries')) {
    if (breath.due()) await breath.take();
    if (isPast(row, before)) past.push(key);
  }
  if (past.length === 0) return [];
  const needed = new Set(
    (await store.list('edits')).flatMap(([, { earlier, later, state }]) =>
      state === 'pending' ? [earlier, later] : [],
    ),
  );
  return past.flatMap((key) => (needed.has(key) ? [] : [['deliveries', key] as const]));
}

function isPast(row: Delivery | undefined, before: string): boolean {
  // What is withheld has its date once a digest tells of it.
  return row !== undefined && settled(row) && row.settledAt !== undefined && row.settledAt < before;
}

async function pastEdits(store: StoreReader, before: string): Promise<Forgotten[]> {
  const edits = (await store.list('edits')).filter(([, edit]) => isGivenUp(edit, before));
  return edits.map(([key]) => ['edits', key]);
}

function isGivenUp(edit: Edit | undefined, before: string): boolean {
  return edit?.state === 'given-up' && edit.notBefore < before;
}

async function pastVersions(store: StoreReader): Promise<Forgotten[]> {
  const bySource = new Map<string, { key: string; takenAt: string }[]>();
  for (const [key, { takenAt }] of await store.list('versions')) {
    const source = key.slice(0, key.indexOf('/'));
    const known = bySource.get(source) ?? [];
    bySource.set(source, known);
    known.push({ key, takenAt });
  }
  return [...bySource.values()].flatMap((versions) =>
    versions
      .sort((a, b) => b.takenAt.localeCompare(a.takenAt))
      .slice(KEPT_VERSIONS)
      .map(({ key }) => ['versions', key] as const),
  );
}
