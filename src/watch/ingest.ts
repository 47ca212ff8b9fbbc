import { UserError } from '../domain/errors.js';
import { digestOf } from '../lib/files.js';
import type { Source } from '../ports.js';
import { type IntakeDeps, LOCAL_META, type Taken } from './intake.js';
import { takeFeed } from './take-feed.js';
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
    const item = await source.fromDisk(path);
    const [taken] = await takeFeed(deps, source, [item], []);
    if (!taken) throw new Error(`nothing came of ${path}`);
    return taken;
  }
  const version = await source.fromDisk(path, format);
  const digest = await digestOf(version.files.map((file) => file.path));
  return takeList(deps, source, version, { ...LOCAL_META, digest, accept });
}

/** Takes the version that the sanity guard holds, and records who released it and why. */
export async function releaseHeld(deps: IntakeDeps, source: Source, who: string, why: string): Promise<Taken> {
  const held = await deps.store.get('held', source.id);
  if (source.kind === 'feed' || !held) throw new UserError(`No version of ${source.id} is held; nothing to release.`);
  const version = { format: held.format, published: held.published, files: held.files };
  return takeList(deps, source, version, {
    ...LOCAL_META,
    digest: held.digest,
    signal: held.signal,
    accept: { who, why },
  });
}
