import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Listing } from '../../../src/domain/listing.js';
import { auDfat } from '../../../src/sources/au-dfat/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { xlsx } from '../../support/xlsx.js';
import { alias, HEADINGS, type Row, row, workbook } from './workbook.js';

const Records = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])));
const text = (of: Row) => JSON.stringify({ ...of, 'Control Date': 46_027 });
const heron = (n: number, name = `HERON ${n} LTD`) => row(n, name, { Type: 'Entity' });

listSourceContract(auDfat, {
  path: '/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx',
  file: (records, day = '2026-01-05') =>
    workbook(
      Records.parse(records.map((record): unknown => JSON.parse(record))),
      `Consolidated List - ${day.split('-').reverse().join('_')}`,
    ),
  record: (n, name) => text(heron(n, name)),
  refOf: String,
  torn: [
    { without: 'Reference', record: text({ ...heron(1), Reference: null }), ref: null },
    { without: 'name', record: text(heron(1, '  ')), ref: '1' },
    { without: 'Type', record: text({ ...heron(1), Type: null }), ref: '1' },
    { without: 'known Type', record: text({ ...heron(1), Type: 'Aircraft' }), ref: '1' },
    { without: 'primary name', record: text({ ...heron(1), 'Name Type': 'Alias' }), ref: '1' },
  ],
  strange: { record: text({ ...heron(1), Wallet: 'bc1qheron' }), path: 'columns/Wallet', example: 'bc1qheron' },
  foreign: '<export><sanctionEntity/></export>',
  cut: /cut short|damaged/,
  notOurs: /not an Excel workbook/,
});

describe('a party of the Security Council’s', () => {
  const read = reader(auDfat);

  it.each([
    ['IRe.060. Designation: front company', [{ type: 'UN reference', number: 'IRe.060' }]],
    ['UN ref: IRe.060', [{ type: 'UN reference', number: 'IRe.060' }]],
    ['Brother of the person listed as IRi.061', []],
  ])('has its reference where the list begins with it: %s', async (text, identifiers) => {
    const rows = [row(7, 'ZENDA WORKS', { 'Additional Information': text })];
    const [listing] = listingsIn(await read(workbook(rows)));
    expect(listing?.identifiers).toEqual(identifiers);
  });
});

describe('a party', () => {
  const read = reader(auDfat);
  const readOne = async (rows: readonly Row[]): Promise<Listing> => {
    const [listing] = listingsIn(await read(workbook(rows)));
    if (!listing) throw new Error('no listing was read');
    return listing;
  };

  it('has its other names in rows of their own, wherever they stand', async () => {
    const rows = [
      alias('7b', 'Rudi HENTZAU', { 'Alias Strength': 'Weak', Type: 'Aka' }),
      row(8, 'FLAVIA'),
      alias('7d', 'Рупрехт фон ГЕНЦАУ', { 'Name Type': 'Original Script', 'Alias Strength': null }),
      row(7, 'Rupert HENTZAU'),
      alias('7a', 'Rupert of Hentzau'),
      alias('7c', 'Rupert RASSENDYLL', { 'Name Type': 'Formerly known as' }),
      alias('7e', 'Rupert der Ältere', { 'Name Type': 'Original Script' }),
    ];
    const [hentzau, flavia] = listingsIn(await read(workbook(rows)));
    expect(hentzau).toMatchObject({ list: 'au-dfat', ref: '7', name: 'Rupert HENTZAU', type: 'individual' });
    expect(hentzau?.aliases).toEqual([
      { name: 'Rupert of Hentzau', kind: 'aka', strength: 'strong' },
      { name: 'Rudi HENTZAU', kind: 'aka', strength: 'weak' },
      { name: 'Rupert RASSENDYLL', kind: 'fka', strength: 'strong' },
      { name: 'Рупрехт фон ГЕНЦАУ', kind: 'original-script', strength: 'strong', script: 'Cyrillic' },
      { name: 'Rupert der Ältere', kind: 'aka', strength: 'strong' },
    ]);
    expect(flavia).toMatchObject({ ref: '8', aliases: [] });
  });

  it('has the facts of all its rows, each once', async () => {
    const facts = {
      'Date of Birth': 'a) 5 May 1957, b) 1958',
      'Place of Birth': 'Strelsau',
      Citizenship: 'Ruritanian, British (until 1999, by birth)',
      Address: 'a) 1 Castle Street; Strelsau b) Zenda_x000D_\r\n2 Quay',
      'Additional Information': 'Passport no: X1',
      'Listing Information': 'Listed by UN 1 Committee on 6 Oct. 2001 (amended on 7 May 2010)',
      'Instrument of Designation': 'Regulations 2012',
      'Travel Ban': true,
    };
    const more = { ...facts, 'Date of Birth': 1959 };
    expect(await readOne([row(7, 'HENTZAU', facts), alias('7a', 'RUPERT', more)])).toMatchObject({
      births: [
        { kind: 'date', value: '5 May 1957' },
        { kind: 'date', value: '1958' },
        { kind: 'date', value: '1959' },
        { kind: 'place', value: 'Strelsau' },
      ],
      nationalities: [
        { country: 'Ruritanian', kind: 'citizenship' },
        { country: 'British (until 1999, by birth)', kind: 'citizenship' },
      ],
      addresses: [{ text: '1 Castle Street' }, { text: 'Strelsau' }, { text: 'Zenda' }, { text: '2 Quay' }],
      programs: ['Autonomous (Ruritania)'],
      legalAuthorities: ['Regulations 2012'],
      sanctionsTypes: ['Targeted Financial Sanction', 'Travel Ban'],
      listedOn: '2001-10-06',
      remarks: 'Passport no: X1\nListing information: Listed by UN 1 Committee on 6 Oct. 2001 (amended on 7 May 2010)',
    });
  });

  it('may be a vessel', async () => {
    const vessel = row(9, 'HERON', { Type: 'Vessel', 'IMO Number': 9_000_001, 'Maritime Restriction': true });
    expect(await readOne([vessel])).toMatchObject({
      type: 'vessel',
      identifiers: [{ type: 'IMO number', number: '9000001' }],
      sanctionsTypes: ['Targeted Financial Sanction', 'Maritime Restriction'],
    });
  });

  it.each([
    ['Listed on 30 February 2001', undefined],
    ['Listed by 1 Committee', undefined],
    [new Date('2012-03-04'), '2012-03-04'],
  ])('is listed on a day that exists, or on none: %s', async (said, day) => {
    expect((await readOne([row(7, 'HENTZAU', { 'Listing Information': said })])).listedOn).toBe(day);
  });

  it('does not change with its Control Date, and with a reordered file', async () => {
    const before = [row(7, 'HENTZAU'), alias('7a', 'RUPERT'), alias('7b', 'RUDI')];
    const after = before.toReversed().map((one) => ({ ...one, 'Control Date': new Date('2026-02-01') }));
    expect(countsOf(await changesBetween(await read(workbook(before)), await read(workbook(after))))).toBe('0/0/0');
  });

  it('of which a row says another thing under the same reference is set aside, one that repeats it is not', async () => {
    const twice = [row(7, 'HENTZAU'), alias('7a', 'RUPERT'), alias('7a', 'RUDI')];
    expect((await read(workbook(twice)))[2]).toMatchObject({
      kind: 'set-aside',
      ref: '7',
      name: 'HENTZAU',
      reason: 'its Reference 7a stands there twice',
    });
    expect((await readOne([row(7, 'HENTZAU'), alias('7a', 'RUPERT'), alias('7a', 'RUPERT')])).aliases).toHaveLength(1);
  });

  it('of different types is set aside', async () => {
    const events = await read(workbook([row(7, 'HENTZAU'), alias('7a', 'HERON LTD', { Type: 'Entity' }), row(8, 'X')]));
    expect(events[1]).toMatchObject({ kind: 'set-aside', ref: '7', reason: expect.stringContaining('types') });
  });

  it('is read all the same where a word is not known, which is reported', async () => {
    const odd = alias('7a', 'RUPERT', {
      'Name Type': 'Stage name',
      'Alias Strength': 'Middling',
      'Arms Embargo': 'maybe',
    });
    const events = await read(workbook([row(7, 'HENTZAU', { 'Name Type': null }), odd]));
    expect(listingsIn(events)[0]?.aliases).toHaveLength(1);
    expect(events.flatMap((event) => (event.kind === 'unknown' ? [event.path] : []))).toEqual([
      'Name Type=(empty)',
      'Alias Strength=middling',
      'Name Type=stage name',
      'Arms Embargo=MAYBE',
    ]);
  });
});

describe('a workbook', () => {
  const read = reader(auDfat);
  const rows = [row(1, 'HERON')];

  it('is dated by the name of its sheet', async () => {
    expect((await read(workbook(rows, 'Consolidated List - 2_10_2026')))[0]).toEqual({
      kind: 'header',
      published: '2026-10-02',
    });
    const undated = await read(workbook(rows, 'Consolidated List - 31_02_2026'));
    expect(undated.slice(0, 2)).toEqual([
      { kind: 'unknown', path: 'sheets/(a name without a day)', example: 'Consolidated List - 31_02_2026' },
      { kind: 'header', published: null },
    ]);
  });

  it('of other columns is refused, and says which are missing', async () => {
    const lacking = HEADINGS.filter((heading) => !['Type', 'Committees'].includes(heading));
    const cells = lacking.map((heading) => rows[0]?.[heading] ?? null);
    await expect(read(xlsx([{ name: 'x', rows: [lacking, cells] }]))).rejects.toThrow(
      'lacks what every version had: "Type", "Committees"',
    );
    await expect(
      read(
        xlsx([
          {
            name: 'Sheet1',
            rows: [
              ['Date', 'Sum'],
              [1, 2],
            ],
          },
        ]),
      ),
    ).rejects.toThrow('no row with the heading "Reference"');
    await expect(read(xlsx([{ name: 'Sheet1', rows: [] }]))).rejects.toThrow('no row with the heading');
    await expect(read(xlsx([{ name: 'Sheet1', rows: [[...HEADINGS, 'Type']] }]))).rejects.toThrow('twice');
  });

  it('may have a title above its headings, and other sheets, which are reported', async () => {
    const sheets = [
      {
        name: 'List - 5_01_2026',
        rows: [['The List'], [], HEADINGS, HEADINGS.map((heading) => rows[0]?.[heading] ?? null)],
      },
      { name: 'Notes', rows: [['x']] },
    ];
    const events = await read(xlsx(sheets));
    expect(listingsIn(events)).toHaveLength(1);
    expect(events[0]).toEqual({ kind: 'unknown', path: 'sheets/Notes', example: 'Notes' });
  });
});
