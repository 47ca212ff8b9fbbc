import type { Collection } from '../ports.js';
import type { Op, Row, Value } from './tables.js';

/** The rows of one file, in order: as they are, or as they would be. */
export interface Rows extends Iterable<Row> {
  get(key: string): Value | undefined;
  has(key: string): boolean;
  /** A row that is there keeps its place; a new one comes last. */
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** What is changed among the rows of one file, beside the rows that are there. */
export class Changes implements Rows {
  readonly collection: Collection;
  readonly #rows: Rows;
  readonly #deleted = new Set<string>();
  /** Rows that keep their place. */
  readonly #changed = new Map<string, Value>();
  /** Rows that come last. */
  readonly #added = new Map<string, Value>();

  constructor(collection: Collection, rows: Rows) {
    this.collection = collection;
    this.#rows = rows;
  }

  get(key: string): Value | undefined {
    const own = this.#added.get(key) ?? this.#changed.get(key);
    return own !== undefined || this.#deleted.has(key) ? own : this.#rows.get(key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: Value): void {
    if (this.#rows.has(key) && !this.#deleted.has(key)) this.#changed.set(key, value);
    else this.#added.set(key, value);
  }

  delete(key: string): void {
    this.#added.delete(key);
    if (!this.#rows.has(key)) return;
    this.#changed.delete(key);
    this.#deleted.add(key);
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (const [key, value] of this.#rows) {
      if (!this.#deleted.has(key)) yield [key, this.#changed.get(key) ?? value];
    }
    yield* this.#added;
  }

  get isEmpty(): boolean {
    return this.#deleted.size + this.#changed.size + this.#added.size === 0;
  }

  /** Every row with what it is now, undefined where it is gone; in an order that leads to the same rows in the same order. */
  *changed(): Iterable<readonly [key: string, value: Value | undefined]> {
    for (const key of this.#deleted) yield [key, undefined];
    yield* this.#changed;
    yield* this.#added;
  }

  /** The same as they are written. */
  *ops(): Iterable<Op> {
    for (const [key, value] of this.changed())
      yield value === undefined ? ['delete', this.collection, key] : ['put', this.collection, key, value];
  }

  /** Makes them visible in the rows beside which they stand. */
  apply(): void {
    for (const [key, value] of this.changed())
      if (value === undefined) this.#rows.delete(key);
      else this.#rows.set(key, value);
  }
}
