import { describe, expect, it } from 'vitest';
import { backoffMs, jitter, nextProbe, storeWaitMs, triedLongEnough } from '../../src/delivery/backoff.js';
import { Budgets, LIMITS } from '../../src/delivery/budgets.js';
import { aPlace, DAY, HOUR, MINUTE, SECOND } from './scene.js';

describe('waiting', () => {
  it.each([
    [1, 2 * SECOND],
    [2, 4 * SECOND],
    [5, 32 * SECOND],
    [9, 512 * SECOND],
    [10, 10 * MINUTE],
    [150, 10 * MINUTE],
  ])('after attempt %i takes %i ms and up to a fifth more', (attempt, base) => {
    for (const key of ['a', 'b', 'c']) {
      expect(backoffMs(attempt, key)).toBeGreaterThanOrEqual(base);
      expect(backoffMs(attempt, key)).toBeLessThan(base * 1.2 + 1);
    }
  });

  it('ends after a day', () => {
    const waited = (attempts: number) =>
      Array.from({ length: attempts }, (_, n) => Math.min(2 * SECOND * 2 ** n, 10 * MINUTE)).reduce((a, b) => a + b, 0);
    const last = Array.from({ length: 400 }, (_, n) => n).find(triedLongEnough) ?? 0;
    expect(waited(last)).toBeGreaterThanOrEqual(DAY);
    expect(waited(last - 1)).toBeLessThan(DAY);
  });

  it('spreads a herd evenly, the same way each time', () => {
    const spread = Array.from({ length: 1000 }, (_, n) => jitter(`slack/C${n}`));
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const there = spread.filter((x) => x >= tenth / 10 && x < (tenth + 1) / 10).length;
      expect(there).toBeGreaterThan(60);
      expect(there).toBeLessThan(140);
    }
    expect(jitter('slack/C1')).toBe(jitter('slack/C1'));
  });

  it('rests up to a minute when the store fails', () => {
    expect([1, 2, 3, 7, 50].map(storeWaitMs)).toEqual([1, 2, 4, 60, 60].map((s) => s * SECOND));
  });
});

describe('trying a suspended destination', () => {
  const since = '2024-01-01T00:00:00.000Z';
  const probeAfter = (ms: number) =>
    nextProbe(since, 'slack/C1', new Date(Date.parse(since) + ms)).getTime() - Date.parse(since);

  it('happens daily, within one hour of the day that is its own', () => {
    const first = probeAfter(0);
    expect(first).toBeGreaterThanOrEqual(DAY);
    expect(first).toBeLessThan(DAY + HOUR);
    expect(probeAfter(first)).toBe(first + DAY);
    expect(probeAfter(first - 1)).toBe(first);
    expect(probeAfter(10 * DAY - 1)).toBe(first + 9 * DAY);
  });

  it('happens weekly once thirty days went by, and never ends', () => {
    const first = probeAfter(0);
    const thirtieth = first + 29 * DAY;
    expect(probeAfter(thirtieth - 1)).toBe(thirtieth);
    expect(probeAfter(thirtieth)).toBe(thirtieth + 7 * DAY);
    expect(probeAfter(thirtieth + 7 * DAY - 1)).toBe(thirtieth + 7 * DAY);
    expect(probeAfter(thirtieth + 7 * DAY)).toBe(thirtieth + 14 * DAY);
    expect(probeAfter(thirtieth + 700 * DAY)).toBe(thirtieth + 707 * DAY);
  });
});

describe('budgets', () => {
  it('allow a burst, then one at a time, and fill up again', () => {
    const budgets = new Budgets(LIMITS);
    const place = aPlace('slack/C1');
    const now = Date.parse('2024-01-01T00:00:00.000Z');
    for (let n = 0; n < 3; n += 1) {
      expect(budgets.readyAt(place)).toBeLessThanOrEqual(now);
      budgets.take(place, now);
    }
    expect(budgets.readyAt(place)).toBe(now + SECOND);
    budgets.take(place, now + HOUR);
    budgets.take(place, now + HOUR);
    expect(budgets.readyAt(place)).toBeLessThanOrEqual(now + HOUR);
  });

  it('count threads with their channel, and workspaces apart', () => {
    const budgets = new Budgets(LIMITS);
    const now = Date.parse('2024-01-01T00:00:00.000Z');
    const thread = { ...aPlace('slack/C1'), id: 'slack/C1/123.4', thread: '123.4' };
    for (let n = 0; n < 3; n += 1) budgets.take(aPlace('slack/C1'), now);
    expect(budgets.readyAt(thread)).toBeGreaterThan(now);
    for (let n = 0; n < 3; n += 1) budgets.take(aPlace('slack/C2'), now);
    expect(budgets.readyAt(aPlace('slack/C3'))).toBeGreaterThan(now);
    expect(budgets.readyAt(aPlace('slack/C3', { tenant: 'T2' }))).toBeLessThanOrEqual(now);
  });

  it('know no limit in the terminal', () => {
    const budgets = new Budgets(LIMITS);
    for (let n = 0; n < 1000; n += 1) budgets.take(aPlace('terminal/local'), 1000);
    expect(budgets.readyAt(aPlace('terminal/local'))).toBeLessThanOrEqual(1000);
  });
});
