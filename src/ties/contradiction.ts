import { birthYearsAgree } from './births.js';
import type { Facts } from './facts.js';
import type { Register } from './references.js';

/** Registers that give a party one reference: of two different ones, two parties are meant. */
const ONE_EACH: readonly Register[] = ['UN', 'EU'];

/** Why two listings cannot be of one party, whatever else they share; null where nothing speaks against it. */
export function contradiction(a: Facts, b: Facts): string | null {
  if (a.listing.type !== b.listing.type) return `${a.listing.type} and ${b.listing.type}`;
  for (const register of ONE_EACH) {
    const of = (facts: Facts) => facts.references.filter((reference) => reference.register === register);
    if (
      disjoint(
        of(a).map(({ key }) => key),
        of(b).map(({ key }) => key),
      )
    )
      return `different ${register} references`;
  }
  const imo = (facts: Facts) => facts.numbers.filter(({ kind }) => kind === 'imo').map(({ key }) => key);
  if (a.listing.type === 'vessel' && disjoint(imo(a), imo(b))) return 'different IMO numbers';
  return a.gender !== null && b.gender !== null && a.gender !== b.gender ? 'different gender' : null;
}

/** What a name cannot outweigh, but a document can: lists differ about birth years. */
export function doubt(a: Facts, b: Facts): string | null {
  return birthYearsAgree(a.births, b.births) ? null : 'different birth years';
}

function disjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((key) => b.includes(key));
}
