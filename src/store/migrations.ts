import type { Collection } from '../ports.js';

/** The format of snapshots and journal that this software writes. */
export const VERSION = 2;

/** Brings the value of one row from one format to the next; what it gives is checked like any row. */
export type Migration = (collection: Collection, key: string, value: unknown) => unknown;

/** The step from each older format, by its number. */
export type Migrations = Readonly<Record<number, Migration>>;

/** Format 2 only gave every file a number of its own; no format before 1 was ever released. */
export const MIGRATIONS: Migrations = { 1: (_collection, _key, value) => value };

/** Takes a value through every step from `version` on; throws where a step is not known. */
export function migrate(migrations: Migrations, version: number, collection: Collection, key: string, value: unknown) {
  let current = value;
  for (let step = version; step < VERSION; step += 1) {
    const migration = migrations[step];
    if (!migration) throw new Error(`format ${step} is not known: no release of Tocsin wrote it`);
    current = migration(collection, key, current);
  }
  return current;
}
