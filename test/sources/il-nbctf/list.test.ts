import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ilNbctf } from '../../../src/sources/il-nbctf/index.js';
import { changesBetween, countsOf, listingsIn, listSourceContract, reader } from '../../contracts/list-source.js';
import { xlsx } from '../../support/xlsx.js';
import { type Row, row, workbook } from './workbook.js';

const Records = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
const heron = (n: number, name = `HERON ${n} LEAGUE`) => row(n, name);
const text = (of: Row) => JSON.stringify(of);
const TEMPORARY = 'Date of temporary designation (DD/MM/YYYY)';
const PERMANENT = 'Date of permenant designation (DD/MM/YYYY)';
const WEST_BANK = 'Date designation in west bank (DD/MM/YYYY)';
const CANCELLED = 'בוטל ביום 1.1.2020';

listSourceContract(ilNbctf, {
  path: '/he/Announcements/Documents/NBCTFIsrael%20-%20Terror%20Organization%20Designation%20List_XL.xlsx',
  file: (records) => workbook(Records.parse(records.map((record): unknown => JSON.parse(record)))),
  record: (n, name) => text(heron(n, name)),
  refOf: String,
  torn: [
    { without: 'internal seq. id', record: text(row(null, 'HERON 1 LEAGUE')), ref: null },
    { without: 'number for one', record: text(row('new', 'HERON 1 LEAGUE')), ref: null },
    { without: 'name', record: text(row(1, '="---"')), ref: '1' },
  ],
  strange: {
    record: text({ ...heron(1), 'Crypto wallet': 'bc1qheron' }),
    path: 'columns/Crypto wallet',
    example: 'bc1qheron',
  },
  foreign: '<export><sanctionEntity/></export>',
  cut: /cut short|damaged/,
  notOurs: /not an Excel workbook/,
});

describe('an organisation', () => {
  const read = reader(ilNbctf);
  const readOne = async (more: Row) => listingsIn(await read(workbook([row(7, 'HERON LEAGUE', more)])))[0];

  it('has its names in English, Hebrew and Arabic', async () => {
    const names = {
      'Organization Name - Hebrew': 'ליגת האנפה',
      'Organization Name - Hebrew - aka': 'האנפה',
      'Organization Name - Hebrew - aka 2': 'אנפה; ליגה',
      'Organization Name - Arabic': 'رابطة البلشون',
      'Organization Name - English - aka': 'THE HERONS\nHERON LEAGUE',
    };
    const listing = await readOne(names);
    expect(listing).toMatchObject({ list: 'il-nbctf', ref: '7', name: 'HERON LEAGUE', type: 'entity' });
    expect(listing?.aliases).toEqual([
      { name: 'ליגת האנפה', kind: 'original-script', strength: 'strong', script: 'Hebrew' },
      { name: 'رابطة البلشون', kind: 'original-script', strength: 'strong', script: 'Arabic' },
      { name: 'האנפה', kind: 'aka', strength: 'strong', script: 'Hebrew' },
      { name: 'אנפה', kind: 'aka', strength: 'strong', script: 'Hebrew' },
      { name: 'ליגה', kind: 'aka', strength: 'strong', script: 'Hebrew' },
      { name: 'THE HERONS', kind: 'aka', strength: 'strong' },
    ]);
    expect(await readOne({ ...names, 'Organization Name - English': '----' })).toMatchObject({ name: 'ליגת האנפה' });
  });

  it('has its facts, and nothing where dashes stand', async () => {
    const listing = await readOne({
      [TEMPORARY]: new Date('2023-12-01'),
      'Corporation Type - English': 'Association',
      'Corporation ID': 510_000_003,
      'Street - English': 'Address 1: 1 Quay\n2 Mole',
      'City / Village - English': 'Zenda\nStrelsau',
      'Country - English': 'Ruritania',
      Telephone: '+1 555 0100',
      'Telephone 2': '+1 555 0101',
      Email: 'a@heron.example; b@heron.example',
      Website: 'heron.example',
      'Designation Justification - English': 'It fishes.',
      'Designated by - English': 'Minister of Defense',
    });
    expect(listing).toMatchObject({
      programs: ['Terror organization'],
      legalAuthorities: ['Minister of Defense'],
      addresses: [
        { text: '1 Quay, Zenda', country: 'Ruritania' },
        { text: '2 Mole, Strelsau', country: 'Ruritania' },
      ],
      identifiers: [
        { type: 'Corporation ID', number: '510000003' },
        { type: 'Phone number', number: '+1 555 0100' },
        { type: 'Phone number', number: '+1 555 0101' },
      ],
      emails: ['a@heron.example', 'b@heron.example'],
      websites: ['heron.example'],
      listedOn: '2023-12-01',
      remarks:
        'It fishes.\nTemporary designation: 2023-12-01\nPermanent designation: 25/03/2024\nCorporation type: Association',
    });
    expect(await readOne({})).toMatchObject({
      addresses: [],
      identifiers: [],
      websites: [],
      relations: [],
      aliases: [],
    });
  });

  it('is linked to others by their numbers', async () => {
    const [heronry] = listingsIn(
      await read(
        workbook([row(7, 'HERON LEAGUE', { 'linked to (internal seq. id)': '8; 99' }), row(8, 'EGRET UNION')]),
      ),
    );
    expect(heronry?.relations).toEqual([
      { kind: 'Linked to', name: 'EGRET UNION', ref: '8' },
      { kind: 'Linked to', name: 'No. 99', ref: '99' },
    ]);
  });

  it.each([
    ['1/1/67', '1967-01-01'],
    ['29.8.21', '2021-08-29'],
    ['16/06/1967 and 1/1/1970', '1967-06-16'],
    [new Date('2024-02-29'), '2024-02-29'],
  ])('is listed since the day that %s is', async (said, day) => {
    expect((await readOne({ [PERMANENT]: said }))?.listedOn).toBe(day);
  });

  it('has no day where the words are none, which is reported', async () => {
    const events = await read(workbook([row(7, 'HERON LEAGUE', { [PERMANENT]: '31/02/2024' })]));
    expect(listingsIn(events)[0]?.listedOn).toBeUndefined();
    expect(events[0]).toEqual({ kind: 'unknown', path: 'Permanent designation (no day)', example: '31/02/2024' });
  });

  it.each([
    ['its permanent designation', { [TEMPORARY]: '1/1/2015', [PERMANENT]: CANCELLED }, '0/0/1'],
    ['its only designation', { [TEMPORARY]: 'הכרזה בוטלה ביום 29.8.21', [PERMANENT]: '--/--/----' }, '0/0/1'],
    ['the temporary one that a permanent one followed', { [TEMPORARY]: CANCELLED }, '0/1/0'],
    ['one of two that stand beside each other', { [PERMANENT]: CANCELLED, [WEST_BANK]: '2/2/2012' }, '0/1/0'],
  ])('is off the list only when nothing is left: cancelled is %s', async (_what, cells, changes) => {
    const before = await read(workbook([heron(1), heron(2)]));
    const after = await read(workbook([heron(1), { ...heron(2), ...cells }]));
    expect(countsOf(await changesBetween(before, after))).toBe(changes);
  });
});

describe('a workbook', () => {
  const read = reader(ilNbctf);

  it('without the English headings is refused', async () => {
    await expect(read(xlsx([{ name: 'List', rows: [['כותרת 1'], [7]] }]))).rejects.toThrow('"internal seq. id"');
    await expect(read(xlsx([{ name: 'List', rows: [['internal seq. id', 'Country']] }]))).rejects.toThrow('lacks');
  });

  it('may have more sheets and values without a heading, which are reported', async () => {
    const sheets = [{ name: 'Notes', rows: [['x']] }];
    const events = await read(workbook([heron(1)], sheets));
    expect(events[0]).toEqual({ kind: 'unknown', path: 'sheets/Notes', example: 'Notes' });
    const beyond = xlsx([
      {
        name: 'List',
        rows: [
          ['internal seq. id', 'Date of temporary designation', 'Date of permanent designation'].concat([
            'Organization Name - Hebrew',
            'Organization Name - English',
            'Designation Type',
            '',
            'Website',
          ]),
          [7, '1/1/2020', '', '', 'HERON', '', 'unnamed', 'heron.example', 'beyond'],
        ],
      },
    ]);
    expect((await read(beyond)).filter(({ kind }) => kind === 'unknown')).toEqual([
      { kind: 'unknown', path: 'columns/(no heading)', example: 'unnamed' },
    ]);
  });
});
