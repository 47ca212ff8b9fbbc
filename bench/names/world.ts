import { invented } from './fill.js';
import { groupsOf, Known } from './groups.js';
import { listedParties, type Party } from './listed.js';
import { Random } from './random.js';
import { askedNames } from './sets/asked.js';
import { innocentNames } from './sets/innocents.js';
import { namePairs } from './sets/pairs.js';
import { type Sets, SPLITS, type Split } from './sets/sets.js';
import { withhold } from './sets/withheld.js';

export const SMALL = 27_000;
export const LARGE = 100_000;

/** What is indexed, at two sizes, and what is asked of it. */
export interface World {
  /** Parties with 27,000 names, all real. */
  readonly small: readonly Party[];
  /** The same and more, with 100,000 names; those beyond the real lists are invented. */
  readonly large: readonly Party[];
  readonly groups: readonly (readonly [id: string, group: number])[];
  readonly sets: readonly Sets[];
  readonly listedNames: number;
}

/**
 * The same world in every run of one seed, from the official files beside the checkout. Another seed draws another one: which
 * names are indexed, who belongs to which split, what is withheld, what is asked.
 */
export async function makeWorld(seed = ''): Promise<World> {
  const random = new Random(`world${seed}`);
  const all = random.shuffled(await listedParties());
  const groups = groupsOf(all);
  const { kept, withheld } = withhold(all, random);
  const listedNames = namesIn(kept);
  const fill = invented(kept, LARGE - listedNames, random);
  for (const [i, { id }] of fill.entries()) groups.set(id, all.length + i);
  const small = upTo(kept, SMALL);
  const large = [...kept, ...fill];
  const known = new Known(large, groups);
  const sets = SPLITS.map((split): Sets => {
    const own = new Random(`${split}${seed}`);
    const parties = small.filter(({ id }) => splitOf(groups.get(id) ?? 0, seed) === split);
    const askable = { parties, groups, known };
    const asked = askedNames(askable, withheld, own);
    const innocents = innocentNames({ split, parties, known, random: own });
    return { split, asked, innocents, pairs: namePairs(askable, asked, innocents, own) };
  });
  return { small, large, groups: [...groups], sets, listedNames };
}

/** A party belongs to one split, whole. */
function splitOf(group: number, seed: string): Split {
  return new Random(`split ${group}${seed}`).chance(0.5) ? 'development' : 'held-out';
}

function namesIn(parties: readonly Party[]): number {
  return parties.reduce((sum, { names }) => sum + names.length, 0);
}

function upTo(parties: readonly Party[], names: number): Party[] {
  let left = names;
  return parties.filter((party) => {
    left -= party.names.length;
    return left >= 0;
  });
}
