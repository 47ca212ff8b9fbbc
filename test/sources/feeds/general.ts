import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeedSource } from '../../../src/ports.js';
import { type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { refusesBadFeeds } from './bad.js';
import { atom, rss, type SampleEntry } from './feed-xml.js';
import { pollFeed } from './poll.js';

export interface GeneralCases {
  readonly home: string;
  /** Path and query of the feed. */
  readonly path: string;
  /** The page of the nth item. */
  readonly linkOf: (n: number) => string;
  readonly idOf: (n: number) => string;
}

/** Every RSS feed about other things than sanctions too: what is news, once, whatever the publisher does to its page. */
export function tellsGeneralNews(source: FeedSource, { home, path, linkOf, idOf }: GeneralCases): void {
  const entry = (n: number, more: Partial<SampleEntry> = {}): SampleEntry => ({
    link: linkOf(n),
    title: `Robbery ${n}`,
    date: `Fri, ${String(n).padStart(2, '0')} Oct 2026 12:00:00 -0400`,
    guid: `guid-${n}`,
    ...more,
  });
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

  describe(`the feed ${source.id}`, () => {
    let site: OfficialSite;
    beforeEach(async () => {
      site = await startOfficialSite();
    });
    afterEach(() => site.close());
    const serve = (...entries: SampleEntry[]) => site.serve(path, rss(home, entries));

    it('is known at first sight, and asked for at one address', async () => {
      serve(entry(2), entry(1));
      expect(await pollFeed(source, site, null)).toEqual({ items: [], seen: [idOf(2), idOf(1)], warnings: [] });
      expect(site.requests.map((request) => request.path)).toEqual([path]);
    });

    it('gives what is new, oldest first, with its page, its day and its text', async () => {
      serve(entry(3, { title: 'C', summary: '&lt;p&gt;The GREY HERON&lt;/p&gt;' }), entry(2), entry(1));
      const { items } = await pollFeed(source, site, [idOf(1)]);
      expect(ids(items)).toEqual([idOf(2), idOf(3)]);
      expect(items[1]).toMatchObject({
        title: 'C',
        url: linkOf(3),
        published: '2026-10-03',
        text: 'C\nThe GREY HERON',
      });
    });

    it('is news for everybody only where the title speaks of sanctions', async () => {
      serve(entry(2, { title: 'Broker Evaded U.S. Sanctions' }), entry(1, { summary: 'He evaded sanctions.' }));
      const { items } = await pollFeed(source, site, []);
      expect(items.map(({ onlyIfNamed }) => onlyIfNamed)).toEqual([true, undefined]);
    });

    it('takes no item twice that was edited, given another guid, reordered or doubled', async () => {
      serve(
        entry(1, { title: 'Edited', date: 'Sat, 31 Oct 2026 12:00:00 -0400' }),
        entry(2, { guid: 'new' }),
        entry(1),
      );
      const { items, seen } = await pollFeed(source, site, [idOf(1), idOf(2)]);
      expect([ids(items), seen]).toEqual([[], [idOf(1), idOf(2)]]);
      serve(entry(3), entry(3), entry(1), entry(2));
      expect(ids((await pollFeed(source, site, seen)).items)).toEqual([idOf(3)]);
    });

    it('takes what is undated or dated in a far future, without a day, and says so', async () => {
      serve(entry(3, { date: 'Tue, 01 Jan 2064 00:00:00 +0000' }), entry(2, { date: '' }), entry(1));
      const { items, warnings } = await pollFeed(source, site, [idOf(1)]);
      expect(items.map(({ published }) => published)).toEqual([null, null]);
      expect(warnings.map(({ message }) => message).sort()).toEqual([
        'an entry has no date that can be read',
        'an entry is dated in the future, which is not believed',
      ]);
    });

    it('says so when everything on the page is new, and brings back nothing old that slid onto it', async () => {
      serve(entry(9), entry(8));
      const { items, warnings } = await pollFeed(source, site, [idOf(1)]);
      expect([ids(items), warnings.length]).toEqual([[idOf(8), idOf(9)], 1]);
      serve(entry(8), entry(2));
      expect(ids((await pollFeed(source, site, [idOf(9), idOf(8)])).items)).toEqual([]);
    });
  });

  const two = [entry(2, { title: 'Größe' }), entry(1)];
  refusesBadFeeds(source, {
    path,
    sound: rss(home, two),
    between: '\n<item>',
    empty: rss(home, []),
    foreign: [
      rss('https://press.un.org/en', two),
      atom(home, two),
      rss(home, two).replace('version="2.0"', 'version="0.91"'),
    ],
  });
}
