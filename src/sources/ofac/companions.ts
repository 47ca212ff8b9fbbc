import { RefusedVersion } from '../../domain/errors.js';
import type { ReadEvent, SourceFile } from '../../ports.js';
import { type CsvFile, readCsv } from './csv.js';

/** A companion written more than this apart from the main file is of another version. */
const SAME_VERSION_MS = 24 * 3600 * 1000;

/** The rows of a companion file by the reference they belong to, and how far they can be trusted. */
export interface Companion {
  /** `whole` shows presence and absence, `partial` only presence, `stale` both but of another day; `absent` nothing. */
  readonly state: 'whole' | 'partial' | 'stale' | 'absent';
  readonly rows: ReadonlyMap<string, readonly string[][]>;
  readonly events: readonly ReadEvent[];
}

export const ABSENT: Companion = { state: 'absent', rows: new Map(), events: [] };

/**
 * Reads a companion of the main file; one that is empty, cut short or another file shows nothing, and must not keep the
 * list itself from being read. Rows whose reference the main file lacks are orphans: the companion is of another
 * day, as it is when the publisher wrote it more than a day apart.
 */
export async function readCompanion(
  file: SourceFile,
  main: SourceFile,
  references: ReadonlySet<string>,
  columns: number,
): Promise<Companion> {
  const title = `the ${file.role} file`;
  const csv = await readWhole(file, columns, title);
  if (csv instanceof RefusedVersion)
    return { ...ABSENT, events: [{ kind: 'gap', what: `${csv.message}; it counts as missing` }] };
  const rows = new Map<string, string[][]>();
  const orphans: ReadEvent[] = [];
  for (const row of csv.rows) {
    const ref = row[0] ?? '';
    const known = rows.get(ref);
    if (known) known.push(row);
    else if (references.has(ref)) rows.set(ref, [row]);
    else orphans.push({ kind: 'gap', what: `${title} has a row for ${ref}, which the list does not name` });
  }
  const apart = daysApart(file, main);
  if (apart !== null) orphans.push({ kind: 'gap', what: `${title} was written ${apart} days apart from the list` });
  const misshapen = csv.misshapen.map((row): ReadEvent => {
    const start = row.join(',').slice(0, 80);
    return { kind: 'gap', what: `${title} has a row of ${row.length} columns, not ${columns}: ${start}` };
  });
  const state = orphans.length > 0 ? 'stale' : misshapen.length > 0 ? 'partial' : 'whole';
  return { state, rows, events: [...orphans, ...misshapen] };
}

async function readWhole(file: SourceFile, columns: number, title: string): Promise<CsvFile | RefusedVersion> {
  try {
    const csv = await readCsv(file.path, columns, title);
    return csv.ending === 'cut' ? new RefusedVersion(`${title} is cut short: its end mark (0x1A) is missing`) : csv;
  } catch (error) {
    if (error instanceof RefusedVersion) return error;
    throw error;
  }
}

function daysApart(file: SourceFile, main: SourceFile): number | null {
  if (file.modified === null || main.modified === null) return null;
  const apart = Math.abs(Date.parse(file.modified) - Date.parse(main.modified));
  return apart > SAME_VERSION_MS ? Math.round(apart / SAME_VERSION_MS) : null;
}
