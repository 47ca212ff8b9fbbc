import { describe, expect, it } from 'vitest';
import { dayOfCell, scriptOf, splitOutsideBrackets } from '../../src/lib/cell-values.js';

describe('several values in a cell', () => {
  it.each([
    ['a; b;; c ', ';', ['a', 'b', 'c']],
    ['Rupert（伯爵；1970）；Rudi (a;b)', ';；', ['Rupert（伯爵；1970）', 'Rudi (a;b)']],
    ['open (never closed; b', ';', ['open (never closed; b']],
    ['closed) too often; b', ';', ['closed) too often', 'b']],
    ['', ';', []],
  ])('%j', (text, separators, pieces) => {
    expect(splitOutsideBrackets(text, separators)).toEqual(pieces);
  });
});

describe('the day of a cell', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['5/1/2026', '2026-01-05'],
    ['05.01.2026', '2026-01-05'],
    ['46027', '2026-01-05'],
    ['31/02/2026', null],
    ['1/13/2026', null],
    ['5/1/26', null],
    ['2026', null],
    ['about 2026', null],
    ['', null],
  ])('%j is %s', (text, day) => {
    expect(dayOfCell(text)).toBe(day);
  });
});

describe('the script of a name', () => {
  it.each([
    ['Rupert', null],
    ['Рупрехт', 'Cyrillic'],
    ['البلشون', 'Arabic'],
    ['האנפה', 'Hebrew'],
    ['ヘンツァウ伯', 'Japanese'],
    ['金正恩', 'Han'],
    ['김정은', 'Hangul'],
    ['ООО "Heron"', null],
    ['123', null],
  ])('%s: %s', (name, script) => {
    expect(scriptOf(name)).toBe(script);
  });
});
