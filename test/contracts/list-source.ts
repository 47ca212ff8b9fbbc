import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../src/domain/errors.js';
import type { Cursor, Entry } from '../../src/domain/ledger.js';
import type { Field, Listing } from '../../src/domain/listing.js';
import { diffVersion, judgeVersion, type VersionDiff } from '../../src/ledger/version.js';
import { createHttp } from '../../src/lib/http.js';
import type { ListSource, Log, PollContext, ReadEvent } from '../../src/ports.js';
import { failure, htmlPage, type OfficialSite, startOfficialSite } from '../support/official-site.js';

/** How files of a list that is one file are written, of invented parties. */
export interface ListSample {
  /** Where the publisher serves it, with its query. */
  readonly path: string;
  /** A list of these records, of that day. Records stand in the order given. */
  readonly file: (records: readonly string[], day?: string) => string | Uint8Array;
  /** Party `n`, under its own or another name. */
  readonly record: (n: number, name?: string) => string;
  readonly refOf: (n: number) => string;
  /** Records that lack something, with the reference that can still be read. */
  readonly torn: readonly { readonly without: string; readonly record: string; readonly ref: string | null }[];
  /** Record 1 with something in it that nobody knows, and the path under which that is reported. */
  readonly strange: { readonly record: string; readonly path: string; readonly example: string };
  /** The list of another authority in the same syntax. */
  readonly foreign: string;
  /** What every refusal of a cut file says. */
  readonly cut: RegExp;
  /** What a refusal of a CSV file of other columns says, where the list is neither XML nor JSON. */
  readonly notOurs?: RegExp;
  /** What the other name of a record changes, where a party is known by its name alone. */
  readonly renamed?: Field;
  /** Serves what is asked for before the file: a page that links it. */
  readonly around?: (site: OfficialSite) => void;
  /** The change signal that goes with the file, where its validators count only together with it. */
  readonly signal?: string;
}

const NOW = '2026-01-05T12:00:00.000Z';
const SIZE = 60;

export async function eventsOf(source: ListSource, path: string): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const event of source.read(await source.fromDisk(path, null))) events.push(event);
  return events;
}

export function listingsIn(events: readonly ReadEvent[]): Listing[] {
  return events.flatMap((event) => (event.kind === 'listing' ? [event.listing] : []));
}

/** Writes content to a file of a folder of its own and reads it. */
export function reader(source: ListSource): (content: string | Uint8Array) => Promise<ReadEvent[]> {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `tocsin-${source.id}-`));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return async (content) => {
    const path = join(folder, 'list');
    await writeFile(path, content);
    return eventsOf(source, path);
  };
}

/** What the ledger makes of a version after another one that it took. */
export async function changesBetween(before: readonly ReadEvent[], after: readonly ReadEvent[]): Promise<VersionDiff> {
  const options = { published: null, now: NOW, reformatted: false };
  const baseline = await diffVersion(stream(before), new Map(), options);
  const known = new Map<string, Entry>(baseline.added.map((entry) => [entry.listing.ref, entry]));
  return diffVersion(stream(after), known, options);
}

/** `added/amended/removed` */
export function countsOf({ added, amended, removed }: VersionDiff): string {
  return [added, amended, removed].map((entries) => entries.length).join('/');
}

async function* stream(events: readonly ReadEvent[]): AsyncGenerator<ReadEvent> {
  yield* events;
}

/** What every list that is one file must do, whatever its format. */
export function listSourceContract(source: ListSource, sample: ListSample): void {
  const numbers = Array.from({ length: SIZE }, (_, n) => n + 1);
  const records = numbers.map((n) => sample.record(n));
  const good = sample.file(records);

  describe(`${source.id}: a file`, () => {
    const read = reader(source);
    const bytes = Buffer.from(good);
    const isText = typeof good === 'string';
    const share = (part: number) => bytes.subarray(0, Math.floor(bytes.length * part));

    it('is read whole', async () => {
      const events = await read(good);
      expect(listingsIn(events).map(({ ref }) => ref)).toEqual(numbers.map(sample.refOf));
      expect(events.filter(({ kind }) => kind !== 'listing' && kind !== 'header')).toEqual([]);
      expect(listingsIn(events).every(({ list, url }) => list === source.id && url.startsWith('https://'))).toBe(true);
    });

    it.each([
      ['0 bytes', '', /empty/],
      ['cut at 10 %', share(0.1), sample.cut],
      ['cut at 50 %', share(0.5), sample.cut],
      ['cut at 99 %', share(0.99), sample.cut],
      ['HTML', '<!DOCTYPE html><html><body>Maintenance</body></html>', /HTML/],
      ['the list of another authority', sample.foreign, /./],
      ['CSV', '1,"HERON","individual"\r\n', sample.notOurs ?? /not (well-formed )?(XML|JSON)/],
      ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), isText ? /UTF-/ : /./],
      [
        'invalid UTF-8',
        Buffer.concat([share(0.5), Buffer.from([0xe9, 0x20]), bytes.subarray(bytes.length / 2)]),
        isText ? /not valid UTF-8/ : /./,
      ],
      ['nobody', sample.file([]), /nobody/],
    ] as const)('of %s is refused', async (_what, content, reason) => {
      const reading = read(content);
      await expect(reading).rejects.toThrow(RefusedVersion);
      await expect(reading).rejects.toThrow(reason);
    });

    if (typeof good === 'string' && good.startsWith('<'))
      it('with a doctype is refused', async () => {
        const bomb = good.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>');
        await expect(read(bomb)).rejects.toThrow(RefusedVersion);
        await expect(read(bomb)).rejects.toThrow(/doctype/);
      });

    it('with fewer records than the minimum is refused', async () => {
      const events = await read(good);
      const diff = await changesBetween([], events);
      expect(() => judgeVersion(diff, source.minimum)).toThrow(/fewer than/);
    });

    it('is refused as a folder, or in another format', async () => {
      await expect(source.fromDisk(tmpdir(), null)).rejects.toThrow(RefusedVersion);
      await expect(source.fromDisk(join(tmpdir(), 'list'), 'ods')).rejects.toThrow(RefusedVersion);
    });
  });

  describe(`${source.id}: from one version to the next`, () => {
    const read = reader(source);

    it('another day, order and spacing are no change', async () => {
      const spaced = records.map((record) => record.replaceAll('HERON', ' HERON '));
      const later = sample.file(spaced.toReversed(), '2026-01-06');
      const diff = await changesBetween(await read(good), await read(later));
      expect([countsOf(diff), diff.unknown, diff.setAside]).toEqual(['0/0/0', [], []]);
    });

    it('what was added, amended and removed is told apart', async () => {
      const next = [...records.slice(0, 10), sample.record(11, 'EGRET'), ...records.slice(12), sample.record(SIZE + 1)];
      const diff = await changesBetween(await read(good), await read(sample.file(next)));
      expect(countsOf(diff)).toBe('1/1/1');
      expect(diff.added[0]?.listing.ref).toBe(sample.refOf(SIZE + 1));
      expect(diff.amended[0]?.entry.listing.ref).toBe(sample.refOf(11));
      expect(diff.amended[0]?.fields.map(({ field }) => field)).toEqual([sample.renamed ?? 'name']);
      expect(diff.removed[0]?.listing.ref).toBe(sample.refOf(12));
    });

    it.each(sample.torn)('a record without its $without is set aside and carried forward', async ({ record, ref }) => {
      const before = await read(good);
      const events = await read(sample.file([record, ...records.slice(1)]));
      const aside = events.filter((event) => event.kind === 'set-aside');
      expect(aside).toMatchObject([{ ref }]);
      expect(aside[0]?.reason).toMatch(/\w/);
      expect(countsOf(await changesBetween(before, events))).toBe('0/0/0');
    });

    it('the second record of a reference is set aside', async () => {
      const events = await read(sample.file([...records, sample.record(5, 'EGRET')]));
      expect(events.filter((event) => event.kind === 'set-aside')).toMatchObject([
        { ref: sample.refOf(5), reason: expect.stringContaining('twice') },
      ]);
      expect(listingsIn(events)).toHaveLength(SIZE);
    });

    it('what nobody knows is reported once, and the record is read all the same', async () => {
      const { record, path, example } = sample.strange;
      const events = await read(sample.file([record, ...records.slice(1), sample.record(SIZE + 1)]));
      expect(events.filter(({ kind }) => kind === 'unknown')).toEqual([{ kind: 'unknown', path, example }]);
      expect(listingsIn(events)).toHaveLength(SIZE + 1);
    });
  });

  describe(`${source.id}: fetching`, () => {
    const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const clock = { now: () => new Date(NOW), sleep: async () => {} };
    let site: OfficialSite;
    let folder: string;
    beforeEach(async () => {
      site = await startOfficialSite();
      folder = await mkdtemp(join(tmpdir(), `tocsin-${source.id}-`));
    });
    afterEach(async () => {
      await Promise.all([site.close(), rm(folder, { recursive: true })]);
    });

    const context = (cursor: Cursor | null = null): PollContext => ({
      http: createHttp({ clock, log }),
      clock,
      log,
      origin: site.url,
      format: source.formats[0] ?? '',
      folder,
      cursor,
      signal: new AbortController().signal,
    });

    it('keeps the validators and asks with them', async () => {
      const lastModified = 'Mon, 05 Jan 2026 10:00:00 GMT';
      sample.around?.(site);
      site.serve(sample.path, good, { etag: '"1"', lastModified });
      const fetched = await source.fetch(context());
      if (fetched === 'unchanged') throw new Error('nothing was fetched');
      expect(fetched).toMatchObject({ etag: '"1"', lastModified });
      expect(await readFile(fetched.version.files[0]?.path ?? '')).toEqual(Buffer.from(good));
      expect(await source.fetch(context(cursorWith(source, '"1"', lastModified, sample.signal ?? null)))).toBe(
        'unchanged',
      );
    });

    it('rejects when it is blocked', async () => {
      sample.around?.(site);
      site.serve(sample.path, failure(403));
      await expect(source.fetch(context())).rejects.toThrow('403');
    });

    it('refuses a page where the file should be', async () => {
      sample.around?.(site);
      site.serve(sample.path, htmlPage);
      const fetched = await source.fetch(context());
      if (fetched === 'unchanged') throw new Error('nothing was fetched');
      const reading = async () => {
        for await (const event of source.read(fetched.version)) expect(event.kind).not.toBe('listing');
      };
      await expect(reading()).rejects.toThrow(/HTML/);
    });
  });
}

function cursorWith(source: ListSource, etag: string, lastModified: string, signal: string | null): Cursor {
  return {
    source: source.id,
    format: source.formats[0] ?? '',
    published: null,
    digest: '',
    lastAction: 'baseline',
    signal,
    takenAt: NOW,
    baselineOn: NOW,
    unconfirmed: null,
    fileAt: NOW,
    records: SIZE,
    gaps: 0,
    setAside: [],
    unknown: [],
    items: [],
    etag,
    lastModified,
    validFor: null,
  };
}
