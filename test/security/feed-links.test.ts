import { afterEach, beforeEach, expect, it } from 'vitest';
import { cisaAdvisories } from '../../src/sources/cisa-advisories/index.js';
import { rss } from '../sources/feeds/feed-xml.js';
import { pollFeed } from '../sources/feeds/poll.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';

let site: OfficialSite;

beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

/** What becomes of an entry with that link, among sound ones. */
async function told(link: string, title = 'Hackers sanctioned') {
  const sound = (n: number) => ({
    link: `https://www.cisa.gov/news-events/alerts/${n}`,
    date: 'Thu, 27 Aug 2026 12:00:00 +0000',
    guid: `/node/${n}`,
  });
  const odd = { ...sound(9), link, title };
  site.serve('/cybersecurity-advisories/all.xml', rss('https://www.cisa.gov/', [sound(1), odd, sound(2)]));
  const { items, warnings } = await pollFeed(cisaAdvisories, site, []);
  expect(items.filter(({ id }) => id !== '/node/9')).toHaveLength(2);
  return { item: items.find(({ id }) => id === '/node/9'), warnings };
}

it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://www.cisa.gov/x', 'slack://open'])(
  'an entry that leads to %s is set aside, and told to those who run the bot',
  async (link) => {
    const { item, warnings } = await told(link);
    expect(item).toBeUndefined();
    expect(warnings).toMatchObject([{ message: 'an entry of a feed was set aside' }]);
  },
);

it.each([
  'https://evil.example/news-events/alerts/9',
  '//evil.example/news-events/alerts/9',
  'https://www.cisa.gov@evil.example/',
  'https://someone:secret@www.cisa.gov/news-events/alerts/9',
  'https://www.cisa.gov.evil.example/x',
  'https://evilcisa.gov/x',
  'https://www.cis\u0430.gov/x',
])('an entry that leads to %s is told with the publisher’s own page in its place', async (link) => {
  const { item, warnings } = await told(link);
  expect(item).toMatchObject({ title: 'Hackers sanctioned', url: cisaAdvisories.homepage });
  expect(warnings).toMatchObject([{ message: 'an entry links to another site, which is not passed on' }]);
  expect(JSON.stringify(warnings)).not.toContain('secret');
});

it.each([
  ['http://www.cisa.gov/a', 'https://www.cisa.gov/a'],
  ['/a?b=c', 'https://www.cisa.gov/a?b=c'],
  ['https://cisa.gov/a', 'https://cisa.gov/a'],
  ['https://WWW.CISA.GOV/a', 'https://www.cisa.gov/a'],
])('an entry that leads to %s leads to %s', async (link, url) => {
  expect(await told(link)).toMatchObject({ item: { url }, warnings: [] });
});

it('a title has no line of its own', async () => {
  const { item } = await told('https://www.cisa.gov/a', 'Sanctions\n\n# on <!channel>');
  expect(item?.title).toBe('Sanctions # on <!channel>');
});
