import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../src/domain/errors.js';
import type { TextRow } from '../../src/lib/table.js';
import { inWorkbook } from '../../src/lib/xlsx.js';
import { isDateFormat, serialDay } from '../../src/lib/xlsx-cells.js';
import { type Cell, xlsx, xlsxParts, zip } from '../support/xlsx.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true }));

const DAY = new Date('2026-01-05');
const ROWS: readonly (readonly Cell[])[] = [
  ['Reference', 'Name', 'Day', 'Ban'],
  [8227, 'HERON & Söhne <1>', DAY, true],
  [],
  ['8227a', '  ', null, false, 0.5],
];
const PLACE = 'xl/worksheets/sheet1.xml';

async function rowsIn(content: Uint8Array, sheet = 'List'): Promise<TextRow[]> {
  const path = join(folder, 'book.xlsx');
  await writeFile(path, content);
  const rows: TextRow[] = [];
  for await (const row of inWorkbook(path, (book) => book.rows(sheet))) rows.push(row);
  return rows;
}

const parts = () => xlsxParts([{ name: 'List', rows: ROWS }]);
const edited = (part: string, edit: (text: string) => string) =>
  zip({ ...parts(), [part]: edit(String(parts()[part])) });
const sheetOf = (data: string) => zip({ ...parts(), [PLACE]: `<worksheet><sheetData>${data}</sheetData></worksheet>` });

async function refusal(content: Uint8Array): Promise<string> {
  const reading = rowsIn(content);
  await expect(reading).rejects.toThrow(RefusedVersion);
  return reading.then(
    () => '',
    (error: unknown) => String(error),
  );
}

describe('a workbook', () => {
  it('gives every cell as a text in its column, and no row that is empty', async () => {
    expect(await rowsIn(xlsx([{ name: 'List', rows: ROWS }]))).toEqual([
      { number: 1, cells: ['Reference', 'Name', 'Day', 'Ban'] },
      { number: 2, cells: ['8227', 'HERON & Söhne <1>', '2026-01-05', 'TRUE'] },
      { number: 4, cells: ['8227a', '  ', '', 'FALSE', '0.5'] },
    ]);
  });

  it('names its sheets, and of those nobody asks for a damaged one harms nothing', async () => {
    const whole = xlsxParts([
      { name: 'List', rows: ROWS },
      { name: 'Éxtra "2"', rows: [['x']] },
    ]);
    const path = join(folder, 'sheets.xlsx');
    await writeFile(path, zip({ ...whole, 'xl/worksheets/sheet2.xml': 'garbage' }));
    const names: string[] = [];
    for await (const name of inWorkbook(path, async function* (book) {
      yield* book.sheets;
      for await (const row of book.rows('List')) expect(row.cells.length).toBeGreaterThan(0);
    }))
      names.push(name);
    expect(names).toEqual(['List', 'Éxtra "2"']);
  });

  it('keeps columns in place beside merged cells, and where a row or a cell does not say where it stands', async () => {
    const merged = xlsx([{ name: 'List', rows: [['Title', null, null, 'x']], merged: ['A1:C1'] }]);
    expect(await rowsIn(merged)).toEqual([{ number: 1, cells: ['Title', '', '', 'x'] }]);
    const bare = sheetOf('<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>');
    expect((await rowsIn(bare)).map(({ cells }) => cells)).toEqual([['1', '', '', '2', '3'], ['4']]);
  });

  it('unescapes what Excel escapes, and reads formatted, inline and computed texts', async () => {
    const data = `<row><c t="inlineStr"><is><r><t>He</t></r><r><rPr><b/></rPr><t>ron</t></r><rPh><t>ヘロン</t></rPh></is></c>
      <c t="str"><f>A1</f><v>a_x000D_\nb_x005F_x000D_c_x0000_</v></c><c t="e"><v>#REF!</v></c><c t="n"><v>1.2E3</v></c><c t="d"><v>2026-01-05T10:00:00</v></c><c s="1"/></row>`;
    expect((await rowsIn(sheetOf(data)))[0]?.cells).toEqual(['Heron', 'a\r\nb_x000D_c', '#REF!', '1200', '2026-01-05']);
  });

  it('counts days from 1904 where it says so', async () => {
    const book = edited('xl/workbook.xml', (text) => text.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'));
    expect((await rowsIn(book))[1]?.cells[2]).toBe('2030-01-06');
  });
});

describe('days of Excel', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [46_057.75, '2026-02-04'],
    [2_958_465, '9999-12-31'],
    [2_958_466, null],
    [0, null],
    [-5, null],
    [Number.NaN, null],
  ])('%d is %s', (serial, day) => {
    expect(serialDay(serial)).toBe(day);
  });

  it.each([
    ['d/mm/yyyy', true],
    ['[$-411]ggge"年"m"月"d"日"', true],
    ['yyyy\\-mm\\-dd;@', true],
    ['General', false],
    ['0.00', false],
    ['#,##0 "days"', false],
    ['[Red]0;[Blue]-0', false],
    ['h:mm', false],
  ])('the format %s shows one: %s', (code, shows) => {
    expect(isDateFormat(164, code)).toBe(shows);
  });
});

describe('what is no workbook, or a damaged or hostile one', () => {
  const good = Buffer.from(xlsx([{ name: 'List', rows: ROWS }]));

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a page', Buffer.from('\ufeff<!DOCTYPE html><html></html>'), 'HTML'],
    ['a CSV file', Buffer.from('Reference,Name\r\n1,HERON\r\n'), 'not an Excel workbook'],
    ['an old or encrypted workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old format'],
    ['another zip archive', zip({ 'word/document.xml': '<x/>' }), 'not an Excel workbook'],
    ['a beginning', good.subarray(0, 40), 'cut short'],
    ['a half', good.subarray(0, good.length / 2), 'cut short'],
    ['all but the end', good.subarray(0, good.length - 3), 'cut short'],
    ['a wrong checksum', zip(parts(), { crc: 1 }), 'checksum'],
    ['a wrong size', zip(parts(), { size: 10 }), 'damaged'],
    [
      'two parts of one name',
      zip([...Object.entries(parts()), ['XL/Workbook.xml', '<workbook/>']]),
      'two parts called',
    ],
    ['a part that is missing', zip({ ...parts(), [PLACE]: '' }), 'empty'],
    ['a sheet cut in half', edited(PLACE, (text) => text.slice(0, text.length / 2)), 'not well-formed'],
    ['a doctype', edited(PLACE, (text) => text.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>')), 'doctype'],
    ['an entity', edited('xl/sharedStrings.xml', (text) => text.replace('HERON', '&a;')), 'not well-formed'],
    ['nested elements', sheetOf('<a>'.repeat(100_000)), 'nested'],
    ['a bomb of blanks', sheetOf(' '.repeat(50_000_000)), 'unpacked'],
    ['a text it does not have', sheetOf('<row><c t="s"><v>99</v></c></row>'), 'a text that the workbook does not have'],
    ['rows out of order', sheetOf('<row r="2"/><row r="1"/>'), 'not in order'],
    ['a row beyond the last', sheetOf('<row r="99999999"/>'), 'not in order'],
    ['a column beyond reason', sheetOf('<row><c r="XFD1"><v>1</v></c></row>'), 'columns'],
    ['a cell called anything', sheetOf('<row><c r="$A"><v>1</v></c></row>'), 'a cell is called'],
    ['a sheet of another part', edited('xl/workbook.xml', (text) => text.replace('rId1', 'rId9')), 'has no part'],
    ['no sheet', edited('xl/workbook.xml', (text) => text.replace(/<sheet .*\/>/, '')), 'no sheet'],
  ])('%s is refused', async (_what, content, says) => {
    expect(await refusal(content)).toContain(says);
  });

  it('is told apart from a file that cannot be read', async () => {
    const reading = inWorkbook(join(folder, 'absent.xlsx'), (book) => book.rows('List')).next();
    await expect(reading).rejects.toThrow('ENOENT');
  });
});
