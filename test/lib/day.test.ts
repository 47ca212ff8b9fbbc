import { expect, it } from 'vitest';
import { calendarDay } from '../../src/lib/day.js';
import { instantOf } from '../../src/lib/list-file.js';

it.each(['2024-02-29', '2025-12-31', '0999-01-01'])('%s is a calendar day', (day) => {
  expect(calendarDay(day)).toBe(day);
});

it.each([
  '2025-99-99',
  '2025-02-29',
  '2025-02-30',
  '2025-04-31',
  '2025-00-10',
  '2025-1-1',
  ' 2025-01-01',
  '2025-01-01T00:00',
  '',
])('%j is none', (text) => {
  expect(calendarDay(text)).toBeNull();
});

it('an instant is one of a day that exists', () => {
  expect(instantOf('2026-09-09T16:47:04.449+02:00')).toBe('2026-09-09T14:47:04.449Z');
  expect(instantOf('Mon, 06 May 2024 23:00:02 GMT')).toBe('2024-05-06T23:00:02.000Z');
  for (const none of ['2025-02-30T10:00:00Z', '2025-99-99T10:00:00Z', 'soon', '']) expect(instantOf(none)).toBeNull();
});
