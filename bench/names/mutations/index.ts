import type { Party } from '../listed.js';
import type { Random } from '../random.js';
import { ARRANGEMENT } from './arrangement.js';
import type { Mutation } from './mutation.js';
import { ORGANISATION } from './organisation.js';
import { romanised } from './romanised.js';
import { SPELLING } from './spelling.js';
import { hangul } from './syllables.js';
import { TRANSLITERATION } from './transliteration.js';

/** Kinds that leave the script as it is, so that two of them can happen to one name. */
const COMBINABLE: readonly Mutation[] = [...SPELLING, ...ARRANGEMENT, ...ORGANISATION, ...TRANSLITERATION];

const two: Mutation = {
  kind: 'two at a time',
  apply(name: string, party: Party, random: Random): string | null {
    const [first, second] = random.shuffled(COMBINABLE);
    const once = first?.apply(name, party, random) ?? null;
    return once === null ? null : (second?.apply(once, party, random) ?? null);
  },
};

/** Every way in which listed names are written otherwise; README.md says what each does. */
export const MUTATIONS: readonly Mutation[] = [...COMBINABLE, romanised, hangul, two];
