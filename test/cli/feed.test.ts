import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStoreForReading } from '../../src/store/index.js';
import { recentActionNotice, type SdnRow, sdnCsv, unXml } from '../support/official-files.js';
import { failure, type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { temporaryFolder } from '../support/run-bot.js';
import { tocsin } from './terminal.js';

const HERON: SdnRow = { uid: 1, name: 'GREY HERON', program: 'TEST3', remarks: "a.k.a. 'EGRET'." };
const HERON_AGAIN: SdnRow = { ...HERON, program: 'TEST3] [TEST4' };
const STORK: SdnRow = { uid: 2, name: 'STORK', type: 'vessel', program: 'TEST3' };

const KEYS = ['source', 'published', 'action', 'baseline', 'added', 'amended', 'removed', 'held', 'changes'];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: join(folder.dir, 'state'), USER: 'ada' };
});
afterEach(() => folder.dispose());

async function file(name: string, content: string): Promise<string> {
  const path = join(folder.dir, name);
  await writeFile(path, content);
  return path;
}
const sdn = (name: string, rows: readonly SdnRow[], filler?: number) => file(name, sdnCsv(rows, filler));
const stored = async () => openStoreForReading(env.DATA_DIR ?? '');

describe('ingest', () => {
  it('prints one JSON line a file: the keys in their order, and zeros for the baseline', async () => {
    const paths = [
      await sdn('sdn_2026-01-01.csv', [HERON]),
      await sdn('sdn_2026-01-02.csv', [HERON_AGAIN, STORK]),
      await sdn('sdn_2026-01-03.csv', [STORK]),
      await sdn('sdn_2026-01-04.csv', [STORK]),
    ];
    const { code, json, err } = await tocsin(env, ['ingest', 'ofac-sdn', ...paths, '--json']);
    expect([code, err]).toEqual([0, '']);
    for (const line of json) expect(Object.keys(line as object)).toEqual(KEYS);
    const id = expect.stringMatching(/^A[a-z2-7]{12}$/);
    const common = { source: 'ofac-sdn', baseline: false, added: 0, amended: 0, removed: 0, held: null };
    expect(json).toEqual([
      { ...common, published: '2026-01-01', action: null, baseline: true, changes: [] },
      {
        ...common,
        published: '2026-01-02',
        action: id,
        added: 1,
        amended: 1,
        changes: [
          { kind: 'added', ref: '2', name: 'STORK', fields: [] },
          {
            kind: 'amended',
            ref: '1',
            name: 'GREY HERON',
            fields: [{ field: 'programs', before: ['TEST3'], after: ['TEST3', 'TEST4'] }],
          },
        ],
      },
      {
        ...common,
        published: '2026-01-03',
        action: id,
        removed: 1,
        changes: [{ kind: 'removed', ref: '1', name: 'GREY HERON', fields: [] }],
      },
      { ...common, published: '2026-01-04', action: null, changes: [] },
    ]);
  });

  it('gives the same ids whoever takes the files', async () => {
    const paths = [await sdn('a.csv', [HERON]), await sdn('b.csv', [HERON, STORK])];
    const first = await tocsin(env, ['ingest', 'ofac-sdn', ...paths, '--json']);
    const elsewhere = { ...env, DATA_DIR: join(folder.dir, 'other') };
    const second = await tocsin(elsewhere, ['ingest', 'ofac-sdn', ...paths, '--json']);
    expect(second.out).toBe(first.out);
  });

  it('says why a file is refused, takes the others, and exits 1', async () => {
    const cut = await file('cut.csv', sdnCsv([HERON]).slice(0, 50_000));
    const paths = [
      await sdn('a.csv', [HERON]),
      cut,
      await file('page.csv', '<html></html>'),
      await sdn('b.csv', [HERON, STORK]),
    ];
    const { code, json, err } = await tocsin(env, ['ingest', 'ofac-sdn', ...paths, '--json']);
    expect(code).toBe(1);
    expect(json).toMatchObject([{ baseline: true }, { added: 1 }]);
    const said = err.trim().split('\n');
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/cut\.csv: .*cut short/);
    expect(said[1]).toMatch(/page\.csv: .*HTML/);
  });

  it('reports what it holds, and takes it with --accept, also below the minimum', async () => {
    const [whole, shrunk, tiny] = [
      await sdn('a.csv', [HERON]),
      await sdn('b.csv', [HERON], 5_000),
      await sdn('c.csv', [HERON], 10),
    ];
    const { code, json } = await tocsin(env, ['ingest', 'ofac-sdn', whole, shrunk, '--json']);
    expect(code).toBe(0);
    expect(json[1]).toMatchObject({
      action: null,
      held: 'it removes 200 of 5201 entries, more than 2 %',
      removed: 0,
      changes: [],
    });
    const refused = await tocsin(env, ['ingest', 'ofac-sdn', tiny, '--json']);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('it has 11 records, fewer than the 5000 this list must have');
    const accepted = await tocsin(env, ['ingest', 'ofac-sdn', tiny, '--json', '--accept']);
    expect([accepted.code, accepted.err]).toEqual([0, '']);
    expect(accepted.json).toMatchObject([{ removed: 5190, held: null }]);
    const audit = (await (await stored()).list('audit')).map(([, record]) => record);
    expect(audit).toMatchObject([{ who: 'ada', why: 'ingest --accept' }]);
  });

  it('reads the same in words', async () => {
    const paths = [await sdn('a.csv', [HERON]), await sdn('b.csv', [HERON_AGAIN, STORK])];
    const { out } = await tocsin(env, ['ingest', 'ofac-sdn', ...paths]);
    expect(out).toContain('a.csv: first sight, 5,201 records taken as the baseline');
    expect(out).toContain('b.csv: 2 changes, action A');
    expect(out).toMatch(/amended\s+1 GREY HERON: programs/);
  });

  it('names a record that it set aside', async () => {
    const bad = await sdn('b.csv', [{ ...HERON, name: '' }]);
    const { code, err } = await tocsin(env, ['ingest', 'ofac-sdn', await sdn('a.csv', [HERON]), bad, '--json']);
    expect(code).toBe(0);
    expect(err).toContain('b.csv: set aside 1: it has no name');
  });

  it('takes a folder, an XML list and a notice', async () => {
    const set = join(folder.dir, '2026-01-05');
    await mkdir(set);
    await writeFile(join(set, 'SDN.CSV'), sdnCsv([HERON]));
    const un = await file('un.xml', unXml([{ ref: 'KPe.031', name: 'BUREAU' }]));
    const body = `<h4>The following entity has been added to OFAC's SDN List:</h4><p>GREY HERON [TEST3].</p>`;
    const notices = [
      await file('20260104.html', recentActionNotice('Designations', '01/04/2026', body)),
      await file('20260105.html', recentActionNotice('More Designations', '01/05/2026', body)),
    ];
    expect((await tocsin(env, ['ingest', 'ofac-sdn', set, '--json'])).json).toMatchObject([
      { baseline: true, published: '2026-01-05' },
    ]);
    expect((await tocsin(env, ['ingest', 'un-sc', un, '--json'])).json).toMatchObject([
      { baseline: true, published: '2026-01-05T23:00:00.000Z' },
    ]);
    expect((await tocsin(env, ['ingest', 'ofac-recent-actions', ...notices, '--json'])).json).toMatchObject([
      { baseline: true, added: 0, changes: [] },
      {
        baseline: false,
        published: '2026-01-05',
        added: 1,
        changes: [{ kind: 'added', ref: '1', name: 'GREY HERON' }],
      },
    ]);
  });

  it('sends the alerts with --deliver, once, and keeps standard output to JSON', async () => {
    const paths = [await sdn('a.csv', [HERON]), await sdn('b.csv', [HERON, STORK])];
    const told = await tocsin(env, ['ingest', 'ofac-sdn', ...paths, '--deliver']);
    expect([told.code, told.err]).toEqual([0, '']);
    expect(told.out.match(/New designation/g)).toHaveLength(1);
    expect(told.out).toContain('STORK');
    const again = await tocsin(env, ['ingest', 'ofac-sdn', ...paths.slice(1), '--deliver']);
    expect(again.out).not.toContain('New designation');
    const next = await sdn('c.csv', [HERON, STORK, { uid: 3, name: 'IBIS', program: 'TEST3' }]);
    const scripted = await tocsin(env, ['ingest', 'ofac-sdn', next, '--deliver', '--json']);
    expect(scripted.json).toMatchObject([{ added: 1 }]);
    expect(scripted.err).toContain('IBIS');
  });

  it('owes nothing of history that was taken without --deliver', async () => {
    const paths = [await sdn('a.csv', [HERON]), await sdn('b.csv', [HERON, STORK])];
    await tocsin(env, ['subscribe', 'everything']);
    await tocsin(env, ['ingest', 'ofac-sdn', ...paths]);
    expect(await (await stored()).list('actions')).toHaveLength(1);
    expect(await (await stored()).list('deliveries')).toEqual([]);
  });

  it.each([
    ['an unknown source', ['ingest', 'nope', 'x'], 1, 'There is no source “nope”. Sources: ofac-sdn, '],
    ['a path that is not there', ['ingest', 'ofac-sdn', '/no/such/file'], 1, '/no/such/file cannot be read'],
    ['no path', ['ingest', 'ofac-sdn'], 2, "missing required argument 'path'"],
    ['an unknown option', ['ingest', 'ofac-sdn', 'x', '--force'], 2, "unknown option '--force'"],
  ])('says what is wrong with %s', async (_what, args, code, said) => {
    const ran = await tocsin(env, args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(said);
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  it('says when the format is another than --format', async () => {
    const ran = await tocsin(env, ['ingest', 'ofac-sdn', await sdn('a.csv', [HERON]), '--format', 'enhanced']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('a.csv is in the format csv, not enhanced');
  });
});

describe('release', () => {
  it('takes what is held, and records who and why', async () => {
    const paths = [await sdn('a.csv', [HERON]), await sdn('b.csv', [HERON], 5_000)];
    await tocsin(env, ['ingest', 'ofac-sdn', ...paths]);
    const { code, json } = await tocsin(env, ['release', 'ofac-sdn', '--why', 'it is in the notice', '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject([{ source: 'ofac-sdn', removed: 200, held: null }]);
    const audit = (await (await stored()).list('audit')).map(([, record]) => record);
    expect(audit).toMatchObject([{ who: 'ada', why: 'it is in the notice' }]);
    const again = await tocsin(env, ['release', 'ofac-sdn', '--why', 'twice']);
    expect([again.code, again.err]).toEqual([1, 'No version of ofac-sdn is held; nothing to release.\n']);
  });

  it('wants a reason', async () => {
    expect(await tocsin(env, ['release', 'ofac-sdn'])).toMatchObject({ code: 2, out: '' });
    expect((await tocsin(env, ['release', 'nope', '--why', 'x'])).err).toContain('There is no source “nope”');
  });
});

describe('check', () => {
  let site: OfficialSite;
  beforeEach(async () => {
    site = await startOfficialSite();
    env = { ...env, SOURCES: 'un-sc,ofac-sdn', SOURCE_OFAC_SDN_FORMAT: 'csv' };
    env = { ...env, SOURCE_OFAC_SDN_URL: site.url, SOURCE_UN_SC_URL: site.url };
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON]));
    site.serve('/resources/xml/en/consolidated.xml', unXml([{ ref: 'KPe.031', name: 'BUREAU' }]));
  });
  afterEach(() => site.close());

  it('polls once, prints one line a source, and exits 0', async () => {
    const first = await tocsin(env, ['check', '--json']);
    expect([first.code, first.json]).toMatchObject([
      0,
      [
        { source: 'ofac-sdn', baseline: true },
        { source: 'un-sc', baseline: true },
      ],
    ]);
    for (const line of first.json) expect(Object.keys(line as object)).toEqual(KEYS);
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON, STORK]));
    const second = await tocsin(env, ['check', 'ofac-sdn', '--json']);
    expect(second.json).toMatchObject([{ source: 'ofac-sdn', added: 1, baseline: false }]);
    const third = await tocsin(env, ['check', '--json']);
    expect(third.json).toMatchObject([
      { source: 'ofac-sdn', action: null, baseline: false, added: 0, held: null, changes: [] },
      { source: 'un-sc', action: null, baseline: false, added: 0, held: null, changes: [] },
    ]);
  });

  it('exits 1 when a source failed, and prints the others', async () => {
    site.serve('/api/download/SDN.CSV', failure(404));
    const { code, json, err } = await tocsin(env, ['check', '--json']);
    expect([code, json]).toMatchObject([1, [{ source: 'un-sc', baseline: true }]]);
    expect(err).toMatch(/^ofac-sdn: .*404/m);
    expect((await tocsin(env, ['check', 'nope'])).err).toContain('There is no source “nope”');
  });

  it('goes on saying that a version is held', async () => {
    await tocsin(env, ['check', 'ofac-sdn']);
    site.serve('/api/download/SDN.CSV', sdnCsv([HERON], 5_000));
    for (let i = 0; i < 2; i += 1) {
      const { code, json } = await tocsin(env, ['check', 'ofac-sdn', '--json']);
      expect([code, json]).toMatchObject([
        0,
        [{ held: 'it removes 200 of 5201 entries, more than 2 %', action: null }],
      ]);
    }
  });
});
