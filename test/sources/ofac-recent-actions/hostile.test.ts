import { expect, it } from 'vitest';
import { readIndexPage, readNotice } from '../../../src/sources/ofac-recent-actions/pages.js';
import { added, indexHtml, noticeHtml } from './notice-html.js';

/** So many that work which grows with their square would take minutes. */
const MANY = 60_000;

function read(body: string) {
  return readNotice(noticeHtml('20240506', body), { id: null, category: null });
}

it('joins a paragraph of very many lines', () => {
  const { item } = read(added(`<p>${'(GREY) HERON (Zenda)<br>'.repeat(MANY)}[TEST3].</p>`));
  expect(item.entries).toMatchObject([{ programs: ['TEST3'] }]);
  expect(item.entries[0]?.text).toHaveLength(21 * MANY + '[TEST3].'.length);
});

it('parts a paragraph of very many entries', () => {
  expect(read(added(`<p>${'HERON [TEST3] (Linked To: EGRET).<br>'.repeat(MANY)}</p>`)).item.entries).toHaveLength(MANY);
});

it.each(['[A] (Linked To: ', '](Linked To: ', '[A] ', '[', ']', '(Linked To: x) ', '(A: ', 'changes to the '])(
  'reads a paragraph and a heading of very many “%s”',
  (piece) => {
    for (const end of ['x', ']).']) {
      const text = `HERON ${piece.repeat(MANY)}${end}`;
      expect(read(added(`<p>${text}</p><h4>${text}</h4>`)).item.text).toContain(text);
    }
  },
);

it('joins very many versions, which are no entry', () => {
  expect(read(added('<p>-to-</p>'.repeat(MANY))).item.entries).toEqual([]);
});

it.each(['<div>', '<b>', '<b><p>', '<div><p>'])('refuses a page of %s nested beyond reason', (tags) => {
  expect(() => read(tags.repeat(MANY))).toThrow('nested more than 256 deep');
  expect(() => readIndexPage(indexHtml(['20240506']) + tags.repeat(MANY))).toThrow('nested more than 256 deep');
});

it('reads what is nested a hundred deep, and paragraphs that nobody closed', () => {
  const deep = `${'<div>'.repeat(100)}<p>GREY HERON [TEST3].</p>${'</div>'.repeat(100)}`;
  expect(read(added(deep)).item.entries).toHaveLength(1);
  expect(read(added('<p>GREY HERON [TEST3].'.repeat(1000))).item.entries).toHaveLength(1000);
});
