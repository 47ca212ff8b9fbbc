import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cursor, Held } from '../domain/ledger.js';
import { digestOf } from '../lib/files.js';
import type { FeedSource, Fetched, Http, ListSource, PollContext, Source } from '../ports.js';
import { askAgain, askBlind, MAX_TRIES } from './ask-again.js';
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
  /** Between checks of every source, where the operator set it. */
  readonly pollSeconds?: number | null;
  /** A person asks: what is put off while a change signal cannot be read is asked for all the same. */
  readonly onDemand?: boolean;
}

/** What a check gave. */
export interface Polled {
  /** Empty where nothing is new. */
  readonly taken: readonly Taken[];
  /** Whether the publisher said how its data stand: not so while the change signal is broken and the file put off. */
  readonly confirmed: boolean;
  /** Why the change signal could not be read. */
  readonly unreadable: unknown;
}

/** Asks a source once. Rejects when the source failed. */
export async function pollSource(deps: PollDeps, source: Source, signal: AbortSignal): Promise<Polled> {
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
    if (source.kind === 'list') return await pollList(deps, source, context);
    return { taken: await pollFeed(deps, source, context), confirmed: true, unreadable: null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pollFeed(deps: PollDeps, source: FeedSource, context: PollContext): Promise<Taken[]> {
  const cursor = context.cursor?.polled ? context.cursor : null;
  const { items, seen } = await source.poll({ ...context, cursor });
  return takePolled(deps, source, items, seen);
}

async function pollList(deps: PollDeps, source: ListSource, context: PollContext): Promise<Polled> {
  const { cursor } = context;
  const told = await readSignal(deps, source, context);
  const answer = await askForFile(deps, source, context, told);
  await noteSignal(deps, source, cursor, told, answer.bytes);
  const confirmed = told.unreadable === null || answer.bytes !== 'put-off';
  return { taken: answer.taken, confirmed, unreadable: told.unreadable };
}

/** What became of the file at one check. */
interface FileAnswer {
  /** How large it is, if it came. */
  readonly bytes: number | 'put-off' | 'unchanged';
  readonly taken: readonly Taken[];
}

async function askForFile(
  deps: PollDeps,
  source: ListSource,
  context: PollContext,
  { signal: moved }: SignalAnswer,
): Promise<FileAnswer> {
  const { cursor } = context;
  const held = await deps.store.get('held', source.id);
  if (moved !== null && held?.signal === moved) return { bytes: 'put-off', taken: [] };
  if (cursor && !fileIsDue(deps, source, cursor, moved)) return { bytes: 'put-off', taken: [] };
  const fetched = await source.fetch(context);
  if (fetched === 'unchanged') {
    await confirm(deps, source.id, moved, null);
    return { bytes: 'unchanged', taken: [] };
  }
  const sizes = await Promise.all(fetched.version.files.map(async ({ path }) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { bytes, taken: await takeFetched(deps, source, context, moved, fetched) };
}

async function takeFetched(
  deps: PollDeps,
  source: ListSource,
  { cursor }: PollContext,
  moved: string | null,
  fetched: Fetched,
): Promise<Taken[]> {
  const digest = await digestOf(fetched.version.files.map((file) => file.path));
  if (cursor?.digest === digest && cursor.format === fetched.version.format) {
    await confirm(deps, source.id, moved, fetched);
    return [];
  }
  const held = await deps.store.get('held', source.id);
  if (held?.digest === digest) {
    await confirmHeld(deps, held, moved);
    return [];
  }
  const { etag, lastModified, validFor } = fetched;
  const meta = { digest, etag, lastModified, validFor, signal: moved, accept: null };
  return [await takeList(deps, source, fetched.version, meta)];
}

interface SignalAnswer {
  /** Null where there is none, or it cannot be read: then the file itself is asked for. */
  readonly signal: string | null;
  readonly unreadable: unknown;
}

async function readSignal(deps: PollDeps, source: ListSource, context: PollContext): Promise<SignalAnswer> {
  try {
    return { signal: await source.changeSignal(context), unreadable: null };
  } catch (error) {
    context.signal.throwIfAborted();
    deps.log.info('The change signal could not be read, the file is asked for instead', { source: source.id, error });
    return { signal: null, unreadable: error };
  }
}

/**
 * While a publisher's signal cannot be read, his file is asked for less and less often; `before` is how that stood at this
 * check. A mirror is the operator's own, and may have no signal at all: its file is asked for at every check.
 */
async function noteSignal(
  { store, clock, pollSeconds, originOf }: PollDeps,
  source: Source,
  before: Cursor | null,
  { unreadable }: SignalAnswer,
  bytes: FileAnswer['bytes'],
): Promise<void> {
  const { id, cadence, origin } = source;
  const broken = unreadable !== null && originOf(source) === origin;
  if (broken ? bytes === 'put-off' : !before?.blind) return;
  await store.transaction(async (tx) => {
    const cursor = await tx.get('cursors', id);
    if (!cursor) return;
    const { blind: _blind, ...seeing } = cursor;
    const everyMs = (pollSeconds ?? cadence.checkSeconds) * 1000;
    const blind = broken && bytes !== 'put-off' ? askBlind(clock.now(), before?.blind, { everyMs, bytes }) : null;
    tx.put('cursors', id, blind === null ? seeing : { ...seeing, blind });
  });
}

function fileIsDue(deps: PollDeps, source: ListSource, cursor: Cursor, signal: string | null): boolean {
  const now = deps.clock.now().getTime();
  if (cursor.format !== deps.formatOf(source)) return true;
  if (now - Date.parse(cursor.fileAt) >= source.cadence.fileSeconds * 1000) return true;
  // Without a signal, and where there never was one, `blind` is not there to put anything off.
  if (signal === null) return deps.onDemand === true || !cursor.blind || now >= Date.parse(cursor.blind.nextAt);
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
