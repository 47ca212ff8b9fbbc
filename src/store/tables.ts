import type { Collection, Collections } from '../ports.js';
import { isCollection } from './schema.js';

export type Value = Collections[Collection];
export type Row<C extends Collection = Collection> = readonly [key: string, value: Collections[C]];

/** One change of one row, as it stands in the journal. */
export type Op =
  | readonly ['put', collection: Collection, key: string, value: unknown]
  | readonly ['delete', collection: Collection, key: string];

/**
 * A collection is written as one file, and listings as one file a list, so that a settled delivery does not rewrite them.
 * The file of a row: `cursors.json`, `listings.ofac-sdn.json` for keys that begin with `ofac-sdn/`.
 */
export function fileOf(collection: Collection, key: string): string {
  const part = collection === 'listings' ? key.slice(0, Math.max(0, key.indexOf('/'))) : '';
  return part === '' ? `${collection}.json` : `${collection}.${encodeURIComponent(part)}.json`;
}

/** The collection whose rows a file holds; undefined for files that are none of ours. */
export function collectionOf(file: string): Collection | undefined {
  const [, name, part] = /^([A-Za-z]+)(\..+)?\.json$/.exec(file) ?? [];
  return isCollection(name) && (part === undefined || name === 'listings') ? name : undefined;
}

/** Whether a file can hold keys that begin with `prefix`. */
export function mayHold(file: string, collection: Collection, prefix: string): boolean {
  if (collection === 'listings' && prefix.includes('/')) return file === fileOf(collection, prefix);
  return collectionOf(file) === collection;
}

/** All rows in memory, by the file they are written to. Rows of a collection only ever hold that collection's type. */
export class Tables {
  readonly #files = new Map<string, Map<string, Value>>();

  /** The rows of a file, in order of insertion. */
  rows(file: string): Map<string, Value> {
    const known = this.#files.get(file);
    if (known) return known;
    const rows = new Map<string, Value>();
    this.#files.set(file, rows);
    return rows;
  }

  /** By name, so that the order of listings is the same after a restart. */
  files(): string[] {
    return [...this.#files.keys()].sort();
  }

  get<C extends Collection>(collection: C, key: string): Collections[C] | undefined {
    return this.#files.get(fileOf(collection, key))?.get(key) as Collections[C] | undefined;
  }

  list<C extends Collection>(collection: C, prefix: string): Row<C>[] {
    const found: Row[] = [];
    for (const file of this.files()) {
      if (!mayHold(file, collection, prefix)) continue;
      for (const row of this.rows(file)) if (row[0].startsWith(prefix)) found.push(row);
    }
    return found as Row<C>[];
  }
}
