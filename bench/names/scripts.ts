import { type Both, SCRIPTS, type Written } from './parts/scripts.js';

/** How many of a script's pairs score at or above the threshold, beside Latin letters. */
export interface ScriptOutcome {
  readonly script: string;
  readonly same: readonly ScriptPair[];
  readonly different: readonly ScriptPair[];
}

export interface ScriptPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

/** Each given name meets so many family names. */
const FAMILIES = 3;

/**
 * People written in a script beside the same people in Latin letters, and beside others: with another given name, with
 * another family name, with both.
 */
export function scriptOutcomes(compare: (a: string, b: string) => number): ScriptOutcome[] {
  return SCRIPTS.map((written) => {
    const [same, different]: [ScriptPair[], ScriptPair[]] = [[], []];
    const scored = (a: string, b: string): ScriptPair => ({ a, b, score: compare(a, b) });
    written.given.forEach((given, at) => {
      for (let ahead = 0; ahead < FAMILIES; ahead += 1) {
        const family = wrapped(written.family, at + ahead);
        const own = ownOf(written, given, family);
        same.push(scored(own, latinOf(written, given, family)));
        const [otherGiven, otherFamily] = [wrapped(written.given, at + 1), wrapped(written.family, at + ahead + 2)];
        different.push(scored(own, latinOf(written, otherGiven, family)));
        different.push(scored(own, latinOf(written, given, otherFamily)));
        different.push(scored(own, latinOf(written, otherGiven, otherFamily)));
      }
    });
    return { script: written.script, same, different };
  });
}

function wrapped(names: readonly Both[], at: number): Both {
  const name = names[at % names.length];
  if (!name) throw new Error('a script without names');
  return name;
}

function ownOf({ order, between }: Written, given: Both, family: Both): string {
  return order === 'given first' ? given.own + between + family.own : family.own + between + given.own;
}

function latinOf({ order }: Written, given: Both, family: Both): string {
  return order === 'given first' ? `${given.latin} ${family.latin}` : `${family.latin} ${given.latin}`;
}
