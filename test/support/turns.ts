import { vi } from 'vitest';

/** A machine on which two milliseconds pass each time somebody looks at the time, until mocks are restored. */
export function slowMachine(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 2;
    return now;
  });
}

/** How many turns everything else had while the work was done. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  await work();
  over = true;
  return turns;
}
