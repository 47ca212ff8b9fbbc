import { describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { caSema } from '../../../src/sources/ca-sema/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { listXml, PLACE, record } from './list-xml.js';

const entity = (n: number, name = `HERON ${n} LTD`) =>
  record({
    Country: PLACE.Country,
    EntityOrShip: name,
    Schedule: '1, Part 2',
    Item: String(n),
    DateOfListing: '2026-01-05',
  });

listSourceContract(caSema, {
  path: '/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml',
  file: listXml,
  record: entity,
  refOf: (n) => `Ruritania 1, Part 2, item ${n}`,
  torn: [
    { without: 'country', record: entity(1).replace(/<Country.*?Pays>.*?Pays>/, ''), ref: null },
    { without: 'item', record: entity(1).replace(/<Item.*<\/Item[^>]*>/, ''), ref: null },
    { without: 'name', record: entity(1, ''), ref: 'Ruritania 1, Part 2, item 1' },
  ],
  strange: {
    record: entity(1).replace('</record>', '<Wallet-Portefeuille>abc</Wallet-Portefeuille></record>'),
    path: 'record/Wallet-Portefeuille',
    example: 'abc',
  },
  foreign: '<sdnList xmlns="https://example.org"><sdnEntry/></sdnList>',
  cut: /not well-formed/,
});

describe('a record', () => {
  const read = reader(caSema);

  async function readOne(facts: Readonly<Record<string, string>>): Promise<Listing> {
    const [listing] = listingsIn(await read(listXml([record({ ...PLACE, ...facts })])));
    if (!listing) throw new Error('no listing was read');
    return listing;
  }

  it('of a person has a name in the usual order, a title and a birth', async () => {
    expect(
      await readOne({
        LastName: 'Hentzau ',
        GivenName: ' Anne  de',
        TitleOrShip: 'General',
        DateOfBirthOrShipBuildDate: '1972 or 1973',
        DateOfListing: '2020-09-28',
      }),
    ).toMatchObject({
      ref: 'Ruritania 1, Part 1, item 7',
      name: 'Anne de Hentzau',
      type: 'individual',
      title: 'General',
      births: [{ kind: 'date', value: '1972 or 1973' }],
      programs: ['Ruritania'],
      legalAuthorities: ['Schedule 1, Part 1'],
      nationalities: [],
      listedOn: '2020-09-28',
    });
  });

  it('of a ship has its IMO number, type and year', async () => {
    expect(
      await readOne({
        EntityOrShip: 'Heron',
        TitleOrShip: 'Oil Tanker | Pétrolier',
        ShipIMONumber: '9000001',
        DateOfBirthOrShipBuildDate: '2011',
      }),
    ).toMatchObject({
      type: 'vessel',
      identifiers: [{ type: 'IMO number', number: '9000001' }],
      vessel: [
        { label: 'Vessel type', value: 'Oil Tanker' },
        { label: 'Build date', value: '2011' },
      ],
      births: [],
    });
  });

  it('has the day numbers of Excel as days', async () => {
    const { births, listedOn } = await readOne({
      LastName: 'Hentzau',
      DateOfBirthOrShipBuildDate: '26299',
      DateOfListing: '44102',
    });
    expect([births, listedOn]).toEqual([[{ kind: 'date', value: '1972-01-01' }], '2020-09-28']);
  });

  it('reports a day of listing that is none', async () => {
    const events = await read(listXml([record({ ...PLACE, LastName: 'Hentzau', DateOfListing: 'Sept. 2020' })]));
    expect(events[0]).toEqual({ kind: 'unknown', path: 'record/DateOfListing', example: 'Sept. 2020' });
    expect(listingsIn(events)[0]).not.toHaveProperty('listedOn');
  });

  it('has a key whatever the spacing, without a schedule, and of the act of 2017', async () => {
    const key = async (facts: Record<string, string>) => (await readOne({ LastName: 'Hentzau', ...facts })).ref;
    expect(await key({ Schedule: '1,Part 3' })).toBe('Ruritania 1, Part 3, item 7');
    expect(await key({ Schedule: '' })).toBe('Ruritania item 7');
    expect(await key({ Country: 'Victims of Officials Regulations (JVCFOR) / Victimes (RJVDEC)', Schedule: '' })).toBe(
      'JVCFOR item 7',
    );
  });

  it('says the same by its old and its bilingual elements', async () => {
    const facts = { ...PLACE, LastName: 'Hentzau', GivenName: 'Anne', Aliases: 'Egret', DateOfListing: '2020-09-28' };
    const [old, bilingual] = [await read(listXml([record(facts, 'old')])), await read(listXml([record(facts)]))];
    expect(countsOf(await changesBetween(old, bilingual))).toBe('0/0/0');
    expect(listingsIn(bilingual)).toEqual(listingsIn(old));
  });

  it('that is a person and an entity at once is set aside', async () => {
    const events = await read(listXml([record({ ...PLACE, LastName: 'Hentzau', EntityOrShip: 'HERON' })]));
    expect(events).toMatchObject([{ kind: 'set-aside', name: 'HERON', reason: expect.stringContaining('at once') }]);
  });

  it('has the other names of an entity within brackets', async () => {
    expect(await readOne({ EntityOrShip: 'Heron (also known as Grey\nHeron Works)' })).toMatchObject({
      name: 'Heron',
      aliases: [{ name: 'Grey Heron Works', kind: 'aka', strength: 'strong' }],
    });
    expect(await readOne({ EntityOrShip: 'Heron (Ruritania) JSC' })).toMatchObject({ name: 'Heron (Ruritania) JSC' });
  });

  it.each([
    ['person', 'Anne Heron; Ann Heron / Анна Херон', ['Anne Heron', 'Ann Heron', 'Анна Херон']],
    ['person', 'Ann Heron, Annie Heron, Russian: Анна Херон', ['Ann Heron', 'Annie Heron', 'Анна Херон']],
    ['person', 'Anne, Annie', ['Anne (weak)', 'Annie (weak)']],
    ['person', 'Херон, Анна Ивановна', ['Херон, Анна Ивановна']],
    ['person', '“Abu Heron”', ['Abu Heron']],
    ['person', '(Анна ХЕРОН / Ганна ХЕРОН', ['Анна ХЕРОН', 'Ганна ХЕРОН']],
    ['entity', 'IAMCO, HESA, Heron Works', ['IAMCO', 'HESA', 'Heron Works']],
    ['entity', 'Heron Holdings Pte., Ltd.', ['Heron Holdings Pte., Ltd.']],
    ['entity', 'Рембаза, АО', ['Рембаза, АО']],
    [
      'entity',
      'Агентство по делам Содружества, соотечественников',
      ['Агентство по делам Содружества, соотечественников'],
    ],
    ['entity', 'АО "Херон"; Heron', ['АО "Херон"', 'Heron']],
  ])('of a %s has the aliases in %j', async (kind, aliases, expected) => {
    const named = kind === 'person' ? { LastName: 'Zenda' } : { EntityOrShip: 'Zenda' };
    const listing = await readOne({ ...named, Aliases: aliases });
    expect(listing.aliases.map(({ name, strength }) => (strength === 'weak' ? `${name} (weak)` : name))).toEqual(
      expected,
    );
  });
});

describe('an item that another party takes over', () => {
  const read = reader(caSema);

  it('is an amendment of the name, since the list has no other key', async () => {
    const before = await read(listXml([entity(1, 'HERON'), entity(2, 'EGRET')]));
    const after = await read(listXml([entity(1, 'EGRET')]));
    const diff = await changesBetween(before, after);
    expect(countsOf(diff)).toBe('0/1/1');
    expect(diff.amended[0]?.fields).toEqual([{ field: 'name', before: 'HERON', after: 'EGRET' }]);
  });
});
