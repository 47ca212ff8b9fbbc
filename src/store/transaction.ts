import { z } from 'zod';
import { DuplicateKey } from '../domain/errors.js';
import type { Collection, Collections, Transaction } from '../ports.js';
import { Changes } from './changes.js';
import { rowSchemas } from './schema.js';
import { fileOf, mayHold, type Op, type Row, type Tables } from './tables.js';

/** A transaction whose writes are kept apart from the tables until they are durable. */
export class BufferedTransaction implements Transaction {
  readonly #tables: Tables;
  readonly #changes = new Map<string, Changes>();
  #refused: Error | null = null;
  #over = false;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async get<C extends Collection>(collection: C, key: string): Promise<Collections[C] | undefined> {
    this.#checkRunning();
    const changes = this.#changes.get(fileOf(collection, key));
    if (!changes) return this.#tables.get(collection, key);
    return changes.get(key) as Collections[C] | undefined;
  }

  async list<C extends Collection>(collection: C, prefix = ''): Promise<Row<C>[]> {
    this.#checkRunning();
    const found: Row[] = [];
    const files = new Set([...this.#tables.files(), ...this.#changes.keys()]);
    for (const file of [...files].sort()) {
      if (!mayHold(file, collection, prefix)) continue;
      const rows = this.#changes.get(file)?.list() ?? this.#tables.rows(file);
      for (const row of rows) if (row[0].startsWith(prefix)) found.push(row);
    }
    return found as Row<C>[];
  }

  put<C extends Collection>(collection: C, key: string, value: Collections[C]): void {
    this.#checkShape(collection, key, value);
    this.#of(collection, key).put(key, value);
  }

  insert<C extends Collection>(collection: C, key: string, value: Collections[C]): void {
    this.#checkShape(collection, key, value);
    const changes = this.#of(collection, key);
    if (changes.get(key) !== undefined) {
      this.#refused ??= new DuplicateKey(collection, key);
      throw this.#refused;
    }
    changes.put(key, value);
  }

  delete(collection: Collection, key: string): void {
    this.#of(collection, key).delete(key);
  }

  async next(sequence: string): Promise<number> {
    const value = ((await this.get('counters', sequence))?.value ?? 0) + 1;
    this.put('counters', sequence, { value });
    return value;
  }

  /** Ends it: later calls throw. Throws what a write was refused with, even where the work caught that. */
  end(): void {
    this.#over = true;
    if (this.#refused) throw this.#refused;
  }

  /** It wrote nothing. */
  get isEmpty(): boolean {
    for (const _op of this.ops()) return false;
    return true;
  }

  *ops(): Iterable<Op> {
    for (const changes of this.#changes.values()) yield* changes.ops();
  }

  /** The rows of a collection that it changed, in the order in which they take effect; undefined for those it deleted. */
  *changed(collection: Collection): Iterable<readonly [key: string, value: Collections[Collection] | undefined]> {
    for (const changes of this.#changes.values()) if (changes.collection === collection) yield* changes.changed();
  }

  /** Makes what was written visible; gives the files whose rows changed. */
  apply(): string[] {
    for (const changes of this.#changes.values()) changes.apply();
    return [...this.#changes.keys()];
  }

  #of(collection: Collection, key: string): Changes {
    this.#checkRunning();
    const file = fileOf(collection, key);
    const known = this.#changes.get(file);
    if (known) return known;
    const changes = new Changes(collection, this.#tables.rows(file));
    this.#changes.set(file, changes);
    return changes;
  }

  /** What the schema refuses could be written, but the store could never be opened again. */
  #checkShape(collection: Collection, key: string, value: unknown): void {
    const { error } = rowSchemas[collection].safeParse(value);
    if (!error) return;
    const what = `${collection} row ${JSON.stringify(key)} has the wrong shape (${z.prettifyError(error)})`;
    this.#refused ??= new Error(`nothing was changed: ${what}`, { cause: error });
    throw this.#refused;
  }

  #checkRunning(): void {
    if (this.#over) throw new Error('a transaction was used after its work had ended: await everything inside it');
  }
}
