import { join } from 'node:path';
import { SetupError } from '../domain/errors.js';
import type { Clock, Log, Store, StoreReader } from '../ports.js';
import { Damaged, setAside, unreadable } from './damage.js';
import { COMPACT_BYTES, FileStore } from './file-store.js';
import { disk, diskProblem, type Files } from './files.js';
import { isUnfinished } from './generations.js';
import { Journal } from './journal.js';
import { type Loaded, load, Overtaken } from './load.js';
import { acquireLock } from './lock.js';
import { MIGRATIONS, type Migrations } from './migrations.js';

export interface StoreOptions {
  /** The folder; it is made if need be. */
  readonly dir: string;
  readonly log: Log;
  readonly clock: Clock;
  /** How long a living process that holds the folder is awaited, in milliseconds; it may be shutting down. */
  readonly waitForLockMs?: number;
  /** Compact once the journal is longer, in bytes. */
  readonly compactBytes?: number;
  readonly migrations?: Migrations;
  readonly files?: Files;
}

/** Long enough for a bot that is settling its last deliveries. */
const WAIT_FOR_LOCK_MS = 12_000;

/**
 * Opens the store in a folder, alone. Rejects with `SetupError` when another process holds it, when the folder cannot be
 * written, or when what it holds is damaged (the file is then set aside), incomplete or of a newer format. It never
 * starts with less than was acknowledged.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { dir, log, clock, files = disk } = options;
  const release = await inFolder(dir, async () => {
    await files.mkdir(dir, { recursive: true, mode: 0o700 });
    return acquireLock(files, dir, clock, options.waitForLockMs ?? WAIT_FOR_LOCK_MS);
  });
  try {
    return await inFolder(dir, () => open(options, files, release));
  } catch (error) {
    const reason = error instanceof Damaged ? await setAside(files, dir, clock, error) : error;
    await release().catch((cause: unknown) => log.warn('the lock could not be removed', { problem: String(cause) }));
    throw reason;
  }
}

async function open(options: StoreOptions, files: Files, release: () => Promise<void>): Promise<Store> {
  const { dir, log } = options;
  await removeUnfinished(files, dir);
  const loaded = await load(files, dir, options.migrations ?? MIGRATIONS);
  const torn = loaded.journal?.torn ?? 0;
  if (torn > 0) log.warn('an unfinished transaction was dropped from the journal', { bytes: torn });
  const journal = loaded.journal ? await Journal.open(files, dir, loaded.journal) : await Journal.create(files, dir);
  const store = new FileStore({
    dir,
    files,
    log,
    journal,
    loaded,
    release,
    compactBytes: options.compactBytes ?? COMPACT_BYTES,
  });
  if (!loaded.migrated) return store;
  try {
    await store.compact();
    return store;
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** Files that were being written when a process died; nothing refers to them yet. */
async function removeUnfinished(files: Files, dir: string): Promise<void> {
  for (const name of await files.readdir(dir)) if (isUnfinished(name)) await files.unlink(join(dir, name));
}

async function inFolder<T>(dir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SetupError || error instanceof Damaged) throw error;
    throw new SetupError(diskProblem(dir, error), { cause: error });
  }
}

/** Each try starts anew because a writer compacted meanwhile, which happens once in 16 MB of changes. */
const READ_TRIES = 5;

/**
 * Reads the store as it stood at its last transaction, without a lock and without changing anything, also while a bot is
 * writing it. Rejects with `SetupError` like `openStore`; an absent folder reads as an empty store.
 */
export async function openStoreForReading(
  dir: string,
  options: { readonly files?: Files; readonly migrations?: Migrations } = {},
): Promise<StoreReader & { close(): Promise<void> }> {
  const { tables } = await inFolder(dir, () =>
    readSteadily(dir, options.files ?? disk, options.migrations ?? MIGRATIONS),
  );
  return {
    get: async (collection, key) => tables.get(collection, key),
    list: async (collection, prefix = '') => tables.list(collection, prefix),
    close: async () => {},
  };
}

async function readSteadily(dir: string, files: Files, migrations: Migrations): Promise<Loaded> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await load(files, dir, migrations);
    } catch (error) {
      const moving = error instanceof Overtaken || error instanceof Damaged || error instanceof SetupError;
      if (moving && tries < READ_TRIES) continue;
      throw error instanceof Damaged ? unreadable(dir, error) : error;
    }
  }
}
