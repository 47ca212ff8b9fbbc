import { basename, join } from 'node:path';
import { UserError } from '../domain/errors.js';
import { digestOf } from '../lib/files.js';
import type { Source } from '../ports.js';
import { type IntakeDeps, LOCAL_META, type Taken } from './intake.js';
import { takeFromDisk } from './take-feed.js';
import { takeList } from './take-list.js';

/**
 * Takes official files from disk through the same pipeline as a poll. Rejects with `RefusedVersion` when the file is
 * unsound; `accept` takes a version that the sanity guard would hold or find too small.
 */
export async function ingestPath(
  deps: IntakeDeps,
  source: Source,
  path: string,
  format: string | null,
  accept: { who: string; why: string } | null,
): Promise<Taken> {
  if (source.kind === 'feed') {
    return takeFromDisk(deps, source, await source.fromDisk(path));
  }
  const version = await source.fromDisk(path, format);
  const digest = await digestOf(version.files.map((file) => file.path));
  return takeList(deps, source, version, { ...LOCAL_META, digest, accept });
}

/** Takes the version that the sanity guard holds, and records who released it and why. */
export async function releaseHeld(
  deps: IntakeDeps,
  source: Source,
  { who, why, digest }: { readonly who: string; readonly why: string; readonly digest?: string },
): Promise<Taken> {
  const held = await deps.store.get('held', source.id);
  if (source.kind === 'feed' || !held) throw new UserError(`No version of ${source.id} is held; nothing to release.`);
  if (digest !== undefined && digest !== held.digest)
    throw new UserError(`Another version of ${source.id} is held by now; look at it and release it again.`);
  // By name, so that a data folder may be moved.
  const folder = join(deps.heldFolder, source.id, held.digest);
  const files = held.files.map((file) => ({ ...file, path: join(folder, basename(file.path)) }));
  const version = { format: held.format, published: held.published, files };
  return takeList(deps, source, version, {
    ...LOCAL_META,
    digest: held.digest,
    signal: held.signal,
    accept: { who, why },
  });
}
