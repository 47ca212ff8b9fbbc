import type { SearchOptions } from '../ports.js';
import { EVIDENCE_REACH, weighEvidence } from './evidence.js';
import { explainName } from './explain.js';
import { ofacScore } from './ofac-score.js';
import { isActorOwner } from './parties.js';
import type { Register } from './register.js';

/** More answers than this nobody reads. */
export const MAX_HITS = 1000;

/** One way in which a party answers the query. */
export interface Hit {
  readonly owner: string;
  readonly score: number;
  readonly matchedName: string;
  /** `matches …`, without the party's standing. */
  readonly clause: string;
  /** Of the name; absent where something else identified the party. */
  readonly ofacScore?: number;
}

/** Parties that the text identifies: by a reference, a number, an address. */
export function exactHits(text: string, register: Register): Hit[] {
  return [...register.identities.in(text)].map(({ owner, matched, says }) => ({
    owner,
    score: 1,
    matchedName: matched,
    clause: says(register.nameOf(owner)),
  }));
}

/** Parties that bear a name like the text, in the order of the engine. */
export function nameHits(text: string, floor: number, options: SearchOptions, register: Register): Hit[] {
  const { type, list } = options;
  const { parties } = register;
  const informed = options.born !== undefined || options.country !== undefined;
  const found = register.names.find(text, {
    limit: MAX_HITS,
    minScore: Math.max(0, informed ? floor - EVIDENCE_REACH : floor),
    ...(type === undefined ? {} : { type }),
    ...(type === undefined && list === undefined
      ? {}
      : {
          accepts: (owner) =>
            (type === undefined || parties.typeOf(owner) === type) && (list === undefined || parties.isOn(list, owner)),
        }),
  });
  return found.map(({ owner, name, kind, ...score }) => {
    const clause = explainName(score, kind, name, register.nameOf(owner));
    const hit = { owner, matchedName: name, ofacScore: ofacScore(text, name) };
    if (!informed) return { ...hit, score: score.score, clause };
    const weighed = weighEvidence(score.score, options, parties.facts(owner));
    return { ...hit, score: weighed.score, clause: [clause, ...weighed.said].join('; ') };
  });
}

/** Best score first; at equal score the list's own wording before the profile's. */
export function byHit(a: Hit, b: Hit): number {
  return b.score - a.score || Number(isActorOwner(a.owner)) - Number(isActorOwner(b.owner));
}
