import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Held } from '../../src/domain/ledger.js';
import type { Store } from '../../src/ports.js';
import { entry, note } from '../contracts/store.js';
import { sound } from './faults.js';
import { emptyFolder, impatient, open } from './folder.js';

const HELD: Held = {
  ...{ source: 'un-sc', reason: 'shrunk', since: '2024-01-01T00:00:00.000Z', published: null, format: 'xml' },
  ...{ digest: 'd', signal: null, files: [] },
};

/** Changes three files at once; which number they are at can be told from each. */
async function step(store: Store): Promise<number> {
  return store.transaction(async (tx) => {
    const n = await tx.next('audit');
    tx.put('audit', 'last', note(String(n)));
    tx.put('listings', 'un-sc/1', entry('un-sc', String(n)));
    return n;
  });
}

/** So much that the store compacts before the next transaction. */
async function compact(store: Store): Promise<void> {
  await store.transaction(async (tx) => tx.put('audit', 'long', note('x'.repeat(20_000))));
  await step(store);
}

async function numberIn(store: Store): Promise<number> {
  const { value } = (await store.get('counters', 'audit')) ?? { value: 0 };
  expect((await store.get('audit', 'last'))?.what).toBe(String(value));
  expect((await store.get('listings', 'un-sc/1'))?.listing.ref).toBe(String(value));
  return value;
}

describe('a folder copied while the bot runs', () => {
  const orders: readonly [string, (names: string[]) => string[]][] = [
    ['by name', (names) => names.sort()],
    ['by name, backwards', (names) => names.sort().reverse()],
  ];
  it.each(orders)('holds one moment of the store, whichever file is copied when (%s)', async (_name, ordered) => {
    for (let turn = 0; ; turn += 1) {
      const dir = await emptyFolder();
      const store = await open(dir, { files: sound, compactBytes: 10_000 });
      await step(store);
      await compact(store);
      const least = await step(store);
      const copy = await emptyFolder();
      const names = ordered(await readdir(dir));
      for (const [position, name] of names.entries()) {
        if (position === turn) await compact(store);
        if (position >= turn) await step(store);
        await copyIfThere(join(dir, name), join(copy, name));
      }
      const copied = await open(copy, { files: sound, clock: impatient });
      expect(await numberIn(copied)).toBeGreaterThanOrEqual(least);
      const next = await step(copied);
      await copied.close();
      const again = await open(copy, { files: sound });
      expect(await numberIn(again)).toBe(next);
      await again.close();
      await store.close();
      if (turn >= names.length) break;
    }
  });

  it('is whole when the copy begins in the middle of a compaction', async () => {
    const dir = await emptyFolder();
    const copies: string[] = [];
    let compacting = false;
    const files: typeof sound = {
      ...sound,
      rename: async (from, to) => {
        await sound.rename(from, to);
        if (compacting) copies.push(await copyOf(dir));
      },
      unlink: async (path) => {
        await sound.unlink(path);
        if (compacting) copies.push(await copyOf(dir));
      },
    };
    const store = await open(dir, { files, compactBytes: 10_000 });
    for (let n = 0; n < 3; n += 1) await compact(store);
    const least = await step(store);
    compacting = true;
    await compact(store);
    compacting = false;
    await store.close();
    expect(copies.length).toBeGreaterThan(6);
    for (const copy of copies) {
      const copied = await open(copy, { files: sound, clock: impatient });
      expect(await numberIn(copied)).toBeGreaterThanOrEqual(least);
      await copied.close();
    }
  });

  it('is small: of what was written over, it holds one generation', async () => {
    const dir = await emptyFolder();
    const store = await open(dir, { files: sound, compactBytes: 10_000 });
    await store.transaction(async (tx) => tx.put('held', 'un-sc', HELD));
    for (let n = 0; n < 5; n += 1) await compact(store);
    const names = (await readdir(dir)).filter((name) => name !== 'lock');
    const tables = names.map((name) => name.replace(/\.\d+\./, '.')).sort();
    const twice = ['audit.json', 'counters.json', 'journal.begun', 'journal.ndjson', 'listings.un-sc.json'];
    expect(tables).toEqual([...twice, ...twice, 'held.json'].sort());
    await writeFile(join(dir, 'audit.99.json.tmp'), 'half');
    await store.close();
    await (await open(dir, { files: sound })).close();
    expect(await readdir(dir)).not.toContain('audit.99.json.tmp');
  });

  it('is not kept waiting by the lock that was copied with it, while one that is in use is', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    await step(store);
    const copy = await copyOf(dir);
    expect(await readFile(join(copy, 'lock'), 'utf8')).toBe(await readFile(join(dir, 'lock'), 'utf8'));
    const copied = await open(copy, { clock: impatient });
    await expect(open(copy)).rejects.toThrow('already uses');
    await expect(open(dir)).rejects.toThrow('already uses');
    await copied.close();
    await store.close();
  });
});

/** What a generation left behind may vanish while a folder is copied: nobody needs it. */
async function copyIfThere(from: string, to: string): Promise<void> {
  await copyFile(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function copyOf(dir: string): Promise<string> {
  const copy = await emptyFolder();
  for (const name of await readdir(dir)) await writeFile(join(copy, name), await readFile(join(dir, name)));
  return copy;
}
