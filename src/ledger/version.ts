import type { FieldChange } from '../domain/action.js';
import { RefusedVersion } from '../domain/errors.js';
import type { Entry } from '../domain/ledger.js';
import type { Gap, Instant, Listing, PublicationDate } from '../domain/listing.js';
import { tidy } from '../lib/text.js';
import type { ReadEvent } from '../ports.js';
import { compareListing } from './compare.js';
import { doubtOf, type LastVersion } from './damage.js';

/** A version set against what is known, before anybody judged it. */
export interface VersionDiff {
  readonly published: PublicationDate | Instant | null;
  /** Records read whole. */
  readonly records: number;
  /** Known to be listed before. */
  readonly known: number;
  readonly added: readonly Entry[];
  readonly amended: readonly { readonly entry: Entry; readonly fields: readonly FieldChange[] }[];
  readonly removed: readonly Entry[];
  /** Entries whose facts are now known better, without any change on the list. */
  readonly learned: readonly Entry[];
  readonly gaps: number;
  /** Some of its files are of another day than the rest. */
  readonly stale: boolean;
  /** What the first of them are about. */
  readonly gapNotes: readonly string[];
  readonly setAside: readonly { readonly ref: string; readonly reason: string }[];
  /** Those of `setAside` that have a name and could not be read all the same: two records may have run into one. */
  readonly misshapen?: readonly string[];
  readonly unknown: readonly string[];
  /** As the options said: amendments were learned, not announced. */
  readonly reformatted: boolean;
}

export interface DiffOptions {
  /** The day to date additions and removals by, should the file carry none. */
  readonly published: PublicationDate | Instant | null;
  readonly now: Instant;
  /** Read from another file format than before: differing facts are learned, not announced. */
  readonly reformatted: boolean;
}

/**
 * Reads a version to its end and sets it against the known entries of its list. Nothing is kept of unchanged records, so
 * the memory needed grows with the changes. Rejects with the reader's `RefusedVersion`.
 */
export async function diffVersion(
  events: AsyncIterable<ReadEvent>,
  known: ReadonlyMap<string, Entry>,
  options: DiffOptions,
): Promise<VersionDiff> {
  const tally = new Tally(known, options);
  for await (const event of events) tally.take(event);
  return tally.close();
}

const MAX_GAP_NOTES = 10;

class Tally {
  readonly #known: ReadonlyMap<string, Entry>;
  readonly #options: DiffOptions;
  readonly #seen = new Set<string>();
  readonly #fresh: { listing: Listing; gaps: Entry['unseen'] }[] = [];
  readonly #amended: { entry: Entry; fields: readonly FieldChange[] }[] = [];
  readonly #learned: Entry[] = [];
  readonly #setAside: { ref: string | null; name: string | null; reason: string }[] = [];
  readonly #unknown = new Set<string>();
  #published: PublicationDate | Instant | null;
  readonly #hidden = new HiddenParts();
  readonly #gapNotes: string[] = [];
  #gaps = 0;
  #stale = false;
  #records = 0;

  constructor(known: ReadonlyMap<string, Entry>, options: DiffOptions) {
    this.#known = known;
    this.#options = options;
    this.#published = options.published;
  }

  take(event: ReadEvent): void {
    switch (event.kind) {
      case 'header':
        this.#published = event.published ?? this.#published;
        return;
      case 'unknown':
        this.#unknown.add(event.path);
        return;
      case 'gap':
        this.#gaps += 1;
        if (!event.optional && this.#gapNotes.length < MAX_GAP_NOTES) this.#gapNotes.push(event.what);
        return;
      case 'set-aside':
        this.#setAside.push(event);
        if (event.ref !== null) this.#doubt(event.ref);
        return;
      case 'listing':
        this.#listing(event.listing, event.gaps);
    }
  }

  #listing(listing: Listing, gaps: Entry['unseen']): void {
    if (this.#seen.has(listing.ref)) {
      this.#doubt(listing.ref);
      this.#setAside.push({ ref: listing.ref, name: listing.name, reason: 'its reference stands in the file twice' });
      return;
    }
    this.#seen.add(listing.ref);
    this.#records += 1;
    this.#hidden.note(gaps);
    this.#stale ||= gaps.some((gap) => gap.stale === true);
    const entry = this.#known.get(listing.ref);
    if (entry?.status !== 'listed') {
      this.#fresh.push({ listing, gaps });
      return;
    }
    const comparison = compareListing(entry, listing, gaps);
    const next: Entry = { ...entry, listing: comparison.listing, unseen: comparison.unseen };
    if (comparison.fields.length === 0) {
      if (entry.unseen.length > comparison.unseen.length) this.#learned.push(next);
    } else if (this.#options.reformatted) this.#learned.push(next);
    else this.#amended.push({ entry: next, fields: comparison.fields });
  }

  /**
   * A record of that reference cannot be believed. If another one of it was read already, nobody knows which of the two
   * is right: what was known is carried forward. Of a reference that is new the first record is better than none.
   */
  #doubt(ref: string): void {
    this.#seen.add(ref);
    dropRef(this.#amended, ({ entry }) => entry.listing.ref === ref);
    dropRef(this.#learned, (entry) => entry.listing.ref === ref);
  }

  close(): VersionDiff {
    const date = this.#published ?? this.#options.now;
    const listed = [...this.#known.values()].filter((entry) => entry.status === 'listed');
    const missing = listed.filter((entry) => !this.#seen.has(entry.listing.ref));
    return {
      published: this.#published,
      records: this.#records,
      known: listed.length,
      added: this.#fresh.map(({ listing, gaps }) => ({
        listing,
        status: 'listed',
        addedOn: date,
        removedOn: null,
        unseen: gaps.map(({ stale: _stale, ...gap }) => gap),
      })),
      amended: this.#amended,
      removed: this.#certainlyMissing(missing).map((entry) => ({ ...entry, status: 'removed', removedOn: date })),
      learned: this.#learned,
      gaps: this.#gaps + this.#hidden.count(),
      stale: this.#stale,
      gapNotes: this.#gapNotes,
      setAside: this.#setAside.map(({ ref, name, reason }) => ({ ref: ref ?? name ?? 'unnamed', reason })),
      misshapen: this.#setAside.flatMap(({ ref, name }) => (name === null ? [] : [ref ?? name])),
      unknown: [...this.#unknown],
      reformatted: this.#options.reformatted,
    };
  }

  /**
   * A record set aside without its reference may be any of the missing ones: the one of the same name where there is
   * one, otherwise none of them is known to be gone.
   */
  #certainlyMissing(missing: readonly Entry[]): readonly Entry[] {
    let certain = missing;
    for (const aside of this.#setAside) {
      if (aside.ref !== null) continue;
      const name = aside.name === null ? null : tidy(aside.name);
      const rest = certain.filter((entry) => tidy(entry.listing.name) !== name);
      if (rest.length === certain.length) return [];
      certain = rest;
    }
    return certain;
  }
}

function dropRef<T>(items: T[], isIt: (item: T) => boolean): void {
  const position = items.findIndex(isIt);
  if (position >= 0) items.splice(position, 1);
}

/** Counts the listings of which a version hides more than of all of them: what a format never shows is no gap. */
class HiddenParts {
  readonly #counts = new Map<string, number>();

  note(gaps: readonly Gap[]): void {
    const parts = gaps.map((gap) => (gap.field === 'aliases' ? `${gap.strength} aliases` : gap.field));
    const hidden = parts.sort().join();
    this.#counts.set(hidden, (this.#counts.get(hidden) ?? 0) + 1);
  }

  count(): number {
    const kinds = [...this.#counts].map(([hidden, count]) => ({ parts: hidden.split(',').filter(Boolean), count }));
    const [first] = kinds;
    const always = first?.parts.filter((part) => kinds.every(({ parts }) => parts.includes(part))) ?? [];
    return kinds.reduce((sum, { parts, count }) => sum + (parts.length > always.length ? count : 0), 0);
  }
}

/** More of them than this share of the records, and the version is refused. */
const MAX_SET_ASIDE = 0.01;
const MAX_REMOVED = 0.02;
const MIN_REMOVED = 20;
const MAX_CHANGED = 0.25;

const ALL_WELL: LastVersion = { setAside: [], unknown: [] };

/**
 * The reason for which a person should look at the version first, or null: it changes too much at once, or its removals
 * look like damage. Throws `RefusedVersion` when it has fewer records than its source ever had, or too many that could not
 * be read.
 */
export function judgeVersion(diff: VersionDiff, minimum: number, last: LastVersion = ALL_WELL): string | null {
  if (diff.records < minimum)
    throw new RefusedVersion(`it has ${diff.records} records, fewer than the ${minimum} this list must have`);
  refuseUnreadable(diff);
  if (diff.known === 0) return null;
  if (diff.removed.length > MIN_REMOVED && diff.removed.length > diff.known * MAX_REMOVED)
    return `it removes ${diff.removed.length} of ${diff.known} entries, more than 2 %`;
  const changed = diff.added.length + diff.amended.length;
  if (changed > diff.known * MAX_CHANGED)
    return `it adds ${diff.added.length} and changes ${diff.amended.length} of ${diff.known} entries, more than 25 %`;
  return doubtOf(diff, last);
}

/** Throws `RefusedVersion` when over 1 % of the records could not be read; no operator's word overrides that. */
export function refuseUnreadable(diff: VersionDiff): void {
  const total = diff.records + diff.setAside.length;
  if (diff.setAside.length <= total * MAX_SET_ASIDE) return;
  const first = diff.setAside[0];
  throw new RefusedVersion(
    `${diff.setAside.length} of ${total} records could not be read, first ${first?.ref}: ${first?.reason}`,
  );
}
