import { join } from 'node:path';
import { z } from 'zod';
import type { Collection } from '../ports.js';
import { Damaged, missing } from './damage.js';
import { codeOf, type Files } from './files.js';
import { JOURNAL, type JournalContent, readJournal } from './journal.js';
import { type Migrations, migrate, VERSION } from './migrations.js';
import { rowSchemas } from './schema.js';
import { readSnapshot } from './snapshot.js';
import { collectionOf, fileOf, Tables, type Value } from './tables.js';

/** What a folder holds, brought together in memory. */
export interface Loaded {
  readonly tables: Tables;
  /** The last transaction. */
  readonly sequence: number;
  /** Null in a folder that no store was opened in yet. */
  readonly journal: JournalContent | null;
  /** The last transaction that each snapshot on disk includes. */
  readonly snapshots: Map<string, number>;
  /** Files whose snapshot is behind the tables, or of an older format. */
  readonly dirty: Set<string>;
  /** Something is of an older format: all of it is to be written anew before anything is added. */
  readonly migrated: boolean;
}

/** A snapshot that is later than the journal read before it: a writer is at work. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Reads a folder without changing it. The journal is read before the snapshots: a snapshot taken meanwhile then shows as
 * `Overtaken`. Throws `Damaged`, or `SetupError` where something is missing or of a newer format.
 */
export async function load(files: Files, dir: string, migrations: Migrations): Promise<Loaded> {
  const journal = await journalOf(files, dir);
  const present = await namesIn(files, dir);
  const names = present.filter((name) => collectionOf(name) !== undefined);
  if (!journal) {
    if (
      names.length > 0 ||
      present.some((name) => name.includes('.json.corrupt-') || name.startsWith(`${JOURNAL}.corrupt-`))
    )
      throw missing(dir, JOURNAL, present);
    return { tables: new Tables(), sequence: 0, journal, snapshots: new Map(), dirty: new Set(), migrated: false };
  }
  const loading = new Loading(migrations, journal);
  for (const name of Object.keys(journal.header.snapshots))
    if (!names.includes(name)) throw missing(dir, name, present);
  for (const name of names) await loading.addSnapshot(files, dir, name);
  loading.replay();
  return loading;
}

async function journalOf(files: Files, dir: string): Promise<JournalContent | null> {
  try {
    return readJournal(dir, await files.readFile(join(dir, JOURNAL)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function namesIn(files: Files, dir: string): Promise<string[]> {
  try {
    return await files.readdir(dir);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

class Loading implements Loaded {
  readonly tables = new Tables();
  readonly snapshots = new Map<string, number>();
  readonly dirty = new Set<string>();
  readonly sequence: number;
  migrated: boolean;

  constructor(
    private readonly migrations: Migrations,
    readonly journal: JournalContent,
  ) {
    this.sequence = journal.header.base + journal.commits.length;
    this.migrated = journal.header.version < VERSION;
  }

  async addSnapshot(files: Files, dir: string, file: string): Promise<void> {
    const { version, sequence, rows } = await readSnapshot(files, dir, file);
    const least = this.journal.header.snapshots[file] ?? 0;
    if (sequence > this.sequence)
      throw new Overtaken(`${file} includes ${sequence}, the journal ends at ${this.sequence}`);
    if (sequence < least) throw new Damaged(file, `it ends at change ${sequence}, but the journal builds on ${least}`);
    const table = this.tables.rows(file);
    const collection = collectionOf(file);
    for (const [key, value] of collection ? rows : []) {
      if (collection && fileOf(collection, key) !== file) throw new Damaged(file, `row "${key}" does not belong there`);
      if (table.has(key)) throw new Damaged(file, `row "${key}" is there twice`);
      if (collection) table.set(key, this.#value(file, version, collection, key, value));
    }
    this.snapshots.set(file, sequence);
    if (version === VERSION) return;
    this.dirty.add(file);
    this.migrated = true;
  }

  /** Brings the tables up to the end of the journal, passing over what a snapshot includes already. */
  replay(): void {
    for (const { sequence, ops } of this.journal.commits) {
      for (const [kind, collection, key, value] of ops) {
        const file = fileOf(collection, key);
        if (sequence <= (this.snapshots.get(file) ?? 0)) continue;
        this.dirty.add(file);
        if (kind === 'delete') this.tables.rows(file).delete(key);
        else this.tables.rows(file).set(key, this.#value(JOURNAL, this.journal.header.version, collection, key, value));
      }
    }
  }

  #value(file: string, version: number, collection: Collection, key: string, value: unknown): Value {
    const row = version === VERSION ? value : this.#migrated(file, version, collection, key, value);
    const { success, data, error } = rowSchemas[collection].safeParse(row);
    if (success) return data;
    throw new Damaged(file, `${collection} row "${key}" has the wrong shape (${z.prettifyError(error)})`, {
      cause: error,
    });
  }

  #migrated(file: string, version: number, collection: Collection, key: string, value: unknown): unknown {
    try {
      return migrate(this.migrations, version, collection, key, value);
    } catch (cause) {
      throw new Damaged(file, cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }
}
