import { describe, expect, it } from 'vitest';
import { changesTold, composePage, pageCount } from '../../src/alerts/pages.js';
import { fileOf } from '../../src/alerts/sheet.js';
import { csvRows } from '../../src/lib/csv.js';
import { aChange, aListing, anAction, anAnnouncement, textOf } from '../support/builders.js';

const titleOf = (): string => 'OFAC SDN';
const large = (entries: number) =>
  anAction({ changes: Array.from({ length: entries }, (_, i) => aChange({ ref: `${i}`, name: `PARTY ${i}` })) });

describe('pages', () => {
  it.each([
    [20, 0],
    [21, 2],
    [300, 15],
  ])('of %i entries: %i', (entries, pages) => {
    expect(pageCount(large(entries), null)).toBe(pages);
  });

  it('are of what a place is told alone', () => {
    expect(pageCount(large(300), [1, 2, 3])).toBe(0);
  });

  it('hold every entry once, under n/m', () => {
    const action = large(45);
    const texts = [1, 2, 3].map((page) => {
      const message = composePage(action, null, { page, pages: 3 }, { titleOf });
      expect(message.title).toContain(`${page}/3 · Entries `);
      expect([...message.push].length).toBeLessThanOrEqual(250);
      return textOf(message);
    });
    const named = texts.join('\n').match(/^\+ PARTY \d+/gm);
    expect(named).toEqual(changesTold(action, null).map(({ name }) => `+ ${name}`));
  });
});

describe('the file', () => {
  const rowsOf = (text: string) => csvRows(text.replace(/^\uFEFF/, ''));

  it('has a row an entry, and a row for an announcement without one', () => {
    const told = [large(45), anAnnouncement()].map((action) => ({ action, changes: null }));
    const { file, message } = fileOf(told, titleOf);
    expect(rowsOf(file.text)).toHaveLength(1 + 46);
    expect(message.title).toBe('All 46 entries of 2 actions as a file');
    expect(new Set(rowsOf(file.text).map((row) => row.length)).size).toBe(1);
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx'])(
    'makes %j a text that no spreadsheet runs',
    (name) => {
      const alias = { name, kind: 'aka', strength: 'strong' } as const;
      const listing = aListing({ name, aliases: [alias] });
      const action = anAction({ changes: [aChange({ name, listing })] });
      const [, row = []] = rowsOf(fileOf([{ action, changes: null }], titleOf).file.text);
      expect(row.filter((cell) => cell.includes(name))).toEqual([`'${name}`, `'${name}`]);
    },
  );

  it('keeps quotes, semicolons, lines and any letters', () => {
    const name = 'A "B"; C,\nД 中 😀';
    const action = anAction({ changes: [aChange({ name })] });
    const { file } = fileOf([{ action, changes: null }], titleOf);
    expect(rowsOf(file.text)[1]?.[6]).toBe(name);
    expect(file.name).toBe(`${action.id}.csv`);
  });
});
