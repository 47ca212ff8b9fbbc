import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Held } from '../domain/ledger.js';
import type { VersionDiff } from '../ledger/version.js';
import type { SourceFile, VersionFiles } from '../ports.js';
import type { IntakeDeps, VersionMeta } from './intake.js';

/**
 * Keeps the version's files until a person releases it or a later version supersedes it. They are there before the record
 * that names them, and those of a version held before go after it: a crash leaves no record without its files.
 */
export async function hold(
  deps: IntakeDeps,
  source: string,
  version: VersionFiles,
  diff: VersionDiff,
  reason: string,
  meta: VersionMeta,
): Promise<void> {
  const before = await deps.store.get('held', source);
  if (before?.digest === meta.digest) return;
  const held: Held = {
    source,
    reason,
    since: deps.clock.now().toISOString(),
    published: diff.published,
    format: version.format,
    digest: meta.digest,
    signal: meta.signal,
    files: await keepFiles(join(deps.heldFolder, source, meta.digest), version),
  };
  await deps.store.transaction(async (tx) => tx.put('held', source, held));
  if (before) await discardFiles(deps, before);
  deps.log.warn('A version is held until it is released', { source, reason });
}

async function keepFiles(folder: string, version: VersionFiles): Promise<SourceFile[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files: SourceFile[] = [];
  for (const [position, file] of version.files.entries()) {
    const path = join(folder, `${position}-${basename(file.path)}`);
    await copyFile(file.path, path);
    files.push({ ...file, path });
  }
  return files;
}

/** Forgets a held version: the publisher went back to the one that was taken. */
export async function supersedeHeld(deps: IntakeDeps, source: string): Promise<void> {
  const held = await deps.store.get('held', source);
  if (!held) return;
  await deps.store.transaction(async (tx) => tx.delete('held', source));
  await discardFiles(deps, held);
  deps.log.info('The publisher withdrew the version that was held', { source });
}

/** Removes the files of a version that is held no more. Never rejects: what was committed stands without it. */
export async function discardFiles(deps: IntakeDeps, { source, digest }: Held): Promise<void> {
  try {
    await rm(join(deps.heldFolder, source, digest), { recursive: true, force: true });
  } catch (error) {
    deps.log.warn('The files of a version that is held no more could not be removed', { source, error });
  }
}
