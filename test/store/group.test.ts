import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports.js';
import type { Files } from '../../src/store/files.js';
import { entry, note } from '../contracts/store.js';
import { dyingAt, sound, systemError, watched } from './faults.js';
import { emptyFolder, keysOf, Lines, open } from './folder.js';

/** Puts one note that says how many there were before it. */
function put(store: Store, key: string): Promise<string> {
  return store.transaction(async (tx) => {
    const before = (await tx.list('audit')).length;
    await new Promise((resolve) => setImmediate(resolve));
    tx.put('audit', key, note(String(before)));
    return `${key} after ${before}`;
  });
}

/** What stands on the disk, once the store is closed. */
async function left(dir: string): Promise<string[]> {
  const store = await open(dir, { files: sound });
  const keys = await keysOf(store);
  await store.close();
  return keys;
}

/** A disk that syncs nothing of the journal until it is let go. */
function slowDisk(): { files: Files; syncs: () => number; reached: Promise<void>; letGo: () => void } {
  const [reached, gate] = [signal(), signal()];
  let syncs = 0;
  const files: Files = {
    ...sound,
    open: async (path, flags, mode) => {
      const handle = await sound.open(path, flags, mode);
      const datasync = async () => {
        syncs += 1;
        reached.give();
        await gate.given;
      };
      return path.endsWith('.ndjson') ? { ...handle, datasync } : handle;
    },
  };
  return { files, syncs: () => syncs, reached: reached.given, letGo: gate.give };
}

function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

describe('transactions that are asked for together', () => {
  it('share one write and its syncs, each on top of the one before', async () => {
    const calls: string[] = [];
    const dir = await emptyFolder();
    const store = await open(dir, { files: watched(({ name }) => calls.push(name)) });
    calls.length = 0;
    const results = await Promise.all(['a', 'b', 'c'].map((key) => put(store, key)));
    expect(results).toEqual(['a after 0', 'b after 1', 'c after 2']);
    expect(calls).toEqual(['write', 'datasync', 'write', 'datasync']);
    await store.close();
    expect(await left(dir)).toEqual(['a', 'b', 'c']);
  });

  it('are told, and seen, in their order and only once they are on the disk', async () => {
    const disk = slowDisk();
    const store = await open(await emptyFolder(), { files: disk.files });
    const told: string[] = [];
    const first = ['a', 'b'].map((key) => put(store, key).then((what) => told.push(what)));
    await disk.reached;
    const later = ['c', 'd'].map((key) => put(store, key).then((what) => told.push(what)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([]);
    expect(await keysOf(store)).toEqual([]);
    disk.letGo();
    await Promise.all([...first, ...later]);
    expect(told).toEqual(['a after 0', 'b after 1', 'c after 2', 'd after 3']);
    expect(disk.syncs()).toBe(4);
    await store.close();
  });

  it('leave nothing of one whose work fails, and all of the others', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    const results = await Promise.allSettled([
      put(store, 'a'),
      store.transaction(async (tx) => {
        tx.put('audit', 'never', note('never'));
        tx.delete('audit', 'a');
        throw new Error('no');
      }),
      store.transaction(async (tx) => tx.insert('audit', 'a', note('again'))),
      put(store, 'b'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    await store.close();
    expect(await left(dir)).toEqual(['a', 'b']);
  });

  it('write a row once, as the last of them left it, in its place', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    for (const key of ['a', 'b', 'c']) await put(store, key);
    const at = (await readFile(join(dir, 'journal.0.ndjson'))).length;
    await Promise.all([
      store.transaction(async (tx) => tx.put('audit', 'a', note('first'))),
      store.transaction(async (tx) => tx.delete('audit', 'b')),
      store.transaction(async (tx) => tx.put('audit', 'new', note('new'))),
      store.transaction(async (tx) => tx.put('audit', 'b', note('back'))),
      store.transaction(async (tx) => tx.put('audit', 'a', note('last'))),
      store.transaction(async (tx) => tx.delete('audit', 'new')),
    ]);
    const lines = (await readFile(join(dir, 'journal.0.ndjson'))).subarray(at).toString('utf8').trim().split('\n');
    expect(lines.map((line) => line.slice(0, 24))).toEqual([
      '["delete","audit","b"]',
      '["put","audit","a",{"at"',
      '["put","audit","b",{"at"',
      expect.stringContaining('["commit",4,3,'),
    ]);
    expect((await store.list('audit')).map(([key, { what }]) => `${key} ${what}`)).toEqual(['a last', 'c 2', 'b back']);
    await store.close();
    expect(await left(dir)).toEqual(['a', 'c', 'b']);
  });

  it('fail together on a full disk, change nothing, and go on once there is room', async () => {
    const dir = await emptyFolder();
    let full = false;
    const files = watched(({ name }) => {
      if (full && name === 'write') throw systemError('ENOSPC');
    }, true);
    const store = await open(dir, { files });
    await put(store, 'a');
    full = true;
    const results = await Promise.allSettled([
      put(store, 'b'),
      put(store, 'c'),
      // It only reads, but what the others wrote.
      store.transaction(async (tx) => (await tx.list('audit')).length),
    ]);
    const reason = expect.objectContaining({ message: expect.stringMatching(/^nothing was changed: .* is full/) });
    expect(results).toEqual(results.map(() => ({ status: 'rejected', reason })));
    full = false;
    expect(await keysOf(store)).toEqual(['a']);
    expect(await Promise.all(['b', 'c'].map((key) => put(store, key)))).toEqual(['b after 1', 'c after 2']);
    await store.close();
    expect(await left(dir)).toEqual(['a', 'b', 'c']);
  });

  it('let a watcher know before the next one runs', async () => {
    const store = await open(await emptyFolder());
    const known = new Set<string>();
    store.watch('audit', (key) => void known.add(key));
    const seen = await Promise.all([
      store.transaction(async (tx) => tx.put('counters', 'c', { value: 1 })),
      store.transaction(async (tx) => tx.put('audit', 'a', note('a'))),
      store.transaction(async (tx) => [known.has('a'), (await tx.list('audit')).length]),
    ]);
    expect(seen[2]).toEqual([true, 1]);
    await store.close();
  });
});

describe('a watcher that throws', () => {
  it('takes back nothing that is on the disk, and keeps it from no other watcher', async () => {
    const [dir, log, told] = [await emptyFolder(), new Lines(), new Set<string>()];
    const store = await open(dir, { files: sound, log });
    store.watch('audit', () => {
      throw new Error('of its own');
    });
    store.watch('audit', (key) => void told.add(key));
    const other = store.transaction(async (tx) => tx.next('other'));
    await Promise.all([other, put(store, 'A'), put(store, 'B')]);
    expect([...told]).toEqual(['A', 'B']);
    expect(await keysOf(store)).toEqual(['A', 'B']);
    expect(log.lines).toEqual(
      Array(2).fill('error a change of the store was not taken in memory; a restart reads it anew'),
    );
    await store.close();
    expect(await left(dir)).toEqual(['A', 'B']);
  });
});

describe('a crash', () => {
  const unlock = (dir: string) => unlink(join(dir, 'lock')).catch(() => {});
  const KEYS = Array.from({ length: 12 }, (_, n) => `n${n}`);

  for (const half of [false, true]) {
    it(`keeps the first of many at any call to the disk${half ? ', with half of the last write done' : ''}`, async () => {
      let points = 0;
      for (let n = 1; ; n += 1) {
        const dir = await emptyFolder();
        const { files, died } = dyingAt(n, half);
        const acknowledged: string[] = [];
        try {
          const store = await open(dir, { files, compactBytes: 600 });
          const tell = (key: string) => put(store, key).then(() => acknowledged.push(key));
          for (const from of [0, 4, 8]) await Promise.all(KEYS.slice(from, from + 4).map(tell));
          await store.close();
        } catch {}
        if (!died()) break;
        points += 1;
        await unlock(dir);
        const found = await left(dir);
        expect(found).toEqual(KEYS.slice(0, found.length));
        expect(found.slice(0, acknowledged.length)).toEqual(acknowledged);
      }
      expect(points).toBeGreaterThan(30);
    });
  }

  it('between the pieces of a large transaction means that it never was, source and all', async () => {
    for (let n = 1; ; n += 1) {
      const dir = await emptyFolder();
      let writes = Number.NEGATIVE_INFINITY;
      const files = watched(({ name }) => {
        if (name === 'write') writes += 1;
        if (writes >= n) throw new Error('dead');
      }, true);
      const store = await open(dir, { files });
      await put(store, 'before');
      writes = 0;
      const large = store.transaction(async (tx) => {
        tx.put('counters', 'source', { value: 2 });
        for (let row = 0; row < 1500; row += 1) tx.put('listings', `l/${row}`, entry('l', String(row), 700));
      });
      const done = await large.then(
        () => true,
        () => false,
      );
      await unlock(dir);
      const again = await open(dir, { files: sound });
      expect(await again.list('listings')).toHaveLength(done ? 1500 : 0);
      expect(await again.get('counters', 'source')).toEqual(done ? { value: 2 } : undefined);
      expect(await keysOf(again)).toEqual(['before']);
      await again.close();
      if (done) {
        expect(n).toBeGreaterThan(6);
        break;
      }
    }
  });
});
