import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { federalRegister } from '../../../src/sources/federal-register/index.js';
import { type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { describeShared } from '../../support/shared.js';
import { refusesBadFeeds } from '../feeds/bad.js';
import { rss } from '../feeds/feed-xml.js';
import { pollFeed, readSaved } from '../feeds/poll.js';

const PATH = '/api/v1/documents.json';
const OFAC = { raw_name: 'Office of Foreign Assets Control', slug: 'foreign-assets-control-office' };

function document(number: string, date: string, more: Record<string, unknown> = {}) {
  return {
    ...{ document_number: number, title: `Title of ${number}`, type: 'Notice', publication_date: date, abstract: null },
    ...{ agencies: [{ raw_name: 'DEPARTMENT OF THE TREASURY', slug: 'treasury-department' }, OFAC] },
    ...more,
  };
}
const answer = (...results: unknown[]) =>
  `{"count":${results.length},"results":[\n${results.map((one) => JSON.stringify(one)).join(',\n')}]}`;

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

describe('the Federal Register', () => {
  it('is asked for OFAC’s newest documents and for no more than is read', async () => {
    site.serve(PATH, answer(document('2026-2', '2026-09-30'), document('2026-1', '2026-09-25')));
    expect(await pollFeed(federalRegister, site, null)).toEqual({
      items: [],
      seen: ['2026-2', '2026-1'],
      warnings: [],
    });
    const query = new URL(site.requests[0]?.path ?? '', site.url).searchParams;
    expect(query.getAll('conditions[agencies][]')).toEqual(['foreign-assets-control-office']);
    expect(query.get('order')).toBe('newest');
    expect(query.getAll('fields[]')).toContain('abstract');
  });

  it('gives what is new, oldest first, with the short address of the document', async () => {
    const rule = document('2026-3', '2026-10-02', {
      title: 'Heron  Sanctions',
      type: 'Rule',
      abstract: 'OFAC is adding\na licence.',
    });
    site.serve(PATH, answer(rule, document('2026-2', '2026-09-30'), document('2026-1', '2026-09-25')));
    const { items, seen } = await pollFeed(federalRegister, site, ['2026-1']);
    expect(items.map(({ id }) => id)).toEqual(['2026-2', '2026-3']);
    expect(items[1]).toEqual({
      id: '2026-3',
      title: 'Heron Sanctions',
      url: 'https://www.federalregister.gov/d/2026-3',
      published: '2026-10-02',
      category: 'Rule',
      links: [],
      entries: [],
      event: 'gazetted',
      text: 'Heron Sanctions\nOFAC is adding a licence.',
    });
    expect((await pollFeed(federalRegister, site, seen)).items).toEqual([]);
  });

  it('knows a document whose title was corrected, and says when nothing is known', async () => {
    site.serve(PATH, answer(document('2026-1', '2026-09-25', { title: 'Corrected' })));
    expect((await pollFeed(federalRegister, site, ['2026-1'])).items).toEqual([]);
    expect((await pollFeed(federalRegister, site, ['2025-9'])).warnings).toMatchObject([
      { source: 'federal-register' },
    ]);
  });

  it('reads one saved document too', async () => {
    const single = JSON.stringify(document('C1-2026-1', '2026-09-25'));
    expect(await readSaved(federalRegister, single)).toMatchObject({ id: 'C1-2026-1', published: '2026-09-25' });
  });

  it.each([
    ['of another agency', { agencies: [{ raw_name: 'Other', slug: null }] }, 'is not one of'],
    ['without a title', { title: ' ' }, 'results.1.title'],
    ['of no day', { publication_date: '2026-02-31' }, 'results.1.publication_date'],
    ['whose number is an address', { document_number: '../x' }, 'results.1.document_number'],
  ])('refuses a document %s', async (_what, wrong, reason) => {
    const mixed = answer(document('2026-2', '2026-09-30'), document('2026-1', '2026-09-25', wrong));
    await expect(readSaved(federalRegister, mixed)).rejects.toThrow(reason);
  });
});

refusesBadFeeds(federalRegister, {
  path: PATH,
  sound: answer(document('2026-2', '2026-09-30', { title: 'Grüne Heron' }), document('2026-1', '2026-09-25')),
  between: ',\n',
  empty: answer(),
  foreign: [
    '{"count":0}',
    '[]',
    'null',
    answer(document('2026-2', '2026-09-30', { agencies: [] })),
    rss('https://www.federalregister.gov/', []),
  ],
});

describeShared('real answers of the Federal Register', (data) => {
  it('2026-10-02: five documents of OFAC, exactly', async () => {
    const file = data('federal-register/documents_2026-10-02_ofac_trimmed.json');
    site.serve(PATH, await readFile(file));
    const { items } = await pollFeed(federalRegister, site, []);
    expect(items.map(({ id, published, category, title }) => [id, published, category, title])).toEqual([
      ['2026-19657', '2026-09-25', 'Rule', 'Terrorism List Governments Sanctions Regulations'],
      ['2026-20007', '2026-09-30', 'Rule', 'Removing Duplicative Penalties Information and Reorganizing Certain Parts'],
      [
        '2026-20014',
        '2026-09-30',
        'Rule',
        'Publication of Russian Harmful Foreign Activities Sanctions Regulations Web General Licenses 131E, 131F, and 131G',
      ],
      ['2026-20032', '2026-09-30', 'Notice', 'Notice of OFAC Sanctions Action'],
      ['2026-20215', '2026-10-02', 'Notice', 'Notice of OFAC Sanctions Action'],
    ]);
    expect(await federalRegister.fromDisk(file)).toEqual(items[4]);
    expect(items[4]).toMatchObject({
      ...{ url: 'https://www.federalregister.gov/d/2026-20215', links: [], entries: [], event: 'gazetted' },
      text: 'Notice of OFAC Sanctions Action',
    });
  });

  it('2026-08-28: another agency’s documents are refused', async () => {
    const saved = federalRegister.fromDisk(data('federal-register/documents_2026-08-28_trimmed.json'));
    await expect(saved).rejects.toThrow('2026-17623 is not one of foreign-assets-control-office');
  });
});
