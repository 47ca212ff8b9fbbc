import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { HttpError } from './http-error.js';

export type Body = AsyncIterable<Uint8Array>;

interface Encoded {
  readonly host: string;
  readonly stream: AsyncIterable<Uint8Array | string> | null;
  readonly encoding: string | null;
  /** Of Content-Length. */
  readonly length: string | null;
  readonly maxBytes: number;
  /** Bytes on the wire so far, and how many there will be, where the server says. */
  readonly onReceived: (received: number, total: number | null) => void;
}

/**
 * The decoded body. The size limit is checked while it streams, on the bytes sent and on the bytes they unpack to; gzip
 * is decoded here because node-fetch accepts a gzip body that is cut short. Throws `HttpError`.
 */
export async function* decodedBody(encoded: Encoded): AsyncGenerator<Uint8Array> {
  const { host, maxBytes, onReceived } = encoded;
  const encoding = encoded.encoding?.toLowerCase() ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding))
    throw new HttpError('encoding', `${host} answered in the encoding ${encoding}, which was not asked for`);
  const total = encoded.length === null ? null : Number(encoded.length);
  const limit = (bytes: number) => {
    if (bytes > maxBytes)
      throw new HttpError('too-large', `${host} sends more than ${maxBytes.toLocaleString('en-GB')} bytes`);
  };
  limit(total ?? 0);
  const raw = counted(received(encoded), (bytes) => {
    limit(bytes);
    onReceived(bytes, total);
  });
  yield* counted(encoding === 'identity' ? raw : gunzip(raw, host), limit);
}

/** Node itself compares the body with its Content-Length, or with the end mark of a chunked one, and breaks off. */
async function* received({ stream, host }: Encoded): AsyncGenerator<Uint8Array> {
  if (!stream) return;
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (cause) {
    throw new HttpError('cut-short', `${host} broke off before the end of the body`, { cause });
  }
}

async function* gunzip(raw: Body, host: string): AsyncGenerator<Uint8Array> {
  const decoder = createGunzip();
  // Rejects with what the iteration below throws too.
  pipeline(raw, decoder).catch(() => undefined);
  try {
    for await (const chunk of decoder as AsyncIterable<Uint8Array>) yield chunk;
  } catch (cause) {
    if (cause instanceof HttpError) throw cause;
    if (cause instanceof Error && cause.message === 'unexpected end of file')
      throw new HttpError('cut-short', `${host} broke off before the end of the gzip body`, { cause });
    throw new HttpError('encoding', `${host} sent a gzip body that cannot be unpacked`, { cause });
  }
}

async function* counted(body: Body, seen: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    seen(bytes);
    yield chunk;
  }
}
