import { afterEach, expect, it, vi } from 'vitest';
import { Breath } from '../../src/lib/breath.js';

afterEach(() => vi.restoreAllMocks());

/** A clock that goes on by so many milliseconds each time somebody looks at it. */
function everyLook(ms: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += ms;
    return now;
  });
}

it('is due after ten milliseconds of work, and again as long after it was taken', async () => {
  everyLook(4);
  const breath = new Breath();
  const due = () => Array.from({ length: 64 }, () => breath.due()).includes(true);
  expect([due(), due(), due()]).toEqual([false, false, true]);
  await breath.take();
  expect([due(), due(), due()]).toEqual([false, false, true]);
});

it('is never due within a few steps, so that little work is done in one go', () => {
  everyLook(1000);
  const breath = new Breath();
  expect(Array.from({ length: 63 }, () => breath.due())).not.toContain(true);
  expect(breath.due()).toBe(true);
});

it('lets what waits have its turn', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('another'));
  await new Breath().take();
  order.push('this');
  expect(order).toEqual(['another', 'this']);
});
