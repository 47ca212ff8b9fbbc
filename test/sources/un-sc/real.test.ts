import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { stableJson, tidy } from '../../../src/lib/text.js';
import type { ReadEvent } from '../../../src/ports.js';
import { unSc } from '../../../src/sources/un-sc/index.js';
import { describeShared } from '../../support/shared.js';

async function eventsOf(path: string): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const event of unSc.read(await unSc.fromDisk(path, null))) events.push(event);
  return events;
}

/** Fields as sets, spacing collapsed: equal text means no change. */
function facts(listing: Listing): string {
  return stableJson(
    Object.entries(listing).map(([field, value]: [string, unknown]) =>
      Array.isArray(value)
        ? [field, [...new Set(value.map((item) => stableJson(item)))].sort()]
        : [field, tidy(String(value))],
    ),
  );
}

describeShared('real consolidated lists of the United Nations', (data) => {
  async function listingsOf(date: string): Promise<Map<string, Listing>> {
    const events = await eventsOf(data(`un/${date}.xml`));
    return new Map(events.flatMap((event) => (event.kind === 'listing' ? [[event.listing.ref, event.listing]] : [])));
  }

  it.each([
    ['2018-06-07', 693, 405, '2018-06-07T23:03:43.970Z'],
    ['2018-06-21', 695, 405, '2018-06-21T23:02:22.266Z'],
    ['2025-04-19', 684, 193, '2025-04-19T23:00:04.625Z'],
    ['2025-11-15', 727, 273, '2025-11-15T23:00:02.690Z'],
  ])('%s has %i individuals and %i entities, and nothing unknown', async (date, individuals, entities, published) => {
    const [header, ...events] = await eventsOf(data(`un/${date}.xml`));
    expect(header).toEqual({ kind: 'header', published });
    const types = events.map((event) => (event.kind === 'listing' ? event.listing.type : event.kind));
    expect(types.filter((type) => type === 'individual')).toHaveLength(individuals);
    expect(types.filter((type) => type === 'entity')).toHaveLength(entities);
    expect(types).toHaveLength(individuals + entities);
  });

  it.each([
    ['2018-06-07', '2018-06-21', 2, 0, 0],
    ['2018-06-21', '2018-08-24', 6, 8, 14],
    ['2025-04-19', '2025-11-15', 126, 3, 16],
    ['2025-11-15', '2025-11-18', 0, 0, 0],
  ])('%s → %s: %i added, %i removed, %i changed', async (older, newer, added, removed, changed) => {
    const [before, after] = [await listingsOf(older), await listingsOf(newer)];
    const common = [...after.values()].flatMap((listing) => {
      const known = before.get(listing.ref);
      return known ? [[known, listing] as const] : [];
    });
    expect(after.size - common.length).toBe(added);
    expect(before.size - common.length).toBe(removed);
    expect(common.filter(([a, b]) => facts(a) !== facts(b))).toHaveLength(changed);
  });

  it('the Reconnaissance General Bureau and the Foreign Trade Bank are listed with their aliases', async () => {
    const listings = await listingsOf('2025-11-15');
    expect(listings.get('KPe.031')).toMatchObject({
      name: 'RECONNAISSANCE GENERAL BUREAU',
      type: 'entity',
      programs: ['DPRK'],
      listedOn: '2016-03-02',
      aliases: [{ name: 'Chongch’al Ch’ongguk' }, { name: 'KPA Unit 586' }, { name: 'RGB' }],
      addresses: [{ text: 'Hyongjesan-Guyok, Pyongyang' }, { text: 'Nungrado, Pyongyang' }],
    });
    expect(listings.get('KPe.047')).toMatchObject({
      name: 'FOREIGN TRADE BANK (FTB)',
      listedOn: '2017-08-05',
      aliases: [{ name: 'Mooyokbank' }, { name: 'Korea Trading Bank' }],
    });
    expect(listings.get('KPe.047')?.remarks).toContain('SWIFT/BIC: FTBDKPPY');
    expect([...listings.values()].some(({ name }) => /lazarus|bluenoroff|andariel|kimsuky/i.test(name))).toBe(false);
  });

  it('trims references and dates that end in a time zone', async () => {
    const listings = [...(await listingsOf('2018-06-07')).values()];
    expect(listings.filter(({ ref }) => ref !== ref.trim())).toEqual([]);
    expect(listings.filter(({ listedOn }) => !/^\d{4}-\d\d-\d\d$/.test(listedOn ?? ''))).toEqual([]);
    expect(listings.flatMap(({ births }) => births).filter(({ value }) => /\d-\d\d:00/.test(value))).toEqual([]);
  });

  it('keeps weak, former and original-script names apart', async () => {
    const aliases = [...(await listingsOf('2025-11-15')).values()].flatMap((listing) => listing.aliases);
    const of = (kind: string) => aliases.filter((alias) => alias.kind === kind).length;
    expect(aliases.filter(({ strength }) => strength === 'weak').length).toBeGreaterThan(500);
    expect(of('fka')).toBeGreaterThan(10);
    expect(of('original-script')).toBeGreaterThanOrEqual(337 + 42);
  });

  it('is refused when it is cut', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-un-'));
    const whole = readFileSync(data('un/2018-06-07.xml'));
    for (const share of [0.1, 0.5, 0.99]) {
      writeFileSync(join(folder, 'cut.xml'), whole.subarray(0, whole.length * share));
      await expect(eventsOf(join(folder, 'cut.xml'))).rejects.toThrow(/not well-formed|not valid UTF-8/);
    }
    rmSync(folder, { recursive: true });
  });
});
