import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/domain/errors.js';
import { systemClock } from '../../src/lib/time.js';
import type { Clock } from '../../src/ports.js';
import { openStore, openStoreForReading } from '../../src/store/index.js';
import { lockHolder } from '../../src/store/lock.js';
import { note } from '../contracts/store.js';
import { emptyFolder, impatient, keysOf, Lines, open } from './folder.js';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));
const children: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(...args: string[]): { child: ChildProcessWithoutNullStreams; lines: AsyncIterator<string> } {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, ...args]);
  children.push(child);
  child.stderr.pipe(process.stderr);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function line(lines: AsyncIterator<string>): Promise<string> {
  const next = await lines.next();
  return next.done ? 'ended' : next.value;
}

async function killed(child: ChildProcessWithoutNullStreams): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** A clock on which sleeping takes no time. */
function passing(): { clock: Clock; waited: () => number } {
  let at = 0;
  const sleep = async (ms: number) => {
    at += ms;
  };
  return { clock: { now: () => new Date(at), sleep }, waited: () => at };
}

describe('two processes', () => {
  it('keep every transaction that was acknowledged before a kill -9', async () => {
    const dir = await emptyFolder();
    let last = 0;
    for (let round = 0; round < 3; round += 1) {
      const { child, lines } = start(dir, 'count', '1000000');
      expect(await line(lines)).toBe('open');
      for (let n = 0; n < 60 + round * 17; n += 1) last = Number(await line(lines));
      await killed(child);
      for (let said = await line(lines); said !== 'ended'; said = await line(lines)) last = Number(said);
      const store = await open(dir, { clock: impatient, waitForLockMs: 12_000 });
      const kept = (await store.get('counters', 'audit'))?.value ?? 0;
      expect([last, last + 1]).toContain(kept);
      expect((await store.get('audit', 'last'))?.what).toBe(String(kept));
      await store.close();
    }
  });

  it('may read while one writes and compacts, and see whole transactions only', async () => {
    const dir = await emptyFolder();
    const { child, lines } = start(dir, 'count', '1000000');
    expect(await line(lines)).toBe('open');
    let acknowledged = 0;
    for (let n = 0; n < 40; n += 1) {
      for (let k = 0; k < 8; k += 1) acknowledged = Number(await line(lines));
      const reader = await openStoreForReading(dir);
      const seen = (await reader.get('counters', 'audit'))?.value ?? 0;
      expect(seen).toBeGreaterThanOrEqual(acknowledged);
      expect((await reader.get('audit', 'last'))?.what).toBe(String(seen));
      await reader.close();
    }
    expect(await readdir(dir)).not.toContain('journal.0.ndjson');
    await killed(child);
  });

  it('refuse to write both: the second names the first', async () => {
    const dir = await emptyFolder();
    const { child, lines } = start(dir, 'hold');
    expect(await line(lines)).toBe('open');
    const refused = open(dir, { clock: impatient });
    await expect(refused).rejects.toThrow(SetupError);
    await expect(refused).rejects.toThrow(
      `another Tocsin (process ${child.pid}) already uses ${dir}; stop it, or set DATA_DIR.`,
    );
    child.stdin.end();
    const store = await open(dir, { clock: systemClock, waitForLockMs: 12_000 });
    expect(await keysOf(store)).toEqual([]);
    await store.close();
  });

  it('wait 12 seconds for one another, by the clock', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    const { clock, waited } = passing();
    await expect(openStore({ dir, log: new Lines(), clock })).rejects.toThrow('already uses');
    expect(waited()).toBe(12_000);
    await store.close();
  });

  it('take over a dead one’s lock one at a time, however many try', async () => {
    const dir = await emptyFolder();
    const first = start(dir, 'hold');
    expect(await line(first.lines)).toBe('open');
    await killed(first.child);
    const rest = Array.from({ length: 4 }, () => start(dir, 'count', '25').child);
    const codes = await Promise.all(rest.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect((await (await openStoreForReading(dir)).get('counters', 'audit'))?.value).toBe(100);
    expect((await readdir(dir)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });
});

describe('who holds a folder', () => {
  it('is told without taking it: a running process, one that ended, one elsewhere, or nobody', async () => {
    const dir = await emptyFolder();
    expect(await lockHolder(dir)).toBeNull();
    const store = await open(dir);
    const holder = { pid: process.pid, host: hostname(), state: 'running' };
    expect(await lockHolder(dir)).toEqual(holder);
    const lock: Record<string, unknown> = JSON.parse(await readFile(join(dir, 'lock'), 'utf8'));
    await store.close();
    expect(await lockHolder(dir)).toBeNull();
    await writeFile(join(dir, 'lock'), JSON.stringify({ ...lock, pid: 2 ** 22 + 1 }));
    expect(await lockHolder(dir)).toEqual({ ...holder, pid: 2 ** 22 + 1, state: 'ended' });
    await writeFile(join(dir, 'lock'), JSON.stringify({ ...lock, host: 'elsewhere.test' }));
    expect(await lockHolder(dir)).toEqual({ ...holder, host: 'elsewhere.test', state: 'elsewhere' });
  });
});

describe('a lock', () => {
  const own = async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    const lock: Record<string, unknown> = JSON.parse(await readFile(join(dir, 'lock'), 'utf8'));
    await store.close();
    return { dir, lock };
  };

  it.runIf(process.platform === 'linux')(
    'is taken at once where its process number now belongs to another process',
    async () => {
      const { dir, lock } = await own();
      await writeFile(join(dir, 'lock'), JSON.stringify({ ...lock, token: 'x', started: 'another boot 1' }));
      const store = await open(dir, { clock: impatient, waitForLockMs: 12_000 });
      await store.transaction(async (tx) => tx.put('audit', 'a', note('a')));
      await store.close();
    },
  );

  it('left half claimed by one who died while taking it over is taken all the same', async () => {
    const { dir, lock } = await own();
    const dead = { ...lock, pid: 2 ** 22 + 1 };
    await writeFile(join(dir, 'lock'), JSON.stringify({ ...dead, token: 'x' }));
    await writeFile(join(dir, 'lock.x'), JSON.stringify({ ...dead, token: 'y' }));
    await (await open(dir, { clock: impatient, waitForLockMs: 12_000 })).close();
    expect((await readdir(dir)).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('of another machine counts as alive; the refusal says how to remove it', async () => {
    const { dir, lock } = await own();
    await writeFile(join(dir, 'lock'), JSON.stringify({ ...lock, token: 'x', host: `not-${hostname()}` }));
    await expect(open(dir)).rejects.toThrow(
      `another Tocsin (process ${process.pid} on not-${hostname()}) already uses ${dir}; stop it, or set DATA_DIR. If none is running, remove ${join(dir, 'lock')}.`,
    );
  });

  it('whose owner has not written its name yet counts as alive', async () => {
    const { dir } = await own();
    await writeFile(join(dir, 'lock'), '');
    await expect(open(dir)).rejects.toThrow(`If none is running, remove ${join(dir, 'lock')}.`);
  });
});

describe('a reader', () => {
  it('finds an empty store in a folder that does not exist, and does not make it', async () => {
    const dir = join(await emptyFolder(), 'none');
    const reader = await openStoreForReading(dir);
    expect(await reader.list('listings')).toEqual([]);
    await expect(readdir(dir)).rejects.toThrow('ENOENT');
  });

  it('asks no lock and sees what a writer has made durable', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    await store.transaction(async (tx) => tx.put('audit', 'a', note('a')));
    expect(await keysOf(await openStoreForReading(dir))).toEqual(['a']);
    await store.close();
    expect(await keysOf(await openStoreForReading(dir))).toEqual(['a']);
  });
});
