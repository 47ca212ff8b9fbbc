import type { Collection } from '../ports.js';

/** The format of snapshots and journal that this software writes. */
export const VERSION = 1;

/** Brings the value of one row from one format to the next; what it gives is checked like any row. */
export type Migration = (collection: Collection, key: string, value: unknown) => unknown;

/** The step from each older format, by its number. */
export type Migrations = Readonly<Record<number, Migration>>;

/** No format before 1 was ever released, so there is nothing to bring up yet. */
export const MIGRATIONS: Migrations = {};

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
