import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RefusedVersion } from '../../src/domain/errors.js';
import { HttpError } from '../../src/lib/http-error.js';
import type { FeedItem, FeedSource, Http, Log, PollContext } from '../../src/ports.js';
import type { FeedSample } from './feeds.js';
import type { Verdict } from './judge.js';

const ORIGIN = 'https://publisher.example';
const quiet = () => {};
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const clock = { now: () => new Date('2026-12-01T12:00:00Z'), sleep: async () => {} };

/** Throws when a feed is not sound before it is damaged. */
export async function provenSound(sample: FeedSample, folder: string): Promise<void> {
  const { items } = await sample.source.poll(contextOf(sample, sample.pages, folder));
  if (items.length === 0) throw new Error(`the sample of ${sample.name} has no items`);
}

/**
 * Polls a damaged publisher, or reads a damaged page from disk. What a notice says is announced, never concluded from: a
 * delisting comes from a list alone.
 */
export async function polled(sample: FeedSample, page: string, content: Uint8Array, folder: string): Promise<Verdict> {
  try {
    const items = page === '' ? [await saved(sample, content, folder)] : await fromPages(sample, page, content, folder);
    return { outcome: items.length > 0 ? 'amended' : 'silent', detail: '' };
  } catch (error) {
    if (error instanceof RefusedVersion || (page !== '' && isFailure(error)))
      return { outcome: 'refused', detail: String(error) };
    return { outcome: 'crashed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** What a poll may reject with, as its port says; `TypeError` and its kind are mistakes of ours. */
function isFailure(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof Error && error.constructor === Error);
}

async function saved({ source, saved: { name } }: FeedSample, content: Uint8Array, folder: string): Promise<FeedItem> {
  await writeFile(join(folder, name), content);
  return source.fromDisk(join(folder, name));
}

async function fromPages(sample: FeedSample, page: string, content: Uint8Array, folder: string) {
  const context = contextOf(sample, { ...sample.pages, [page]: content }, folder);
  return (await sample.source.poll(context)).items;
}

function contextOf(
  { source }: { readonly source: FeedSource },
  pages: Readonly<Record<string, string | Uint8Array>>,
  folder: string,
): PollContext {
  return {
    ...{ http: httpOf(pages), clock, log, origin: ORIGIN, format: source.formats[0] ?? '', folder },
    signal: new AbortController().signal,
    cursor: {
      ...{ source: source.id, format: '', published: null, digest: '', lastAction: 'baseline', signal: null },
      ...{
        etag: null,
        lastModified: null,
        validFor: null,
        unconfirmed: null,
        records: 0,
        gaps: 0,
        setAside: [],
        unknown: [],
      },
      ...{
        takenAt: '2026-11-30T12:00:00.000Z',
        baselineOn: '2026-11-01',
        fileAt: '2026-11-30T12:00:00.000Z',
        items: [],
      },
    },
  };
}

/** The real client's answers, without its network: bad UTF-8 is its failure. */
function httpOf(pages: Readonly<Record<string, string | Uint8Array>>): Http {
  const answer = { status: 200, etag: null, lastModified: null, contentType: '', answeredBy: ORIGIN } as const;
  const bytesAt = (url: string): Buffer => {
    const path = url.slice(url.indexOf('/', 'https://'.length));
    const [best] = Object.keys(pages)
      .filter((start) => path.startsWith(start))
      .sort((a, b) => b.length - a.length);
    if (best === undefined) throw new HttpError('status', `${ORIGIN} answered 404`, { status: 404 });
    return Buffer.from(pages[best] ?? '');
  };
  return {
    async text({ url }) {
      try {
        return { ...answer, text: new TextDecoder('utf-8', { fatal: true }).decode(bytesAt(url)) };
      } catch (cause) {
        throw cause instanceof HttpError ? cause : new HttpError('encoding', 'the answer is not UTF-8', { cause });
      }
    },
    async download({ url }, file) {
      const bytes = bytesAt(url);
      await writeFile(file, bytes);
      return { ...answer, bytes: bytes.byteLength };
    },
  };
}
