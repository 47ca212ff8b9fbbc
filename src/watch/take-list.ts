import { attributeListing } from '../actors/index.js';
import type { ListAction } from '../domain/action.js';
import { RefusedVersion } from '../domain/errors.js';
import type { Cursor, Entry } from '../domain/ledger.js';
import { actionOf } from '../ledger/action.js';
import { relistingFinder } from '../ledger/relisting.js';
import { diffVersion, judgeVersion, refuseUnreadable, type VersionDiff } from '../ledger/version.js';
import type { ListSource, VersionFiles } from '../ports.js';
import { askAgain } from './ask-again.js';
import { discardFiles, hold } from './held.js';
import type { IntakeDeps, Taken, VersionMeta } from './intake.js';
import { record } from './record.js';

/**
 * Takes one version of a list: compares it with what is known, has it judged, and records the change, what is owed for
 * it and how far we are in one commit. Rejects with `RefusedVersion` and changes nothing when the version is unsound.
 */
export async function takeList(
  deps: IntakeDeps,
  source: ListSource,
  version: VersionFiles,
  meta: VersionMeta,
): Promise<Taken> {
  const cursor = await deps.store.get('cursors', source.id);
  const known = await knownEntries(deps, source.id);
  const diff = await diffVersion(source.read(version), known, {
    published: version.published,
    now: deps.clock.now().toISOString(),
    reformatted: cursor !== undefined && cursor.format !== version.format,
  });
  if (diff.gapNotes.length > 0)
    deps.log.warn('A version shows less than it should', { source: source.id, gaps: diff.gaps, first: diff.gapNotes });
  if (cursor && (await takenBefore(deps, cursor, version, diff, meta)))
    return { ...takenOf(source.id, diff, null, false, null), takenBefore: true };
  refuseOlder(diff, version.format, cursor);
  refuseUnreadable(diff);
  const reason = meta.accept ? null : judgeVersion(diff, source.minimum, cursor);
  if (reason !== null) {
    await hold(deps, source.id, version, diff, reason, meta);
    return takenOf(source.id, diff, null, false, reason);
  }
  const action = cursor ? changeAction(deps, source.id, cursor, known, diff) : null;
  const recorded = await commit(deps, source, version, diff, action, cursor, meta);
  return takenOf(source.id, diff, recorded, cursor === undefined, null);
}

async function knownEntries(deps: IntakeDeps, list: string): Promise<Map<string, Entry>> {
  const rows = await deps.store.list('listings', `${list}/`);
  return new Map(rows.map(([, entry]) => [entry.listing.ref, entry]));
}

/**
 * Whether these very files were taken before, and newer ones since, so that taking them again would undo those. Files of
 * one day are told apart by their content where only their name dates them; a publisher may go back to an old version.
 */
async function takenBefore(
  deps: IntakeDeps,
  cursor: Cursor,
  version: VersionFiles,
  { published }: VersionDiff,
  { digest }: VersionMeta,
): Promise<boolean> {
  if (digest === cursor.digest || published === null || cursor.published === null) return false;
  if (!(await deps.store.get('versions', `${cursor.source}/${digest}`))) return false;
  const [day, last] = [published.slice(0, 10), cursor.published.slice(0, 10)];
  return day < last || (day === last && version.published !== null && !version.published.includes('T'));
}

/**
 * A stale copy from some cache must not undo what a newer version said. Times are compared where one file of the same
 * format gives both, days otherwise.
 */
function refuseOlder({ published }: VersionDiff, format: string, cursor: Cursor | undefined): void {
  const taken = cursor?.published ?? null;
  if (published === null || taken === null) return;
  const exact = cursor?.format === format && published.includes('T') && taken.includes('T');
  const [ours, theirs] = exact ? [taken, published] : [taken.slice(0, 10), published.slice(0, 10)];
  if (Date.parse(theirs) < Date.parse(ours))
    throw new RefusedVersion(`it is of ${theirs}, older than the version of ${ours} that was already taken`);
}

function changeAction(
  deps: IntakeDeps,
  source: string,
  cursor: Cursor,
  known: ReadonlyMap<string, Entry>,
  diff: VersionDiff,
): ListAction | null {
  if (diff.added.length + diff.amended.length + diff.removed.length === 0) return null;
  const removedBefore = [...known.values()].filter((entry) => entry.status === 'removed');
  return actionOf({
    source,
    after: cursor.lastAction,
    diff,
    now: deps.clock.now().toISOString(),
    actorsOf: (listing) => attributeListing(deps.actors, listing),
    countryOf: (actor) => deps.actors.get(actor)?.country,
    relistingOf: relistingFinder([...removedBefore, ...diff.removed]),
  });
}

/** Gives the action as it was recorded. */
async function commit(
  deps: IntakeDeps,
  source: ListSource,
  version: VersionFiles,
  diff: VersionDiff,
  change: ListAction | null,
  cursor: Cursor | undefined,
  meta: VersionMeta,
): Promise<ListAction | null> {
  const added = cursor ? diff.added : diff.added.map((entry) => ({ ...entry, addedOn: null }));
  const entries = [...added, ...diff.amended.map(({ entry }) => entry), ...diff.removed, ...diff.learned];
  const held = await deps.store.get('held', source.id);
  const { action, deliveries } = await deps.store.transaction(async (tx) => {
    for (const entry of entries) tx.put('listings', `${source.id}/${entry.listing.ref}`, entry);
    tx.put('cursors', source.id, nextCursor(deps, source.id, version, diff, change, cursor, meta));
    const { published } = diff;
    tx.put('versions', `${source.id}/${meta.digest}`, { takenAt: deps.clock.now().toISOString(), published });
    if (held) tx.delete('held', source.id);
    if (meta.accept) {
      const what = `${held ? 'released' : 'accepted'} a version of ${source.id} (${describe(diff)})`;
      tx.put('audit', `W${await tx.next('audit')}`, { at: deps.clock.now().toISOString(), what, ...meta.accept });
    }
    return change ? record(deps, tx, change, []) : { action: null, deliveries: [] };
  });
  deps.onCommitted({ source: source.id, entries, action, deliveries });
  if (held) await discardFiles(deps, held);
  return action;
}

function nextCursor(
  deps: IntakeDeps,
  source: string,
  version: VersionFiles,
  diff: VersionDiff,
  action: ListAction | null,
  cursor: Cursor | undefined,
  meta: VersionMeta,
): Cursor {
  const now = deps.clock.now().toISOString();
  return {
    source,
    format: version.format,
    published: diff.published,
    digest: meta.digest,
    lastAction: action?.id ?? cursor?.lastAction ?? 'baseline',
    ...signalAfter(deps, diff, cursor, meta),
    etag: meta.etag,
    lastModified: meta.lastModified,
    validFor: meta.validFor,
    takenAt: now,
    fileAt: now,
    baselineOn: earliest(cursor?.baselineOn ?? diff.published ?? now, diff.published),
    records: diff.records,
    gaps: diff.gaps,
    setAside: diff.setAside,
    unknown: diff.unknown,
    items: [],
  };
}

/** A baseline without a date is older than the dated versions that follow it, whenever we saw it. */
function earliest(known: Cursor['baselineOn'], published: VersionDiff['published']): Cursor['baselineOn'] {
  return published !== null && published.slice(0, 10) < known.slice(0, 10) ? published : known;
}

/** While some of a version's files are of another day the signal is not answered yet: they are asked for again. */
function signalAfter(
  deps: IntakeDeps,
  { stale }: VersionDiff,
  cursor: Cursor | undefined,
  { signal }: VersionMeta,
): Pick<Cursor, 'signal' | 'unconfirmed'> {
  const before = cursor?.signal ?? null;
  if (!stale || signal === null || before === null || before === signal) return { signal, unconfirmed: null };
  return { signal: before, unconfirmed: askAgain(deps.clock.now(), signal, 1) };
}

function takenOf(
  source: string,
  diff: VersionDiff,
  action: ListAction | null,
  baseline: boolean,
  held: string | null,
): Taken {
  const { published, reformatted, records, gaps, gapNotes, setAside, unknown } = diff;
  const facts = { published, reformatted, records, gaps, gapNotes, setAside, unknown };
  return { source, action, baseline, held, takenBefore: false, ...facts };
}

function describe(diff: VersionDiff): string {
  return `${diff.added.length} added, ${diff.amended.length} amended, ${diff.removed.length} removed`;
}
