import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../src/sources/feeds/news.js';

const page = (...items: [id: string, at: number | null][]) => items.map(([id, at]) => ({ id, at }));
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('what is new on a page', () => {
  it('is nothing at first sight', () => {
    const news = newsOf(page(['b', 20], ['a', 10]), null, true);
    expect(news).toEqual({ fresh: [], seen: ['b', 'a'], gap: false });
  });

  it('is what is not known, oldest first, whatever the order of the page', () => {
    const { fresh, seen } = newsOf(page(['a', 10], ['d', 40], ['c', 30], ['b', 20]), ['a'], true);
    expect(ids(fresh)).toEqual(['b', 'c', 'd']);
    expect(seen).toEqual(['d', 'c', 'b', 'a']);
  });

  it('comes in the order of the page where the dates are equal', () => {
    expect(ids(newsOf(page(['c', 10], ['b', 10], ['a', 10]), ['a'], true).fresh)).toEqual(['b', 'c']);
  });

  it('counts an id once, with its newest date', () => {
    const { fresh } = newsOf(page(['a', 5], ['b', 20], ['a', 30]), ['x'], true);
    expect(fresh).toEqual([
      { id: 'b', at: 20 },
      { id: 'a', at: 30 },
    ]);
  });

  it('is not what slid onto a whole page from below when a newer item was withdrawn', () => {
    const slid = page(['c', 30], ['b', 20], ['old', 10]);
    expect(ids(newsOf(slid, ['c', 'b', 'withdrawn'], true).fresh)).toEqual([]);
    expect(ids(newsOf(slid, ['c', 'b', 'withdrawn'], false).fresh)).toEqual(['old']);
  });

  it('may be undated', () => {
    expect(ids(newsOf(page(['b', null], ['a', 10]), ['a'], true).fresh)).toEqual(['b']);
  });

  it('says where a whole page holds nothing known', () => {
    expect(newsOf(page(['z', 90]), ['a'], true).gap).toBe(true);
    expect(newsOf(page(['z', 90]), ['a'], false).gap).toBe(false);
    expect(newsOf(page(['z', 90]), [], true)).toMatchObject({ gap: false, fresh: [{ id: 'z' }] });
  });
});
