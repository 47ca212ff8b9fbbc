import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cursor, Held } from '../domain/ledger.js';
import { digestOf } from '../lib/files.js';
import type { FeedSource, Fetched, Http, ListSource, PollContext, Source } from '../ports.js';
import { askAgain, MAX_TRIES } from './ask-again.js';
import { supersedeHeld } from './held.js';
import type { IntakeDeps, Taken } from './intake.js';
import { takePolled } from './take-feed.js';
import { takeList } from './take-list.js';

export interface PollDeps extends IntakeDeps {
  readonly http: Http;
  readonly folder: string;
  readonly formatOf: (source: Source) => string;
  readonly originOf: (source: Source) => string;
  /** The operator's key, for a source that needs one. */
  readonly keyOf?: (source: Source) => string | undefined;
  readonly onProgress?: (source: string, received: number, total: number | null) => void;
}

/** Asks a source once. Gives what was taken, or an empty list when nothing is new. Rejects when the source failed. */
export async function pollSource(deps: PollDeps, source: Source, signal: AbortSignal): Promise<Taken[]> {
  await mkdir(deps.folder, { recursive: true });
  const folder = await mkdtemp(join(deps.folder, `${source.id}-`));
  try {
    const cursor = (await deps.store.get('cursors', source.id)) ?? null;
    const key = deps.keyOf?.(source);
    const context: PollContext = {
      http: deps.http,
      clock: deps.clock,
      log: deps.log,
      origin: deps.originOf(source),
      format: deps.formatOf(source),
      folder,
      cursor,
      signal,
      ...(key === undefined ? {} : { key }),
      ...(deps.onProgress ? { onProgress: (got, total) => deps.onProgress?.(source.id, got, total) } : {}),
    };
    return source.kind === 'feed' ? await pollFeed(deps, source, context) : await pollList(deps, source, context);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pollFeed(deps: PollDeps, source: FeedSource, context: PollContext): Promise<Taken[]> {
  const cursor = context.cursor?.polled ? context.cursor : null;
  const { items, seen } = await source.poll({ ...context, cursor });
  return takePolled(deps, source, items, seen);
}

async function pollList(deps: PollDeps, source: ListSource, context: PollContext): Promise<Taken[]> {
  const { cursor } = context;
  const moved = await readSignal(deps, source, context);
  const held = await deps.store.get('held', source.id);
  if (moved !== null && held?.signal === moved) return [];
  if (cursor && !fileIsDue(deps, source, cursor, moved)) return [];
  const fetched = await source.fetch(context);
  if (fetched === 'unchanged') {
    await confirm(deps, source.id, moved, null);
    return [];
  }
  const digest = await digestOf(fetched.version.files.map((file) => file.path));
  if (cursor?.digest === digest && cursor.format === fetched.version.format) {
    await confirm(deps, source.id, moved, fetched);
    return [];
  }
  if (held?.digest === digest) {
    await confirmHeld(deps, held, moved);
    return [];
  }
  const { etag, lastModified, validFor } = fetched;
  const meta = { digest, etag, lastModified, validFor, signal: moved, accept: null };
  return [await takeList(deps, source, fetched.version, meta)];
}

/** The change signal, or null where there is none or it cannot be read: then the file itself is asked for. */
async function readSignal(deps: PollDeps, source: ListSource, context: PollContext): Promise<string | null> {
  try {
    return await source.changeSignal(context);
  } catch (error) {
    deps.log.info('The change signal could not be read, the file is fetched instead', { source: source.id, error });
    return null;
  }
}

function fileIsDue(deps: PollDeps, source: ListSource, cursor: Cursor, signal: string | null): boolean {
  const now = deps.clock.now().getTime();
  if (cursor.format !== deps.formatOf(source)) return true;
  if (now - Date.parse(cursor.fileAt) >= source.cadence.fileSeconds * 1000) return true;
  if (signal === null) return true;
  if (signal === cursor.signal) return false;
  return cursor.unconfirmed?.signal !== signal || now >= Date.parse(cursor.unconfirmed.nextAt);
}

/**
 * The file is the one we have. If the signal moved all the same, the file may be late: the new signal counts as
 * answered only after it was asked for several times.
 */
async function confirm(deps: PollDeps, id: string, signal: string | null, fetched: Fetched | null): Promise<void> {
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    const cursor = await tx.get('cursors', id);
    if (!cursor) return;
    const tries = cursor.unconfirmed?.signal === signal ? cursor.unconfirmed.tries + 1 : 1;
    const answered = signal === null || signal === cursor.signal || cursor.signal === null || tries >= MAX_TRIES;
    tx.put('cursors', id, {
      ...cursor,
      ...(fetched ? { etag: fetched.etag, lastModified: fetched.lastModified, validFor: fetched.validFor } : {}),
      fileAt: now.toISOString(),
      signal: answered ? (signal ?? cursor.signal) : cursor.signal,
      unconfirmed: answered || signal === null ? null : askAgain(now, signal, tries),
    });
  });
  await supersedeHeld(deps, id);
}

/** The file is the one that is held: a signal that moved all the same is answered like one of a file that we have. */
async function confirmHeld(deps: PollDeps, held: Held, signal: string | null): Promise<void> {
  if (signal === null) return;
  await deps.store.transaction(async (tx) => {
    const cursor = await tx.get('cursors', held.source);
    if (!cursor) return;
    const tries = cursor.unconfirmed?.signal === signal ? cursor.unconfirmed.tries + 1 : 1;
    const answered = tries >= MAX_TRIES || held.signal === null;
    tx.put('cursors', held.source, {
      ...cursor,
      unconfirmed: answered ? null : askAgain(deps.clock.now(), signal, tries),
    });
    if (answered) tx.put('held', held.source, { ...held, signal });
  });
}
