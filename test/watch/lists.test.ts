import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLedger } from '../../src/ledger/history.js';
import { describeShared } from '../support/shared.js';
import { counts, openPipeline, type Pipeline, recordedVersions } from './pipeline.js';

let pipeline: Pipeline;

beforeEach(async () => {
  pipeline = await openPipeline();
});
afterEach(() => pipeline.dispose());

/** Writes a file under a name of its own, so that its path says nothing of the version it was made from. */
async function written(name: string, content: string): Promise<string> {
  const path = join(pipeline.dir, 'made', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** A folder with these files under these names. */
async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(pipeline.dir, 'made', name);
  await mkdir(folder, { recursive: true });
  for (const [file, from] of Object.entries(files)) await copyFile(from, join(folder, file));
  return folder;
}

describeShared('real lists, from one version to the next', (data) => {
  it('UN 2018-06-07 → 06-21 → 08-24', async () => {
    const files = ['2018-06-07', '2018-06-21', '2018-08-24'].map((day) => data(`un/${day}.xml`));
    const taken = [];
    for (const file of files) taken.push(await pipeline.take('un-sc', file));
    expect(taken.map(counts)).toEqual(['0/0/0', '2/0/0', '6/8/14']);
    expect(taken.map(({ baseline, published }) => [baseline, published])).toEqual([
      [true, '2018-06-07T23:03:43.970Z'],
      [false, '2018-06-21T23:02:22.266Z'],
      [false, '2018-08-24T23:40:35.913Z'],
    ]);
  });

  it('UN 2025-04-19 → 11-15 → 11-18, of which the last changes only the date', async () => {
    const taken = [];
    for (const day of ['2025-04-19', '2025-11-15', '2025-11-18'])
      taken.push(await pipeline.take('un-sc', data(`un/${day}.xml`)));
    expect(taken.map(counts)).toEqual(['0/0/0', '126/3/16', '0/0/0']);
    expect(taken[2]).toMatchObject({ action: null, held: null, published: '2025-11-18T23:00:09.174Z' });
  });

  it('OFAC consolidated 2024-05-06 → 2025-03-28, child uids not counted', async () => {
    await pipeline.take('ofac-consolidated', data('ofac/consolidated/2024-05-06_consolidated.xml'));
    const taken = await pipeline.take('ofac-consolidated', data('ofac/consolidated/2025-03-28_consolidated.xml'));
    expect([counts(taken), taken.published]).toEqual(['1/1/74', '2025-03-28']);
  });

  it('SDN with aliases and addresses 2021-07 → 2022-01-21 is held, and taken when an operator accepts it', async () => {
    const old = await pipeline.take('ofac-sdn', data('ofac/2021-07'));
    expect(old).toMatchObject({ baseline: true, records: 8976, published: null });
    const held = await pipeline.take('ofac-sdn', data('ofac/2022-01-21'));
    expect(held).toMatchObject({ action: null, held: 'it removes 390 of 8976 entries, more than 2 %' });
    const taken = await pipeline.take('ofac-sdn', data('ofac/2022-01-21'), 'accept');
    // Of 82 rows that differ, two (8407, 16448) differ by an alias that stood in the older file twice: the same set.
    expect([counts(taken), taken.published]).toEqual(['458/390/80', '2022-01-21']);
    const amended = (taken.action?.changes ?? []).flatMap(({ kind, ref }) => (kind === 'amended' ? [ref] : []));
    expect(amended).not.toContain('8407');
    expect(amended).not.toContain('16448');
    expect(await pipeline.store.get('held', 'ofac-sdn')).toBeUndefined();
    // The older set bears no date, so that history begins with the first one that does.
    const ledger = createLedger(pipeline.store);
    expect(await ledger.asOf('ofac-sdn', '27307', '2022-01-20')).toBe('unknown');
    expect(await ledger.asOf('ofac-sdn', '27307', '2022-01-21')).toMatchObject({ name: 'LAZARUS GROUP' });
  });

  it('SDN 2022-12-08 → 12-09 is a batch of 217, and is not held', async () => {
    const versions = await recordedVersions(join(pipeline.dir, 'v'), '--from', '2022-12-08', '--to', '2022-12-09');
    const taken = [];
    for (const { file } of versions) taken.push(await pipeline.take('ofac-sdn', file));
    expect(taken.map(counts)).toEqual(['0/0/0', '217/0/1']);
  });

  it('reads a folder whose files are named in any case', async () => {
    const from = (name: string) => data(`ofac/2022-01-21/${name}`);
    await pipeline.take('ofac-sdn', data('ofac/2022-01-21'));
    const folder = await folderOf('any-case', {
      'SDN.CSV': from('sdn.csv'),
      'Alt.csv': from('alt.csv'),
      'aDD.Csv': from('add.csv'),
      'notes.txt': from('add.csv'),
    });
    const before = await pipeline.store.get('cursors', 'ofac-sdn');
    expect(await pipeline.take('ofac-sdn', folder)).toMatchObject({ action: null, held: null, records: 9044 });
    expect(await pipeline.store.get('cursors', 'ofac-sdn')).toMatchObject({ gaps: before?.gaps, setAside: [] });
  });
});

describeShared('nothing is announced', (data) => {
  async function expectSilence(source: string, path: string): Promise<void> {
    const before = await pipeline.store.list('listings');
    const taken = await pipeline.take(source, path);
    expect(taken).toMatchObject({ action: null, baseline: false, held: null, setAside: [] });
    expect(await pipeline.store.list('actions')).toEqual([]);
    expect((await pipeline.store.list('listings')).length).toBe(before.length);
  }

  it('when the same file is taken again', async () => {
    for (const [source, path] of [
      ['un-sc', data('un/2025-11-15.xml')],
      ['ofac-consolidated', data('ofac/consolidated/2025-03-28_consolidated.xml')],
      ['ofac-sdn', data('ofac/2023-12-28')],
    ] as const) {
      expect(await pipeline.take(source, path)).toMatchObject({ baseline: true });
      await expectSilence(source, path);
    }
  });

  it('when the UN list comes in another order, with other ids, spacing and date', async () => {
    const xml = await readFile(data('un/2025-11-15.xml'), 'utf8');
    await pipeline.take('un-sc', data('un/2025-11-15.xml'));
    const people = xml.match(/<INDIVIDUAL>[\s\S]*?<\/INDIVIDUAL>/g) ?? [];
    expect(people.length).toBeGreaterThan(700);
    const others = people.toReversed();
    const resaved = xml
      .replace(/<INDIVIDUAL>[\s\S]*?<\/INDIVIDUAL>/g, () => others.shift() ?? '')
      .replace(/<DATAID>\d+/g, '<DATAID>7')
      .replace(/<VERSIONNUM>\d+/g, '<VERSIONNUM>9')
      .replace(/<SORT_KEY\s*\/>|<SORT_KEY>[^<]*<\/SORT_KEY>/g, '<SORT_KEY>sorted</SORT_KEY>')
      .replace(/dateGenerated="[^"]*"/, 'dateGenerated="2025-12-24T23:00:00.000Z"')
      .replace(/<(COMMENTS1|NOTE)>([^<]*)</g, (_all, tag, text) => `<${tag}>\n  ${text.replaceAll(' ', '  ')} <`)
      .replaceAll('><', '>\r\n\t<');
    await expectSilence('un-sc', await written('resaved.xml', resaved));
  });

  it('when the consolidated list changes its namespace, date, order and child uids', async () => {
    const path = data('ofac/consolidated/2025-03-28_consolidated.xml');
    const xml = await readFile(path, 'utf8');
    await pipeline.take('ofac-consolidated', path);
    const entries = (xml.match(/<sdnEntry>[\s\S]*?<\/sdnEntry>/g) ?? []).toReversed();
    expect(entries).toHaveLength(443);
    const resaved = xml
      .replace(/<sdnEntry>[\s\S]*?<\/sdnEntry>/g, () => entries.shift() ?? '')
      .replace(/<(aka|address|id)>\s*<uid>\d+/g, '<$1><uid>1')
      .replace(/xmlns="[^"]*"/, 'xmlns="http://tempuri.org/sdnList.xsd"')
      .replace(/<Publish_Date>[^<]*/, '<Publish_Date>04/01/2025')
      .replace(/>\s+</g, '><');
    await expectSilence('ofac-consolidated', await written('resaved.xml', resaved));
  });

  it('when the CSV set is shuffled, saved anew with LF, and spaced otherwise', async () => {
    const files = ['sdn.csv', 'alt.csv', 'add.csv'];
    await pipeline.take('ofac-sdn', data('ofac/2022-01-21'));
    for (const name of files) {
      const text = await readFile(data(`ofac/2022-01-21/${name}`), 'utf8');
      const rows = text.replace('\u001a', '').split(/\r?\n/).filter(Boolean).toReversed();
      const spaced = rows.map((row) => row.replaceAll('. ', '.  ').replaceAll(', ', ',  '));
      await written(`shuffled/${name}`, `${spaced.join('\n')}\n\u001a`);
    }
    await expectSilence('ofac-sdn', join(pipeline.dir, 'made', 'shuffled'));
  });
});

describeShared('a companion file of the CSV set', (data) => {
  const from = (day: string, name: string) => data(`ofac/${day}/${name}`);
  const FULL = {
    'sdn.csv': from('2022-01-21', 'sdn.csv'),
    'alt.csv': from('2022-01-21', 'alt.csv'),
    'add.csv': from('2022-01-21', 'add.csv'),
  };

  const gaps = async () => (await pipeline.store.get('cursors', 'ofac-sdn'))?.gaps ?? -1;
  const known = async () => {
    const entries = (await pipeline.store.list('listings')).map(([, { listing }]) => listing);
    const sum = (field: 'aliases' | 'addresses') =>
      entries.reduce((total, listing) => total + listing[field].length, 0);
    return [sum('aliases'), sum('addresses')];
  };

  it.each([
    ['no aliases', { 'sdn.csv': FULL['sdn.csv'], 'add.csv': FULL['add.csv'] }],
    ['no addresses', { 'sdn.csv': FULL['sdn.csv'], 'alt.csv': FULL['alt.csv'] }],
    ['the list alone', { 'sdn.csv': FULL['sdn.csv'] }],
    ['older aliases', { ...FULL, 'alt.csv': from('2021-07', 'alt.csv') }],
    ['older addresses', { ...FULL, 'add.csv': from('2021-07', 'add.csv') }],
    ['an empty alias file', { ...FULL, 'alt.csv': '/dev/null' }],
  ])(
    '%s: what it would show is carried forward, counted, and nothing is announced, nor when it is back',
    async (_name, files) => {
      await pipeline.take('ofac-sdn', await folderOf('one', FULL));
      const [before, whole] = [await known(), await gaps()];
      const less = await pipeline.take('ofac-sdn', await folderOf('two', files));
      expect(less).toMatchObject({ action: null, held: null });
      expect(await known()).toEqual(before);
      expect(await gaps()).toBeGreaterThan(whole);
      expect(await pipeline.take('ofac-sdn', await folderOf('three', FULL))).toMatchObject({
        action: null,
        held: null,
      });
      expect([await known(), await gaps()]).toEqual([before, whole]);
    },
  );

  it('that comes back changed is announced then, and only what changed', async () => {
    const alt = await readFile(FULL['alt.csv'], 'utf8');
    const row = alt.split(/\r?\n/)[0] ?? '';
    const [ref = ''] = row.split(',');
    await pipeline.take('ofac-sdn', await folderOf('one', FULL));
    await pipeline.take('ofac-sdn', await folderOf('two', { 'sdn.csv': FULL['sdn.csv'], 'add.csv': FULL['add.csv'] }));
    const changed = await written(
      'alt-changed.csv',
      `${ref},99999,"aka","A NEW NAME",-0- \n${alt.replace(`${row}\n`, '')}`,
    );
    const taken = await pipeline.take('ofac-sdn', await folderOf('three', { ...FULL, 'alt.csv': changed }));
    expect(taken.action?.changes).toMatchObject([{ kind: 'amended', ref, fields: [{ field: 'aliases' }] }]);
  });

  it('with the ends of cut remarks may be missing first, then be there, be away again and come back', async () => {
    const set = (...names: string[]) =>
      Object.fromEntries(['sdn.csv', 'alt.csv', 'add.csv', ...names].map((name) => [name, from('2023-12-28', name)]));
    await pipeline.take('ofac-sdn', await folderOf('without', set()));
    const lazarus = async () => (await pipeline.entry('ofac-sdn', '27307')).listing;
    const cut = await lazarus();
    expect(cut.remarks).toHaveLength(1000);
    const without = await gaps();
    for (const [name, names] of [
      ['with', ['sdn_comments.csv']],
      ['without again', []],
      ['with again', ['sdn_comments.csv']],
    ] as const) {
      expect(await pipeline.take('ofac-sdn', await folderOf(name, set(...names))), name).toMatchObject({
        action: null,
      });
      const learned = await lazarus();
      expect(learned.remarks?.length, name).toBeGreaterThan(1000);
      expect(learned.aliases.length, name).toBeGreaterThan(cut.aliases.length);
    }
    expect(await gaps()).toBeLessThan(without);
  });
});

describeShared('another format of the same list', (data) => {
  it('is silent for every entry that both have, there and back', async () => {
    const csv = data('ofac/2023-12-28');
    await pipeline.take('ofac-sdn', csv);
    const refs = new Set((await pipeline.store.list('listings')).map(([, { listing }]) => listing.ref));
    const sample = await pipeline.take('ofac-sdn', data('ofac/enhanced/enhanced_IRGC_2024-08-28.xml'), 'accept');
    const kinds = (taken: typeof sample, kind: string) =>
      (taken.action?.changes ?? []).flatMap((change) => (change.kind === kind ? [change.ref] : []));
    expect(kinds(sample, 'amended')).toEqual([]);
    expect(kinds(sample, 'added').filter((ref) => refs.has(ref ?? ''))).toEqual([]);
    const common = sample.records - kinds(sample, 'added').length;
    expect(common).toBeGreaterThan(200);
    expect(kinds(sample, 'removed')).toHaveLength(refs.size - common);

    const later = join(pipeline.dir, '2024-09-01');
    await cp(csv, later, { recursive: true });
    const back = await pipeline.take('ofac-sdn', later, 'accept');
    expect(kinds(back, 'amended')).toEqual([]);
    expect(kinds(back, 'added')).toHaveLength(refs.size - common);
    expect(await pipeline.take('ofac-sdn', later)).toMatchObject({ action: null, held: null });
  });
});
