import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAfter, jitterMs } from '../../src/delivery/schedule.js';
import type { Schedule } from '../../src/domain/subscription.js';
import { wallTime } from '../../src/lib/zone.js';

const due = (schedule: Schedule, recorded: string) => new Date(dueAfter(schedule, new Date(recorded))).toISOString();
const daily = (hour: number, zone: string): Schedule => ({ every: 'day', hour, zone });

describe('a digest falls due', () => {
  it.each([
    [daily(8, 'UTC'), '2024-06-01T07:59:59.999Z', '2024-06-01T08:00:00.000Z'],
    [daily(8, 'UTC'), '2024-06-01T08:00:00.000Z', '2024-06-02T08:00:00.000Z'],
    [daily(8, 'Europe/Berlin'), '2024-06-01T05:00:00.000Z', '2024-06-01T06:00:00.000Z'],
    [daily(23, 'Pacific/Auckland'), '2024-06-01T12:00:00.000Z', '2024-06-02T11:00:00.000Z'],
    [{ every: 'week', hour: 8, zone: 'UTC' }, '2024-06-01T08:00:00.000Z', '2024-06-03T08:00:00.000Z'],
    [{ every: 'week', hour: 8, zone: 'UTC' }, '2024-06-03T08:00:00.000Z', '2024-06-10T08:00:00.000Z'],
  ] as const)('%o for what was recorded at %s: %s', (schedule, recorded, at) => {
    expect(due(schedule, recorded)).toBe(at);
  });

  it('once on the days on which clocks are changed', () => {
    const skipped = daily(2, 'Europe/Berlin');
    expect(due(skipped, '2024-03-30T12:00:00Z')).toBe('2024-03-31T01:00:00.000Z');
    expect(due(skipped, '2024-03-31T01:00:00Z')).toBe('2024-04-01T00:00:00.000Z');
    expect(due(skipped, '2024-10-26T12:00:00Z')).toBe('2024-10-27T00:00:00.000Z');
    expect(due(skipped, '2024-10-27T00:30:00Z')).toBe('2024-10-28T01:00:00.000Z');
  });

  it('exactly once on every day of a year, whatever the zone and the hour', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 23 }), (name, hour) => {
        let at = dueAfter(daily(hour, name), new Date('2024-01-10T00:00:00Z'));
        for (let times = 0; times < 366; times += 1) {
          const next = dueAfter(daily(hour, name), new Date(at));
          const [day, following] = [at, next].map((time) => Date.parse(wallTime(new Date(time), name).day));
          expect((following ?? 0) - (day ?? 0)).toBe(86_400_000);
          at = next;
        }
      }),
      { numRuns: 5 },
    );
  });
});

it('places are spread over ten minutes, each always at the same moment', () => {
  const jitters = Array.from({ length: 200 }, (_, i) => jitterMs(`slack/C${i}`));
  expect(Math.max(...jitters)).toBeLessThan(600_000);
  expect(Math.max(...jitters) - Math.min(...jitters)).toBeGreaterThan(500_000);
  expect(jitterMs('slack/C1')).toBe(jitters[1]);
});
