import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { csvRows } from '../../../src/lib/csv.js';
import { auDfat } from '../../../src/sources/au-dfat/index.js';
import { listingsIn, reader } from '../../contracts/list-source.js';
import { describeShared } from '../../support/shared.js';
import { type Cell, xlsx } from '../../support/xlsx.js';

/** As Excel has what its CSV export writes: `2/2/26` is a day, `TRUE` a truth value. */
function cellOf(text: string): Cell {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d\d)$/.exec(text) ?? [];
  if (year) return new Date(Date.UTC(2000 + Number(year), Number(month) - 1, Number(day)));
  if (/^(TRUE|FALSE)$/.test(text)) return text === 'TRUE';
  return /^\d+$/.test(text) ? Number(text) : text;
}

describeShared('the real columns of Australia', (data) => {
  const read = reader(auDfat);

  it('are known, all of them', async () => {
    const csv = await readFile(data('au/dfat_columns_2026_5rows_texts_edited.csv'), 'utf8');
    const rows = csvRows(csv).map((cells) => cells.map(cellOf));
    const events = await read(xlsx([{ name: 'Consolidated List - 2_10_2026', rows }]));
    expect(events.filter(({ kind }) => kind !== 'listing' && kind !== 'header')).toEqual([]);
    expect(listingsIn(events)).toMatchObject([
      {
        ref: '8577',
        name: 'Mohammad Salah JOKAR',
        type: 'individual',
        aliases: [
          { name: 'محمد صالح جوکار', kind: 'original-script', script: 'Arabic' },
          { name: 'Mohammad Saleh JOKAR', kind: 'aka', strength: 'strong' },
        ],
        births: [
          { kind: 'date', value: '5 May 1957' },
          { kind: 'place', value: 'Yazd' },
        ],
        nationalities: [{ country: 'Iranian', kind: 'citizenship' }],
        programs: ['Autonomous (Iran)'],
        sanctionsTypes: ['Targeted Financial Sanction', 'Travel Ban'],
      },
      { ref: '8556', type: 'entity', programs: ['1737 (Iran)'], sanctionsTypes: ['Targeted Financial Sanction'] },
      { ref: '8230', type: 'vessel', identifiers: [{ number: '9271951' }], sanctionsTypes: ['Maritime Restriction'] },
    ]);
  });
});
