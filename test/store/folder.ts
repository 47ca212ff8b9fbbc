import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { systemClock } from '../../src/lib/time.js';
import type { Clock, Log, Store, StoreReader } from '../../src/ports.js';
import { openStore, type StoreOptions } from '../../src/store/index.js';

const made: string[] = [];
afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true, force: true });
});

/** An empty folder, removed after the test. */
export async function emptyFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-store-'));
  made.push(dir);
  return dir;
}

/** What a store said in its log. */
export class Lines implements Log {
  readonly lines: string[] = [];
  debug(): void {}
  info(message: string): void {
    this.lines.push(`info ${message}`);
  }
  warn(message: string): void {
    this.lines.push(`warn ${message}`);
  }
  error(message: string): void {
    this.lines.push(`error ${message}`);
  }
}

/** Fails where anything waits. */
export const impatient: Clock = {
  now: () => new Date('2024-05-06T07:08:09.010Z'),
  sleep: async () => {
    throw new Error('waited');
  },
};

export function open(dir: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({ dir, log: new Lines(), clock: systemClock, waitForLockMs: 0, ...options });
}

/** Keys of the audit, which these tests write to. */
export async function keysOf(store: StoreReader): Promise<string[]> {
  return (await store.list('audit')).map(([key]) => key);
}
