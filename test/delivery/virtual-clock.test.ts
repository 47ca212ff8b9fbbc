import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../support/virtual-clock.js';

describe('the virtual clock of the tests', () => {
  it('wakes sleepers at their own time, in order, and those born on the way', async () => {
    const clock = createVirtualClock('2024-01-01T00:00:00.000Z');
    const seen: string[] = [];
    const nap = async (name: string, ms: number) => {
      await clock.sleep(ms);
      seen.push(`${name}@${clock.now().getTime() - Date.parse('2024-01-01T00:00:00.000Z')}`);
    };
    const all = Promise.all([nap('b', 20), nap('a', 10).then(() => nap('a2', 5)), nap('b2', 20)]);
    await clock.advance(9);
    expect(seen).toEqual([]);
    await clock.advance(20);
    await all;
    expect(seen).toEqual(['a@10', 'a2@15', 'b@20', 'b2@20']);
    expect(clock.now().toISOString()).toBe('2024-01-01T00:00:00.029Z');
    expect(clock.sleepers).toBe(0);
  });

  it('rejects with the reason of the signal and leaves no sleeper', async () => {
    const clock = createVirtualClock();
    const abort = new AbortController();
    const slept = clock.sleep(1000, abort.signal);
    expect(clock.sleepers).toBe(1);
    abort.abort(new Error('enough'));
    await expect(slept).rejects.toThrow('enough');
    expect(clock.sleepers).toBe(0);
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('enough');
  });
});
