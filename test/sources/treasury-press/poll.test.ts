import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributeAnnouncement, loadActors } from '../../../src/actors/index.js';
import { RefusedVersion } from '../../../src/domain/errors.js';
import { treasuryPress } from '../../../src/sources/treasury-press/index.js';
import { cutShort, failure, htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { describeShared } from '../../support/shared.js';
import { pollFeed, readSaved } from '../feeds/poll.js';

/** The day of the nth release; the poll's clock stands at 1 December 2026. */
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}`;

function list(ids: readonly string[], next = false): string {
  const rows = ids.map(
    (id, i) =>
      `<tr><td class="views-field views-field-field-release-date"><time datetime="${day(28 - i)}T12:00:00Z">A day</time></td>` +
      `<td><a href="https://home.treasury.gov/news/press-releases/${id}">Release ${id}</a></td></tr>`,
  );
  const pager = next
    ? '<nav><a class="usa-pagination__link usa-pagination__next-page" href="?page=1">Next</a></nav>'
    : '';
  return (
    '<!DOCTYPE html><html><body><table class="usa-table views-table"><thead><tr><th>Date</th><th>Press release link</th></tr>' +
    `</thead><tbody>${rows.join('\n')}</tbody></table>${pager}</body></html>`
  );
}

function release(id: string, body = '<p>OFAC acted against GREY HERON.</p>', date = `${day(27)}T14:30:00Z`): string {
  return (
    `<!DOCTYPE html><html><head><link rel="canonical" href="https://home.treasury.gov/news/press-releases/${id}"></head><body>` +
    `<h2 class="uswds-page-title"><span>Treasury Sanctions ${id}</span></h2><article class="entity--type-node">` +
    `<div class="field--name-field-news-publication-date"><time class="datetime" datetime="${date}">Day</time></div>` +
    `<div class="field--name-field-news-body">${body}</div></article></body></html>`
  );
}

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

const LIST = '/press-releases';
const pageOf = (id: string) => `/news/press-releases/${id}`;
const serve = (ids: readonly string[], next = false) => {
  site.serve(LIST, list(ids, next));
  for (const id of ids) site.serve(pageOf(id), release(id));
};
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const poll = (known: readonly string[] | null) => pollFeed(treasuryPress, site, known);

describe('the press releases of Treasury', () => {
  it('are known at first sight: only the list is asked for', async () => {
    serve(['sb0302', 'sb0301'], true);
    expect(await poll(null)).toEqual({ items: [], seen: ['sb0302', 'sb0301'], warnings: [] });
    expect(site.requests.map(({ path }) => path)).toEqual(['/press-releases?page=0']);
  });

  it('give what is new, oldest first, with the text of the release', async () => {
    serve(['sb0303', 'sb0302', 'sb0301']);
    const { items, seen } = await poll(['sb0301']);
    expect(ids(items)).toEqual(['sb0302', 'sb0303']);
    expect(items[1]).toEqual({
      id: 'sb0303',
      title: 'Treasury Sanctions sb0303',
      url: 'https://home.treasury.gov/news/press-releases/sb0303',
      published: '2026-11-27',
      ...{ category: null, links: [], entries: [] },
      text: 'Treasury Sanctions sb0303\nOFAC acted against GREY HERON.',
    });
    expect(await poll(seen)).toMatchObject({ items: [], warnings: [] });
  });

  it('are told once, although edited, reordered, doubled or linked in another way', async () => {
    site.serve(
      LIST,
      list(['sb0301', 'sb0302', 'sb0301']).replace(
        '/news/press-releases/sb0302',
        '/index.php/news/press-releases/SB0302?x=1',
      ),
    );
    expect((await poll(['sb0302', 'sb0301'])).items).toEqual([]);
  });

  it('leave out rows of documents and of other sites', async () => {
    serve(['sb0302', 'sb0301']);
    site.serve(
      LIST,
      list(['sb0302', 'sb0301', 'sb0300', 'sb0299'])
        .replace('home.treasury.gov/news/press-releases/sb0300', 'ofac.treasury.gov/media/1/download')
        .replace('home.treasury.gov/news/press-releases/sb0299', 'www.justice.gov/opa/pr/x'),
    );
    expect((await poll(['sb0301'])).seen).toEqual(['sb0302', 'sb0301']);
  });

  it('are read on over pages while nothing on them is known', async () => {
    for (const id of ['sb0305', 'sb0304', 'sb0303', 'sb0302', 'sb0301']) site.serve(pageOf(id), release(id));
    site.serve('/press-releases?page=0', list(['sb0305', 'sb0304'], true));
    site.serve('/press-releases?page=1', list(['sb0304', 'sb0303', 'sb0302'], true));
    const { items, warnings } = await poll(['sb0302']);
    expect([ids(items), warnings]).toEqual([['sb0303', 'sb0304', 'sb0305'], []]);
    expect(site.hits('/press-releases?page=2')).toBe(0);
  });

  it('say so when more are new than are read at once, and read the rest at the next poll', async () => {
    const many = Array.from({ length: 27 }, (_, i) => `sb${String(500 - i).padStart(4, '0')}`);
    serve(many, true);
    const { items, seen, warnings } = await poll(['sb0001']);
    expect([items.length, items[0]?.id, seen.length]).toEqual([20, 'sb0474', 20]);
    expect(warnings).toMatchObject([{ message: 'nothing on the pages was known, older items may have been missed' }]);
    const rest = await poll([...seen, 'sb0001']);
    expect(ids(rest.items)).toEqual(many.slice(0, 7).toReversed());
  });

  it('bring back nothing old that slid onto the page when a newer one was withdrawn', async () => {
    serve(['sb0303', 'sb0302', 'sb0301']);
    expect((await poll(['sb0304', 'sb0303', 'sb0302'])).items).toEqual([]);
  });

  it('are tried again where a release cannot be read, and told by their title from the end of the next day', async () => {
    serve(['sb0303', 'sb0302', 'sb0301']);
    site.serve(pageOf('sb0303'), htmlPage);
    const early = await poll(['sb0301']);
    expect([ids(early.items), early.seen]).toEqual([
      ['sb0302', 'sb0303'],
      ['sb0303', 'sb0302', 'sb0301'],
    ]);
    expect(early.items[1]).toMatchObject({ title: 'Release sb0303', text: 'Release sb0303', published: '2026-11-28' });
    site.serve(LIST, list(['sb0303', 'sb0302', 'sb0301']).replaceAll('2026-11-28', '2026-11-30'));
    const late = await poll(['sb0301']);
    expect([ids(late.items), late.seen]).toEqual([['sb0302'], ['sb0302', 'sb0301']]);
    expect(late.warnings).toMatchObject([{ item: 'sb0303' }]);
  });

  it('fail as a whole where the network keeps every release', async () => {
    serve(['sb0302', 'sb0301']);
    site.serve(pageOf('sb0302'), cutShort(release('sb0302'), 200));
    await expect(poll(['sb0301'])).rejects.toThrow();
  });

  it.each([403, 429])(
    'fail as a whole where the site answers %i to every release, so that the outage is seen',
    async (status) => {
      serve(['sb0303', 'sb0302', 'sb0301']);
      for (const id of ['sb0303', 'sb0302']) site.serve(pageOf(id), failure(status));
      site.serve(LIST, list(['sb0303', 'sb0302', 'sb0301']).replaceAll(/2026-11-2[78]/g, '2026-11-30'));
      await expect(poll(['sb0301'])).rejects.toThrow(String(status));
    },
  );

  it('do not fail for one that is not there yet', async () => {
    serve(['sb0302', 'sb0301']);
    site.serve(pageOf('sb0302'), failure(404));
    site.serve(LIST, list(['sb0302', 'sb0301']).replaceAll('2026-11-28', '2026-11-30'));
    expect(await poll(['sb0301'])).toMatchObject({ items: [], seen: ['sb0301'] });
  });

  it.each([
    ['2025-07-08T23:30:00Z', '2025-07-08'],
    ['07/08/2025', '2025-07-08'],
    ['July 8, 2025', '2025-07-08'],
    ['2025-02-31', '2026-11-28'],
    ['soon', '2026-11-28'],
  ])('are dated by the release, else by the list: %s', async (date, published) => {
    serve(['sb0302', 'sb0301']);
    site.serve(pageOf('sb0302'), release('sb0302', '<p>Text</p>', date));
    expect((await poll(['sb0301'])).items[0]?.published).toBe(published);
  });
});

describe('is a failure, never "no news":', () => {
  it.each([
    ['a redesigned list', list(['sb0302']).replace('views-table', 'cards')],
    ['a list without a release', list(['sb0302']).replace('/news/press-releases/', '/about/')],
    ['an empty list', list([])],
    ['no byte', ''],
    ['a cut list', list(['sb0302', 'sb0301']).slice(0, -200)],
    ['a page nested without end', `<html>${'<div>'.repeat(5000)}</html>`],
  ])('%s', async (_what, html) => {
    site.serve(LIST, html);
    await expect(poll(['sb0301'])).rejects.toThrow(RefusedVersion);
    await expect(poll(null)).rejects.toThrow(RefusedVersion);
  });

  it.each([
    ['a page of another kind', htmlPage],
    ['403', failure(403)],
    ['a body cut short of its length', cutShort(list(['sb0302']), 100)],
  ])('%s', async (_what, handler) => {
    site.serve(LIST, handler);
    await expect(poll(['sb0301'])).rejects.toThrow();
  });

  it.each([
    ['the list', list(['sb0302']), 'list of press releases'],
    ['a redesigned release', release('sb0302').replace('uswds-page-title', 'title'), 'no press release'],
    ['a release without an article', release('sb0302').replace('entity--type-node', 'node'), 'no press release'],
    ['a release without text', release('sb0302', ' '), 'no text'],
    ['a cut release', release('sb0302').slice(0, -10), 'cut short'],
    ['a release that does not say which', release('sb0302').replace('canonical', 'next'), 'which press release'],
  ])('from disk, %s', async (_what, html, why) => {
    await expect(readSaved(treasuryPress, html)).rejects.toThrow(why);
  });

  it('but a saved release is one', async () => {
    expect(await readSaved(treasuryPress, release('sb0302'))).toMatchObject({ id: 'sb0302', published: '2026-11-27' });
  });
});

describeShared('the release sm774, in its own words', (data) => {
  it('names the three groups and the bureau', async () => {
    const text = readFileSync(data('ofac/recent-actions/treasury_sm774_excerpt.txt'), 'utf8');
    const item = await readSaved(treasuryPress, release('sm774', `<p>${text.replaceAll('\n\n', '</p><p>')}</p>`));
    const { actors } = attributeAnnouncement(await loadActors('data/actors'), item);
    // "Bluenoro" has lost its ligature in the excerpt.
    expect(actors.map(({ actor }) => actor)).toEqual(
      expect.arrayContaining(['andariel', 'lazarus-group', 'reconnaissance-general-bureau']),
    );
  });
});
