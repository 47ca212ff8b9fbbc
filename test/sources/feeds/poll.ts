import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cursor } from '../../../src/domain/ledger.js';
import { createHttp } from '../../../src/lib/http.js';
import type { FeedItem, FeedSource, Log } from '../../../src/ports.js';
import type { OfficialSite } from '../../support/official-site.js';

const clock = { now: () => new Date('2026-12-01T12:00:00Z'), sleep: async () => {} };

export interface Polled {
  readonly items: readonly FeedItem[];
  readonly seen: readonly string[];
  readonly warnings: readonly Record<string, unknown>[];
}

/** Polls a feed once at `site`, with the ids known so far; null for the first time. */
export async function pollFeed(
  source: FeedSource,
  site: OfficialSite,
  known: readonly string[] | null,
): Promise<Polled> {
  const warnings: Record<string, unknown>[] = [];
  const quiet = () => {};
  const log: Log = {
    debug: quiet,
    info: quiet,
    warn: (message, fields) => warnings.push({ message, ...fields }),
    error: quiet,
  };
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-feed-'));
  try {
    const polled = await source.poll({
      http: createHttp({ clock, log }),
      clock,
      log,
      origin: site.url,
      format: source.formats[0] ?? '',
      folder,
      cursor: known && cursorWith(source.id, known),
      signal: new AbortController().signal,
    });
    return { ...polled, warnings };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads a saved feed with that content. */
export async function readSaved(source: FeedSource, content: string | Uint8Array): Promise<FeedItem> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-feed-'));
  try {
    await writeFile(join(folder, 'feed'), content);
    return await source.fromDisk(join(folder, 'feed'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function cursorWith(source: string, items: readonly string[]): Cursor {
  return {
    source,
    format: '',
    published: null,
    digest: '',
    lastAction: 'baseline',
    signal: null,
    etag: null,
    lastModified: null,
    validFor: null,
    takenAt: '2024-05-06T12:00:00.000Z',
    baselineOn: '2024-05-06T12:00:00.000Z',
    unconfirmed: null,
    fileAt: '2024-05-06T12:00:00.000Z',
    records: 0,
    gaps: 0,
    setAside: [],
    unknown: [],
    items,
  };
}
