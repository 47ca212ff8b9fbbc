import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { RefusedVersion } from '../domain/errors.js';

/** What all parts that are read may come to: the largest workbook known has some 21 MB packed. */
const MAX_BYTES = 300_000_000;
/** Real workbooks have a dozen parts, or some hundreds with drawings. */
const MAX_PARTS = 5_000;
/** Spreadsheets pack 10 to 30 to one; a part of blanks 1,000 to one. */
const MAX_RATIO = 200;
/** Below this size no ratio is suspicious. */
const SMALL_BYTES = 1_000_000;

/** An archive of which single parts are read. */
export interface Archive {
  has(name: string): boolean;
  /** The bytes of a part; the caller reads it to its end. Throws `RefusedVersion` when it is absent, too large or damaged. */
  part(name: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

/**
 * Opens a zip file. Throws `RefusedVersion` when it is empty, no zip, cut short, or beyond reason; sizes are those that the
 * archive declares, and a part that has another size or checksum is refused when it is read.
 */
export async function openZip(path: string): Promise<Archive> {
  await refuseForeignStart(path);
  const zip = await openPromise(path, { autoClose: false, validateEntrySizes: true, lazyEntries: true }).catch(damaged);
  try {
    return new ZipArchive(zip, await partsOf(zip));
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function refuseForeignStart(path: string): Promise<void> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0).finally(() => file.close());
  if (bytesRead === 0) throw new RefusedVersion('the file is empty (0 bytes)');
  const start = buffer.subarray(0, bytesRead).toString('latin1');
  if (start.startsWith('PK\u0003\u0004')) return;
  if (/^\s*<(!doctype\s+)?html/i.test(start.replace(/^\u00ef\u00bb\u00bf/, '')))
    throw new RefusedVersion('the file is an HTML page, not an Excel workbook');
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new RefusedVersion('the file is an Excel workbook of the old format, or an encrypted one');
  throw new RefusedVersion('the file is not an Excel workbook (no zip archive)');
}

async function partsOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MAX_PARTS) throw new RefusedVersion(`the workbook has more than ${MAX_PARTS} parts`);
  const parts = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const name = keyOf(entry.fileName);
      if (parts.has(name)) throw new RefusedVersion(`the workbook has two parts called ${shown(name)}`);
      parts.set(name, entry);
    }
  } catch (error) {
    damaged(error);
  }
  return parts;
}

class ZipArchive implements Archive {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Entry>;
  #bytes = 0;

  constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  has(name: string): boolean {
    return this.#parts.has(keyOf(name));
  }

  async *part(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#parts.get(keyOf(name));
    if (!entry) throw new RefusedVersion(`the workbook has no part ${shown(name)}`);
    this.#weigh(entry);
    let sum = 0;
    try {
      const stream: AsyncIterable<Buffer> = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      damaged(error, entry.fileName);
    }
    if (sum !== entry.crc32) throw new RefusedVersion(`the part ${shown(name)} is damaged: its checksum is wrong`);
  }

  close(): void {
    this.#zip.close();
  }

  #weigh({ fileName, compressedSize, uncompressedSize: size }: Entry): void {
    this.#bytes += size;
    if (this.#bytes > MAX_BYTES || (size > SMALL_BYTES && size > compressedSize * MAX_RATIO))
      throw new RefusedVersion(`the part ${shown(fileName)} is ${size} bytes unpacked, which no official list is`);
  }
}

/** Names of parts are compared without regard to case (ECMA-376 part 2, 6.2.2.3). */
function keyOf(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

/** What goes wrong within an archive is the archive's fault; what the system reports of the file is not. */
function damaged(error: unknown, part?: string): never {
  if (error instanceof RefusedVersion || (error instanceof Error && 'syscall' in error)) throw error;
  const said = error instanceof Error ? error.message : String(error);
  const what = part === undefined ? 'the file is damaged or cut short' : `the part ${shown(part)} is damaged`;
  throw new RefusedVersion(`${what}: ${said.slice(0, 200)}`, { cause: error });
}
