import type { Actor } from '../domain/actor.js';
import { tidy } from '../lib/text.js';

/**
 * How much a name says by itself. `listed` stands on a list and identifies; `weak` is what its list calls a weak alias;
 * `hint` is a common word or a name that no list has.
 */
export type NameWeight = 'listed' | 'weak' | 'hint';

export interface ActorName {
  /** As the list or the analysts write it. */
  readonly name: string;
  readonly folded: string;
  readonly weight: NameWeight;
  readonly common: boolean;
  /** A listing's own name, as other entries refer to it ("Linked To: …"). */
  readonly primary: boolean;
  /** What the actor is called here, which no list writes so. */
  readonly own: boolean;
}

/** Case, accents, punctuation and white space gone; letters of every script and digits stay. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼ`´]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A list quotes weak aliases; the quotation marks are no part of the name. */
export function bare(name: string): string {
  return tidy(name).replace(/^["“”'](.*)["“”']$/u, '$1');
}

const derived = new WeakMap<Actor, readonly ActorName[]>();

/**
 * Every official and analyst name of an actor, each once, and what it is called here: the best standing counts, but a common
 * word stays one.
 */
export function namesOf(actor: Actor): readonly ActorName[] {
  const known = derived.get(actor);
  if (known) return known;
  const names = new Map<string, ActorName>();
  for (const listing of actor.listings) add(names, listing.name, 'listed', false, true);
  for (const { name, kind, strength, common = false } of actor.aliases) {
    const weight = common || kind === 'analyst' ? 'hint' : strength === 'weak' ? 'weak' : 'listed';
    add(names, name, weight, common, false);
  }
  const own = fold(actor.name);
  if (!names.has(own) && !isSwapped(actor, own)) {
    names.set(own, { name: actor.name, folded: own, weight: 'hint', common: false, primary: false, own: true });
  }
  const list = [...names.values()];
  derived.set(actor, list);
  return list;
}

/** Roman Semenov is SEMENOV, Roman: the same name in the order of prose. */
function isSwapped(actor: Actor, own: string): boolean {
  return actor.listings.some(({ name }) => fold(name.split(',').reverse().join(' ')) === own);
}

const CARE: Readonly<Record<NameWeight, number>> = { listed: 0, weak: 1, hint: 2 };

function add(names: Map<string, ActorName>, name: string, weight: NameWeight, common: boolean, primary: boolean): void {
  const folded = fold(name);
  const known = names.get(folded);
  if (!known) {
    names.set(folded, { name, folded, weight, common, primary, own: false });
    return;
  }
  names.set(folded, {
    name: known.name,
    folded,
    weight: common || known.common ? 'hint' : CARE[weight] < CARE[known.weight] ? weight : known.weight,
    common: known.common || common,
    primary: known.primary || primary,
    own: false,
  });
}
