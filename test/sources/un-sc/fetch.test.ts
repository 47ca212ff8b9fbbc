import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Cursor } from '../../../src/domain/ledger.js';
import { createHttp } from '../../../src/lib/http.js';
import type { Log } from '../../../src/ports.js';
import { unSc } from '../../../src/sources/un-sc/index.js';
import { type OfficialSite, redirect, startOfficialSite } from '../../support/official-site.js';
import { entity, individual, listXml } from './list-xml.js';

const PATH = '/resources/xml/en/consolidated.xml';
const xml = listXml([individual('RUi.001')], [entity('RUe.001')]);
const log: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const clock = { now: () => new Date('2024-05-06T12:00:00Z'), sleep: async () => {} };

let site: OfficialSite;
let folder: string;
beforeEach(async () => {
  site = await startOfficialSite();
  folder = await mkdtemp(join(tmpdir(), 'tocsin-un-'));
});
afterEach(async () => {
  await Promise.all([site.close(), rm(folder, { recursive: true })]);
});

function contextWith(validators: Pick<Cursor, 'etag' | 'lastModified' | 'validFor'> | null) {
  const at = '2024-05-06T12:00:00.000Z';
  const cursor: Cursor | null = validators && {
    source: 'un-sc',
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
  const signal = new AbortController().signal;
  return { http: createHttp({ clock, log }), clock, log, origin: site.url, format: 'xml', folder, cursor, signal };
}

describe('fetching', () => {
  it('follows the redirect and keeps the validators', async () => {
    const lastModified = 'Mon, 06 May 2024 23:00:02 GMT';
    site.serve(PATH, redirect('/blob/1.xml'));
    site.serve('/blob/1.xml', xml, { etag: '"1"', lastModified });
    const fetched = await unSc.fetch(contextWith(null));
    if (fetched === 'unchanged') throw new Error('nothing was fetched');
    expect(fetched).toMatchObject({ etag: '"1"', lastModified, version: { format: 'xml', published: null } });
    const [file] = fetched.version.files;
    expect(file).toMatchObject({ role: 'list', modified: '2024-05-06T23:00:02.000Z' });
    expect(await readFile(file?.path ?? '', 'utf8')).toBe(xml);
    expect(await unSc.fetch(contextWith({ etag: '"1"', lastModified: null, validFor: null }))).toBe('unchanged');
  });

  it('has no change signal to ask for', async () => {
    expect(await unSc.changeSignal(contextWith(null))).toBeNull();
    expect(site.requests).toEqual([]);
  });
});

describe('a file on disk', () => {
  it('is dated by its name', async () => {
    for (const [name, published] of [
      ['2018-06-07.xml', '2018-06-07'],
      ['un_2018-06-07_consolidated.xml', '2018-06-07'],
      ['consolidated.xml', null],
    ] as const) {
      await writeFile(join(folder, name), xml);
      expect(await unSc.fromDisk(join(folder, name), 'xml')).toMatchObject({ format: 'xml', published });
    }
  });

  it('is refused as a folder, or in another format', async () => {
    await expect(unSc.fromDisk(folder, null)).rejects.toThrow(RefusedVersion);
    await expect(unSc.fromDisk(join(folder, 'list.csv'), 'csv')).rejects.toThrow(RefusedVersion);
  });
});
