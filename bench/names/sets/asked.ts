import type { Known } from '../groups.js';
import type { Party } from '../listed.js';
import { MUTATIONS } from '../mutations/index.js';
import type { Random } from '../random.js';
import type { Asked } from './sets.js';
import type { Withheld } from './withheld.js';

const PER_KIND = 60;
/** Two at a time is what people write; it weighs as much as several kinds. */
const PER_PAIRED_KIND = 300;
const WEAK = 'weak alias';
/** Shorter than this, a name written otherwise is another name. */
const SHORTEST = 6;

export interface Askable {
  readonly parties: readonly Party[];
  readonly groups: ReadonlyMap<string, number>;
  readonly known: Known;
}

/** Names of the parties written otherwise, as many of each kind; those that fit another party as well are left out. */
export function askedNames(from: Askable, withheld: readonly Withheld[], random: Random): Asked[] {
  const asked: Asked[] = [];
  for (const { kind, apply } of MUTATIONS) {
    const wanted = kind === 'two at a time' ? PER_PAIRED_KIND : PER_KIND;
    const made = gathered(from, wanted, random, (party) => {
      const names = party.names.filter(({ text, weak }) => !weak && text.length >= SHORTEST);
      if (party.type === 'aircraft' || names.length === 0) return null;
      const of = random.pick(names).text;
      const text = apply(of, party, random);
      return text === null || text === of ? null : { kind, text, of };
    });
    asked.push(...made);
  }
  asked.push(
    ...gathered(from, PER_KIND, random, (party) => {
      const weak = party.names.find((name) => name.weak && name.text.length >= SHORTEST);
      return weak ? { kind: WEAK, text: weak.text, of: weak.text } : null;
    }),
  );
  return [...asked, ...withheldNames(from, withheld, random)];
}

function gathered(
  { parties, groups, known }: Askable,
  wanted: number,
  random: Random,
  make: (party: Party) => Omit<Asked, 'wanted'> | null,
): Asked[] {
  const found = new Map<string, Asked>();
  for (const party of random.shuffled(parties)) {
    if (found.size === wanted) break;
    const made = make(party);
    const group = groups.get(party.id) ?? -1;
    if (made && !known.fitsOther(made.text, group) && !known.fitsOther(made.of, group))
      found.set(made.text, { ...made, wanted: group });
  }
  return [...found.values()];
}

function withheldNames({ parties, groups, known }: Askable, withheld: readonly Withheld[], random: Random): Asked[] {
  const ids = new Set(parties.map(({ id }) => id));
  const left = new Map<string, number>();
  return random.shuffled(withheld).flatMap(({ kind, id, text, of }) => {
    const wanted = groups.get(id) ?? -1;
    const taken = left.get(kind) ?? 0;
    if (!ids.has(id) || taken >= PER_KIND * 2 || known.lists(text)) return [];
    if (known.fitsOther(text, wanted) || known.fitsOther(of, wanted)) return [];
    left.set(kind, taken + 1);
    return [{ kind, text, of, wanted }];
  });
}
