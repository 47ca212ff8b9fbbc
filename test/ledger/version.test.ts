import { describe, expect, it } from 'vitest';
import { RefusedVersion } from '../../src/domain/errors.js';
import type { Entry } from '../../src/domain/ledger.js';
import { diffVersion, judgeVersion, type VersionDiff } from '../../src/ledger/version.js';
import type { ReadEvent } from '../../src/ports.js';
import { aListing, anEntry } from '../support/builders.js';

const NOW = '2024-06-01T12:00:00.000Z';

async function* events(list: readonly ReadEvent[]): AsyncGenerator<ReadEvent> {
  yield* list;
}

const listing = (ref: string, name = `PARTY ${ref}`): ReadEvent => ({
  kind: 'listing',
  listing: aListing({ ref, name }),
  gaps: [],
});
const aside = (ref: string | null, name: string | null = null): ReadEvent => ({
  kind: 'set-aside',
  ref,
  name,
  reason: 'no name',
});

function known(...refs: string[]): Map<string, Entry> {
  return new Map(refs.map((ref) => [ref, anEntry({ ref, name: `PARTY ${ref}` })]));
}

function diff(list: readonly ReadEvent[], entries = known(), reformatted = false): Promise<VersionDiff> {
  return diffVersion(events(list), entries, { published: null, now: NOW, reformatted });
}

const refs = (entries: readonly Entry[]) => entries.map((entry) => entry.listing.ref);

describe('diffVersion', () => {
  it('finds what was added, amended and removed by reference', async () => {
    const result = await diff([listing('1'), listing('2', 'NEW NAME'), listing('4')], known('1', '2', '3'));
    expect(refs(result.added)).toEqual(['4']);
    expect(result.amended.map(({ entry }) => entry.listing.ref)).toEqual(['2']);
    expect(refs(result.removed)).toEqual(['3']);
    expect(result.removed[0]).toMatchObject({ status: 'removed', removedOn: NOW });
  });

  it('dates by the version rather than by the clock', async () => {
    const header: ReadEvent = { kind: 'header', published: '2024-05-01' };
    const result = await diff([listing('1'), header], known('2'));
    expect([result.added[0]?.addedOn, result.removed[0]?.removedOn]).toEqual(['2024-05-01', '2024-05-01']);
  });

  it('carries forward a record that was set aside', async () => {
    const result = await diff([listing('1'), aside('2')], known('1', '2'));
    expect(result.removed).toEqual([]);
    expect(result.setAside).toEqual([{ ref: '2', reason: 'no name' }]);
  });

  it('carries forward the entry of the same name when the reference could not be read', async () => {
    expect(refs((await diff([listing('1'), aside(null, 'PARTY  2')], known('1', '2', '3'))).removed)).toEqual(['3']);
  });

  it('calls nothing removed while a record that was set aside could be any of them', async () => {
    expect((await diff([listing('1'), aside(null)], known('1', '2', '3'))).removed).toEqual([]);
  });

  it('keeps what is known when two records of one reference differ, and the first where nothing is known', async () => {
    const result = await diff([listing('1', 'OTHER'), listing('1'), listing('2', 'NEW'), aside('2')], known('1'));
    expect(result.amended).toEqual([]);
    expect(refs(result.added)).toEqual(['2']);
    expect(result.removed).toEqual([]);
    expect(result.setAside.map(({ ref }) => ref)).toEqual(['1', '2']);
  });

  it('takes the first of two records with one reference and names the second', async () => {
    const result = await diff([listing('1'), listing('1', 'OTHER')], known('1'));
    expect(result.amended).toEqual([]);
    expect(result.setAside).toEqual([{ ref: '1', reason: 'its reference stands in the file twice' }]);
  });

  it('calls an entry that comes back added, not amended', async () => {
    const gone = new Map([['1', anEntry({ ref: '1' }, { status: 'removed', removedOn: '2024-01-01' })]]);
    expect(refs((await diff([listing('1')], gone)).added)).toEqual(['1']);
  });

  it('learns in silence what another file format words differently', async () => {
    const result = await diff([listing('1', 'NEW NAME'), listing('4')], known('1', '3'), true);
    expect(result.amended).toEqual([]);
    expect(refs(result.learned)).toEqual(['1']);
    expect([refs(result.added), refs(result.removed)]).toEqual([['4'], ['3']]);
  });

  it('counts what it could not understand', async () => {
    const result = await diff([
      listing('1'),
      { kind: 'unknown', path: 'entity/aura', example: 'x' },
      { kind: 'unknown', path: 'entity/aura', example: 'y' },
      { kind: 'gap', what: 'an orphan row' },
    ]);
    expect(result).toMatchObject({ unknown: ['entity/aura'], gaps: 1, records: 1 });
  });
});

describe('gaps', () => {
  const hiding = (ref: string, ...fields: ('remarks' | 'listedOn')[]): ReadEvent => ({
    kind: 'listing',
    listing: aListing({ ref }),
    gaps: fields.map((field) => ({ field })),
  });

  it('counts a listing that hides more than all of them do', async () => {
    expect(
      (await diff([hiding('1', 'listedOn'), hiding('2', 'listedOn', 'remarks'), hiding('3', 'listedOn')])).gaps,
    ).toBe(1);
  });

  it('counts nothing for what the format never shows', async () => {
    expect((await diff([hiding('1', 'listedOn'), hiding('2', 'listedOn')])).gaps).toBe(0);
    expect((await diff([hiding('1'), hiding('2')])).gaps).toBe(0);
  });
});

describe('judgeVersion', () => {
  const many = (n: number, from = 0) => Array.from({ length: n }, (_, i) => listing(String(from + i)));
  const entries = (n: number) => known(...Array.from({ length: n }, (_, i) => String(i)));

  it('refuses fewer records than the list must have', async () => {
    expect(() => judgeVersion({ ...EMPTY, records: 99 }, 100)).toThrow(RefusedVersion);
    expect(judgeVersion({ ...EMPTY, records: 100 }, 100)).toBeNull();
  });

  it('refuses when over 1 % could not be read, whatever they are', async () => {
    const ok = await diff([...many(99), aside('x')]);
    expect(judgeVersion(ok, 1)).toBeNull();
    const bad = await diff([...many(98), aside('x'), aside('y')]);
    expect(() => judgeVersion(bad, 1)).toThrow('2 of 100 records could not be read, first x: no name');
  });

  it('holds a version that removes more than 2 % and more than 20', async () => {
    expect(judgeVersion(await diff(many(980), entries(1000)), 1)).toBeNull();
    expect(judgeVersion(await diff(many(979), entries(1000)), 1)).toBe('it removes 21 of 1000 entries, more than 2 %');
    expect(judgeVersion(await diff(many(80), entries(100)), 1)).toBeNull();
    expect(judgeVersion(await diff(many(79), entries(100)), 1)).toContain('removes 21 of 100');
  });

  it('holds a version that adds and changes more than 25 %', async () => {
    expect(judgeVersion(await diff(many(125), entries(100)), 1)).toBeNull();
    expect(judgeVersion(await diff(many(126), entries(100)), 1)).toContain('adds 26 and changes 0 of 100');
  });

  it('takes any first sight that is large enough', async () => {
    expect(judgeVersion(await diff(many(5000)), 5000)).toBeNull();
  });
});

const EMPTY: VersionDiff = {
  published: null,
  records: 0,
  known: 0,
  added: [],
  amended: [],
  removed: [],
  learned: [],
  gaps: 0,
  stale: false,
  gapNotes: [],
  setAside: [],
  unknown: [],
  reformatted: false,
};
