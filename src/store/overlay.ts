import type { Collection, Collections } from '../ports.js';
import { Changes, type Rows } from './changes.js';
import { fileOf, mayHold, type Op, type Row, type Value } from './tables.js';

/** What an overlay lies on. */
interface Base {
  files(): Iterable<string>;
  rows(file: string): Rows;
  get(collection: Collection, key: string): Value | undefined;
}

/** Rows as they would be with changes that are kept beside them; one overlay may lie on another. */
export class Overlay implements Base {
  readonly #base: Base;
  readonly #changes = new Map<string, Changes>();

  constructor(base: Base) {
    this.#base = base;
  }

  /** In no order, some of them twice. */
  *files(): Iterable<string> {
    yield* this.#base.files();
    yield* this.#changes.keys();
  }

  rows(file: string): Rows {
    return this.#changes.get(file) ?? this.#base.rows(file);
  }

  get(collection: Collection, key: string): Value | undefined {
    const changes = this.#changes.get(fileOf(collection, key));
    return changes ? changes.get(key) : this.#base.get(collection, key);
  }

  list(collection: Collection, prefix: string): Row[] {
    const found: Row[] = [];
    for (const file of [...new Set(this.files())].sort()) {
      if (!mayHold(file, collection, prefix)) continue;
      for (const row of this.rows(file)) if (row[0].startsWith(prefix)) found.push(row);
    }
    return found;
  }

  /** The rows among which a row is to be changed. */
  of(collection: Collection, key: string): Changes {
    const file = fileOf(collection, key);
    const known = this.#changes.get(file);
    if (known) return known;
    const changes = new Changes(collection, this.#base.rows(file));
    this.#changes.set(file, changes);
    return changes;
  }

  /** Whether any row of a collection changes. */
  touches(collection: Collection): boolean {
    for (const changes of this.#changes.values())
      if (changes.collection === collection && !changes.isEmpty) return true;
    return false;
  }

  /** The files whose rows change. */
  *changedFiles(): Iterable<string> {
    for (const [file, changes] of this.#changes) if (!changes.isEmpty) yield file;
  }

  *ops(): Iterable<Op> {
    for (const changes of this.#changes.values()) yield* changes.ops();
  }

  /** The rows of a collection that change, in the order in which they take effect; undefined for those that are deleted. */
  *changed(collection: Collection): Iterable<readonly [key: string, value: Collections[Collection] | undefined]> {
    for (const changes of this.#changes.values()) if (changes.collection === collection) yield* changes.changed();
  }

  /** Takes over the changes of an overlay that lies on this one, and is not used any more. */
  take(upper: Overlay): void {
    for (const [file, changes] of upper.#changes) {
      // It lies on what this one lies on as long as nothing changed the file here.
      if (this.#changes.has(file)) changes.apply();
      else this.#changes.set(file, changes);
    }
  }

  /** Makes the changes visible in what this one lies on. */
  apply(): void {
    for (const changes of this.#changes.values()) changes.apply();
  }
}
