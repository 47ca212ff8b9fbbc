import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { SetupError } from '../../src/domain/errors.js';
import type { Store } from '../../src/ports.js';
import type { Files } from '../../src/store/files.js';
import { entry, note } from '../contracts/store.js';
import { type Call, dyingAt, sound, systemError, watched } from './faults.js';
import { emptyFolder, keysOf, Lines, open } from './folder.js';

// Some of these open hundreds of folders: a machine that is busy needs its time.
vi.setConfig({ testTimeout: 120_000 });

const STEPS = 4;
/** Small enough that the scenario compacts while it runs. */
const compactBytes = 1200;

/** Step n adds a note and a listing, and replaces the counter, in one transaction. */
async function step(store: Store, n: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.next('audit');
    tx.put('audit', String(n), note(`step ${n}`));
    tx.put('listings', `list-${n % 2}/${n}`, entry(`list-${n % 2}`, String(n)));
    if (n > 1) tx.delete('audit', String(n - 2));
  });
}

/** How many steps a store shows; fails where one is there in part. */
async function stepsIn(store: Store): Promise<number> {
  const done = (await store.get('counters', 'audit'))?.value ?? 0;
  const kept = Array.from({ length: done }, (_, n) => n).slice(-2);
  expect(await keysOf(store)).toEqual(kept.map(String));
  expect(await store.list('listings')).toHaveLength(done);
  return done;
}

/** Runs the scenario until the disk fails; gives the number of steps that were acknowledged. */
async function run(dir: string, files: Files): Promise<number> {
  let acknowledged = 0;
  try {
    const store = await open(dir, { files, compactBytes });
    for (let n = 0; n < STEPS; n += 1) {
      await step(store, n);
      acknowledged += 1;
    }
    await store.close();
  } catch {}
  return acknowledged;
}

/** The lock of a process that died is tested elsewhere; here the process lives on. */
const unlock = (dir: string) => unlink(join(dir, 'lock')).catch(() => {});

describe('a crash', () => {
  for (const half of [false, true]) {
    it(`loses nothing at any call to the disk${half ? ', with half of the last write done' : ''}`, async () => {
      let points = 0;
      for (let n = 1; ; n += 1) {
        const dir = await emptyFolder();
        const { files, died } = dyingAt(n, half);
        const acknowledged = await run(dir, files);
        if (!died()) break;
        points += 1;
        await unlock(dir);
        const store = await open(dir, { compactBytes, files: sound });
        const found = await stepsIn(store);
        expect([acknowledged, acknowledged + 1]).toContain(found);
        await step(store, found);
        await store.close();
        const again = await open(dir, { files: sound });
        expect(await stepsIn(again)).toBe(found + 1);
        await again.close();
      }
      expect(points).toBeGreaterThan(60);
    });
  }

  it('leaves a transaction whole or absent, wherever its last bytes were cut off', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    await step(store, 0);
    const before = (await readFile(join(dir, 'journal.0.ndjson'))).length;
    await store.transaction(async (tx) => tx.put('audit', 'last', note('last')));
    const journal = await readFile(join(dir, 'journal.0.ndjson'));
    for (let length = before; length <= journal.length; length += 1) {
      const other = await emptyFolder();
      const log = new Lines();
      await writeFile(join(other, 'journal.0.ndjson'), journal.subarray(0, length));
      const cut = await open(other, { log, files: sound });
      expect(await keysOf(cut)).toEqual(length === journal.length ? ['0', 'last'] : ['0']);
      const torn = length > before && length < journal.length;
      expect(log.lines).toEqual(torn ? ['warn an unfinished transaction was dropped from the journal'] : []);
      await cut.close();
    }
    await store.close();
  });

  it('is told from damage: no flipped byte of an acknowledged transaction goes unnoticed', async () => {
    const dir = await emptyFolder();
    const store = await open(dir);
    for (let n = 0; n < 3; n += 1) await step(store, n);
    const journal = await readFile(join(dir, 'journal.0.ndjson'));
    await store.close();
    const sealed = journal.lastIndexOf('["commit",');
    for (let at = 0; at < sealed; at += 3) {
      const other = await emptyFolder();
      const damaged = Buffer.from(journal);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x15, at);
      await writeFile(join(other, 'journal.0.ndjson'), damaged);
      const opened = await open(other, { files: sound }).catch((error: unknown) => error);
      expect(opened, `byte ${at} of ${journal.subarray(0, at + 1)}`).toBeInstanceOf(SetupError);
    }
  });
});

describe('the order of durable steps', () => {
  it('syncs every file before its rename, and the folder after it', async () => {
    const dir = await emptyFolder();
    const calls: Call[] = [];
    const files = watched((call) => calls.push(call));
    await run(dir, files);
    const renames = calls.flatMap((call, index) => (call.name === 'rename' ? [index] : []));
    expect(renames.length).toBeGreaterThan(8);
    for (const index of renames) {
      expect(calls[index - 1]).toEqual({ name: 'sync', path: `${calls[index]?.path}.tmp` });
      expect(calls.slice(index + 1, index + 3)).toEqual([
        { name: 'open r', path: dir },
        { name: 'sync', path: dir },
      ]);
    }
  });

  it('seals a transaction only once its changes are on the disk', async () => {
    const dir = await emptyFolder();
    const calls: string[] = [];
    const store = await open(dir, { files: watched(({ name }) => calls.push(name)) });
    calls.length = 0;
    await step(store, 0);
    expect(calls).toEqual(['write', 'datasync', 'write', 'datasync']);
    await store.close();
  });

  it('writes 40 MB in pieces', async () => {
    const dir = await emptyFolder();
    let writes = 0;
    const store = await open(dir, { files: watched(({ name }) => (writes += name === 'write' ? 1 : 0)) });
    writes = 0;
    await store.transaction(async (tx) => {
      for (let n = 0; n < 20_000; n += 1) tx.put('listings', `l/${n}`, entry('l', String(n), 1700));
    });
    expect(writes).toBeGreaterThan(100);
    await store.close();
    expect(await (await open(dir)).list('listings', 'l/')).toHaveLength(20_000);
  });
});

describe('a disk that fails once', () => {
  for (const half of [false, true]) {
    it(`undoes what it failed on and goes on, at any call${half ? ', with half of the write done' : ''}`, async () => {
      for (let n = 1; ; n += 1) {
        const dir = await emptyFolder();
        let calls = -Infinity;
        const files = watched(() => {
          calls += 1;
          if (calls === n) throw systemError('ENOSPC');
        }, half);
        const store = await open(dir, { files, compactBytes });
        calls = 0;
        let done = 0;
        while (done < STEPS && calls < 1000) {
          try {
            await step(store, done);
            done += 1;
          } catch (error) {
            if (String(error).includes('restart Tocsin')) break;
            expect(String(error)).toContain('is full; free some space there');
          }
          expect(await stepsIn(store)).toBe(done);
        }
        await store.close();
        await unlock(dir);
        const after = await open(dir, { files: sound });
        expect(await stepsIn(after)).toBe(done);
        await after.close();
        if (calls < n) break;
      }
    });
  }

  it('refuses further writes where the journal could not be cut back', async () => {
    const dir = await emptyFolder();
    let failing = false;
    const files = watched(({ name }) => {
      if (failing && (name === 'datasync' || name === 'truncate')) throw systemError('EIO');
    });
    const store = await open(dir, { files });
    await step(store, 0);
    failing = true;
    await expect(step(store, 1)).rejects.toThrow('nothing was changed');
    failing = false;
    await expect(step(store, 1)).rejects.toThrow('restart Tocsin');
    expect(await stepsIn(store)).toBe(1);
    await store.close();
    const after = await open(dir);
    expect(await stepsIn(after)).toBe(1);
    await after.close();
  });

  it('keeps what a full disk would not let it compact', async () => {
    const dir = await emptyFolder();
    const log = new Lines();
    let full = false;
    const files = watched(({ path }) => {
      if (full && path.endsWith('.tmp')) throw systemError('ENOSPC');
    });
    const store = await open(dir, { files, log });
    await step(store, 0);
    full = true;
    await store.close();
    expect(log.lines).toEqual(['error the journal could not be compacted; nothing is lost']);
    const after = await open(dir);
    expect(await stepsIn(after)).toBe(1);
    await after.close();
  });

  it('gives back the room of a snapshot that it could not write', async () => {
    const dir = await emptyFolder();
    let full = false;
    let writes = 0;
    const files = watched(({ name, path }) => {
      if (full && name === 'write' && path.endsWith('.tmp') && ++writes > 1) throw systemError('ENOSPC');
    });
    const store = await open(dir, { files });
    await store.transaction(async (tx) => {
      for (let n = 0; n < 500; n += 1) tx.put('listings', `l/${n}`, entry('l', String(n), 1700));
    });
    full = true;
    await store.close();
    expect(writes).toBeGreaterThan(1);
    expect((await readdir(dir)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const after = await open(dir);
    expect(await after.list('listings', 'l/')).toHaveLength(500);
    await after.close();
  });

  it('says what to do about a folder it may not write', async () => {
    const dir = await emptyFolder();
    const files = watched(({ name }) => {
      if (name === 'open wx') throw systemError('EROFS');
    });
    await expect(open(dir, { files })).rejects.toThrow(
      new SetupError(`${dir} cannot be written (EROFS); give this user the right to write there, or set DATA_DIR`),
    );
    const file = join(dir, 'file');
    await writeFile(file, '');
    await expect(open(file)).rejects.toThrow(new SetupError(`${file} is not a folder; set DATA_DIR to one`));
  });
});
