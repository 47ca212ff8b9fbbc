import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/lib/http.js';
import type { Log, PollContext } from '../../../src/ports.js';
import { ofacConsolidated } from '../../../src/sources/ofac-consolidated/index.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { type OfficialSite, redirect, startOfficialSite } from '../../support/official-site.js';
import { ADD_ROWS, ALT_ROWS, csv, ENTITIES, enhanced, SDN_ROWS, sdnList, XML_ENTRIES } from './parties.js';
import { folderWith, read } from './reading.js';

let site: OfficialSite;
let warnings: unknown[];
beforeEach(async () => {
  site = await startOfficialSite();
  warnings = [];
});
afterEach(() => site.close());

const clock = { now: () => new Date('2026-01-16T15:30:00Z'), sleep: async () => {} };
const HISTORY = '/changes/history/2026';

async function context(format: string, more: Partial<PollContext> = {}): Promise<PollContext> {
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: (_message, fields) => warnings.push(fields),
    error: () => {},
  };
  return {
    http: createHttp({ clock, log }),
    clock,
    log,
    origin: site.url,
    format,
    folder: await folderWith({}),
    cursor: null,
    signal: new AbortController().signal,
    ...more,
  };
}

describe('the change signal', () => {
  const signal = async () => ofacSdn.changeSignal(await context('enhanced'));

  it('is the number of the latest publication of the year', async () => {
    const rows = [803, 811, 807].map((publicationID) => ({
      publicationID,
      datePublished: '2026-01-16T10:01:44.740051',
    }));
    site.serve(HISTORY, JSON.stringify(rows), { contentType: 'application/json' });
    expect(await signal()).toBe('811');
  });

  it('is 0 while the year is still empty', async () => {
    site.serve(HISTORY, '[]');
    expect(await signal()).toBe('0');
  });

  it('rejects where the index is missing, a web page, or of another shape', async () => {
    await expect(signal()).rejects.toThrow(/404/);
    site.serve(HISTORY, '<html>Maintenance</html>');
    await expect(signal()).rejects.toThrow('the index of changes is not JSON');
    site.serve(HISTORY, '[{"id":"803"}]');
    await expect(signal()).rejects.toThrow('the index of changes is not what OFAC documents');
  });
});

describe('fetching the list', () => {
  it('takes the documented download, redirected as OFAC does', async () => {
    site.serve('/api/download/SDN_ENHANCED.XML', redirect('/signed/1.xml'));
    site.serve('/signed/1.xml', enhanced(ENTITIES), { lastModified: 'Wed, 14 Jan 2026 14:07:28 GMT' });
    const fetched = await ofacSdn.fetch(await context('enhanced'));
    if (fetched === 'unchanged') throw new Error('it was fetched for the first time');
    expect(fetched.lastModified).toBe('Wed, 14 Jan 2026 14:07:28 GMT');
    expect(fetched.version).toMatchObject({ format: 'enhanced', published: null, files: [{ role: 'list' }] });
    expect((await read(ofacSdn, fetched.version)).listings.size).toBe(4);
  });

  it('takes sdnList for the format xml, and the consolidated files under their own names', async () => {
    site.serve('/api/download/SDN.XML', sdnList(XML_ENTRIES));
    site.serve('/api/download/CONSOLIDATED.XML', sdnList(XML_ENTRIES));
    expect(await ofacSdn.fetch(await context('xml'))).toMatchObject({ version: { format: 'xml' } });
    expect(await ofacConsolidated.fetch(await context('xml'))).toMatchObject({ version: { format: 'xml' } });
  });

  it('rejects where the file is not there', async () => {
    await expect(ofacSdn.fetch(await context('enhanced'))).rejects.toThrow(/404/);
  });
});

describe('fetching the CSV set', () => {
  const modified = 'Wed, 14 Jan 2026 14:07:28 GMT';
  const serveSet = () => {
    site.serve('/api/download/SDN.CSV', csv(SDN_ROWS), { lastModified: modified, etag: '"1"' });
    site.serve('/api/download/ALT.CSV', csv(ALT_ROWS), { lastModified: 'Sat, 10 Jan 2026 14:07:28 GMT' });
    site.serve('/api/download/ADD.CSV', csv(ADD_ROWS), { lastModified: modified });
    site.serve('/api/download/SDN_COMMENTS.CSV', csv([`900001,"x."`]), { lastModified: modified });
  };

  it('takes the four files with their times, which date the version and tell an older companion', async () => {
    serveSet();
    const fetched = await ofacSdn.fetch(await context('csv'));
    if (fetched === 'unchanged') throw new Error('it was fetched for the first time');
    expect(fetched).toMatchObject({ etag: null, lastModified: null });
    expect(fetched.version.published).toBe('2026-01-14T14:07:28.000Z');
    expect(fetched.version.files.map(({ role }) => role)).toEqual(['sdn', 'alt', 'add', 'comments']);
    const { events } = await read(ofacSdn, fetched.version);
    expect(events).toContainEqual({ kind: 'gap', what: 'the alt file was written 4 days apart from the list' });
  });

  it('does without a companion that cannot be had, and says so', async () => {
    serveSet();
    site.remove('/api/download/ALT.CSV');
    const fetched = await ofacSdn.fetch(await context('csv'));
    if (fetched === 'unchanged') throw new Error('it was fetched for the first time');
    expect(fetched.version.files.map(({ role }) => role)).toEqual(['sdn', 'add', 'comments']);
    expect(warnings).toEqual([expect.objectContaining({ source: 'ofac-sdn', role: 'alt' })]);
  });

  it('rejects without the list itself', async () => {
    serveSet();
    site.remove('/api/download/SDN.CSV');
    await expect(ofacSdn.fetch(await context('csv'))).rejects.toThrow(/404/);
  });

  it('ends when it is told to', async () => {
    serveSet();
    const abort = new AbortController();
    site.serve('/api/download/ALT.CSV', () => abort.abort(new Error('stopping')));
    await expect(ofacSdn.fetch(await context('csv', { signal: abort.signal }))).rejects.toThrow();
  });
});

describe('a conditional request', () => {
  const path = '/api/download/SDN_ENHANCED.XML';
  const cursor = {
    source: 'ofac-sdn',
    published: null,
    digest: '',
    lastAction: 'baseline',
    signal: null,
    etag: '"1"',
    lastModified: null,
    validFor: null,
    takenAt: '2026-01-15T12:00:00.000Z',
    baselineOn: '2026-01-15T12:00:00.000Z',
    unconfirmed: null,
    fileAt: '2026-01-15T12:00:00.000Z',
    records: 0,
    gaps: 0,
    setAside: [],
    unknown: [],
    items: [],
  };

  it('answers unchanged on a 304', async () => {
    site.serve(path, enhanced(ENTITIES), { etag: '"1"' });
    expect(await ofacSdn.fetch(await context('enhanced', { cursor: { ...cursor, format: 'enhanced' } }))).toBe(
      'unchanged',
    );
  });

  it('is not made with the validators of another format', async () => {
    site.serve(path, enhanced(ENTITIES), { etag: '"1"' });
    expect(await ofacSdn.fetch(await context('enhanced', { cursor: { ...cursor, format: 'xml' } }))).toMatchObject({
      etag: '"1"',
    });
  });
});
