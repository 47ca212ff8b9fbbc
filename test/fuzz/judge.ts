import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldChange } from '../../src/domain/action.js';
import { RefusedVersion } from '../../src/domain/errors.js';
import type { Entry } from '../../src/domain/ledger.js';
import type { Listing } from '../../src/domain/listing.js';
import { diffVersion, judgeVersion, refuseUnreadable, type VersionDiff } from '../../src/ledger/version.js';
import type { ListSource } from '../../src/ports.js';

/**
 * What became of a damaged version:
 * - `refused`: nothing of it is taken, - `held`: a person decides,
 * - `silent`: taken, and nothing is said: what was damaged is carried forward or made no difference,
 * - `amended`: additions and changes are reported, as of a file whose publisher wrote that,
 * - `clean`: whole records are gone and all others say what they said, or less: nothing tells that from a delisting,
 * - `removes`: a removal is reported of a record of which pieces are left, or beside something else that changed; `crashed`: another exception than `RefusedVersion`.
 */
export type Outcome = 'refused' | 'held' | 'silent' | 'amended' | 'clean' | 'removes' | 'crashed';

export interface Verdict {
  readonly outcome: Outcome;
  readonly detail: string;
}

const NOW = '2026-01-05T12:00:00.000Z';
const OPTIONS = { published: null, now: NOW, reformatted: false };

/** Writes the files of a version to a folder and gives the path that the pipeline is told. */
export async function written(
  folder: string,
  files: Readonly<Record<string, Uint8Array>>,
  entry: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return join(folder, entry);
}

/** What is known after a sound version. */
export async function knownAfter(source: ListSource, path: string): Promise<ReadonlyMap<string, Entry>> {
  const diff = await diffVersion(source.read(await source.fromDisk(path, null)), new Map(), OPTIONS);
  if (diff.setAside.length > 0 || diff.unknown.length > 0 || diff.added.length < 3)
    throw new Error(
      `the sample of ${source.id} is not sound: ${JSON.stringify([diff.setAside, diff.unknown, diff.added.length])}`,
    );
  return new Map(diff.added.map((entry) => [entry.listing.ref, entry]));
}

/** Takes a version as the watcher does, after the one that gave `known`; `raw` is what its damaged file holds. */
export async function judged(
  source: ListSource,
  path: string,
  known: ReadonlyMap<string, Entry>,
  raw: Uint8Array,
): Promise<Verdict> {
  try {
    const diff = await diffVersion(source.read(await source.fromDisk(path, null)), known, OPTIONS);
    const whole = amongAWholeList(diff, source.minimum);
    refuseUnreadable(whole);
    const held = judgeVersion(whole, source.minimum);
    return held === null ? taken(diff, Buffer.from(raw).toString('utf8')) : { outcome: 'held', detail: held };
  } catch (error) {
    if (error instanceof RefusedVersion) return { outcome: 'refused', detail: error.message };
    return { outcome: 'crashed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** As if the rest of a list of real size were there and sound: the shares that refuse or hold a version stay out of reach. */
function amongAWholeList(diff: VersionDiff, size: number): VersionDiff {
  return { ...diff, records: diff.records + size, known: diff.known + size };
}

/** Changes by which a listing only lost facts, or a text of it only grew: publishers do both. */
function isOrdinary(fields: readonly FieldChange[]): boolean {
  return fields.every(({ before, after }) =>
    Array.isArray(before) && Array.isArray(after)
      ? after.every((item) => before.some((own) => JSON.stringify(own) === JSON.stringify(item)))
      : after === null ||
        String(before).includes(String(after).slice(0, -1)) ||
        (before !== null && String(after).startsWith(String(before).slice(0, -2))),
  );
}

function taken({ added, amended, removed, setAside, unknown }: VersionDiff, raw: string): Verdict {
  const names = (entries: readonly Entry[]) => entries.map(({ listing }) => `${listing.ref} ${listing.name}`);
  const changes = amended.map(({ entry, fields }) => `${entry.listing.ref} ${JSON.stringify(fields)}`);
  const detail = JSON.stringify({ removed: names(removed), added: names(added), changes, setAside, unknown }).slice(
    0,
    3000,
  );
  const touched = added.length + amended.filter(({ fields }) => !isOrdinary(fields)).length > 0;
  if (removed.length === 0) return { outcome: added.length + amended.length > 0 ? 'amended' : 'silent', detail };
  const left = removed.some(({ listing }) => ownTexts(listing).some((text) => raw.includes(text)));
  return { outcome: left || touched || setAside.length + unknown.length > 0 ? 'removes' : 'clean', detail };
}

/** Texts of a listing that no other has. */
function ownTexts({ aliases, remarks = '', identifiers }: Listing): string[] {
  const texts = [
    ...aliases.map(({ name }) => name),
    ...remarks.split('\n'),
    ...identifiers.map(({ number }) => number),
  ];
  return texts.filter((text) => text.length > 11);
}
