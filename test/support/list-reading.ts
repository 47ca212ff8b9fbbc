import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cursor, Entry } from '../../src/domain/ledger.js';
import type { Listing } from '../../src/domain/listing.js';
import { diffVersion, type VersionDiff } from '../../src/ledger/version.js';
import { createHttp, type HttpOptions } from '../../src/lib/http.js';
import type { ListSource, Log, PollContext, ReadEvent } from '../../src/ports.js';

/** What tests of a list that is one file have in common: reading it, setting it against an older one, polling it. */

const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => new Date('2026-09-10T12:00:00Z'), sleep: async () => {} };

/** Everything that the reader finds in the content of a file. */
export async function eventsOf(source: ListSource, folder: string, content: string | Uint8Array): Promise<ReadEvent[]> {
  const path = join(folder, 'list.xml');
  await writeFile(path, content);
  const events: ReadEvent[] = [];
  for await (const event of source.read(await source.fromDisk(path, null))) events.push(event);
  return events;
}

export function listingsIn(events: readonly ReadEvent[]): Listing[] {
  return events.flatMap((event) => (event.kind === 'listing' ? [event.listing] : []));
}

/** The events of a version set against those of the version before. */
export async function diffOf(before: readonly ReadEvent[], after: readonly ReadEvent[]): Promise<VersionDiff> {
  const known = new Map(
    listingsIn(before).map((listing): [string, Entry] => [
      listing.ref,
      { listing, status: 'listed', addedOn: null, removedOn: null, unseen: [] },
    ]),
  );
  async function* stream(): AsyncGenerator<ReadEvent> {
    yield* after;
  }
  return diffVersion(stream(), known, { published: null, now: clock.now().toISOString(), reformatted: false });
}

/** A poll of that origin, with short patience where a test asks for it. */
export function pollOf(
  origin: string,
  folder: string,
  over: Partial<PollContext> = {},
  patience: Pick<HttpOptions, 'firstByteMs' | 'stallMs'> = {},
): PollContext {
  return {
    http: createHttp({ clock, log, random: () => 0, ...patience }),
    clock,
    log,
    origin,
    format: 'xml',
    folder,
    cursor: null,
    signal: new AbortController().signal,
    ...over,
  };
}

/** Where we stand after a version with these validators. */
export function cursorWith(source: string, validators: Pick<Cursor, 'etag' | 'lastModified' | 'validFor'>): Cursor {
  const at = '2026-09-09T12:00:00.000Z';
  return {
    source,
    format: 'xml',
    published: null,
    digest: '',
    lastAction: 'baseline',
    signal: null,
    takenAt: at,
    baselineOn: at,
    unconfirmed: null,
    fileAt: at,
    records: 2,
    gaps: 0,
    setAside: [],
    unknown: [],
    items: [],
    ...validators,
  };
}

/** A whole file damaged in the ways that files are, and what the refusal says. */
export function damaged(
  good: string,
  foreign: string,
): readonly (readonly [name: string, content: string | Uint8Array, says: string])[] {
  const share = (part: number) => good.slice(0, Math.floor(good.length * part));
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  return [
    ['0 bytes', '', 'empty'],
    ['cut at 10 %', share(0.1), 'not well-formed'],
    ['cut at 50 %', share(0.5), 'not well-formed'],
    ['cut at 99 %', share(0.99), 'not well-formed'],
    ['HTML', '<!DOCTYPE html><html><body>Maintenance</body></html>', 'HTML'],
    ['the list of another authority', foreign, 'root element'],
    ['CSV', 'Report Date: 08-Oct-2026\r\n', 'not XML'],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 'UTF-16'],
    ['invalid UTF-8', Buffer.from(good.replace('HERON', 'H\u00c9RON'), 'latin1'), 'not valid UTF-8'],
    ['a doctype with entities', good.replace('?>', `?>${doctype}`), 'doctype'],
  ];
}
