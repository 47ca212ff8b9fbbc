import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../../src/domain/errors.js';
import { euOj } from '../../../src/sources/eu-oj/index.js';
import { cutShort, failure, htmlPage, type OfficialSite, startOfficialSite } from '../../support/official-site.js';
import { pollFeed } from '../feeds/poll.js';

const ENDPOINT = '/webapi/rdf/sparql';
const HOST = 'http://publications.europa.eu';

interface Row {
  readonly celex: string;
  readonly date: string;
  readonly framework?: string;
  readonly title?: string | null;
  readonly item?: string | null;
}
const documentOf = (celex: string, part = 1) => `/resource/cellar/aaaa-${celex}.0006.03/DOC_${part}`;

function answer(rows: readonly Row[]): string {
  const literal = (value: string) => ({ type: 'literal', value });
  const bindings = rows.map(({ celex, date, framework = '32019R0796', title = `Act ${celex}`, item }) => ({
    ...{ celex: literal(celex), date: literal(date), framework: literal(framework) },
    ...(title === null ? {} : { title: literal(title) }),
    ...(item === null ? {} : { item: { type: 'uri', value: item ?? `${HOST}${documentOf(celex)}` } }),
  }));
  return JSON.stringify({ head: { vars: ['celex'] }, results: { distinct: false, ordered: true, bindings } });
}

/** As an act calls itself in its own text. */
const numberOf = (celex: string) => `${celex.slice(1, 5)}/${Number(celex.slice(6))}`;
const xhtml = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>L_2026</title></head><body>${body}</body></html>\n`;
const act = (n: number, date: string, over: Partial<Row> = {}): Row => ({ celex: `32026R000${n}`, date, ...over });

let site: OfficialSite;
beforeEach(async () => {
  site = await startOfficialSite();
});
afterEach(() => site.close());

const serve = (...rows: Row[]) => {
  site.serve(ENDPOINT, answer(rows));
  for (const { celex } of rows)
    site.serve(documentOf(celex), xhtml(`<p>(EU) ${numberOf(celex)} lists<br/>GREY HERON</p>`));
};
const poll = (known: readonly string[] | null) => pollFeed(euOj, site, known);
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('the Official Journal', () => {
  it('is known at first sight, with one question by GET that names the frameworks', async () => {
    serve(act(2, '2026-11-02'), act(1, '2026-11-01'));
    expect(await poll(null)).toEqual({ items: [], seen: ['32026R0002', '32026R0001'], warnings: [] });
    const [request, ...others] = site.requests;
    expect(others).toEqual([]);
    expect(request?.headers.accept).toBe('application/sparql-results+json');
    const query = new URL(request?.path ?? '', site.url).searchParams.get('query') ?? '';
    for (const celex of [
      '32019R0796',
      '32017R1509',
      '32014R0269',
      '32014R0833',
      '32001R2580',
      '32002R0881',
      '32016R1686',
    ])
      expect(query).toContain(`"${celex}"^^xsd:string`);
    expect(request?.path.length).toBeLessThan(8000);
  });

  it('gives new acts, oldest first, as law in the gazette, with the text of the act', async () => {
    serve(
      act(3, '2026-11-03'),
      act(2, '2026-11-02', { title: 'Council Implementing Regulation (EU) 2026/2' }),
      act(1, '2026-11-01'),
    );
    const { items, seen } = await poll(['32026R0001']);
    expect(ids(items)).toEqual(['32026R0002', '32026R0003']);
    expect(items[0]).toEqual({
      id: '32026R0002',
      title: 'Council Implementing Regulation (EU) 2026/2',
      url: 'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32026R0002',
      published: '2026-11-02',
      category: 'Cyber-attacks',
      event: 'gazetted',
      ...{ links: [], entries: [] },
      text: 'Council Implementing Regulation (EU) 2026/2\n(EU) 2026/2 lists\nGREY HERON',
    });
    expect((await poll(seen)).items).toEqual([]);
  });

  it('counts an act once that rests on several regulations, has several parts or an edited title', async () => {
    const both = act(2, '2026-11-02T00:00:00+01:00');
    site.serve(
      ENDPOINT,
      answer([
        { ...both, item: `${HOST}${documentOf(both.celex, 2)}` },
        { ...both, framework: '32017R1509' },
        { ...both, framework: '31992R9999' },
        act(1, '2026-11-01', { title: 'Edited' }),
      ]),
    );
    site.serve(documentOf(both.celex), xhtml('<p>(EU) 2026/2, first part</p>'));
    const { items } = await poll(['32026R0001']);
    expect(items).toMatchObject([
      { category: 'Cyber-attacks, North Korea', text: 'Act 32026R0002\n(EU) 2026/2, first part' },
    ]);
  });

  it.each([
    ['title', { title: null }],
    ['text', { item: null }],
    ['text where we look for it', { item: 'https://elsewhere.example/DOC_1' }],
  ])('waits for an act without its English %s for a week after its signature', async (_what, over) => {
    serve(act(2, '2026-11-30', over), act(1, '2026-11-01'));
    const { items, seen, warnings } = await poll(['32026R0001']);
    expect([items, seen]).toEqual([[], ['32026R0001']]);
    expect(warnings).toMatchObject([{ item: '32026R0002' }]);
    serve(act(2, '2026-11-24', over), act(1, '2026-11-01'));
    expect((await poll(['32026R0001'])).items).toEqual([]);
    serve(act(2, '2026-11-22', over), act(1, '2026-11-01'));
    expect(ids((await poll(['32026R0001'])).items)).toEqual(['32026R0002']);
  });

  it('waits for a text that is cut, empty or another page', async () => {
    const whole = xhtml('<p>Regulation (EU) 2026/2</p>');
    for (const text of [whole.slice(0, -12), xhtml(''), '', htmlPage, xhtml('<p>Regulation (EU) 2026/21</p>')]) {
      serve(act(2, '2026-11-30'), act(1, '2026-11-01'));
      site.serve(documentOf('32026R0002'), text);
      expect((await poll(['32026R0001'])).seen).toEqual(['32026R0001']);
    }
  });

  it('knows an act of the years in which the number came before the year', async () => {
    serve({ celex: '32014R0269', date: '2026-11-02' }, act(1, '2026-11-01'));
    site.serve(documentOf('32014R0269'), xhtml('<p>Council Regulation (EU) No 269/2014</p>'));
    expect((await poll(['32026R0001'])).items).toMatchObject([{ id: '32014R0269' }]);
  });

  it('does not let acts that wait for their text keep others waiting', async () => {
    const waiting = Array.from(
      { length: 12 },
      (_, i): Row => ({ celex: `32026R01${10 + i}`, date: '2026-11-27', item: null }),
    );
    serve(act(2, '2026-11-30'), ...waiting, act(1, '2026-11-01'));
    expect(ids((await poll(['32026R0001'])).items)).toEqual(['32026R0002']);
  });

  it('fails where CELLAR refuses every text', async () => {
    serve(act(2, '2026-11-30'), act(1, '2026-11-01'));
    site.serve(documentOf('32026R0002'), failure(403));
    await expect(poll(['32026R0001'])).rejects.toThrow('403');
  });

  it('reads ten texts a poll, and the others at the next', async () => {
    const rows = Array.from({ length: 14 }, (_, i): Row => ({ celex: `32026R01${40 - i}`, date: '2026-11-02' }));
    serve(...rows, act(1, '2026-11-01'));
    const { items, seen } = await poll(['32026R0001']);
    expect([items.length, seen.length]).toEqual([10, 11]);
    expect(ids((await poll(seen)).items)).toHaveLength(4);
  });

  it('says so where no act of the answer was known', async () => {
    serve(act(3, '2026-11-03'));
    expect((await poll(['32026R0001'])).warnings).toMatchObject([{ source: 'eu-oj' }]);
  });
});

describe('is a failure, never "no news":', () => {
  it.each([
    ['no act', answer([])],
    ['no byte', ''],
    ['a page', '<html><body>Virtuoso 42000 Error</body></html>'],
    ['a cut answer', answer([act(1, '2026-11-01')]).slice(0, -20)],
    ['another answer', '{"head":{},"boolean":true}'],
    ['an act without its number', answer([act(1, '2026-11-01')]).replace('32026R0001', '')],
    ['an act without its day', answer([act(1, 'soon')])],
    ['renamed variables', answer([act(1, '2026-11-01')]).replaceAll('"celex"', '"number"')],
  ])('%s', async (_what, json) => {
    site.serve(ENDPOINT, json);
    await expect(poll(['32026R0001'])).rejects.toThrow(RefusedVersion);
    await expect(poll(null)).rejects.toThrow(RefusedVersion);
  });

  it.each([
    ['403', failure(403)],
    ['a page with status 200', htmlPage],
    ['a body cut short of its length', cutShort(answer([act(1, '2026-11-01')]), 60)],
  ])('%s', async (_what, handler) => {
    site.serve(ENDPOINT, handler);
    await expect(poll(['32026R0001'])).rejects.toThrow();
  });
});

describe('an act from disk', () => {
  const read = async (name: string, content: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-feed-'));
    try {
      await writeFile(join(folder, name), content);
      return await euOj.fromDisk(join(folder, name));
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it('is known by the CELEX number in its name', async () => {
    const body = '<p>L 2026</p><p>COUNCIL REGULATION (EU) 2026/7 of 1 November 2026</p><p>GREY HERON</p>';
    expect(await read('oj_32026R0007_en.xhtml', xhtml(body))).toMatchObject({
      id: '32026R0007',
      title: 'COUNCIL REGULATION (EU) 2026/7 of 1 November 2026',
      event: 'gazetted',
    });
  });

  it('is refused without that, or without its end', async () => {
    await expect(read('act.xhtml', xhtml('<p>x</p>'))).rejects.toThrow('name it by its CELEX number');
    await expect(read('32026R0007.xhtml', '<html><body><p>x</p>')).rejects.toThrow('cut short');
    await expect(read('32026R0007.xhtml', xhtml('<p>Request blocked</p>'))).rejects.toThrow('does not name the act');
  });
});
