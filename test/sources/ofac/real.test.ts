import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { ofacConsolidated } from '../../../src/sources/ofac-consolidated/index.js';
import { ofacSdn } from '../../../src/sources/ofac-sdn/index.js';
import { describeShared, sharedTool } from '../../support/shared.js';
import { type Reading, readPath } from './reading.js';

const FIELDS = [
  'name',
  'type',
  'title',
  'gender',
  'aliases',
  'programs',
  'addresses',
  'births',
  'nationalities',
  'identifiers',
  'wallets',
  'websites',
  'emails',
  'relations',
  'vessel',
  'aircraft',
] as const;

/** One field as a set of texts, without what only ENHANCED can say: other scripts, notes on documents, kinds of relation. */
function comparable(listing: Listing, field: (typeof FIELDS)[number]): string[] {
  if (field === 'aliases') return texts(listing.aliases.filter(({ script }) => script === undefined));
  if (field === 'identifiers') return texts(listing.identifiers.map(({ note, ...rest }) => rest));
  if (field === 'relations') return texts(listing.relations.map(({ name }) => name));
  return texts([listing[field]].flat());
}

function texts(items: readonly unknown[]): string[] {
  return [...new Set(items.map((item) => JSON.stringify(item)))].sort();
}

/** Every field of every entry in both that differs, as `reference field`. */
function differences(one: Reading, other: Reading): { compared: number; differing: string[] } {
  const refs = [...one.listings.keys()].filter((ref) => other.listings.has(ref));
  const differing = refs.flatMap((ref) => {
    const [a, b] = [one.listings.get(ref), other.listings.get(ref)];
    if (!a || !b) return [];
    const unlike = FIELDS.filter((field) => comparable(a, field).join() !== comparable(b, field).join());
    return unlike.map((field) => `${ref} ${field}`);
  });
  return { compared: refs.length, differing };
}

describeShared('real OFAC files', (data) => {
  let csv: Reading;
  beforeAll(async () => {
    csv = await readPath(ofacSdn, data('ofac/2023-12-28'));
  });

  it('the CSV set of 2023-12-28 is read whole', () => {
    expect(csv.listings.size).toBe(13_821);
    expect(csv.events).toEqual([]);
    const sizeOf = (type: string) => [...csv.listings.values()].filter((listing) => listing.type === type).length;
    expect(['individual', 'entity', 'vessel', 'aircraft'].map(sizeOf)).toEqual([6_646, 6_033, 764, 378]);
    const relations = [...csv.listings.values()].flatMap((listing) => listing.relations);
    expect(relations).toHaveLength(5_968);
  });

  it('only Kimsuky is cut there, because the comments file has no row for it', () => {
    const cut = [...csv.gaps].filter(([, gaps]) => gaps.some(({ field }) => field === 'wallets')).map(([ref]) => ref);
    expect(cut).toEqual(['45430']);
    expect(csv.listings.get('45430')?.emails).toHaveLength(16);
  });

  it('Lazarus Group has eight wallets and eleven weak names, thanks to the comments file', () => {
    const lazarus = csv.listings.get('27307');
    expect(lazarus?.wallets.map(({ label }) => label)).toEqual(Array(8).fill('ETH'));
    expect(lazarus?.aliases.map(({ name, strength }) => `${name} ${strength}`)).toEqual(
      [
        'HIDDEN COBRA',
        'OFFICE 91',
        'GUARDIANS OF PEACE',
        'THE NEW ROMANTIC CYBER ARMY TEAM',
        'WHOIS HACKING TEAM',
        'RED DOT',
        'TEMP.HERMIT',
        'GROUP 77',
        'ZINC',
        'APT-C-26',
        'APPLEWORM',
      ].map((name) => `${name} weak`),
    );
    expect(lazarus?.programs).toEqual(['DPRK3']);
    expect(lazarus?.addresses).toEqual([{ text: 'Potonggang District, Pyongyang', country: 'Korea, North' }]);
  });

  it('Tian Yinyin is linked to it', () => {
    expect(csv.listings.get('28263')?.relations).toEqual([{ kind: 'Linked To', name: 'LAZARUS GROUP' }]);
    expect(csv.listings.get('28263')?.wallets).toHaveLength(8);
  });

  it('nearly every related party is found on the list under the very name', () => {
    const names = new Set([...csv.listings.values()].map(({ name }) => name));
    const missing = [...csv.listings.values()]
      .flatMap(({ relations }) => relations)
      .filter(({ name }) => !names.has(name));
    // Four companies stand on the consolidated list only.
    expect([...new Set(missing.map(({ name }) => name))].sort()).toEqual([
      'GAZPROMBANK JOINT STOCK COMPANY',
      'OPEN JOINT-STOCK COMPANY ROSNEFT OIL COMPANY',
      'PRESIDENCY OF DEFENSE INDUSTRIES',
      'PUBLIC JOINT STOCK COMPANY GAZPROM',
    ]);
  });

  it('the older sets are read whole, the one that was saved anew as well', async () => {
    for (const [set, size] of [
      ['ofac/2021-07', 8_976],
      ['ofac/2022-01-21', 9_044],
    ] as const) {
      const { listings, events, gaps } = await readPath(ofacSdn, data(set));
      expect(listings.size).toBe(size);
      expect(events).toEqual([]);
      expect([...gaps.values()].flat()).not.toContainEqual({ field: 'addresses' });
    }
  });

  it('ENHANCED of 2024-08-28 agrees with the CSV but for what OFAC changed in between', async () => {
    const enhanced = await readPath(ofacSdn, data('ofac/enhanced/enhanced_IRGC_2024-08-28.xml'));
    expect(enhanced.listings.size).toBe(293);
    expect(enhanced.events).toEqual([{ kind: 'header', published: '2024-08-28' }]);
    expect(differences(csv, enhanced)).toEqual({
      compared: 259,
      differing: [
        // Renamed, with the old name as f.k.a.; its links follow. POUYA AIR was designated again. Three gained a programme.
        '13109 aliases',
        '13109 programs',
        '13109 addresses',
        '13109 identifiers',
        '13109 relations',
        '23475 name',
        '23475 aliases',
        '26391 programs',
        '26391 relations',
        '28924 programs',
        '40601 programs',
        '40602 programs',
      ],
    });
    expect(enhanced.listings.get('26720')).toMatchObject({ listedOn: '2019-04-15', sanctionsTypes: ['Block'] });
    const relations = [...enhanced.listings.values()].flatMap((listing) => listing.relations);
    expect(relations.filter(({ name }) => name === '' || name.startsWith('OFAC '))).toEqual([]);
  });

  it('ENHANCED of 2024-05-24 agrees with the CSV but for an apostrophe, which the CSV has in ASCII', async () => {
    const enhanced = await readPath(ofacSdn, data('ofac/enhanced/enhanced_YEMEN_2024-05-24.xml'));
    expect(differences(csv, enhanced)).toEqual({ compared: 10, differing: ['30624 births'] });
    expect(enhanced.listings.get('30624')?.births).toContainEqual({
      kind: 'place',
      value: 'Razih District, Sana’a, Yemen',
    });
  });

  it('CONSOLIDATED.XML is read whole and agrees with the CSV on whoever is on both lists', async () => {
    for (const day of ['2024-05-06', '2025-03-28']) {
      const xml = await readPath(ofacConsolidated, data(`ofac/consolidated/${day}_consolidated.xml`));
      expect(xml.listings.size).toBe(443);
      expect(xml.events).toEqual([{ kind: 'header', published: day }]);
      if (day !== '2024-05-06') continue;
      const { compared, differing } = differences(csv, xml);
      expect(compared).toBe(61);
      // A party on both lists has programmes of its own on each.
      expect(differing.filter((line) => !line.endsWith(' programs'))).toEqual([]);
    }
  });
});

describeShared('SDN.CSV as it was, alone', () => {
  let folder: string;
  const tool = sharedTool('ofac-versions.mjs');
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ofac-'));
    if (tool) execFileSync(process.execPath, [tool, folder, '--from', '2022-04-12', '--to', '2022-05-06']);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('2022-05-06: the remark of Lazarus Group is cut; its whole words count, the rest is unknown', async () => {
    const file = readdirSync(folder).find((name) => name.startsWith('sdn_2022-05-06'));
    const { listings, gaps } = await readPath(ofacSdn, join(folder, file ?? 'missing'));
    const lazarus = listings.get('27307');
    expect(lazarus?.wallets).toHaveLength(8);
    expect(lazarus?.aliases.map(({ name }) => name)).toEqual([
      'HIDDEN COBRA',
      'OFFICE 91',
      'GUARDIANS OF PEACE',
      'THE NEW ROMANTIC CYBER ARMY TEAM',
    ]);
    expect(gaps.get('27307')).toContainEqual({ field: 'aliases', strength: 'weak' });
    expect(gaps.get('27307')).toContainEqual({ field: 'wallets' });
    expect(gaps.get('306')).not.toContainEqual({ field: 'wallets' });
  });

  it('2022-04-12 to 04-22: the wallets appear as they were published', async () => {
    const counts = [];
    for (const name of readdirSync(folder).sort().slice(0, 4)) {
      const { listings } = await readPath(ofacSdn, join(folder, name));
      counts.push([name.slice(4, 14), listings.get('27307')?.wallets.length]);
    }
    expect(counts).toEqual([
      ['2022-04-12', 0],
      ['2022-04-14', 1],
      ['2022-04-20', 1],
      ['2022-04-22', 4],
    ]);
  });
});
