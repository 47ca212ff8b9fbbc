import { describe, expect, it } from 'vitest';
import { instantOf, wallTime } from '../../src/lib/zone.js';

describe('an hour of a day', () => {
  it.each([
    ['2024-01-15', 8, 'UTC', '2024-01-15T08:00:00.000Z'],
    ['2024-01-15', 8, 'Europe/Berlin', '2024-01-15T07:00:00.000Z'],
    ['2024-07-15', 8, 'Europe/Berlin', '2024-07-15T06:00:00.000Z'],
    ['2024-07-15', 0, 'America/New_York', '2024-07-15T04:00:00.000Z'],
    ['2024-01-15', 8, 'Asia/Kathmandu', '2024-01-15T02:15:00.000Z'],
    ['2024-01-15', 23, 'Pacific/Kiritimati', '2024-01-15T09:00:00.000Z'],
    ['2024-01-15', 1, 'Pacific/Pago_Pago', '2024-01-15T12:00:00.000Z'],
  ])('%s, %i h in %s is %s', (day, hour, zone, instant) => {
    expect(instantOf(day, hour, zone).toISOString()).toBe(instant);
  });

  it.each([
    ['skipped by the clocks comes when they go on', '2024-03-31', 2, 'Europe/Berlin', '2024-03-31T01:00:00.000Z'],
    ['that comes twice is the first of both', '2024-10-27', 2, 'Europe/Berlin', '2024-10-27T00:00:00.000Z'],
    ['skipped at midnight comes when the day begins', '2024-09-08', 0, 'America/Santiago', '2024-09-08T04:00:00.000Z'],
    ['of half an hour that comes twice', '2024-04-07', 1, 'Australia/Lord_Howe', '2024-04-06T14:00:00.000Z'],
    ['of a day that there never was', '2011-12-30', 8, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_, day, hour, zone, instant) => {
    expect(instantOf(day, hour, zone).toISOString()).toBe(instant);
  });
});

it('what the clocks show', () => {
  expect(wallTime(new Date('2024-01-15T23:45:00Z'), 'Asia/Kolkata')).toEqual({
    day: '2024-01-16',
    hour: 5,
    minute: 15,
  });
});
