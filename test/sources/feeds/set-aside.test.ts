import { afterEach, beforeEach, expect, it } from 'vitest';
import { ukOfsi } from '../../../src/sources/uk-ofsi/index.js';
import { type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { atom, type SampleEntry } from './feed-xml.js';
import { pollFeed, readSaved } from './poll.js';

const HOME = ukOfsi.homepage;
const PATH = new URL(`${HOME}.atom`).pathname;
const id = (name: string) => `https://www.gov.uk/${name}`;
const page = (name: string, over: Partial<SampleEntry> = {}): SampleEntry => ({
  link: id(name),
  date: '2026-07-01T00:00:00Z',
  ...over,
});
const bad = [
  ['no link to a web page', page('b', { link: 'javascript:alert(1)' })],
  ['no title', page('b', { title: ' ' })],
] as const;

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

it.each(bad)('sets aside an entry with %s, says so, and takes it once it is mended', async (reason, entry) => {
  site.serve(PATH, atom(HOME, [entry, page('a')]));
  const { items, seen, warnings } = await pollFeed(ukOfsi, site, []);
  expect(items.map((item) => item.id)).toEqual([id('a')]);
  expect(seen).toEqual([id('a')]);
  expect(warnings).toMatchObject([{ source: 'uk-ofsi', error: { message: expect.stringContaining(reason) } }]);
  site.serve(PATH, atom(HOME, [page('b'), page('a')]));
  expect((await pollFeed(ukOfsi, site, seen)).items.map((item) => item.id)).toEqual([id('b')]);
});

it.each(bad)('refuses a feed of which more than half of the entries have %s', async (reason, entry) => {
  site.serve(PATH, atom(HOME, [entry, page('a'), entry]));
  await expect(pollFeed(ukOfsi, site, [])).rejects.toThrow(reason);
});

it('refuses a saved feed with such an entry, which might be the one that is meant', async () => {
  for (const [reason, entry] of bad)
    await expect(readSaved(ukOfsi, atom(HOME, [page('a'), entry]))).rejects.toThrow(reason);
});
