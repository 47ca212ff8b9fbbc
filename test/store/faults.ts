import { afterEach } from 'vitest';
import { disk, type Files, type Handle } from '../../src/store/files.js';

/** What a process that dies leaves to the system to close. */
const opened: Handle[] = [];
afterEach(async () => {
  for (const handle of opened.splice(0)) await handle.close();
});

export interface Call {
  readonly name: string;
  readonly path: string;
}

/** An error as the system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/**
 * The real disk, with every call announced to `before` first, which may throw. `half` says of a write that throws whether
 * half of its bytes reach the disk. Nothing is really synced: a process that dies leaves what it wrote to the system, and
 * hundreds of real syncs take long.
 */
export function watched(before: (call: Call) => void, half = false): Files {
  const wrap = (path: string, handle: Handle): Handle => ({
    write: async (bytes, offset, length, position) => {
      try {
        before({ name: 'write', path });
      } catch (error) {
        if (half) await handle.write(bytes, offset, length >> 1, position);
        throw error;
      }
      return handle.write(bytes, offset, length, position);
    },
    truncate: async (length) => {
      before({ name: 'truncate', path });
      return handle.truncate(length);
    },
    sync: async () => {
      before({ name: 'sync', path });
    },
    datasync: async () => {
      before({ name: 'datasync', path });
    },
    stat: () => handle.stat(),
    close: () => handle.close(),
  });
  return {
    open: async (path, flags, mode) => {
      before({ name: `open ${flags}`, path });
      const handle = await disk.open(path, flags, mode);
      opened.push(handle);
      return wrap(path, handle);
    },
    readFile: async (path) => {
      before({ name: 'readFile', path });
      return disk.readFile(path);
    },
    readdir: async (path) => {
      before({ name: 'readdir', path });
      return disk.readdir(path);
    },
    mkdir: async (path, options) => {
      before({ name: 'mkdir', path });
      return disk.mkdir(path, options);
    },
    rename: async (from, to) => {
      before({ name: 'rename', path: to });
      return disk.rename(from, to);
    },
    unlink: async (path) => {
      before({ name: 'unlink', path });
      return disk.unlink(path);
    },
  };
}

/** The process dies at the n-th call: neither that one nor any later one happens. */
export function dyingAt(n: number, half = false): { files: Files; died: () => boolean } {
  let calls = 0;
  const files = watched(() => {
    calls += 1;
    if (calls >= n) throw new Error('dead');
  }, half);
  return { files, died: () => calls >= n };
}

/** A disk that works. */
export const sound = watched(() => {});
