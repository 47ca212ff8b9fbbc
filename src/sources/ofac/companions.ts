import { RefusedVersion } from '../../domain/errors.js';
import type { ReadEvent, SourceFile } from '../../ports.js';
import { readCsv } from './csv.js';

/** A companion written more than this apart from the main file is of another version. */
const SAME_VERSION_MS = 24 * 3600 * 1000;

/** The rows of a companion file by the reference they belong to, and how far they can be trusted. */
export interface Companion {
  /** `whole` shows presence and absence, `partial` only presence; `absent` shows nothing. */
  readonly state: 'whole' | 'partial' | 'absent';
  readonly rows: ReadonlyMap<string, readonly string[][]>;
  readonly events: readonly ReadEvent[];
}

export const ABSENT: Companion = { state: 'absent', rows: new Map(), events: [] };

/**
 * Reads a companion of the main file. Rows whose reference the main file lacks are orphans: the companion is of another
 * day, as it is when the publisher wrote it more than a day apart. Throws `RefusedVersion` for a companion that is cut short.
 */
export async function readCompanion(
  file: SourceFile,
  main: SourceFile,
  references: ReadonlySet<string>,
  columns: number,
): Promise<Companion> {
  const title = `the ${file.role} file`;
  const csv = await readCsv(file.path, columns, title);
  if (csv.ending === 'cut') throw new RefusedVersion(`${title} is cut short: its end mark (0x1A) is missing`);
  const rows = new Map<string, string[][]>();
  const events: ReadEvent[] = [];
  for (const row of csv.rows) {
    const ref = row[0] ?? '';
    const known = rows.get(ref);
    if (known) known.push(row);
    else if (references.has(ref)) rows.set(ref, [row]);
    else events.push({ kind: 'gap', what: `${title} has a row for ${ref}, which the list does not name` });
  }
  for (const row of csv.misshapen)
    events.push({
      kind: 'gap',
      what: `${title} has a row of ${row.length} columns, not ${columns}: ${row.join(',').slice(0, 80)}`,
    });
  const apart = daysApart(file, main);
  if (apart !== null) events.push({ kind: 'gap', what: `${title} was written ${apart} days apart from the list` });
  return { state: events.length > 0 ? 'partial' : 'whole', rows, events };
}

function daysApart(file: SourceFile, main: SourceFile): number | null {
  if (file.modified === null || main.modified === null) return null;
  const apart = Math.abs(Date.parse(file.modified) - Date.parse(main.modified));
  return apart > SAME_VERSION_MS ? Math.round(apart / SAME_VERSION_MS) : null;
}
