import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cursor } from '../../../src/domain/ledger.js';
import { createHttp } from '../../../src/lib/http.js';
import { HttpError } from '../../../src/lib/http-error.js';
import type { Log } from '../../../src/ports.js';
import { ofacRecentActions } from '../../../src/sources/ofac-recent-actions/index.js';
import { cutShort, failure, htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { added, indexHtml, noticeHtml } from './notice-html.js';

let site: OfficialSite;
let warnings: Record<string, unknown>[];

beforeEach(async () => {
  site = await startOfficialSite();
  warnings = [];
});
afterEach(() => site.close());

const clock = { now: () => new Date('2024-05-06T12:00:00Z'), sleep: async () => {} };

function poll(items: readonly string[] | null) {
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: (message, fields) => warnings.push({ message, ...fields }),
    error: () => {},
  };
  return ofacRecentActions.poll({
    http: createHttp({ clock, log }),
    clock,
    log,
    origin: site.url,
    format: 'html',
    folder: '/nowhere',
    cursor: items && cursorWith(items),
    signal: new AbortController().signal,
  });
}

function cursorWith(items: readonly string[]): Cursor {
  return {
    source: 'ofac-recent-actions',
    format: 'html',
    published: null,
    digest: '',
    lastAction: 'baseline',
    signal: null,
    etag: null,
    lastModified: null,
    validFor: null,
    takenAt: '2024-05-06T12:00:00.000Z',
    baselineOn: '2024-05-06T12:00:00.000Z',
    unconfirmed: null,
    fileAt: '2024-05-06T12:00:00.000Z',
    records: 0,
    gaps: 0,
    setAside: [],
    unknown: [],
    items,
  };
}

function serveNotice(id: string, body = added('<p>GREY HERON, Ruritania [TEST3].</p>')): void {
  site.serve(`/recent-actions/${id}`, noticeHtml(id, body));
}

describe('the first poll', () => {
  it('takes the index as known and reads no notice', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', '20240505_33', '20240505']));
    expect(await poll(null)).toEqual({ items: [], seen: ['20240506', '20240505_33', '20240505'] });
    expect(site.requests.map(({ path }) => path)).toEqual(['/recent-actions?page=0']);
  });
});

describe('a later poll', () => {
  it('reads what is new, oldest first, with the category of the index and official addresses', async () => {
    site.serve('/recent-actions', indexHtml(['20240506_33', '20240506', '20240503']));
    serveNotice('20240506');
    serveNotice('20240506_33', '<p>OFAC is issuing a general licence.</p>');
    const { items, seen } = await poll(['20240503', '20240502']);
    expect(items.map(({ id }) => id)).toEqual(['20240506', '20240506_33']);
    expect(items[0]).toMatchObject({
      title: 'Title of 20240506',
      url: 'https://ofac.treasury.gov/recent-actions/20240506',
      published: '2024-05-06',
      category: 'Sanctions List Updates',
      links: [{ title: 'Release 20240506', url: 'https://home.treasury.gov/news/press-releases/zz20240506' }],
      entries: [{ kind: 'added', name: 'GREY HERON' }],
    });
    expect(items[1]).toMatchObject({ entries: [], text: 'OFAC is issuing a general licence.' });
    expect(seen).toEqual(['20240506_33', '20240506', '20240503']);
  });

  it('reads nothing more than the index when nothing is new', async () => {
    site.serve('/recent-actions', indexHtml(['20240503', '20240502']));
    expect((await poll(['20240503', '20240502'])).items).toEqual([]);
    expect(site.requests).toHaveLength(1);
  });

  it('goes on to the next page while a page holds nothing but news', async () => {
    site.serve('/recent-actions?page=0', indexHtml(['20240510', '20240509']));
    site.serve('/recent-actions?page=1', indexHtml(['20240509', '20240508']));
    site.serve('/recent-actions?page=2', indexHtml(['20240507', '20240503']));
    for (const id of ['20240510', '20240509', '20240508', '20240507']) serveNotice(id);
    const { items } = await poll(['20240503']);
    expect(items.map(({ id }) => id)).toEqual(['20240507', '20240508', '20240509', '20240510']);
  });

  it('ends at the last page, and says so when ten were not enough', async () => {
    site.serve('/recent-actions', indexHtml(['20240510'], false));
    serveNotice('20240510');
    expect((await poll(['20240503'])).items).toHaveLength(1);
    expect(warnings).toEqual([]);
    site.serve('/recent-actions', indexHtml(['20240510']));
    expect((await poll(['20240503'])).items).toHaveLength(1);
    expect(warnings).toMatchObject([{ pages: 10 }]);
  });

  it('takes a row of an earlier day for news where it stands above known ones', async () => {
    site.serve('/recent-actions', indexHtml(['20190913', '20240506', '20240503']));
    serveNotice('20190913');
    expect((await poll(['20240506', '20240503'])).items.map(({ id }) => id)).toEqual(['20190913']);
  });

  it('does not take an old row for news when a newer notice was withdrawn', async () => {
    site.serve('/recent-actions', indexHtml(['20240503', '20240429']));
    const { items, seen } = await poll(['20240506', '20240503']);
    expect(items).toEqual([]);
    expect(seen).toEqual(['20240503', '20240429']);
  });

  it('names the lines that it cannot read', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', '20240503']));
    serveNotice('20240506', added('<p>GREY HERON, of no programme</p>'));
    expect((await poll(['20240503'])).items).toHaveLength(1);
    expect(warnings).toMatchObject([{ notice: '20240506', line: 'GREY HERON, of no programme' }]);
  });

  const NOTICE = noticeHtml('20240506', added('<p>GREY HERON, Ruritania [TEST3].</p>'));
  const broken = [
    ['is not there', failure(404)],
    ['has no body', htmlPage],
    ['was cut by its writer', NOTICE.slice(0, NOTICE.indexOf('</article>'))],
    ['breaks off', cutShort(NOTICE, 300)],
  ] as const;

  it.each(broken)('leaves out a notice that %s, as new still, and reads the others', async (_what, answer) => {
    site.serve('/recent-actions', indexHtml(['20240507', '20240506', '20240505', '20240503']));
    for (const id of ['20240507', '20240505']) serveNotice(id);
    site.serve('/recent-actions/20240506', answer);
    const { items, seen } = await poll(['20240503']);
    expect(items.map(({ id }) => id)).toEqual(['20240505', '20240507']);
    expect(seen).toEqual(['20240507', '20240505', '20240503']);
    expect(warnings).toMatchObject([{ notice: '20240506' }]);
    serveNotice('20240506');
    expect((await poll(['20240507', '20240505', '20240503'])).items).toMatchObject([{ id: '20240506' }]);
  });

  it('has nothing to give while the only new notice is bad, which is no failure of the source', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', '20240503']));
    site.serve('/recent-actions/20240506', failure(404));
    expect(await poll(['20240503'])).toEqual({ items: [], seen: ['20240503'] });
  });

  it('takes a notice from the index alone when its day has been over for 24 hours and it is still bad', async () => {
    site.serve('/recent-actions', indexHtml(['20240505', '20240504', '20240503']));
    for (const id of ['20240505', '20240504']) site.serve(`/recent-actions/${id}`, failure(404));
    const { items, seen } = await poll(['20240503']);
    expect(items).toEqual([
      {
        id: '20240504',
        title: 'Row of 20240504',
        url: 'https://ofac.treasury.gov/recent-actions/20240504',
        published: '2024-05-04',
        category: 'Sanctions List Updates',
        links: [],
        entries: [],
        text: 'Row of 20240504',
      },
    ]);
    expect(seen).toEqual(['20240504', '20240503']);
    expect(warnings).toMatchObject([{ notice: '20240504' }, { notice: '20240505' }]);
  });

  it('waits by the date of the index for a notice whose address has none', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', 'grey-heron', '20240503']));
    serveNotice('20240506');
    site.serve('/recent-actions/grey-heron', failure(404));
    expect((await poll(['20240503'])).items.map(({ id }) => id)).toEqual(['20240506']);
  });

  it('never gives up a notice that the network keeps from it', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', '20240504', '20240503']));
    serveNotice('20240506');
    site.serve('/recent-actions/20240504', cutShort(NOTICE, 300));
    expect((await poll(['20240503'])).items.map(({ id }) => id)).toEqual(['20240506']);
  });

  it('fails when the network keeps every new notice from it', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', '20240504', '20240503']));
    for (const id of ['20240506', '20240504']) site.serve(`/recent-actions/${id}`, cutShort(NOTICE, 300));
    await expect(poll(['20240503'])).rejects.toThrow(HttpError);
  });
});

describe('a site that refuses every new notice', () => {
  it('fails the poll while the notices are young, so that the outage is seen', async () => {
    site.serve('/recent-actions', indexHtml(['20240506', '20240503']));
    site.serve('/recent-actions/20240506', failure(403));
    await expect(poll(['20240503'])).rejects.toThrow('403');
  });
});

describe('an index', () => {
  it('without a row is a failure, not "nothing new"', async () => {
    site.serve('/recent-actions', htmlPage);
    await expect(poll(['20240503'])).rejects.toThrow('redesigned');
    await expect(poll(null)).rejects.toThrow('redesigned');
  });

  it('with a row that leads nowhere is a failure', async () => {
    site.serve('/recent-actions', '<div class="search-result views-row">News without a link</div>');
    await expect(poll(null)).rejects.toThrow('no link to a notice');
  });
});
