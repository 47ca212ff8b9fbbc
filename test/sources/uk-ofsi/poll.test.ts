import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ukOfsi } from '../../../src/sources/uk-ofsi/index.js';
import { type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { describeShared } from '../../support/shared.js';
import { refusesBadFeeds } from '../feeds/bad.js';
import { atom, rss, type SampleEntry } from '../feeds/feed-xml.js';
import { pollFeed, readSaved } from '../feeds/poll.js';

const PATH = '/government/organisations/office-of-financial-sanctions-implementation.atom';
const HOME = 'https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation';

function page(name: string, date: string, more: Partial<SampleEntry> = {}): SampleEntry {
  return { link: `https://www.gov.uk/government/publications/${name}`, date, ...more };
}
const id = (name: string) => `https://www.gov.uk/government/publications/${name}`;

const licence = page('licence-1', '2026-08-12T15:09:20Z', {
  title: 'Guidance: General Licence 1 –Heron',
  category: 'Guidance',
  summary: 'Continuation of\n GREY HERON &amp; Sons.\n\n',
});

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

describe('the feed of OFSI', () => {
  it('is known at first sight, newest first, and asked for at one address', async () => {
    site.serve(PATH, atom(HOME, [licence, page('faq', '2026-08-01T00:00:00Z')]));
    expect(await pollFeed(ukOfsi, site, null)).toEqual({ items: [], seen: [id('licence-1'), id('faq')], warnings: [] });
    expect(site.requests.map(({ path }) => path)).toEqual([PATH]);
  });

  it('gives what is new, oldest first, as announcements without entries', async () => {
    site.serve(
      PATH,
      atom(HOME, [page('notice-2', '2026-08-13T09:00:00Z'), licence, page('faq', '2026-08-01T00:00:00Z')]),
    );
    const { items, seen } = await pollFeed(ukOfsi, site, [id('faq')]);
    expect(items.map((item) => item.id)).toEqual([id('licence-1'), id('notice-2')]);
    expect(items[0]).toEqual({
      id: id('licence-1'),
      title: 'Guidance: General Licence 1 –Heron',
      url: id('licence-1'),
      published: '2026-08-12',
      category: 'Guidance',
      links: [],
      entries: [],
      event: 'announced',
      text: 'Guidance: General Licence 1 –Heron\nContinuation of GREY HERON & Sons.',
    });
    expect(items[1]?.category).toBeNull();
    site.serve(PATH, atom(HOME, [page('notice-2', '2026-08-13T09:00:00Z'), licence]));
    expect((await pollFeed(ukOfsi, site, seen)).items).toEqual([]);
  });

  it('knows a page that was edited, although its entry has a new id', async () => {
    site.serve(PATH, atom(HOME, [page('licence-1', '2026-09-30T08:00:00Z'), page('faq', '2026-08-01T00:00:00Z')]));
    expect((await pollFeed(ukOfsi, site, [id('faq'), id('licence-1')])).items).toEqual([]);
  });

  it('takes no old page for news that slid onto it when a newer one was withdrawn', async () => {
    site.serve(PATH, atom(HOME, [licence, page('older', '2025-01-01T00:00:00Z')]));
    expect((await pollFeed(ukOfsi, site, [id('licence-1'), id('withdrawn')])).items).toEqual([]);
  });

  it('says so when everything on the page is new', async () => {
    site.serve(PATH, atom(HOME, [licence]));
    expect(await pollFeed(ukOfsi, site, [id('faq')])).toMatchObject({ items: [{}], warnings: [{ source: 'uk-ofsi' }] });
  });

  it('dates by the day in UTC, and announces what has no date that can be read', async () => {
    site.serve(PATH, atom(HOME, [page('a', '2026-07-01T00:30:00+01:00'), page('b', 'soon')]));
    const { items, warnings } = await pollFeed(ukOfsi, site, []);
    expect(items.map(({ published }) => published)).toEqual(['2026-06-30', null]);
    expect(warnings).toMatchObject([{ entry: id('b'), date: 'soon' }]);
  });

  it.each([
    ['http://www.gov.uk/a', 'https://www.gov.uk/a'],
    ['/a', 'https://www.gov.uk/a'],
  ])('leads to https pages only: %s', async (link, url) => {
    expect(await readSaved(ukOfsi, atom(HOME, [{ link, date: '2026-07-01T00:00:00Z' }]))).toMatchObject({
      url,
      id: url,
    });
  });

  it.each(['javascript:alert(1)', 'mailto:a@example.org', 'https://'])('refuses a link to %s', async (link) => {
    const saved = readSaved(ukOfsi, atom(HOME, [{ link, date: '2026-07-01T00:00:00Z' }]));
    await expect(saved).rejects.toThrow('no link to a web page');
  });

  it('refuses an entry without a title', async () => {
    const saved = readSaved(ukOfsi, atom(HOME, [page('a', '2026-07-01T00:00:00Z', { title: ' ' })]));
    await expect(saved).rejects.toThrow('has no title');
  });
});

refusesBadFeeds(ukOfsi, {
  path: PATH,
  sound: atom(HOME, [page('a', '2026-07-01T00:00:00Z', { title: 'Grüne Heron' }), page('b', '2026-06-01T00:00:00Z')]),
  between: '\n<entry>',
  empty: atom(HOME, []),
  foreign: [
    atom('https://www.gov.uk/government/organisations/hm-treasury', [page('a', '2026-07-01T00:00:00Z')]),
    rss(HOME, [page('a', 'Thu, 27 Aug 26 12:00:00 +0000')]),
    atom(HOME, [page('a', '2026-07-01T00:00:00Z')]).replace('2005/Atom', '2099/Atom'),
  ],
});

describeShared('the real feed of 2026-09-26', (data) => {
  const FILE = 'feeds/uk_ofsi_2026-09-26.atom';

  it('has twenty pages, the newest of 24 September', async () => {
    expect(await ukOfsi.fromDisk(data(FILE))).toEqual({
      id: 'https://www.gov.uk/government/publications/uk-financial-sanctions-faqs',
      title: 'Guidance: UK Financial Sanctions FAQs',
      url: 'https://www.gov.uk/government/publications/uk-financial-sanctions-faqs',
      published: '2026-09-24',
      category: 'Guidance',
      links: [],
      entries: [],
      event: 'announced',
      text:
        'Guidance: UK Financial Sanctions FAQs\n' +
        'OFSI publishes FAQs providing short-form guidance and technical information on financial sanctions.',
    });
  });

  it('reads from the first to the last', async () => {
    site.serve(PATH, await readFile(data(FILE)));
    const { items, warnings } = await pollFeed(ukOfsi, site, []);
    expect(items).toHaveLength(20);
    expect(warnings).toEqual([]);
    expect(items[0]).toMatchObject({
      title: 'Statutory guidance: Russia sanctions: guidance',
      published: '2026-05-19',
    });
    expect(items.filter(({ category }) => category === null).map(({ published }) => published)).toEqual([
      '2026-06-17',
      '2026-08-17',
    ]);
    expect(items.find(({ url }) => url.endsWith('int20268893924'))?.text).toBe(
      'Guidance: OFSI General Licence INT/2026/8893924\n' +
        'Details for OFSI General Licence INT/2026/8893924, Maritime Mutual Re-Insurance Wind Down General Licence',
    );
  });
});
