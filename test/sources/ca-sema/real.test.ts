import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { judgeVersion } from '../../../src/ledger/version.js';
import type { ReadEvent } from '../../../src/ports.js';
import { caSema } from '../../../src/sources/ca-sema/index.js';
import { changesBetween, countsOf, eventsOf, listingsIn, reader } from '../../contracts/list-source.js';
import { describeShared } from '../../support/shared.js';

describeShared('the real list of Canada', (data) => {
  const read = reader(caSema);
  let whole: ReadEvent[] = [];
  beforeAll(async () => {
    whole = await eventsOf(caSema, data('ca/sema_2025-05.xml'));
  });
  const listing = (ref: string): Listing | undefined => listingsIn(whole).find((one) => one.ref === ref);

  it('of May 2025 has 4,759 records, each under a key of its own and with nothing unknown', async () => {
    expect(whole.filter(({ kind }) => kind !== 'listing')).toEqual([]);
    const types = listingsIn(whole).map(({ type }) => type);
    expect(['individual', 'entity', 'vessel'].map((type) => types.filter((one) => one === type).length)).toEqual([
      3334, 1316, 109,
    ]);
    expect(judgeVersion(await changesBetween([], whole), caSema.minimum)).toBeNull();
    expect(listingsIn(whole).filter(({ listedOn }) => listedOn === undefined)).toEqual([]);
  });

  it('lists what it lists', () => {
    expect(listing('Russia 1.1, item 1')).toMatchObject({
      name: 'Balitiyskiy III',
      type: 'vessel',
      identifiers: [{ type: 'IMO number', number: '7612448' }],
      listedOn: '2025-02-21',
    });
    expect(listing('Belarus 1, Part 1, item 8')).toMatchObject({
      name: 'Aleksandr Grigoryevich Lukashenko',
      births: [{ kind: 'date', value: '1954-08-30' }],
    });
  });

  it('of 2026 has the same entries under the same keys', async () => {
    const excerpt = listingsIn(await eventsOf(caSema, data('ca/sema_2026_excerpt.xml')));
    expect(excerpt.map(({ ref, name, type }) => [ref, name, type])).toEqual([
      ['Belarus 1, Part 1, item 1', 'Khazalbek Bakhtibekovich Atabekov', 'individual'],
      ['Russia 1.1, item 278', 'Premier', 'vessel'],
      ['Russia 1, Part 1, item 1114', 'Kirill Alekseevich MORDASHOV', 'individual'],
    ]);
    expect(excerpt[0]).toEqual(listing('Belarus 1, Part 1, item 1'));
  });

  it('does not change with the names of its elements, and loses one entry where one is taken out', async () => {
    const xml = await readFile(data('ca/sema_2025-05.xml'), 'utf8');
    const renamed = xml
      .replaceAll(/(<\/?)Country>/g, '$1Country-Pays>')
      .replaceAll(/(<\/?)TitleOrShip>/g, '$1TitleOrShipType-TitreOuTypeDeNavire>');
    expect(countsOf(await changesBetween(whole, await read(renamed)))).toBe('0/0/0');
    const shorter = xml.replace(/<record>[\s\S]*?<\/record>/, '');
    expect(countsOf(await changesBetween(whole, await read(shorter)))).toBe('0/0/1');
  });
});
