import { join } from 'node:path';
import { type Files, replaceFile, syncDirectory } from './files.js';
import { collectionOf } from './tables.js';

/**
 * A journal and the snapshots that it builds on are a generation. No file of it is ever written over: a new generation has
 * files of its own, and takes over the snapshots that are still right. The one before it stays until the next, so that a
 * folder that is copied file by file while the bot runs holds one generation whole, whichever file is copied when.
 */
const JOURNAL_NAME = /^journal\.(\d+)\.ndjson$/;
const BEGUN_NAME = /^journal\.(\d+)\.begun$/;
const SNAPSHOT_NAME = /^(.+)\.(\d+)\.json$/;

/** The journal of format 1, whose snapshots had no numbers either. */
export const UNNUMBERED_JOURNAL = 'journal.ndjson';

/** `journal.12.ndjson`: what happened after transaction 12. */
export function journalName(base: number): string {
  return `journal.${base}.ndjson`;
}

/** Says that `journal.12.ndjson` was begun: should that be lost, the journal before it must not be taken for the last. */
function begunName(base: number): string {
  return `journal.${base}.begun`;
}

/** `listings.un-sc.json` as it was after transaction 12: `listings.un-sc.12.json`. */
export function snapshotName(file: string, sequence: number): string {
  return file.replace(/\.json$/, `.${sequence}.json`);
}

/** The snapshot that a name stands for; undefined for files that are none of ours. */
function snapshotOf(name: string): { readonly file: string; readonly sequence: number } | undefined {
  const [, stem, sequence] = SNAPSHOT_NAME.exec(name) ?? [];
  return stem !== undefined && collectionOf(`${stem}.json`)
    ? { file: `${stem}.json`, sequence: Number(sequence) }
    : undefined;
}

function baseOf(name: string, pattern = JOURNAL_NAME): number | undefined {
  const [, base] = pattern.exec(name) ?? [];
  return base === undefined ? undefined : Number(base);
}

/** What a folder's names tell of its generations. */
export interface Generations {
  /** The journal that counts; null where there is none. */
  readonly journal: string | null;
  /** Something of a store is there, even if no journal is. */
  readonly used: boolean;
  /** A later journal that was there once. */
  readonly gone: string | null;
}

export function generationsIn(names: readonly string[]): Generations {
  const bases = names.flatMap((name) => baseOf(name) ?? []);
  const newest = bases.length > 0 ? Math.max(...bases) : null;
  const unnumbered = names.includes(UNNUMBERED_JOURNAL) ? UNNUMBERED_JOURNAL : null;
  const journal = newest === null ? unnumbered : journalName(newest);
  const aside = names.flatMap((name) => (name.includes('.corrupt-') ? [name.slice(0, name.indexOf('.corrupt-'))] : []));
  const later = aside.filter((name) =>
    name === UNNUMBERED_JOURNAL ? journal === null : (baseOf(name) ?? -1) > (newest ?? -1),
  );
  const used =
    names.some((name) => snapshotOf(name) || collectionOf(name)) || aside.some((name) => name.endsWith('.json'));
  const begun = Math.max(-1, ...names.flatMap((name) => baseOf(name, BEGUN_NAME) ?? []));
  const lost = begun > (newest ?? -1) ? journalName(begun) : null;
  return { journal, used, gone: later.at(-1) ?? lost };
}

/**
 * The newest snapshot of after transaction `sequence`: it belongs to a generation whose journal is missing. One that was
 * being made when the bot ended is of that transaction at most.
 */
export function latestAfter(names: readonly string[], sequence: number): number | null {
  const later = names.flatMap((name) => snapshotOf(name)?.sequence ?? []).filter((one) => one > sequence);
  return later.length > 0 ? Math.max(...later) : null;
}

/** As the journal's header has it: the transaction it begins after, and those that its snapshots include. */
interface Generation {
  readonly base: number;
  readonly snapshots: Readonly<Record<string, number>>;
}

/** The names of a generation's files. */
function filesOf({ base, snapshots }: Generation): string[] {
  return [
    journalName(base),
    begunName(base),
    ...Object.entries(snapshots).map(([file, sequence]) => snapshotName(file, sequence)),
  ];
}

/** Puts it beyond doubt that a generation was begun. */
export async function markBegun(files: Files, dir: string, { base }: Pick<Generation, 'base'>): Promise<void> {
  await replaceFile(files, dir, begunName(base), []);
}

/** Removes every file of the store that belongs to none of these generations. */
export async function removeOthers(files: Files, dir: string, kept: readonly Generation[]): Promise<void> {
  const needed = new Set(kept.flatMap(filesOf));
  let removed = 0;
  for (const name of await files.readdir(dir)) {
    if (!isOurs(name) || needed.has(name)) continue;
    await files.unlink(join(dir, name));
    removed += 1;
  }
  if (removed > 0) await syncDirectory(files, dir);
}

/** Whether a name is of a file that was being written: ours with `.tmp` behind it. */
export function isUnfinished(name: string): boolean {
  const place = name.replace(/\.tmp$/, '');
  if (place === name) return false;
  return isOurs(place);
}

function isOurs(name: string): boolean {
  const numbered = baseOf(name) ?? baseOf(name, BEGUN_NAME);
  const table = snapshotOf(name) ?? collectionOf(name);
  return numbered !== undefined || table !== undefined || name === UNNUMBERED_JOURNAL;
}
