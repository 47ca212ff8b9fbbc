import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nzRussia } from '../../../src/sources/nz-russia/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { xlsx } from '../../support/xlsx.js';
import { entity, person, type Row, ship, workbook } from './workbook.js';

const Records = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
const text = (of: Row) => JSON.stringify(of);
const heron = (n: number, name = `HERON ${n} LTD`) => entity(`ENT-${n}`, name, { 'Date of Sanction': 44_638 });

listSourceContract(nzRussia, {
  path: '/assets/Countries-and-Regions/Europe/Ukraine/Russia-Sanctions-Register.xlsx',
  file: (records) => workbook(Records.parse(records.map((record): unknown => JSON.parse(record)))),
  record: (n, name) => text(heron(n, name)),
  refOf: (n) => `ENT-${n}`,
  torn: [
    { without: 'Unique Identifier', record: text({ ...heron(1), 'Unique Identifier': null }), ref: null },
    { without: 'name', record: text(heron(1, ' ')), ref: 'ENT-1' },
    { without: 'Type', record: text({ ...heron(1), Type: null }), ref: 'ENT-1' },
    { without: 'known Type', record: text({ ...heron(1), Type: 'Aircraft' }), ref: 'ENT-1' },
    { without: 'known status', record: text({ ...heron(1), 'Sanction Status': 'Suspended' }), ref: 'ENT-1' },
  ],
  strange: { record: text({ ...heron(1), Wallet: 'bc1qheron' }), path: 'columns/Wallet', example: 'bc1qheron' },
  foreign: '<export><sanctionEntity/></export>',
  cut: /cut short|damaged/,
  notOurs: /not an Excel workbook/,
});

describe('a party', () => {
  const read = reader(nzRussia);

  it('has the facts of its row', async () => {
    const row = person('IND-1', 'Rupert', 'HENTZAU', {
      'Middle name(s)': 'Ivanovich',
      DOB: new Date('1970-02-03'),
      Title: 'Count',
      'Alias/Alternate Spellings': 'Rupert of Hentzau; Rudi;Рупрехт ГЕНЦАУ',
      Address: 'Castle, Zenda',
      'Place of Birth': 'Strelsau',
      Citizenship: 'Ruritania',
      'Citizenship 3': 'Graustark',
      'Passport Number': 'X1; X2 (expired; 2019)',
      'Associates/Relatives': 'Nephew of Michael ELPHBERG; Black Guard',
      'Date of Sanction': new Date('2022-03-18'),
      'Date of Additional Sanction': 45_352,
      'Asset Freeze': 'yes',
      'Ship Ban': 'No',
      'General Rationale for Sanction': 'Of the inner circle.',
    });
    const [listing] = listingsIn(await read(workbook([row])));
    expect(listing).toMatchObject({
      list: 'nz-russia',
      ref: 'IND-1',
      name: 'Rupert Ivanovich HENTZAU',
      type: 'individual',
      title: 'Count',
      aliases: [
        { name: 'Rupert of Hentzau', kind: 'aka', strength: 'strong' },
        { name: 'Rudi', kind: 'aka', strength: 'weak' },
        { name: 'Рупрехт ГЕНЦАУ', kind: 'original-script', strength: 'strong', script: 'Cyrillic' },
      ],
      births: [
        { kind: 'date', value: '1970-02-03' },
        { kind: 'place', value: 'Strelsau' },
      ],
      addresses: [{ text: 'Castle, Zenda' }],
      nationalities: [
        { country: 'Ruritania', kind: 'citizenship' },
        { country: 'Graustark', kind: 'citizenship' },
      ],
      identifiers: [
        { type: 'Passport', number: 'X1' },
        { type: 'Passport', number: 'X2 (expired; 2019)' },
      ],
      relations: [
        { kind: 'Nephew', name: 'Michael ELPHBERG' },
        { kind: 'Associate or relative', name: 'Black Guard' },
      ],
      programs: ['Russia Sanctions Act 2022'],
      sanctionsTypes: ['Travel Ban', 'Asset Freeze'],
      listedOn: '2022-03-18',
      remarks: 'Of the inner circle.\nAdditional sanction: 2024-03-01',
    });
  });

  it.each([
    ['XX/XX/1967', 'XX/XX/1967'],
    ['03/02/1970', '1970-02-03'],
    [25_602, '1970-02-03'],
    [1967, '1967'],
  ])('is born on a day or as worded: %s', async (said, value) => {
    const [listing] = listingsIn(await read(workbook([person('IND-1', 'Rupert', 'HENTZAU', { DOB: said })])));
    expect(listing?.births).toEqual([{ kind: 'date', value }]);
  });

  it('may be a bank, or a ship of the other sheet', async () => {
    const bank = entity('BAN-1', 'HERON BANK', { Type: 'Bank', DOB: new Date('1999-01-01') });
    const vessel = ship('SHP-1', 'HERON', {
      'IMO Number': 9_000_001,
      'Alias/Alternate Names': 'Egret, Ibis',
      'Date of Sanction': new Date('2025-06-19'),
    });
    const events = await read(
      workbook([bank, { Type: 'Total', 'Unique Identifier': null, 'First name': 1 }], [vessel]),
    );
    expect(events).toMatchObject([
      { listing: { ref: 'BAN-1', type: 'entity', births: [], remarks: 'Date: 1999-01-01' } },
      {
        listing: {
          ref: 'SHP-1',
          name: 'HERON',
          type: 'vessel',
          aliases: [{ name: 'Egret' }, { name: 'Ibis' }],
          identifiers: [{ type: 'IMO number', number: '9000001' }],
          sanctionsTypes: ['Ship Ban'],
          listedOn: '2025-06-19',
        },
      },
    ]);
  });

  it('that is a kind of property is counted, not listed', async () => {
    const asset = { Type: 'Asset', 'Unique Identifier': 'AST-1', 'Name of Asset': 'Royal yachts' };
    const events = await read(workbook([heron(1), asset]));
    expect(events[1]).toEqual({
      kind: 'gap',
      what: 'AST-1 (Royal yachts) is a kind of property, not a party',
      optional: true,
    });
  });

  it('is off the list when its record is deleted, and set aside when that is not clear', async () => {
    const ships = [ship('SHP-1', 'HERON'), ship('SHP-2', 'EGRET')];
    const before = await read(workbook([heron(1)], ships));
    const flagged = (flag: string) =>
      read(workbook([heron(1)], [ships[0] ?? {}, { ...ships[1], 'Record Deleted Flag': flag }]));
    expect(countsOf(await changesBetween(before, await flagged('Yes')))).toBe('0/0/1');
    const unclear = await flagged('Pending');
    expect(unclear.at(-1)).toMatchObject({
      kind: 'set-aside',
      ref: 'SHP-2',
      reason: 'its Record Deleted Flag is "Pending"',
    });
    expect(countsOf(await changesBetween(before, unclear))).toBe('0/0/0');
  });

  it('has no day where the text is none, which is reported, as is a word nobody knows', async () => {
    const odd = person('IND-1', 'Rupert', 'HENTZAU', { 'Date of Sanction': '31/02/2022', 'Aircraft Ban': 'partly' });
    const events = await read(workbook([odd]));
    expect(listingsIn(events)[0]?.listedOn).toBeUndefined();
    expect(events.slice(0, 2)).toEqual([
      { kind: 'unknown', path: 'Aircraft Ban=partly', example: 'partly' },
      { kind: 'unknown', path: 'Date of Sanction (no day)', example: '31/02/2022' },
    ]);
  });
});

describe('a workbook', () => {
  const read = reader(nzRussia);

  it('without the sheets, or their columns, is refused', async () => {
    await expect(read(xlsx([{ name: 'Ships', rows: [['x']] }]))).rejects.toThrow(
      'no sheet "Russia Sanctions Register"',
    );
    const bare = { name: 'Russia Sanctions Register', rows: [['Type', 'Unique Identifier', 'DOB']] };
    await expect(read(xlsx([bare, { name: 'Ships', rows: [] }]))).rejects.toThrow('lacks what every version had');
  });

  it('may have more sheets, which are reported', async () => {
    const events = await read(workbook([heron(1)], [], [{ name: 'Aircraft', rows: [['Tail number']] }]));
    expect(events[0]).toEqual({ kind: 'unknown', path: 'sheets/Aircraft', example: 'Aircraft' });
  });
});
