import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { UserError } from '../domain/errors.js';

/** A file as a stream. Throws a UserError where it cannot be read. */
export async function opened(file: string): Promise<Readable> {
  try {
    return (await open(file)).createReadStream();
  } catch (cause) {
    throw new UserError(`${file} cannot be read: name a file that is there, or - for standard input.`, { cause });
  }
}

/** The beginning of a stream, and the stream with its beginning. */
export async function peek(input: Readable): Promise<{ first: string; whole: Readable }> {
  const chunks = input[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const start = await chunks.next();
  const beginning = start.done === true ? new Uint8Array() : start.value;
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield beginning;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  return { first: Buffer.from(beginning).toString('utf8'), whole: Readable.from(whole(), { objectMode: false }) };
}
