import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cisaAdvisories } from '../../../src/sources/cisa-advisories/index.js';
import { type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { describeShared } from '../../support/shared.js';
import { refusesBadFeeds } from '../feeds/bad.js';
import { atom, rss, type SampleEntry } from '../feeds/feed-xml.js';
import { pollFeed, readSaved } from '../feeds/poll.js';

const PATH = '/cybersecurity-advisories/all.xml';
const HOME = 'https://www.cisa.gov/';

function advisory(node: number, date: string, more: Partial<SampleEntry> = {}): SampleEntry {
  const link = `https://www.cisa.gov/news-events/cybersecurity-advisories/aa-${node}`;
  return { link, date: `${date} 12:00:00 +0000`, guid: `/node/${node}`, ...more };
}

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

describe('the feed of CISA', () => {
  it('is known at first sight', async () => {
    site.serve(PATH, rss(HOME, [advisory(2, 'Thu, 27 Aug 26'), advisory(1, 'Wed, 26 Aug 26')]));
    expect(await pollFeed(cisaAdvisories, site, null)).toEqual({
      items: [],
      seen: ['/node/2', '/node/1'],
      warnings: [],
    });
  });

  it('gives what is new, with its section, its day of a two-digit year and the text of its HTML', async () => {
    const html = '&lt;p&gt;Actors of&lt;br&gt;GREY HERON &amp;amp;lt;v2&lt;/p&gt;\n&lt;script&gt;x()&lt;/script&gt;';
    site.serve(
      PATH,
      rss(HOME, [advisory(2, 'Thu, 27 Aug 26', { title: 'A & B', summary: html }), advisory(1, 'Wed, 26 Aug 26')]),
    );
    const { items, seen } = await pollFeed(cisaAdvisories, site, ['/node/1']);
    expect(items).toEqual([
      {
        id: '/node/2',
        title: 'A & B',
        url: 'https://www.cisa.gov/news-events/cybersecurity-advisories/aa-2',
        published: '2026-08-27',
        category: 'Cybersecurity Advisory',
        links: [],
        entries: [],
        event: 'advisory',
        onlyIfNamed: true,
        text: 'A & B\nActors of\nGREY HERON &lt;v2',
      },
    ]);
    expect((await pollFeed(cisaAdvisories, site, seen)).items).toEqual([]);
  });

  it('knows an advisory that was updated: same node, new date and title', async () => {
    const updated = advisory(1, 'Mon, 31 Aug 26', { title: 'Heron Controllers (Update D)' });
    site.serve(PATH, rss(HOME, [updated, advisory(2, 'Thu, 27 Aug 26')]));
    expect((await pollFeed(cisaAdvisories, site, ['/node/2', '/node/1'])).items).toEqual([]);
  });

  it.each(['bulletins', 'constructor'])('has no category for a section that nobody knows: %s', async (section) => {
    const link = `https://www.cisa.gov/news-events/${section}/x`;
    expect((await readSaved(cisaAdvisories, rss(HOME, [advisory(1, 'Thu, 27 Aug 26', { link })]))).category).toBeNull();
  });

  it('reads a text of 90 KB', async () => {
    const summary = '&lt;div&gt;&lt;p&gt;A paragraph of text.&lt;/p&gt;&lt;/div&gt;\n'.repeat(2000);
    const { text } = await readSaved(cisaAdvisories, rss(HOME, [advisory(1, 'Thu, 27 Aug 26', { summary })]));
    expect(text.split('\n')).toHaveLength(2001);
  });

  it('refuses an advisory without its node', async () => {
    const saved = readSaved(cisaAdvisories, rss(HOME, [advisory(1, 'Thu, 27 Aug 26', { guid: '' })]));
    await expect(saved).rejects.toThrow('has no guid');
  });
});

const two = [advisory(2, 'Thu, 27 Aug 26', { title: 'Grüne Heron' }), advisory(1, 'Wed, 26 Aug 26')];

refusesBadFeeds(cisaAdvisories, {
  path: PATH,
  sound: rss(HOME, two),
  between: '\n<item>',
  empty: rss(HOME, []),
  foreign: [
    rss('https://press.un.org/en', two),
    atom(HOME, two),
    rss(HOME, two).replace('version="2.0"', 'version="0.91"'),
  ],
});

describeShared('the real feed of 2026-08-27', (data) => {
  const FILE = 'feeds/cisa_all_2026-08-27_2items_excerpt.xml';

  it('has two items, exactly', async () => {
    site.serve(PATH, await readFile(data(FILE)));
    const { items, warnings } = await pollFeed(cisaAdvisories, site, []);
    expect(warnings).toEqual([]);
    expect(items.map(({ text: _text, ...facts }) => facts)).toEqual([
      {
        id: '/node/25379',
        title: 'CISA Adds Three Known Exploited Vulnerabilities to Catalog',
        url: 'https://www.cisa.gov/news-events/alerts/2026/08/27/cisa-adds-three-known-exploited-vulnerabilities-catalog',
        ...{ published: '2026-08-27', category: 'Alert', links: [], entries: [] },
        ...{ event: 'advisory', onlyIfNamed: true },
      },
      {
        id: '/node/25374',
        title: 'Rockwell Automation OTTO Fleet Manager',
        url: 'https://www.cisa.gov/news-events/ics-advisories/icsa-26-239-03',
        ...{ published: '2026-08-27', category: 'ICS Advisory', links: [], entries: [] },
        ...{ event: 'advisory', onlyIfNamed: true },
      },
    ]);
    expect(items[1]?.text.split('\n').slice(0, 5)).toEqual([
      'Rockwell Automation OTTO Fleet Manager',
      'View CSAF',
      'Summary',
      expect.stringMatching(/^Successful exploitation of this vulnerability could reduce /),
      'The following versions of Rockwell Automation OTTO Fleet Manager are affected:',
    ]);
    expect(items[1]?.text).toContain('\nOTTO Fleet Manager <=V2.36.2 (CVE-2026-75112)\n');
    expect(items[1]?.text).not.toMatch(/<\/?(p|div|td|h2)\b|&(amp|lt|nbsp);/);
  });
});
