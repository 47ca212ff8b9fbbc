import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import type { Http, HttpRequest } from '../../../src/ports.js';
import { ukSl } from '../../../src/sources/uk-sl/index.js';
import { cursorWith, pollOf } from '../../support/list-reading.js';
import { failure, htmlPage, type OfficialSite, stall, startOfficialSite } from '../../support/official-site.js';
import { designation, ukXml } from './list-xml.js';

const CONTENT = '/api/content/government/publications/the-uk-sanctions-list';
const FILE = '/docs/UK-Sanctions-List.xml';
const UPDATED = '2026-09-09T15:30:00+01:00';
const xml = ukXml([designation()]);

let site: OfficialSite;
let folder: string;
beforeEach(async () => {
  site = await startOfficialSite();
  folder = await mkdtemp(join(tmpdir(), 'tocsin-uk-'));
});
afterEach(async () => {
  await Promise.all([site.close(), rm(folder, { recursive: true })]);
});

const poll = (over = {}, patience = {}) => pollOf(site.url, folder, over, patience);

describe('the change signal', () => {
  it('is when GOV.UK last updated the page, asked of the mirror where there is one', async () => {
    site.serve(CONTENT, JSON.stringify({ title: 'The UK Sanctions List', public_updated_at: UPDATED }));
    expect(await ukSl.changeSignal(poll())).toBe(UPDATED);
  });

  it('is asked of GOV.UK itself where there is no mirror', async () => {
    const asked: HttpRequest[] = [];
    const http: Http = {
      text: async (request) => {
        asked.push(request);
        const text = JSON.stringify({ public_updated_at: UPDATED });
        return { status: 200, etag: null, lastModified: null, contentType: '', answeredBy: 'https://www.gov.uk', text };
      },
      download: async () => {
        throw new Error('nothing is downloaded');
      },
    };
    expect(await ukSl.changeSignal(pollOf(ukSl.origin, folder, { http }))).toBe(UPDATED);
    expect(asked.map(({ url }) => url)).toEqual([`https://www.gov.uk${CONTENT}`]);
  });

  it('rejects where the page is blocked, HTML, or says no such thing', async () => {
    site.serve(CONTENT, failure(403));
    await expect(ukSl.changeSignal(poll())).rejects.toThrow('403');
    site.serve(CONTENT, htmlPage);
    await expect(ukSl.changeSignal(poll())).rejects.toThrow('not JSON');
    site.serve(CONTENT, '{"public_updated_at":"today"}');
    await expect(ukSl.changeSignal(poll())).rejects.toThrow('does not say when');
  });
});

describe('fetching', () => {
  it('takes the file, and is told when nothing changed', async () => {
    const lastModified = 'Wed, 09 Sep 2026 14:31:00 GMT';
    site.serve(FILE, xml, { etag: '"1"', lastModified });
    const fetched = await ukSl.fetch(poll());
    if (fetched === 'unchanged') throw new Error('nothing was fetched');
    expect(fetched).toMatchObject({ etag: '"1"', lastModified, version: { format: 'xml', published: null } });
    const [file] = fetched.version.files;
    expect(file?.modified).toBe('2026-09-09T14:31:00.000Z');
    expect(await readFile(file?.path ?? '', 'utf8')).toBe(xml);
    const cursor = cursorWith('uk-sl', { etag: '"1"', lastModified, validFor: site.url });
    expect(await ukSl.fetch(poll({ cursor }))).toBe('unchanged');
  });

  it('rejects where the file is blocked, or stops coming', async () => {
    site.serve(FILE, failure(403));
    await expect(ukSl.fetch(poll())).rejects.toThrow('403');
    site.serve(FILE, stall(xml, 100));
    await expect(ukSl.fetch(poll({}, { stallMs: 30 }))).rejects.toThrow('sent nothing');
    site.serve(FILE, stall(xml, null));
    await expect(ukSl.fetch(poll({}, { firstByteMs: 30 }))).rejects.toThrow('did not answer');
  });
});

describe('a file on disk', () => {
  it('is dated by its name, and refused as a folder or in another format', async () => {
    const path = join(folder, 'uk_sanctions_list_2026-09-07.xml');
    await writeFile(path, xml);
    expect(await ukSl.fromDisk(path, null)).toMatchObject({ format: 'xml', published: '2026-09-07' });
    await expect(ukSl.fromDisk(folder, null)).rejects.toThrow(RefusedVersion);
    await expect(ukSl.fromDisk(path, 'csv')).rejects.toThrow(RefusedVersion);
  });
});
