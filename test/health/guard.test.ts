import { beforeEach, describe, expect, it } from 'vitest';
import { Guard } from '../../src/health/guard.js';
import type { Status } from '../../src/ports.js';
import { createMemoryStore } from '../support/memory-store.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';
import { aSource, aStatus, atText } from './support.js';

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const MINUTE = 60_000;

let clock: VirtualClock;
let store: ReturnType<typeof createMemoryStore>;
let said: string[];
let state: Status;
let reaches: boolean;

beforeEach(() => {
  clock = createVirtualClock(atText(0));
  store = createMemoryStore();
  said = [];
  state = aStatus([aSource()]);
  reaches = true;
});

function guard(): Guard {
  const made = new Guard({
    ...{ store, clock, log: QUIET, checkSeconds: () => 600, status: async () => state },
    tell: async ({ title }) => {
      said.push(title);
      return reaches;
    },
  });
  made.start();
  return made;
}

describe("the dead man's switch", () => {
  it('says nothing while all is well', async () => {
    const running = guard();
    await clock.advance(600 * MINUTE);
    expect(said).toEqual([]);
    await running.stop();
    expect(clock.sleepers).toBe(0);
  });

  it('says once that alerts are stuck, and once that they are not, across restarts', async () => {
    let running = guard();
    state = aStatus([aSource()], atText(0));
    await clock.advance(15 * MINUTE);
    expect(said).toEqual([]);
    await clock.advance(5 * MINUTE);
    expect(said).toEqual(['Alerts are stuck']);
    await running.stop();
    running = guard();
    await clock.advance(10 * MINUTE);
    expect(said).toEqual(['Alerts are stuck']);
    await running.stop();
    state = aStatus([aSource()]);
    running = guard();
    await clock.advance(10 * MINUTE);
    expect(said).toEqual(['Alerts are stuck', 'Alerts are sent again']);
    await running.stop();
  });

  it('says again what did not reach anybody, until it does', async () => {
    const running = guard();
    reaches = false;
    state = aStatus([aSource()], atText(-60));
    await clock.advance(3 * MINUTE);
    expect(said).toHaveLength(3);
    reaches = true;
    await clock.advance(3 * MINUTE);
    expect(said).toHaveLength(4);
    await running.stop();
  });

  it('says that nothing is checked, but only after the time to check', async () => {
    state = aStatus([aSource({ state: 'stale', staleSince: atText(-600) })]);
    const running = guard();
    await clock.advance(20 * MINUTE);
    expect(said).toEqual([]);
    await clock.advance(MINUTE);
    expect(said).toEqual(['Nothing is being checked']);
    state = aStatus([aSource(), aSource({ id: 'un-sc', state: 'stale', staleSince: atText(-600) })]);
    await clock.advance(2 * MINUTE);
    expect(said).toEqual(['Nothing is being checked', 'Sources are checked again']);
    await running.stop();
  });

  it('does not take a fresh start for the end of it', async () => {
    await store.transaction(async (tx) => tx.put('alarms', 'nothing-checked', { at: atText(-60) }));
    state = aStatus([aSource({ state: 'stale', staleSince: atText(-600) })]);
    const running = guard();
    await clock.advance(120 * MINUTE);
    expect(said).toEqual([]);
    await running.stop();
  });

  it('goes on when the store cannot be read', async () => {
    let broken = true;
    const failing = new Guard({
      ...{ store, clock, log: QUIET, checkSeconds: () => 600 },
      status: async () => {
        if (broken) throw new Error('unreadable');
        return aStatus([aSource()], atText(-60));
      },
      tell: async ({ title }) => said.push(title) > 0,
    });
    failing.start();
    await clock.advance(2 * MINUTE);
    broken = false;
    await clock.advance(2 * MINUTE);
    expect(said).toEqual(['Alerts are stuck']);
    await failing.stop();
  });
});
