import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import { euFsf } from '../../../src/sources/eu-fsf/index.js';
import { cursorWith, eventsOf, pollOf } from '../../support/list-reading.js';
import { failure, htmlPage, type OfficialSite, stall, startOfficialSite } from '../../support/official-site.js';
import { entity, fsfXml } from './list-xml.js';

const RSS = '/fsd/fsf/public/rss';
const FILE = '/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content';
const xml = fsfXml([entity()]);

let site: OfficialSite;
let folder: string;
beforeEach(async () => {
  site = await startOfficialSite();
  folder = await mkdtemp(join(tmpdir(), 'tocsin-eu-'));
});
afterEach(async () => {
  await Promise.all([site.close(), rm(folder, { recursive: true })]);
});

function rss(token: string, date: string, length = '25000000', file = 'xmlFullSanctionsList_1_1'): string {
  const item = (name: string, title: string) =>
    `<item><title>${title}</title><link>https://webgate.ec.europa.eu/fsd/fsf</link><enclosure url="https://webgate.ec.europa.eu/fsd/fsf/public/files/${name}/content?token=${token}" length="${length}" type="text/xml"/><guid isPermaLink="false">${name}</guid><pubDate>${date}</pubDate></item>`;
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Financial Sanctions Files</title><pubDate>${date}</pubDate>${item('csvFullSanctionsList_1_1', 'CSV - v1.1')}${item(file, 'XML (Based on XSD) - v1.1')}</channel></rss>`;
}

const poll = (over = {}, patience = {}) => pollOf(site.url, folder, over, patience);
const YESTERDAY = 'Wed, 09 Sep 2026 14:47:04 GMT';

describe('the change signal', () => {
  const signal = () => euFsf.changeSignal(poll());

  it('is the date and length of the file in the RSS', async () => {
    site.serve(RSS, rss('a', YESTERDAY));
    expect(await signal()).toBe('2026-09-09T14:47:04.000Z, 25000000');
  });

  it('says nothing by a date that is the moment of asking', async () => {
    const now = 'Thu, 10 Sep 2026 12:00:30 GMT';
    site.serve(RSS, rss('a', now), { headers: { date: 'Thu, 10 Sep 2026 12:00:00 GMT' } });
    expect(await signal()).toBe('undated, 25000000');
  });

  it('rejects where the RSS is blocked, a web page, or names no such file', async () => {
    site.serve(RSS, failure(403));
    await expect(signal()).rejects.toThrow('403');
    site.serve(RSS, htmlPage);
    await expect(signal()).rejects.toThrow('HTML');
    site.serve(RSS, rss('a', YESTERDAY, '1', 'xmlFullSanctionsList'));
    await expect(signal()).rejects.toThrow('names no XML file of format 1.1');
  });
});

describe('fetching', () => {
  it('takes the token that the RSS prints, and keeps to the origin that was asked', async () => {
    site.serve(RSS, rss('bmV3', YESTERDAY));
    site.serve(`${FILE}?token=bmV3`, xml, { etag: '"1"' });
    const fetched = await euFsf.fetch(poll());
    if (fetched === 'unchanged') throw new Error('nothing was fetched');
    expect(fetched).toMatchObject({ etag: '"1"', validFor: site.url, version: { format: 'xml', published: null } });
    expect(await readFile(fetched.version.files[0]?.path ?? '', 'utf8')).toBe(xml);
  });

  it('takes the token known so far where the RSS cannot be read', async () => {
    site.serve(RSS, failure(500));
    site.serve(`${FILE}?token=dG9rZW4tMjAxNw`, xml);
    expect(await euFsf.fetch(poll())).toMatchObject({ version: { files: [{ role: 'list' }] } });
  });

  it('is told when nothing changed', async () => {
    site.serve(RSS, rss('a', YESTERDAY));
    site.serve(FILE, xml, { etag: '"1"' });
    const cursor = cursorWith('eu-fsf', { etag: '"1"', lastModified: null, validFor: site.url });
    expect(await euFsf.fetch(poll({ cursor }))).toBe('unchanged');
  });

  it('rejects where the file is blocked or answers 500 while the RSS stays up', async () => {
    site.serve(RSS, rss('a', YESTERDAY));
    site.serve(FILE, failure(403));
    await expect(euFsf.fetch(poll())).rejects.toThrow('403');
    site.serve(FILE, failure(500));
    await expect(euFsf.fetch(poll())).rejects.toThrow('500');
  });

  it('waits for the first byte longer than others, but not for a file that stops coming', async () => {
    site.serve(RSS, rss('a', YESTERDAY));
    site.serve(FILE, (_request, response) => {
      setTimeout(() => response.end(xml), 60);
    });
    const slow = await euFsf.fetch(poll({}, { firstByteMs: 30 }));
    expect(slow).toMatchObject({ version: { format: 'xml' } });
    site.serve(FILE, stall(xml, 100));
    await expect(euFsf.fetch(poll({}, { stallMs: 30 }))).rejects.toThrow('sent nothing');
  });

  it('ends when it is told to', async () => {
    const abort = new AbortController();
    site.serve(RSS, () => abort.abort(new Error('stopping')));
    await expect(euFsf.fetch(poll({ signal: abort.signal }))).rejects.toThrow('stopping');
    expect(site.hits(FILE)).toBe(0);
  });

  it('of a web page gives a version that is refused', async () => {
    site.serve(RSS, rss('a', YESTERDAY));
    site.serve(FILE, htmlPage);
    const fetched = await euFsf.fetch(poll());
    if (fetched === 'unchanged') throw new Error('nothing was fetched');
    const page = await readFile(fetched.version.files[0]?.path ?? '');
    await expect(eventsOf(euFsf, folder, page)).rejects.toThrow('HTML');
  });
});

describe('a file on disk', () => {
  it('is dated by its name, and refused as a folder or in another format', async () => {
    const path = join(folder, 'fsf_1_1_2026-08-05.xml');
    await writeFile(path, xml);
    expect(await euFsf.fromDisk(path, 'xml')).toMatchObject({ format: 'xml', published: '2026-08-05' });
    await expect(euFsf.fromDisk(folder, null)).rejects.toThrow(RefusedVersion);
    await expect(euFsf.fromDisk(path, 'csv')).rejects.toThrow(RefusedVersion);
  });
});
