import { expect, it } from 'vitest';
import { cisaAdvisories } from '../../../src/sources/cisa-advisories/index.js';
import { ukOfsi } from '../../../src/sources/uk-ofsi/index.js';
import { atom, rss } from './feed-xml.js';
import { readSaved } from './poll.js';

const CISA = 'https://www.cisa.gov/';
const OFSI = ukOfsi.homepage;
const advisory = { link: `${CISA}news-events/alerts/a`, date: 'Thu, 27 Aug 26 12:00:00 +0000', guid: '/node/1' };
const page = { link: 'https://www.gov.uk/a', date: '2026-07-01T00:00:00Z', title: 'T' };

it('refuses a feed of which an entry could not be read', async () => {
  const saved = readSaved(cisaAdvisories, rss(CISA, [advisory]).replace('</channel>', '<item></item></channel>'));
  await expect(saved).rejects.toThrow('holds 2 entries, of which 1 could be read');
});

it('takes the text of an RSS item as HTML, and of an Atom entry as its type says', async () => {
  const summary = '&lt;b&gt;GREY&lt;/b&gt; HERON';
  expect((await readSaved(cisaAdvisories, rss(CISA, [{ ...advisory, summary }]))).text).toMatch(/\nGREY HERON$/);
  const plain = atom(OFSI, [{ ...page, summary }]);
  expect((await readSaved(ukOfsi, plain)).text).toBe('T\n<b>GREY</b> HERON');
  const html = plain.replace('<summary>', '<summary type="html">');
  expect((await readSaved(ukOfsi, html)).text).toBe('T\nGREY HERON');
});

it('reads CDATA, and decodes an entity once', async () => {
  const summary = '<![CDATA[<p>GREY &amp; &lt;WHITE&gt;</p>]]> &amp;amp;lt;';
  const { title, text } = await readSaved(cisaAdvisories, rss(CISA, [{ ...advisory, summary, title: 'A &lt; B' }]));
  expect(title).toBe('A &lt; B');
  expect(text).toBe('A &lt; B\nGREY & <WHITE>\n&lt;');
});

it('takes the page of an entry, not one of its other links', async () => {
  const first = '<link rel="enclosure" href="https://www.gov.uk/a.pdf"/>';
  const { url } = await readSaved(ukOfsi, atom(OFSI, [page]).replace('<entry>', `<entry>${first}`));
  expect(url).toBe('https://www.gov.uk/a');
});

it('reads the whole text of an item where the feed has it beside the summary', async () => {
  const encoded = '<content:encoded><![CDATA[<p>By the GREY HERON</p>]]></content:encoded>';
  const feed = rss(CISA, [{ ...advisory, title: 'T', summary: 'A summary' }])
    .replace('<rss', '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"')
    .replace('</description><pubDate>', `</description>${encoded}<pubDate>`);
  expect((await readSaved(cisaAdvisories, feed)).text).toBe('T\nA summary\nBy the GREY HERON');
});

it.each(['https://cisa.gov/', 'http://www.cisa.gov/x', '/news', 'https://www.cisa.gov'])(
  'knows the publisher by %s, in whatever form the feed says it',
  async (home) => {
    expect((await readSaved(cisaAdvisories, rss(home, [advisory]))).id).toBe('/node/1');
  },
);

it.each(['https://cisa.gov.example/', 'https://cisa.example/www.cisa.gov/', ''])(
  'refuses %j as its home',
  async (home) => {
    await expect(readSaved(cisaAdvisories, rss(home, [advisory]))).rejects.toThrow('not of https://www.cisa.gov/');
  },
);

it('refuses a document type, which could define entities', async () => {
  const bomb = rss(CISA, [advisory]).replace('<rss', '<!DOCTYPE rss [<!ENTITY a "b">]><rss');
  await expect(readSaved(cisaAdvisories, bomb)).rejects.toThrow('doctype');
});
