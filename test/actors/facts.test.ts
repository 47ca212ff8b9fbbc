import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadActors } from '../../src/actors/index.js';
import type { Actor } from '../../src/domain/actor.js';
import { describeShared, sharedTool } from '../support/shared.js';

type Row = readonly string[];

function rows(path: string): Row[] {
  const text = readFileSync(path, 'utf8').replace(/\u001a/g, '');
  return parse(text, { relax_column_count: true, skip_empty_lines: true });
}

let actors: readonly Actor[] = [];
beforeAll(async () => {
  actors = (await loadActors('data/actors')).all();
});

describeShared('the profiles and the SDN list of 28 December 2023', (data) => {
  const folder = data('ofac/2023-12-28');
  const present = existsSync(folder);
  const sdn = new Map((present ? rows(join(folder, 'sdn.csv')) : []).map((row) => [row[0] ?? '', row]));
  const alt = present ? rows(join(folder, 'alt.csv')) : [];
  const comments = present ? rows(join(folder, 'sdn_comments.csv')) : [];
  const remarks = (uid: string) =>
    (sdn.get(uid)?.[11] ?? '') +
    comments
      .filter((row) => row[0] === uid)
      .map((row) => row[1])
      .join('');

  it('agree in reference, name, type and programmes', () => {
    const checked: string[] = [];
    for (const actor of actors) {
      for (const { list, ref, name, programs, until, citation } of actor.listings) {
        if (list !== 'ofac-sdn' || (until ?? '9999') < '2023-12-28') continue;
        const row = sdn.get(ref);
        expect(row?.[1], actor.id).toBe(name);
        expect(row?.[2] === 'individual' ? 'individual' : 'entity', actor.id).toBe(actor.type);
        if (citation.date < '2024') expect(row?.[3]?.split('] ['), actor.id).toEqual(programs);
        checked.push(ref);
      }
    }
    expect(checked).toHaveLength(23);
  });

  it('agree in every alias and its strength', () => {
    let checked = 0;
    for (const actor of actors) {
      const uids = actor.listings.filter(({ list }) => list === 'ofac-sdn').map(({ ref }) => ref);
      const own = new Set(actor.listings.map(({ name }) => name));
      const cited = actor.aliases
        .filter(({ name, citation }) => citation.source === 'OFAC SDN list of 28 December 2023' && !own.has(name))
        .map(({ name, strength }) => `${strength} ${name}`);
      const strong = alt.filter((row) => uids.includes(row[0] ?? '')).map((row) => `strong ${row[3]}`);
      const weak = uids.flatMap((uid) =>
        [...remarks(uid).matchAll(/[afn]\.k\.a\. '(.*?)'(?=[;.]|$)/g)].map((match) => `weak ${match[1]}`),
      );
      expect(cited.sort(), actor.id).toEqual([...strong, ...weak].sort());
      checked += cited.length;
    }
    expect(checked).toBeGreaterThan(50);
  });

  it('agree in who is linked to Lazarus Group', () => {
    const linked = actors.filter((actor) =>
      actor.listings.some(({ ref }) => remarks(ref).includes('Linked To: LAZARUS GROUP')),
    );
    expect(linked.map(({ id }) => id)).toEqual(['li-jiadong', 'tian-yinyin', 'wu-huihui']);
    for (const actor of linked)
      expect(actor.relations).toContainEqual(expect.objectContaining({ actor: 'lazarus-group' }));
  });

  it('hold none of the indicted on that list', () => {
    const names = new Set([...sdn.values()].map((row) => row[1]));
    for (const actor of actors.filter(({ status }) => status === 'indicted')) {
      const [family = '', ...given] = actor.name.split(' ');
      expect(names, actor.id).not.toContain(`${family.toUpperCase()}, ${given.join(' ')}`);
    }
  });
});

describeShared('the profiles and the recorded history of the SDN list', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-history-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function version(tool: string, day: string): Map<string, Row> {
    const out = join(folder, day);
    execFileSync(process.execPath, [tool, out, '--from', day, '--to', day]);
    const [file = ''] = readdirSync(out);
    return new Map(rows(join(out, file)).map((row) => [row[0] ?? '', row]));
  }

  const ethCount = (row: Row | undefined) => row?.[11]?.match(/Digital Currency Address - ETH/g)?.length ?? 0;

  it('agree in the days of Lazarus, Blender, Garantex and Tornado Cash', () => {
    const tool = sharedTool('ofac-versions.mjs');
    if (!tool) throw new Error('the data is there without its tool ../shared/tools/ofac-versions.mjs');
    const on = (day: string) => version(tool, day);
    expect(
      ['2022-04-12', '2022-04-14', '2022-04-22', '2022-05-06'].map((day) => ethCount(on(day).get('27307'))),
    ).toEqual([0, 1, 4, 8]);
    expect([on('2022-04-29').has('37070'), on('2022-05-06').has('37070')]).toEqual([false, true]);
    expect([on('2022-04-01').has('36025'), on('2022-04-05').get('36025')?.[1]]).toEqual([false, 'GARANTEX EUROPE OU']);
    expect([on('2022-08-02').has('38499'), on('2022-08-08').get('38499')?.slice(1, 4)]).toEqual([
      false,
      ['TORNADO CASH', '-0- ', 'CYBER2'],
    ]);
    expect([on('2022-11-09').has('38499'), on('2022-11-09').get('39796')?.slice(1, 4)]).toEqual([
      false,
      ['TORNADO CASH', '-0- ', 'DPRK3] [CYBER2'],
    ]);
  });
});

describeShared('the profiles and other official files', (data) => {
  it('agree with the UN list in reference, name and day', () => {
    const xml = readFileSync(data('un/2025-11-18.xml'), 'utf8');
    const listings = actors.flatMap((actor) => actor.listings).filter(({ list }) => list === 'un-sc');
    expect(listings).toHaveLength(3);
    for (const { ref, name, since } of listings) {
      const entity = xml.split('<ENTITY>').find((part) => part.includes(`<REFERENCE_NUMBER>${ref}</REFERENCE_NUMBER>`));
      expect(entity).toContain(`<FIRST_NAME>${name}</FIRST_NAME>`);
      expect(entity).toContain(`<LISTED_ON>${since}</LISTED_ON>`);
    }
    expect(xml).not.toMatch(/LAZARUS GROUP|BLUENOROFF|KIMSUKY/i);
  });

  it('agree with the UK text on Chosun Expo', () => {
    const text = readFileSync(data('uk/ofsi_regime_Cyber_2025-08-12.txt'), 'utf8').replace(/\s+/g, ' ');
    const entry = text.slice(text.indexOf('CHOSUN EXPO (APT 38)'));
    expect(entry.slice(0, 200)).toContain('a.k.a: (1) Chosen Expo (2) Korean Export Joint Venture');
    expect(entry.slice(0, 200)).toContain('(UK Sanctions List Ref):CYB0004.');
    expect(entry).toContain('(UK Statement of Reasons):The Lazarus Group was responsible for relevant cyber activity');
    expect(entry).toContain(
      '(Subsidiaries):Reconnaissance General Bureau Listed on: 31/07/2020 UK Sanctions List Date Designated: 31/12/2020',
    );
  });

  it('use every name of the ATT&CK groups, and no other analyst name', () => {
    const groups = readdirSync(data('attack'))
      .filter((file) => file.startsWith('intrusion-set'))
      .map((file): { objects: [{ name: string; aliases: string[] }] } =>
        JSON.parse(readFileSync(join(data('attack'), file), 'utf8')),
      )
      .map(({ objects: [group] }) => group);
    const owner: Record<string, string> = { APT38: 'bluenoroff', 'Lazarus Group': 'lazarus-group' };
    for (const { name, aliases } of groups) {
      const actor = actors.find(({ id }) => id === (owner[name] ?? name.toLowerCase()));
      const known = [...(actor?.listings ?? []), ...(actor?.aliases ?? [])].map((one) => one.name.toLowerCase());
      for (const alias of aliases) expect(known, name).toContain(alias.toLowerCase());
      for (const alias of actor?.aliases ?? []) if (alias.kind === 'analyst') expect(aliases).toContain(alias.name);
    }
    expect(groups).toHaveLength(4);
  });
});
