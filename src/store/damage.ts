import { join } from 'node:path';
import { SetupError } from '../domain/errors.js';
import type { Clock } from '../ports.js';
import { type Files, syncDirectory } from './files.js';

/** A file of the store does not hold what the store wrote. */
export class Damaged extends Error {
  override readonly name = 'Damaged';

  constructor(
    readonly file: string,
    readonly found: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${found}`, options);
  }
}

const MEND =
  'Nothing was changed or lost beyond that. Restore the whole folder from a backup, or move it away to start with an empty one (sources are then read anew and every subscription is gone).';

/** Puts a damaged file out of the way under a name of its own, and says so. It is never overwritten nor deleted. */
export async function setAside(files: Files, dir: string, clock: Clock, damage: Damaged): Promise<SetupError> {
  const aside = `${damage.file}.corrupt-${clock.now().toISOString().replace(/[:.]/g, '-')}`;
  const taken = await files.readdir(dir);
  let name = aside;
  for (let n = 2; taken.includes(name); n += 1) name = `${aside}-${n}`;
  await files.rename(join(dir, damage.file), join(dir, name));
  await syncDirectory(files, dir);
  return new SetupError(`${join(dir, damage.file)} is damaged: ${damage.found}. It was set aside as ${name}. ${MEND}`, {
    cause: damage,
  });
}

/** The same for a reader, which leaves everything as it is. */
export function unreadable(dir: string, damage: Damaged): SetupError {
  return new SetupError(`${join(dir, damage.file)} is damaged: ${damage.found}. ${MEND}`, { cause: damage });
}

/** A file that must be there is not; one that was set aside earlier is named. */
export function missing(dir: string, file: string, present: readonly string[]): SetupError {
  const aside = present.filter((name) => name.startsWith(`${file}.corrupt-`)).sort();
  const where = aside.length > 0 ? ` (set aside earlier as ${aside.join(', ')})` : '';
  return new SetupError(`${join(dir, file)} is missing${where}: without it, what Tocsin knew is lost. ${MEND}`);
}

/** Written by a later version of this software: sound, but not for us. */
export function newer(dir: string, file: string, found: number, known: number): SetupError {
  return new SetupError(
    `${join(dir, file)} has format ${found}, written by a newer Tocsin; this one knows formats up to ${known}. Run the newer one again, or restore a backup made before the update.`,
  );
}
