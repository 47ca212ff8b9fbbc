import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';
import type { Collection, Collections, Log, RowListener, Store, Transaction } from '../ports.js';
import { diskProblem, type Files } from './files.js';
import { markBegun, removeOthers } from './generations.js';
import { FIRST, type Header, type Journal } from './journal.js';
import type { Loaded } from './load.js';
import { VERSION } from './migrations.js';
import { Overlay } from './overlay.js';
import { writeSnapshot } from './snapshot.js';
import { collectionOf, type Row, type Tables } from './tables.js';
import { BufferedTransaction } from './transaction.js';

/** How a transaction that did its work is told whether that is on the disk. */
interface Done {
  readonly committed: () => void;
  readonly failed: (reason: unknown) => void;
}

/** Replaying this much at start costs about as much as reading the snapshots. */
export const COMPACT_BYTES = 16 * 1024 * 1024;

export interface FileStoreParts {
  readonly dir: string;
  readonly files: Files;
  readonly log: Log;
  readonly journal: Journal;
  readonly loaded: Loaded;
  readonly compactBytes: number;
  /** Gives up the lock. */
  readonly release: () => Promise<void>;
}

/**
 * The store on files: every transaction goes to the journal first; lowdb snapshots take its place from time to time.
 * Whatever is interrupted, the last snapshots and the journal together hold all that was acknowledged: a snapshot says
 * which transaction it includes, and the journal is only replaced once every one of its transactions is in a snapshot.
 */
export class FileStore implements Store {
  readonly #parts: FileStoreParts;
  readonly #tables: Tables;
  readonly #snapshots: Map<string, number>;
  readonly #dirty: Set<string>;
  /** One thing at a time: groups of transactions, and compactions. */
  readonly #queue = new PQueue({ concurrency: 1 });
  /** Transactions that wait; each does its work on top of its group's, and tells its caller itself if that failed. */
  readonly #asked: ((group: Overlay) => Promise<Done | null>)[] = [];
  /** Which transaction a call comes from. */
  readonly #within = new AsyncLocalStorage<BufferedTransaction>();
  readonly #watchers: { readonly collection: Collection; readonly listener: RowListener<Collection> }[] = [];
  #running: BufferedTransaction | null = null;
  #sequence: number;
  /** The one in use; null in a folder of an older format. */
  #generation: Header | null;
  #compactAt: number;
  #closing: Promise<void> | null = null;

  constructor(parts: FileStoreParts) {
    this.#parts = parts;
    this.#tables = parts.loaded.tables;
    this.#snapshots = parts.loaded.snapshots;
    this.#dirty = parts.loaded.dirty;
    this.#sequence = parts.loaded.sequence;
    const { migrated, journal } = parts.loaded;
    this.#generation = migrated ? null : (journal?.header ?? FIRST);
    this.#compactAt = parts.compactBytes;
  }

  async get<C extends Collection>(collection: C, key: string): Promise<Collections[C] | undefined> {
    return this.#tables.get(collection, key);
  }

  async list<C extends Collection>(collection: C, prefix = ''): Promise<Row<C>[]> {
    return this.#tables.list(collection, prefix);
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (this.#closing) throw new Error('the store is closed');
    if (this.#running && this.#within.getStore() === this.#running)
      throw new Error('a transaction inside another would wait for it forever: use the outer one');
    return new Promise<T>((resolve, reject) => {
      this.#asked.push(async (group) => {
        try {
          const result = await this.#work(group, work);
          return { committed: () => resolve(result), failed: reject };
        } catch (error) {
          reject(error);
          return null;
        }
      });
      void this.#queue.add(() => this.#commitAsked());
    });
  }

  watch<C extends Collection>(collection: C, listener: RowListener<C>): void {
    // Rows of a collection only ever hold that collection's type.
    this.#watchers.push({ collection, listener: (key, value) => listener(key, value as Collections[C] | undefined) });
  }

  close(): Promise<void> {
    this.#closing ??= this.#queue.add(() => this.#close());
    return this.#closing;
  }

  /**
   * Writes every snapshot that is behind, then begins a new journal, and forgets the generation before this one. Rejects
   * without harm when the disk fails.
   */
  async compact(): Promise<void> {
    const { files, dir, journal } = this.#parts;
    const sequence = this.#sequence;
    for (const file of [...this.#dirty]) {
      const collection = collectionOf(file);
      if (!collection) throw new Error(`${file} is not a file of the store`);
      await writeSnapshot(files, dir, file, { version: VERSION, collection, sequence, rows: this.#tables.rows(file) });
      this.#snapshots.set(file, sequence);
      this.#dirty.delete(file);
    }
    const next = { version: VERSION, base: sequence, snapshots: Object.fromEntries(this.#snapshots) };
    await journal.restart(next);
    await markBegun(files, dir, next);
    const last = this.#generation;
    this.#generation = next;
    await removeOthers(files, dir, last ? [next, last] : [next]);
  }

  /**
   * Runs the transactions that wait, one after the other, and writes them as one: those that are asked for while the disk
   * is busy share its next turn. Where one changes what is watched, the watcher knows before the next one runs.
   */
  async #commitAsked(): Promise<void> {
    const group = new Overlay(this.#tables);
    const done: Done[] = [];
    for (let next = this.#asked.shift(); next; next = this.#isWatched(group) ? undefined : this.#asked.shift()) {
      const one = await next(group);
      if (one) done.push(one);
    }
    try {
      await this.#write(group);
      for (const { committed } of done) committed();
    } catch (error) {
      for (const { failed } of done) failed(error);
    }
    if (this.#parts.journal.size > this.#compactAt) void this.#queue.add(() => this.#compactOrGoOn(), { priority: 1 });
  }

  #isWatched(group: Overlay): boolean {
    return this.#watchers.some(({ collection }) => group.touches(collection));
  }

  async #write(group: Overlay): Promise<void> {
    const files = [...group.changedFiles()];
    if (files.length === 0) return;
    const { dir, journal } = this.#parts;
    try {
      await journal.append(this.#sequence + 1, group.ops());
    } catch (cause) {
      throw new Error(`nothing was changed: ${diskProblem(dir, cause)}`, { cause });
    }
    this.#sequence += 1;
    for (const file of files) this.#dirty.add(file);
    group.apply();
    this.#tellWatchers(group);
  }

  /** What is on the disk stays acknowledged, whatever a watcher makes of it. */
  #tellWatchers(group: Overlay): void {
    for (const { collection, listener } of this.#watchers) {
      for (const [key, value] of group.changed(collection)) {
        try {
          listener(key, value);
        } catch (error) {
          this.#parts.log.error('a change of the store was not taken in memory; a restart reads it anew', {
            ...{ collection, key, error },
          });
        }
      }
    }
  }

  async #work<T>(group: Overlay, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const tx = new BufferedTransaction(group);
    let result: T;
    this.#running = tx;
    try {
      result = await this.#within.run(tx, () => work(tx));
    } finally {
      this.#running = null;
      tx.end();
    }
    tx.join();
    return result;
  }

  /** The journal goes on growing when this fails; it is tried again after as much again. */
  async #compactOrGoOn(): Promise<void> {
    const { journal, compactBytes, log, dir } = this.#parts;
    try {
      if (journal.size > this.#compactAt) await this.compact();
      this.#compactAt = compactBytes;
    } catch (error) {
      this.#compactAt = journal.size + compactBytes;
      log.error('the journal could not be compacted; nothing is lost', { problem: diskProblem(dir, error) });
    }
  }

  async #close(): Promise<void> {
    const { journal, log, dir, release } = this.#parts;
    try {
      if (this.#dirty.size > 0) await this.compact();
    } catch (error) {
      log.error('the journal could not be compacted; nothing is lost', { problem: diskProblem(dir, error) });
    }
    await journal.close();
    try {
      await release();
    } catch (error) {
      log.warn('the lock could not be removed; it is taken over once this process has ended', {
        problem: diskProblem(dir, error),
      });
    }
  }
}
