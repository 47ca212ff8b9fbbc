import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cursor } from '../../../src/domain/ledger.js';
import { ofacChanges } from '../../../src/sources/ofac-changes/index.js';
import { cursorWith, pollOf } from '../../support/list-reading.js';
import { cutShort, failure, htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { deltaXml, INFO, party } from './delta-xml.js';

const row = (publicationID: number, datePublished: string) => ({ publicationID, datePublished });
const delta = (id: number, day = '2026-09-08') =>
  deltaXml([party(id, { action: 'add', name: `HERON ${id}` })], INFO.replace('2026-01-16', day));

let site: OfficialSite;
let folder: string;
let warnings: string[];
beforeEach(async () => {
  site = await startOfficialSite();
  folder = await mkdtemp(join(tmpdir(), 'tocsin-changes-'));
  warnings = [];
});
afterEach(async () => {
  await Promise.all([site.close(), rm(folder, { recursive: true })]);
});

function history(year: number, ...rows: unknown[]) {
  site.serve(`/changes/history/${year}`, JSON.stringify(rows));
}

/** Polls at that time with the items known so far; null for the first time. */
function poll(known: readonly string[] | null, now = '2026-09-10T12:00:00.000Z', takenAt = '2026-09-09T12:00:00.000Z') {
  const validators = { etag: null, lastModified: null, validFor: null };
  const cursor: Cursor | null = known && { ...cursorWith('ofac-changes', validators), items: known, takenAt };
  const clock = { now: () => new Date(now), sleep: async () => {} };
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, error: quiet, warn: (message: string) => void warnings.push(message) };
  return ofacChanges.poll(pollOf(site.url, folder, { cursor, clock, log }));
}

describe('the index of changes', () => {
  it('is taken as known at first sight, without a delta', async () => {
    history(2026, row(801, '2026-09-07T10:00:00.1'), row(802, '2026-09-08T10:00:00.2'));
    expect(await poll(null)).toEqual({ items: [], seen: ['802', '801'] });
    expect(site.requests).toHaveLength(1);
  });

  it('gives nothing new for one small request', async () => {
    history(2026, row(801, '2026-09-07T10:00:00'));
    expect((await poll(['801'])).items).toEqual([]);
    expect(site.requests).toHaveLength(1);
  });

  it('gives every publication between two polls, oldest first, and those that the numbers left out later', async () => {
    history(2026, row(806, '2026-09-08T16:00:00'), row(801, '2026-09-07T10:00:00'), row(803, '2026-09-08T10:00:00'));
    for (const id of [803, 806]) site.serve(`/changes/${id}`, delta(id));
    const { items, seen } = await poll(['801']);
    expect(items.map(({ id, title }) => [id, title])).toEqual([
      ['803', 'OFAC change 803 of 8 Sep 2026: 1 added'],
      ['806', 'OFAC change 806 of 8 Sep 2026: 1 added'],
    ]);
    expect(seen).toEqual(['806', '803', '801']);
    history(2026, row(801, '2026-09-07T10:00:00'), row(804, '2026-09-08T12:00:00'), row(806, '2026-09-08T16:00:00'));
    site.serve('/changes/804', delta(804));
    expect((await poll(['806', '803', '801'])).items.map(({ id }) => id)).toEqual(['804']);
    expect(warnings).toEqual([]);
  });

  it('is asked for in both years around New Year, and loses nothing of either', async () => {
    history(2026, row(899, '2026-12-30T10:00:00'), row(900, '2026-12-31T23:30:00'));
    history(2027, row(901, '2027-01-04T10:00:00'));
    for (const id of [900, 901]) site.serve(`/changes/${id}`, delta(id, '2026-12-31'));
    const { items } = await poll(['899'], '2027-01-04T16:00:00.000Z', '2026-12-30T15:00:00.000Z');
    expect(items.map(({ id }) => id)).toEqual(['900', '901']);
    await poll(['901', '900', '899'], '2027-06-01T12:00:00.000Z', '2027-05-29T12:00:00.000Z');
    expect(site.hits('/changes/history/2026')).toBe(1);
  });

  it('need not be there yet for a year that has just begun, but never for one that has not', async () => {
    history(2026, row(900, '2026-12-31T10:00:00'));
    expect((await poll(['900'], '2027-01-01T06:00:00.000Z', '2026-12-31T16:00:00.000Z')).seen).toEqual(['900']);
    site.remove('/changes/history/2026');
    await expect(poll(['900'])).rejects.toThrow('404');
  });

  it.each([
    ['a page', htmlPage, /not JSON/],
    ['empty', '[]', /empty/],
    ['something else', '{"publicationID":1}', /not what OFAC documents/],
    ['refused', failure(403), /403/],
    ['cut short', cutShort(JSON.stringify([row(801, '2026-09-07T10:00:00')]), 20), /broke off/],
  ] as const)('fails the poll when it is %s', async (_what, content, reason) => {
    site.serve('/changes/history/2026', content);
    await expect(poll(['801'])).rejects.toThrow(reason);
    await expect(poll(null)).rejects.toThrow(reason);
  });

  it('warns when nothing on it is known', async () => {
    history(2026, row(801, '2026-09-07T10:00:00'));
    site.serve('/changes/801', delta(801));
    await poll(['700']);
    expect(warnings).toEqual(['no publication on the index was known, some may have been missed']);
  });
});

describe('a delta that cannot be read', () => {
  beforeEach(() => {
    history(2026, row(801, '2026-09-07T10:00:00'), row(802, '2026-09-10T09:00:00'), row(803, '2026-09-10T10:00:00'));
    site.serve('/changes/803', delta(803));
  });

  it.each([
    ['a page', htmlPage],
    ['another list', deltaXml([], INFO, 'https://example.org/ENHANCED_XML')],
    ['cut short', cutShort(delta(802), 200)],
    ['missing', failure(404)],
  ])('(%s) is tried again, and does not delay the others', async (_what, content) => {
    site.serve('/changes/802', content);
    const { items, seen } = await poll(['801']);
    expect(items.map(({ id }) => id)).toEqual(['803']);
    expect(seen).toEqual(['803', '801']);
    expect(warnings).toEqual(['a delta could not be read']);
    site.serve('/changes/802', delta(802));
    expect((await poll(['803', '801'])).items.map(({ id }) => id)).toEqual(['802']);
  });

  it('fails the poll when there is no other', async () => {
    site.serve('/changes/802', htmlPage);
    site.serve('/changes/803', htmlPage);
    await expect(poll(['801'])).rejects.toThrow('HTML');
  });

  it('is announced after a day without what it changed', async () => {
    site.serve('/changes/802', htmlPage);
    const { items } = await poll(['803', '801'], '2026-09-11T12:00:00.000Z');
    expect(items).toMatchObject([
      { id: '802', title: 'OFAC change 802 of 10 Sep 2026: what it changed cannot be read yet', entries: [] },
    ]);
  });

  it('is waited for as long as the network keeps it', async () => {
    site.serve('/changes/802', cutShort(delta(802), 200));
    await expect(poll(['803', '801'], '2026-09-20T12:00:00.000Z')).rejects.toThrow('broke off');
  });
});
