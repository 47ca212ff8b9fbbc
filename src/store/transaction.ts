import { z } from 'zod';
import { DuplicateKey } from '../domain/errors.js';
import type { Collection, Collections, Transaction } from '../ports.js';
import type { Changes } from './changes.js';
import { Overlay } from './overlay.js';
import { rowSchemas } from './schema.js';
import type { Row } from './tables.js';

/** A transaction whose writes are kept apart from the rows it began with. */
export class BufferedTransaction implements Transaction {
  readonly #group: Overlay;
  readonly #view: Overlay;
  #refused: Error | null = null;
  #over = false;

  constructor(group: Overlay) {
    this.#group = group;
    this.#view = new Overlay(group);
  }

  // Rows of a collection only ever hold that collection's type.
  async get<C extends Collection>(collection: C, key: string): Promise<Collections[C] | undefined> {
    this.#checkRunning();
    return this.#view.get(collection, key) as Collections[C] | undefined;
  }

  async list<C extends Collection>(collection: C, prefix = ''): Promise<Row<C>[]> {
    this.#checkRunning();
    return this.#view.list(collection, prefix) as Row<C>[];
  }

  put<C extends Collection>(collection: C, key: string, value: Collections[C]): void {
    this.#checkShape(collection, key, value);
    this.#of(collection, key).set(key, value);
  }

  insert<C extends Collection>(collection: C, key: string, value: Collections[C]): void {
    this.#checkShape(collection, key, value);
    const changes = this.#of(collection, key);
    if (changes.has(key)) {
      this.#refused ??= new DuplicateKey(collection, key);
      throw this.#refused;
    }
    changes.set(key, value);
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

  /** Adds what it wrote to its group. */
  join(): void {
    this.#group.take(this.#view);
  }

  #of(collection: Collection, key: string): Changes {
    this.#checkRunning();
    return this.#view.of(collection, key);
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
