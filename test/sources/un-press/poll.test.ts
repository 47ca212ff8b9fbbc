import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unPress } from '../../../src/sources/un-press/index.js';
import { type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { describeShared } from '../../support/shared.js';
import { refusesBadFeeds } from '../feeds/bad.js';
import { atom, rss, type SampleEntry } from '../feeds/feed-xml.js';
import { pollFeed, readSaved } from '../feeds/poll.js';

const PATH = '/en/rss.xml';
const HOME = 'https://press.un.org/en';

function item(path: string, time: string, more: Partial<SampleEntry> = {}): SampleEntry {
  return { link: `https://press.un.org/en/${path}`, date: `Fri, 28 Aug 2026 ${time} -0400`, ...more };
}
const release = (n: number, time: string, more: Partial<SampleEntry> = {}) => item(`2026/sc${n}.doc.htm`, time, more);

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

describe('the feed of UN press', () => {
  it('gives the releases of the Security Council only, each once, in order of time', async () => {
    site.serve(
      PATH,
      rss(HOME, [
        release(16444, '18:35:09'),
        item('blog/sc16444', '13:15:05'),
        item('2026/sgsm23255.doc.htm', '17:01:00'),
        item('2026/db260828.doc.htm', '14:35:19'),
        release(16443, '11:00:00'),
        item('2026/scr99.doc.htm', '10:00:00'),
      ]),
    );
    expect(await pollFeed(unPress, site, null)).toEqual({ items: [], seen: ['SC/16444', 'SC/16443'], warnings: [] });
    const { items } = await pollFeed(unPress, site, []);
    expect(items.map(({ id, url, category }) => [id, url, category])).toEqual([
      ['SC/16443', 'https://press.un.org/en/2026/sc16443.doc.htm', 'Security Council'],
      ['SC/16444', 'https://press.un.org/en/2026/sc16444.doc.htm', 'Security Council'],
    ]);
    expect((await pollFeed(unPress, site, ['SC/16444', 'SC/16443'])).items).toEqual([]);
  });

  it('does not let the live blog of a meeting stand for the release to come', async () => {
    site.serve(PATH, rss(HOME, [item('blog/sc16444', '13:15:05'), item('2026/db260828.doc.htm', '12:00:00')]));
    expect(await pollFeed(unPress, site, ['SC/16443'])).toEqual({ items: [], seen: [], warnings: [] });
    site.serve(PATH, rss(HOME, [release(16444, '18:35:09'), item('blog/sc16444', '13:15:05')]));
    expect((await pollFeed(unPress, site, ['SC/16443'])).items).toMatchObject([{ id: 'SC/16444' }]);
  });

  it('is of sanctions only where its title says so', async () => {
    const title = 'Security Council 1718 Committee Amends Two Entries on Its Sanctions List';
    site.serve(
      PATH,
      rss(HOME, [release(2, '12:00:00', { title }), release(1, '11:00:00', { title: 'Haiti: a Debate' })]),
    );
    const { items } = await pollFeed(unPress, site, []);
    expect(items.map(({ id, onlyIfNamed, event }) => [id, onlyIfNamed, event])).toEqual([
      ['SC/1', true, 'announced'],
      ['SC/2', undefined, 'announced'],
    ]);
  });

  it('takes a release that is dated before those already known: items are not in order', async () => {
    site.serve(PATH, rss(HOME, [release(16446, '09:00:00'), release(16445, '18:00:00')]));
    expect((await pollFeed(unPress, site, ['SC/16445'])).items).toMatchObject([{ id: 'SC/16446' }]);
  });

  it('dates by the day in UTC', async () => {
    expect((await readSaved(unPress, rss(HOME, [release(1, '19:59:59')]))).published).toBe('2026-08-28');
    expect((await readSaved(unPress, rss(HOME, [release(1, '20:00:00')]))).published).toBe('2026-08-29');
  });

  it('trims the blanks around a description', async () => {
    const { text } = await readSaved(
      unPress,
      rss(HOME, [release(1, '10:00:00', { title: 'T', summary: '  Heron’s.\n\n' })]),
    );
    expect(text).toBe('T\nHeron’s.');
  });

  it('says when a saved feed has nothing of the Council', async () => {
    const saved = readSaved(unPress, rss(HOME, [item('2026/sgsm1.doc.htm', '10:00:00')]));
    await expect(saved).rejects.toThrow('no entry that is an item of UN Security Council press');
  });
});

const two = [release(2, '11:00:00', { title: 'Grüne Heron' }), release(1, '10:00:00')];

refusesBadFeeds(unPress, {
  path: PATH,
  sound: rss(HOME, two),
  between: '\n<item>',
  empty: rss(HOME, []),
  foreign: [rss('https://www.cisa.gov/', two), rss('https://press.un.org/fr', two), atom(HOME, two)],
});

describeShared('the real feed of 2026-08-28', (data) => {
  const FILE = 'feeds/un_press_rss_2026-08-28_trimmed.xml';

  it('has one item of the Council among four entries', async () => {
    site.serve(PATH, await readFile(data(FILE)));
    const { items, warnings } = await pollFeed(unPress, site, []);
    expect(warnings).toEqual([]);
    expect(items).toHaveLength(1);
    expect(items[0]).toEqual(await unPress.fromDisk(data(FILE)));
    expect(items[0]).toMatchObject({
      id: 'SC/16444',
      title: expect.stringMatching(/^Kenscoff Massacre Exposes Worsening Brutality of Haiti’s Gang Crisis, /),
      url: 'https://press.un.org/en/2026/sc16444.doc.htm',
      published: '2026-08-28',
      text: expect.stringMatching(/\nThe massacre of at least 47 people in Kenscoff, .*stem the violence\.$/),
    });
  });
});
