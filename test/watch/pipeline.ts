import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadActors } from '../../src/actors/index.js';
import type { Action, Change } from '../../src/domain/action.js';
import type { Delivery } from '../../src/domain/delivery.js';
import type { Entry } from '../../src/domain/ledger.js';
import type { Subscription, Target } from '../../src/domain/subscription.js';
import type { Log, Source, Store } from '../../src/ports.js';
import { sources } from '../../src/sources/index.js';
import { openStore } from '../../src/store/index.js';
import { ingestPath } from '../../src/watch/ingest.js';
import type { IntakeDeps, Taken } from '../../src/watch/intake.js';
import { Subscribed } from '../../src/watch/subscribed.js';
import { temporaryFolder } from '../support/run-bot.js';
import { sharedTool } from '../support/shared.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';

export const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export const profiles = loadActors(join(import.meta.dirname, '../../data/actors'));

export function sourceCalled(id: string): Source {
  const source = sources.find((candidate) => candidate.id === id);
  if (!source) throw new Error(`no source ${id}`);
  return source;
}

export interface Pipeline {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly deps: IntakeDeps;
  /** A folder that goes away with it. */
  readonly dir: string;
  /** Takes a path as `ingest SOURCE PATH` does; `accept` as with `--accept`. */
  take(source: string, path: string, accept?: 'accept'): Promise<Taken>;
  entry(list: string, ref: string): Promise<Entry>;
  subscribe(destination: string, target: Target, over?: Partial<Subscription>): Promise<string>;
  owed(): Promise<Delivery[]>;
  dispose(): Promise<void>;
}

/** The whole intake over the real store in a folder of its own. */
export async function openPipeline(): Promise<Pipeline> {
  const folder = await temporaryFolder();
  const clock = createVirtualClock('2026-01-05T12:00:00.000Z');
  const store = await openStore({ dir: join(folder.dir, 'state'), log: QUIET, clock });
  const heldFolder = join(folder.dir, 'state', 'held');
  const deps: IntakeDeps = {
    store,
    actors: await profiles,
    clock,
    log: QUIET,
    subscribed: new Subscribed(store, await profiles),
    onCommitted: () => {},
    owesTo: () => true,
    heldFolder,
  };
  return {
    store,
    clock,
    deps,
    dir: folder.dir,
    take: (source, path, accept) =>
      ingestPath(deps, sourceCalled(source), path, null, accept ? { who: 'test', why: 'history' } : null),
    async entry(list, ref) {
      const entry = await store.get('listings', `${list}/${ref}`);
      if (!entry) throw new Error(`${list} has no ${ref}`);
      return entry;
    },
    subscribe: (destination, target, over = {}) => subscribe(store, destination, target, over),
    owed: async () => (await store.list('deliveries')).map(([, delivery]) => delivery),
    async dispose() {
      await store.close();
      await folder.dispose();
    },
  };
}

/** Puts a subscription as the app would; gives its id. */
export function subscribe(
  store: Store,
  destination: string,
  target: Target,
  over: Partial<Subscription> = {},
): Promise<string> {
  return store.transaction(async (tx) => {
    const id = `S${await tx.next('subscription')}`;
    tx.put('subscriptions', id, {
      id,
      destination,
      target,
      kinds: [],
      format: 'full',
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'U1',
      createdByName: 'Ada',
      ...over,
    });
    return id;
  });
}

/** `added/removed/amended`, as the recorded history counts. */
export function counts({ action }: Pick<Taken, 'action'>): string {
  const of = (kind: Change['kind']) => (action?.changes ?? []).filter((change) => change.kind === kind).length;
  return [of('added'), of('removed'), of('amended')].join('/');
}

/** The change of one listing within an action. */
export function changeOf(action: Action | null, ref: string): Change {
  const change = action?.changes.find((candidate) => candidate.ref === ref);
  if (!change) throw new Error(`the action says nothing of ${ref}`);
  return change;
}

export interface RecordedVersion {
  /** When it was published, to the second. */
  readonly date: string;
  readonly file: string;
  readonly rows: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Writes the recorded versions of SDN.CSV into a folder, oldest first. */
export async function recordedVersions(dir: string, ...options: string[]): Promise<RecordedVersion[]> {
  const tool = sharedTool('ofac-versions.mjs');
  if (tool === null) throw new Error('the tool that writes the recorded versions is absent');
  const { stdout } = await promisify(execFile)(process.execPath, [tool, dir, ...options], { maxBuffer: 1e8 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
