import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { Damaged, newer } from './damage.js';
import { type Files, type Handle, syncDirectory, writeBeside, writePieces } from './files.js';
import { journalName } from './generations.js';
import { VERSION } from './migrations.js';
import { isCollection } from './schema.js';
import type { Op } from './tables.js';

/*
 * The journal: a header line, then for each transaction its changes, one JSON line each, and a commit line. What several
 * transactions changed that were asked for at the same time is one transaction here.
 *
 *     {"version":2,"base":12,"snapshots":{"cursors.json":12}}
 *     ["put","cursors","un-sc",{…}]
 *     ["delete","held","un-sc"]
 *     ["commit",13,2,3735928559]
 *
 * The commit line holds the sequence number, how many changes it seals and the CRC-32 of their bytes. It is written only
 * when the changes are on the disk: one that does not fit them is damage, never a write that was cut off.
 */

const headerSchema = z.object({
  version: z.int().min(0),
  /** The last transaction before this journal. */
  base: z.int().min(0),
  /** The snapshots it builds on, each with the last transaction that it includes (in format 1: at least). */
  snapshots: z.record(z.string(), z.int().min(0)),
});
export type Header = z.infer<typeof headerSchema>;

/** Of the first journal of an empty store. */
export const FIRST: Header = { version: VERSION, base: 0, snapshots: {} };

const commitSchema = z.tuple([z.literal('commit'), z.int(), z.int(), z.int()]);

export interface JournalContent {
  /** The file. */
  readonly name: string;
  readonly header: Header;
  readonly commits: readonly { readonly sequence: number; readonly ops: readonly Op[] }[];
  /** Bytes up to the end of the last whole transaction; what follows was never acknowledged. */
  readonly sound: number;
  readonly torn: number;
}

/** Reads a journal; throws `Damaged` where bytes that were acknowledged once are not what they were. */
export function readJournal(dir: string, name: string, bytes: Buffer): JournalContent {
  const lines = linesOf(bytes);
  const first = lines.next();
  const header = first.done ? undefined : readHeader(dir, name, first.value.text);
  if (!header || first.done) throw new Damaged(name, 'it does not begin with a whole header line');
  const commits: { sequence: number; ops: Op[] }[] = [];
  let sound = first.value.end;
  let ops: Op[] = [];
  let broken: number | null = null;
  let number = 1;
  for (const line of lines) {
    number += 1;
    if (!line.text.startsWith('["commit",')) {
      const op = readOp(line.text);
      if (op) ops.push(op);
      else broken ??= number;
      if (op || !line.text.includes('["commit",')) continue;
    }
    if (broken !== null) throw new Damaged(name, `line ${broken} is broken, and a later line seals it`);
    const sequence = header.base + commits.length + 1;
    checkCommit(name, line.text, number, [sequence, ops.length, crc32(bytes.subarray(sound, line.start))]);
    commits.push({ sequence, ops });
    sound = line.end;
    ops = [];
  }
  return { name, header, commits, sound, torn: bytes.length - sound };
}

function readHeader(dir: string, name: string, text: string): Header {
  const content = parse(text);
  const version = z.object({ version: z.int().min(0) }).safeParse(content).data?.version ?? 0;
  if (version > VERSION) throw newer(dir, name, version, VERSION);
  const { success, data } = headerSchema.safeParse(content);
  if (!success) throw new Damaged(name, 'its first line is not a header');
  return data;
}

function checkCommit(name: string, text: string, number: number, expected: readonly [number, number, number]): void {
  const { success, data } = commitSchema.safeParse(parse(text));
  if (!success) throw new Damaged(name, `line ${number} is a broken commit line`);
  const [, sequence, count, checksum] = data;
  if (sequence !== expected[0])
    throw new Damaged(name, `line ${number} commits number ${sequence}, number ${expected[0]} was due`);
  if (count !== expected[1] || checksum !== expected[2])
    throw new Damaged(name, `the changes before line ${number} are not those that it commits`);
}

function readOp(text: string): Op | undefined {
  const op = parse(text);
  if (!Array.isArray(op)) return undefined;
  const [kind, collection, key, value] = op as unknown[];
  if (!isCollection(collection) || typeof key !== 'string') return undefined;
  if (kind === 'put' && op.length === 4) return ['put', collection, key, value];
  return kind === 'delete' && op.length === 3 ? ['delete', collection, key] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whole lines only: what stands after the last line feed is left out. */
function* linesOf(bytes: Buffer): Generator<{ text: string; start: number; end: number }> {
  let start = 0;
  for (let feed = bytes.indexOf(10); feed !== -1; feed = bytes.indexOf(10, start)) {
    yield { text: bytes.toString('utf8', start, feed), start, end: feed + 1 };
    start = feed + 1;
  }
}

/** The open journal, written at its end. */
export class Journal {
  readonly #files: Files;
  readonly #dir: string;
  #name: string;
  #handle: Handle;
  #size: number;
  /** Why nothing can be written any more; the state on disk is sound, but unknown to us. */
  #lost: unknown;

  private constructor(files: Files, dir: string, name: string, handle: Handle, size: number) {
    this.#files = files;
    this.#dir = dir;
    this.#name = name;
    this.#handle = handle;
    this.#size = size;
  }

  /** Opens the journal that is there and cuts off what was never acknowledged. */
  static async open(files: Files, dir: string, content: JournalContent): Promise<Journal> {
    const handle = await files.open(join(dir, content.name), 'r+');
    const journal = new Journal(files, dir, content.name, handle, content.sound);
    try {
      if (content.torn > 0) await journal.#cutBack();
    } catch (error) {
      await handle.close();
      throw error;
    }
    return journal;
  }

  /** Begins the first journal of an empty store. */
  static async create(files: Files, dir: string): Promise<Journal> {
    const { handle, size } = await begin(files, dir, FIRST);
    return new Journal(files, dir, journalName(FIRST.base), handle, size);
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /** Makes a transaction durable. When it rejects, the journal is as before, or refuses everything from then on. */
  async append(sequence: number, ops: Iterable<Op>): Promise<void> {
    if (this.#lost !== undefined)
      throw new Error(`${join(this.#dir, this.#name)} could not be written safely earlier; restart Tocsin to go on`, {
        cause: this.#lost,
      });
    let checksum = 0;
    let count = 0;
    function* lines(): Iterable<string> {
      for (const op of ops) {
        count += 1;
        yield `${JSON.stringify(op)}\n`;
      }
    }
    try {
      const end = await writePieces(this.#handle, lines(), this.#size, (bytes) => {
        checksum = crc32(bytes, checksum);
      });
      await this.#handle.datasync();
      const commit = `${JSON.stringify(['commit', sequence, count, checksum])}\n`;
      const size = await writePieces(this.#handle, [commit], end);
      await this.#handle.datasync();
      this.#size = size;
    } catch (cause) {
      await this.#cutBack().catch((worse: unknown) => {
        this.#lost = worse;
      });
      throw cause;
    }
  }

  /** Goes on in an empty journal beside this one, whose transactions are all in the snapshots. */
  async restart(header: Header): Promise<void> {
    const old = this.#handle;
    try {
      const { handle, size } = await begin(this.#files, this.#dir, header);
      this.#handle = handle;
      this.#size = size;
      this.#name = journalName(header.base);
    } catch (cause) {
      if (cause instanceof Unsettled) this.#lost = cause;
      throw cause;
    }
    await old.close();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #cutBack(): Promise<void> {
    await this.#handle.truncate(this.#size);
    await this.#handle.datasync();
  }
}

/** The new journal may or may not be in place: what is appended to either could be lost. */
class Unsettled extends Error {
  override readonly name = 'Unsettled';
}

async function begin(files: Files, dir: string, header: Header): Promise<{ handle: Handle; size: number }> {
  const line = `${JSON.stringify(header)}\n`;
  const name = journalName(header.base);
  const beside = await writeBeside(files, dir, name, [line]);
  try {
    await files.rename(beside, join(dir, name));
    await syncDirectory(files, dir);
    return { handle: await files.open(join(dir, name), 'r+'), size: Buffer.byteLength(line) };
  } catch (cause) {
    throw new Unsettled('the journal could not be replaced', { cause });
  }
}
