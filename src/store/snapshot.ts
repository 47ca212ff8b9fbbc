import { join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { z } from 'zod';
import { Damaged, newer } from './damage.js';
import { codeOf, type Files, replaceFile } from './files.js';
import { snapshotName } from './generations.js';
import { VERSION } from './migrations.js';
import { collectionOf } from './tables.js';

/** All rows of one file at one moment. */
export interface Snapshot {
  readonly version: number;
  readonly collection: string;
  /** The last transaction it includes. */
  readonly sequence: number;
  readonly rows: Iterable<readonly [key: string, value: unknown]>;
}

const frame = z.object({
  version: z.int().min(0),
  collection: z.string(),
  sequence: z.int().min(0),
  rows: z.array(z.unknown()),
});

/** A lowdb adapter that writes whole files durably, row by row; `rows` may be a live map as long as nobody changes it. */
class SnapshotFile implements Adapter<Snapshot> {
  /** `file` is the name, `table` what it is a snapshot of. */
  constructor(
    private readonly files: Files,
    private readonly dir: string,
    private readonly file: string,
    private readonly table: string,
  ) {}

  async read(): Promise<Snapshot | null> {
    let bytes: Buffer;
    try {
      bytes = await this.files.readFile(join(this.dir, this.file));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
    return this.#check(bytes);
  }

  async write(snapshot: Snapshot): Promise<void> {
    await replaceFile(this.files, this.dir, this.file, pieces(snapshot));
  }

  #check(bytes: Buffer): Snapshot {
    let content: unknown;
    try {
      content = JSON.parse(bytes.toString('utf8'));
    } catch (cause) {
      throw new Damaged(this.file, `it is not whole JSON (${bytes.length} bytes)`, { cause });
    }
    const version = z.object({ version: z.int().min(0) }).safeParse(content).data?.version ?? 0;
    if (version > VERSION) throw newer(this.dir, this.file, version, VERSION);
    const { success, data, error } = frame.safeParse(content);
    if (!success) throw new Damaged(this.file, 'it is not a snapshot', { cause: error });
    if (data.collection !== collectionOf(this.table))
      throw new Damaged(this.file, `it holds rows of "${data.collection}"`);
    return { ...data, rows: data.rows.map((row, index) => this.#row(row, index)) };
  }

  #row(row: unknown, index: number): readonly [string, unknown] {
    if (Array.isArray(row) && row.length === 2 && typeof row[0] === 'string') return [row[0], row[1]];
    throw new Damaged(this.file, `row ${index + 1} is not a key with a value`);
  }
}

/**
 * Reads a snapshot of a table by its file's name; where there is none, an empty one of before the first transaction. Throws
 * `Damaged`, or `SetupError` for a newer format.
 */
export async function readSnapshot(files: Files, dir: string, file: string, table: string): Promise<Snapshot> {
  const nothing = { version: VERSION, collection: table, sequence: 0, rows: [] };
  const low = new Low<Snapshot>(new SnapshotFile(files, dir, file, table), nothing);
  await low.read();
  return low.data;
}

/** Writes a snapshot of a table in one atomic and durable step. */
export async function writeSnapshot(files: Files, dir: string, table: string, snapshot: Snapshot): Promise<void> {
  const file = snapshotName(table, snapshot.sequence);
  await new Low<Snapshot>(new SnapshotFile(files, dir, file, table), snapshot).write();
}

/** One line a row: readable with ordinary tools, and never the whole file in one string. */
function* pieces({ rows, ...facts }: Snapshot): Iterable<string> {
  yield `${JSON.stringify(facts).slice(0, -1)},"rows":[`;
  let separator = '\n';
  for (const row of rows) {
    yield `${separator}${JSON.stringify(row)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
