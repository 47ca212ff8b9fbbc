import { expect, it } from 'vitest';
import { instantOf } from '../../../src/sources/feeds/dates.js';

it.each([
  ['Thu, 27 Aug 26 12:00:00 +0000', '2026-08-27T12:00:00.000Z'],
  ['Fri, 28 Aug 2026 21:35:09 -0400', '2026-08-29T01:35:09.000Z'],
  ['1 Jan 99 00:30 GMT', '1999-01-01T00:30:00.000Z'],
  ['Sun, 01 Feb 2026 00:10:00 +0530', '2026-01-31T18:40:00.000Z'],
  ['Mon, 20 Jul 2026 10:00:00 -04:00', '2026-07-20T14:00:00.000Z'],
  ['Wed, 04 Jun 2026 14:00:00 EDT', '2026-06-04T18:00:00.000Z'],
  ['Wed, 04 Feb 2026 14:00:00 PST', '2026-02-04T22:00:00.000Z'],
  ['2026-09-24T08:49:08Z', '2026-09-24T08:49:08.000Z'],
  ['2026-07-01T00:30:00+01:00', '2026-06-30T23:30:00.000Z'],
  ['2026-07-01T00:30:00.25Z', '2026-07-01T00:30:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(new Date(instantOf(text) ?? Number.NaN).toISOString()).toBe(instant);
});

it.each([
  '',
  '2026-09-24',
  'Thu, 31 Feb 26 12:00:00 +0000',
  'Thu, 27 Xxx 26 12:00:00 +0000',
  '27 Aug 2026 25:00 GMT',
  'Thu, 27 Aug 26 12:00:00 ABC',
])('%j is no date', (text) => {
  expect(instantOf(text)).toBeNull();
});
