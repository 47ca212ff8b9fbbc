import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from '../domain/errors.js';
import type { Clock } from '../ports.js';
import { codeOf, disk, type Files } from './files.js';

const LOCK = 'lock';
const LOOK_EVERY_MS = 250;

const ownerSchema = z.object({
  /** Differs each time, also within one process. */
  token: z.string(),
  pid: z.int(),
  host: z.string(),
  /** Boot and clock tick at which the process started, so that a process number used again is noticed; null where the system does not say. */
  started: z.string().nullable(),
  /** The lock file's own number on its disk: in a copy of the folder it is another one. */
  ino: z.number().optional(),
});
type Owner = z.infer<typeof ownerSchema>;

/**
 * Takes the folder's lock; gives what releases it. A lock whose process is gone is taken at once, a living one is awaited
 * for `waitMs` and then refused with `SetupError`.
 */
export async function acquireLock(
  files: Files,
  dir: string,
  clock: Clock,
  waitMs: number,
): Promise<() => Promise<void>> {
  const path = join(dir, LOCK);
  const own: Owner = { token: randomUUID(), pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const until = clock.now().getTime() + waitMs;
  for (;;) {
    if (await create(files, path, own)) return () => removeIfOwned(files, path, own.token);
    const owner = await read(files, path);
    if (owner === 'gone') continue;
    if (owner !== 'unfinished' && isDead(owner) && (await evict(files, dir, path, owner.token, own))) continue;
    if (clock.now().getTime() >= until) throw refusal(dir, path, owner);
    await clock.sleep(LOOK_EVERY_MS);
  }
}

/** Who holds a folder, without taking it; null where nobody does. */
export async function lockHolder(
  dir: string,
  files: Files = disk,
): Promise<{ readonly pid: number; readonly host: string; readonly state: 'running' | 'ended' | 'elsewhere' } | null> {
  const owner = await read(files, join(dir, LOCK));
  if (typeof owner === 'string') return null;
  const { pid, host } = owner;
  return { pid, host, state: host !== hostname() ? 'elsewhere' : isDead(owner) ? 'ended' : 'running' };
}

function refusal(dir: string, path: string, owner: Owner | 'unfinished'): SetupError {
  const who =
    owner === 'unfinished' ? '' : ` (process ${owner.pid}${owner.host === hostname() ? '' : ` on ${owner.host}`})`;
  const sure = owner === 'unfinished' || owner.host !== hostname() || owner.started === null;
  const mend = sure ? ` If none is running, remove ${path}.` : '';
  return new SetupError(`another Tocsin${who} already uses ${dir}; stop it, or set DATA_DIR.${mend}`);
}

async function create(files: Files, path: string, owner: Owner): Promise<boolean> {
  let handle: Awaited<ReturnType<Files['open']>>;
  try {
    handle = await files.open(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    const bytes = Buffer.from(`${JSON.stringify({ ...owner, ino: (await handle.stat()).ino })}\n`);
    await handle.write(bytes, 0, bytes.length, 0);
  } catch (error) {
    await files.unlink(path);
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}

interface Found extends Owner {
  /** The folder is a copy of one that was in use. */
  readonly copied: boolean;
}

async function inodeOf(files: Files, path: string): Promise<number> {
  const handle = await files.open(path, 'r');
  try {
    return (await handle.stat()).ino;
  } finally {
    await handle.close();
  }
}

/** `unfinished`: whoever created it has not written its name yet, or died just then. */
async function read(files: Files, path: string): Promise<Found | 'gone' | 'unfinished'> {
  try {
    const owner = ownerSchema.parse(JSON.parse((await files.readFile(path)).toString('utf8')));
    return { ...owner, copied: owner.ino !== undefined && owner.ino !== (await inodeOf(files, path)) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone';
    if (codeOf(error) === undefined) return 'unfinished';
    throw error;
  }
}

/**
 * Removes a dead process's lock; false where another process is doing so. Only who holds the claim on a token may remove the
 * lock with that token, so a lock taken anew meanwhile is never removed by one who still sees the dead one.
 */
async function evict(files: Files, dir: string, path: string, token: string, own: Owner): Promise<boolean> {
  const claim = join(dir, `${LOCK}.${token}`);
  if (!(await create(files, claim, own))) {
    const claimant = await read(files, claim);
    if (claimant === 'gone') return true;
    if (claimant === 'unfinished' || !isDead(claimant)) return false;
    return evict(files, dir, claim, claimant.token, own);
  }
  await removeIfOwned(files, path, token);
  await removeIfOwned(files, claim, own.token);
  return true;
}

async function removeIfOwned(files: Files, path: string, token: string): Promise<void> {
  const owner = await read(files, path);
  if (typeof owner === 'object' && owner.token === token) await files.unlink(path);
}

/** A process on another machine, or in another container, cannot be asked: it counts as alive. */
function isDead(owner: Found): boolean {
  if (owner.host !== hostname()) return false;
  if (owner.copied || !isRunning(owner.pid)) return true;
  const started = startOf(owner.pid);
  return owner.started !== null && started !== null && owner.started !== started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Linux tells when a process began: field 22 of /proc/<pid>/stat, counted from the boot (proc(5)); null where it cannot be told. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended, and only waits for its parent.
    return afterName[0] === 'Z' ? 'ended' : `${boot} ${afterName[19] ?? ''}`;
  } catch {
    return null;
  }
}
