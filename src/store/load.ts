import { join } from 'node:path';
import { z } from 'zod';
import type { Collection } from '../ports.js';
import { Damaged, missing } from './damage.js';
import { codeOf, type Files } from './files.js';
import { generationsIn, journalName, latestAfter, snapshotName, UNNUMBERED_JOURNAL } from './generations.js';
import { type JournalContent, readJournal } from './journal.js';
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

/** A file that was there is not there any more, or is later than the journal read before it: a writer is at work. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Reads a folder without changing it: the journal of its newest generation, and the snapshots that this builds on. Throws
 * `Damaged`, or `SetupError` where something is missing or of a newer format; `Overtaken` where a writer is at work.
 */
export async function load(files: Files, dir: string, migrations: Migrations): Promise<Loaded> {
  const present = await namesIn(files, dir);
  const { journal: name, used, gone } = generationsIn(present);
  if (gone !== null) throw missing(dir, gone, present);
  if (name === null) {
    if (used) throw missing(dir, journalName(latestAfter(present, 0) ?? 0), present);
    return {
      tables: new Tables(),
      sequence: 0,
      journal: null,
      snapshots: new Map(),
      dirty: new Set(),
      migrated: false,
    };
  }
  const journal = await journalOf(files, dir, name);
  const loading = new Loading(migrations, journal);
  const later = latestAfter(present, loading.sequence);
  // A writer may have begun a generation since the names were read; the next try sees its journal, unless it is gone.
  if (later !== null) throw missing(dir, journalName(later), present);
  if (name === UNNUMBERED_JOURNAL) await loading.addUnnumbered(files, dir, present);
  else await loading.addSnapshots(files, dir, present);
  loading.replay();
  return loading;
}

async function journalOf(files: Files, dir: string, name: string): Promise<JournalContent> {
  try {
    return readJournal(dir, name, await files.readFile(join(dir, name)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Overtaken(`${name} is not there any more`);
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

  async addSnapshots(files: Files, dir: string, present: readonly string[]): Promise<void> {
    for (const [file, sequence] of Object.entries(this.journal.header.snapshots)) {
      const name = snapshotName(file, sequence);
      if (!present.includes(name)) throw missing(dir, name, present);
      const found = await this.#add(files, dir, name, file);
      if (found !== sequence)
        throw new Damaged(name, `it ends at change ${found}, but the journal builds on ${sequence}`);
    }
  }

  /** Format 1 wrote snapshots over each other: one may be later than its journal began. */
  async addUnnumbered(files: Files, dir: string, present: readonly string[]): Promise<void> {
    const { snapshots } = this.journal.header;
    for (const file of Object.keys(snapshots)) if (!present.includes(file)) throw missing(dir, file, present);
    for (const file of present.filter((name) => collectionOf(name) !== undefined)) {
      const sequence = await this.#add(files, dir, file, file);
      const least = snapshots[file] ?? 0;
      if (sequence > this.sequence)
        throw new Overtaken(`${file} includes ${sequence}, the journal ends at ${this.sequence}`);
      if (sequence < least)
        throw new Damaged(file, `it ends at change ${sequence}, but the journal builds on ${least}`);
    }
    for (const file of this.snapshots.keys()) this.dirty.add(file);
    this.migrated = true;
  }

  /** Takes a snapshot's rows; gives the last transaction that it includes. */
  async #add(files: Files, dir: string, name: string, file: string): Promise<number> {
    const { version, sequence, rows } = await readSnapshot(files, dir, name, file);
    const table = this.tables.rows(file);
    const collection = collectionOf(file);
    for (const [key, value] of collection ? rows : []) {
      if (collection && fileOf(collection, key) !== file) throw new Damaged(name, `row "${key}" does not belong there`);
      if (table.has(key)) throw new Damaged(name, `row "${key}" is there twice`);
      if (collection) table.set(key, this.#value(name, version, collection, key, value));
    }
    this.snapshots.set(file, sequence);
    if (version !== VERSION) {
      this.dirty.add(file);
      this.migrated = true;
    }
    return sequence;
  }

  /** Brings the tables up to the end of the journal, passing over what a snapshot includes already. */
  replay(): void {
    for (const { sequence, ops } of this.journal.commits) {
      for (const [kind, collection, key, value] of ops) {
        const file = fileOf(collection, key);
        if (sequence <= (this.snapshots.get(file) ?? 0)) continue;
        this.dirty.add(file);
        if (kind === 'delete') this.tables.rows(file).delete(key);
        else
          this.tables
            .rows(file)
            .set(key, this.#value(this.journal.name, this.journal.header.version, collection, key, value));
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
