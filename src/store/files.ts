import * as fs from 'node:fs/promises';
import { join } from 'node:path';

/** What the store asks of an open file. */
export interface Handle {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  stat(): Promise<{ readonly ino: number }>;
  close(): Promise<void>;
}

/** What the store asks of the disk: the part of `node:fs/promises` that tests let fail at every call. */
export interface Files {
  open(path: string, flags: string, mode?: number): Promise<Handle>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

export const disk: Files = fs;

/** Long enough that system calls do not count, short enough that the event loop is not held up. */
const CHUNK_CHARACTERS = 256 * 1024;

/** Writes the pieces one after the other from `position` on, a chunk at a time; gives the position after the last. */
export async function writePieces(
  handle: Handle,
  pieces: Iterable<string>,
  position: number,
  onChunk: (bytes: Uint8Array) => void = () => {},
): Promise<number> {
  let at = position;
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < CHUNK_CHARACTERS) continue;
    at = await writeChunk(handle, waiting, at, onChunk);
    waiting = '';
  }
  return waiting === '' ? at : writeChunk(handle, waiting, at, onChunk);
}

async function writeChunk(
  handle: Handle,
  text: string,
  position: number,
  onChunk: (bytes: Uint8Array) => void,
): Promise<number> {
  const bytes = Buffer.from(text);
  onChunk(bytes);
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
  return position + bytes.length;
}

/** Writes a file beside its place, durable but not there yet; gives the name it has until it is renamed. */
export async function writeBeside(files: Files, dir: string, name: string, pieces: Iterable<string>): Promise<string> {
  const beside = join(dir, `${name}.tmp`);
  const handle = await files.open(beside, 'w', 0o600);
  try {
    try {
      await writePieces(handle, pieces, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // What it took of a full disk is not missed, and would fill it further with every try.
    await files.unlink(beside).catch(() => undefined);
    throw error;
  }
  return beside;
}

/** Replaces a file as a whole: whatever happens, its name leads to all of the old or all of the new content. */
export async function replaceFile(files: Files, dir: string, name: string, pieces: Iterable<string>): Promise<void> {
  await files.rename(await writeBeside(files, dir, name, pieces), join(dir, name));
  await syncDirectory(files, dir);
}

/** Makes renames and removals in a directory durable. Windows cannot open a directory, and needs not. */
export async function syncDirectory(files: Files, dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's code of a file error, e.g. `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What is wrong with the disk and what to do about it, in a sentence or two. */
export function diskProblem(dir: string, error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk that holds ${dir} is full; free some space there`;
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return `${dir} cannot be written (${codeOf(error)}); give this user the right to write there, or set DATA_DIR`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${dir} is not a folder; set DATA_DIR to one`;
    default:
      return `${dir} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}
