import type { Entry } from '../src/domain/ledger.js';
import { entryOf } from './names/contestants/ours.js';
import { invented } from './names/fill.js';
import { listedParties } from './names/listed.js';
import { Random } from './names/random.js';

/** This share of all parties is on the list that changes. */
const CHANGING = 0.6;
const WEEKS = 52;

export interface SwapWorld {
  /** What is on the other lists. */
  readonly rest: readonly Entry[];
  /** The list that changes. */
  readonly own: readonly Entry[];
  /** What becomes of it, one after another. */
  readonly changes: readonly Change[];
}

interface Change {
  readonly what: string;
  readonly versions: () => Iterable<readonly Entry[]>;
}

/** The official files and invented parties up to so many names, six in ten parties of which are on one list. */
export async function swapWorld(count: number, list: string): Promise<SwapWorld> {
  const random = new Random('swap');
  const listed = await listedParties();
  const named = listed.reduce((sum, { names }) => sum + names.length, 0);
  const all = random.shuffled([...listed, ...invented(listed, Math.max(0, count - named), random)]);
  const size = Math.round(all.length * CHANGING);
  const own = all.slice(0, size).map(({ names, type }, at) => entryOf({ id: `${list}/${at}`, type, names }));
  const renamed = turned(own, '');
  const others = turned(renamed, 'new-');
  const pool = [...others, ...turned(own, 'next-')];
  function* weekly(): Generator<readonly Entry[]> {
    for (let week = 1; week <= WEEKS; week += 1) {
      const from = Math.round((size * week) / WEEKS);
      yield pool.slice(from, from + size);
    }
  }
  return {
    rest: all.slice(size).map(entryOf),
    own,
    changes: [
      { what: 'every name of the list', versions: () => [renamed] },
      { what: 'every party of the list', versions: () => [others] },
      { what: `every party, in ${WEEKS} weeks`, versions: weekly },
    ],
  };
}

/** Everybody has the next one's names, with two letters of each long word turned round, so that most words are new. */
function turned(entries: readonly Entry[], refs: string): Entry[] {
  const turn = (name: string) => name.replace(/(\p{L}{2})(\p{L})(\p{L})(?=\p{L})/gu, '$1$3$2');
  return entries.map((entry, at) => {
    const { name, aliases } = (entries[at + 1] ?? entries[0] ?? entry).listing;
    const listing = {
      ...entry.listing,
      ref: refs + entry.listing.ref,
      name: turn(name),
      aliases: aliases.map((alias) => ({ ...alias, name: turn(alias.name) })),
    };
    return { ...entry, listing };
  });
}
