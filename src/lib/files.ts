import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { RefusedVersion } from '../domain/errors.js';

/** SHA-256 over the bytes of the files, one after the other, as lower-case hex. */
export async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths)
    for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) hash.update(chunk);
  return hash.digest('hex');
}

/** A small file as text. Throws `RefusedVersion` when it is empty or not UTF-8. */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (bytes.byteLength === 0) throw new RefusedVersion('the file is empty (0 bytes)');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RefusedVersion('the file is not valid UTF-8', { cause });
  }
}

/** How large the files of a folder are together, in bytes, without those of its subfolders. */
export async function bytesIn(folder: string): Promise<number> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  // One that was replaced in between counts nothing.
  const sizes = await Promise.all(
    files.map(({ name }) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
