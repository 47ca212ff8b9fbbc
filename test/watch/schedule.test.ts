import { describe, expect, it } from 'vitest';
import { askBlind } from '../../src/watch/ask-again.js';
import { backOffMs, nextSlot } from '../../src/watch/schedule.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-01-05T12:00:00.000Z');
const pace = (id: string, everyMs = MINUTE) => ({ id, everyMs });

describe('the slots of a source', () => {
  it('are one an interval, always at the same place of it, whenever one asks', () => {
    const first = nextSlot(pace('ofac-sdn'), NOW);
    expect(first).toBeGreaterThan(NOW);
    expect(first).toBeLessThanOrEqual(NOW + MINUTE);
    for (const late of [0, 1, 17, 59_999]) expect(nextSlot(pace('ofac-sdn'), first + late)).toBe(first + MINUTE);
    expect(nextSlot(pace('ofac-sdn'), first - 1)).toBe(first);
    expect(nextSlot(pace('ofac-sdn'), first + 1000 * HOUR)).toBe(first + 1000 * HOUR + MINUTE);
  });

  it('are apart from those of other sources of its pace', () => {
    const ids = ['ofac-sdn', 'ofac-consolidated', 'ofac-recent-actions', 'un-sc', 'uk-sl', 'uk-ofsi'];
    expect(new Set(ids.map((id) => nextSlot(pace(id), NOW))).size).toBe(ids.length);
  });
});

describe('the back-off of a source that fails', () => {
  it('grows to a quarter of an hour, up to a quarter less, the same for each number of failures', () => {
    const waits = [1, 2, 3, 4, 5, 50].map((failures) => backOffMs(pace('un-sc'), failures, null) ?? 0);
    for (const [i, full] of [2, 4, 8, 15, 15, 15].entries()) {
      expect(waits[i]).toBeGreaterThanOrEqual(full * MINUTE * 0.75);
      expect(waits[i]).toBeLessThanOrEqual(full * MINUTE);
    }
    expect(waits[4]).not.toBe(waits[5]);
    expect(backOffMs(pace('un-sc'), 3, null)).toBe(waits[2]);
    expect(backOffMs(pace('uk-sl'), 3, null)).not.toBe(waits[2]);
  });

  it('is none where nothing failed, or where the next slot is later anyway', () => {
    expect(backOffMs(pace('un-sc'), 0, null)).toBeNull();
    expect(backOffMs(pace('ch-seco', HOUR), 7, null)).toBeNull();
    expect(backOffMs(pace('un-sc'), 0, 30)).toBeNull();
  });

  it('is as long as the publisher asks, but no longer than an hour', () => {
    expect(backOffMs(pace('un-sc'), 1, 1800)).toBe(1800_000);
    expect(backOffMs(pace('un-sc'), 0, 600)).toBe(600_000);
    expect(backOffMs(pace('un-sc'), 1, 86_400)).toBe(HOUR);
    expect(backOffMs(pace('un-sc'), 4, 1)).toBe(backOffMs(pace('un-sc'), 4, null));
  });
});

describe('a file that is asked for without its change signal', () => {
  function waits(bytes: number | 'unchanged', times: number): number[] {
    let blind: ReturnType<typeof askBlind> | undefined;
    return Array.from({ length: times }, () => {
      blind = askBlind(new Date(NOW), blind, { everyMs: MINUTE, bytes });
      return (Date.parse(blind.nextAt) - NOW) / MINUTE;
    });
  }

  it('that is large is put off for ever longer, up to an hour', () => {
    expect(waits(109_000_000, 8)).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 60, 60]);
  });

  it('is never put off for longer than its size makes fair, and not at all if it says it is unchanged', () => {
    expect(waits(3_600_000, 4)).toEqual([0.5, 1.5, 2, 2]);
    expect(waits('unchanged', 3)).toEqual([0, 0, 0]);
  });
});
