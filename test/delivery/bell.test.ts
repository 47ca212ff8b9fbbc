import { expect, it } from 'vitest';
import { Bell } from '../../src/delivery/bell.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { DAY, SECOND, START } from './scene.js';

it('a bell wakes at its time, when rung, and when it was rung before; never later than a day', async () => {
  const clock = createVirtualClock(START);
  const bell = new Bell(clock);
  const woken: number[] = [];
  const wait = async (at: number | null) => {
    await bell.wait(at);
    woken.push(clock.now().getTime() - Date.parse(START));
  };
  bell.ring();
  bell.ring();
  await wait(null);
  expect(woken).toEqual([0]);

  const second = wait(Date.parse(START) + SECOND);
  await clock.advance(SECOND);
  await second;
  const third = wait(null);
  await clock.advance(SECOND);
  expect(woken).toEqual([0, SECOND]);
  bell.ring();
  await third;
  expect(woken).toEqual([0, SECOND, 2 * SECOND]);

  const fourth = wait(Infinity);
  await clock.advance(2 * DAY);
  await fourth;
  expect(woken.at(-1)).toBe(2 * SECOND + DAY);
  expect(clock.sleepers).toBe(0);
});
