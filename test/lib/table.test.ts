import { describe, expect, it } from 'vitest';
import { readTable, type Table, type TableRow } from '../../src/lib/table.js';

const TABLE: Table<'id' | 'name' | 'phones'> = {
  name: 'the sheet',
  columns: { id: 'Id (number)', name: 'Full name', phones: /^phone( \d+)?$/ },
  needed: ['id', 'name'],
  ignored: ['Changed'],
};

async function read(lines: readonly (readonly string[])[]) {
  const unknown: string[] = [];
  const rows: TableRow<'id' | 'name' | 'phones'>[] = [];
  const numbered = lines.map((cells, place) => ({ number: place + 1, cells }));
  for await (const row of readTable(numbered, TABLE, (path, example) => unknown.push(`${path}: ${example}`)))
    rows.push(row);
  return { rows, unknown };
}

describe('a table', () => {
  it('is read by its headings, in whatever order, case and punctuation, below any legend', async () => {
    const { rows, unknown } = await read([
      ['A legend'],
      ['FULL  NAME', 'Phone', 'Changed', 'ID - number', 'Phone (2)'],
      ['', ' '],
      [' Rupert\nHentzau ', '1', 'today', '7', '2'],
    ]);
    expect(unknown).toEqual([]);
    expect(rows.map((row) => [row.number, row.text('id'), row.text('name'), row.lines('phones')])).toEqual([
      [4, '7', 'Rupert Hentzau', ['1', '2']],
    ]);
    expect([rows[0]?.lines('name'), rows[0]?.text('phones')]).toEqual([['Rupert', 'Hentzau'], '1; 2']);
  });

  it('reports the columns nobody knows with their first value, and values without a heading', async () => {
    const { unknown } = await read([
      ['Id number', 'Colour', '', 'Full name', 'Size'],
      ['1', '', '', 'A', ''],
      ['2', 'red', 'lost', 'B', '', 'beyond'],
      ['3', 'blue', '', 'C'],
    ]);
    expect(unknown).toEqual([
      'columns/Colour: red',
      'columns/(no heading): lost',
      'columns/(no heading): beyond',
      'columns/Size: ',
    ]);
  });

  it.each([
    [[['Name', 'Phone']], 'the sheet has no row with the heading "Id (number)"'],
    [[], 'no row with the heading'],
    [[...Array.from({ length: 60 }, () => ['x']), ['Id number', 'Full name']], 'no row with the heading'],
    [[['Id number']], 'the sheet lacks what every version had: "Full name"'],
    [[['Id number', 'Full name', 'full_name']], 'the sheet has the column "Full name" twice'],
  ])('%# is refused', async (lines, says) => {
    await expect(read(lines)).rejects.toThrow(says);
  });
});
