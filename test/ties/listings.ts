import type { Entry } from '../../src/domain/ledger.js';
import type { Identifier, Listing } from '../../src/domain/listing.js';
import type { Tie } from '../../src/domain/tie.js';
import { tokensOf } from '../../src/search/normalise.js';
import { createTies, type FedTies } from '../../src/ties/index.js';
import { actorsInMemory, aListing, anEntry } from '../support/builders.js';

/** Invented parties on lists, in few words. */

export function person(list: string, ref: string, over: Partial<Listing> = {}): Listing {
  return aListing({ list, ref, name: 'Rudolf RASSENDYLL', type: 'individual', programs: [], ...over });
}

export function firm(list: string, ref: string, over: Partial<Listing> = {}): Listing {
  return aListing({ list, ref, name: 'Grey Heron Trading LLC', type: 'entity', programs: [], ...over });
}

export function ship(list: string, ref: string, over: Partial<Listing> = {}): Listing {
  return aListing({ list, ref, name: 'Sea Mist', type: 'vessel', programs: [], ...over });
}

export function number(type: string, value: string, country?: string, note?: string): Identifier {
  return { type, number: value, ...(country ? { country } : {}), ...(note ? { note } : {}) };
}

export function born(...values: readonly string[]): Listing['births'] {
  return values.map((value) => ({ kind: 'date', value }));
}

export function citizen(country: string): Listing['nationalities'] {
  return [{ country, kind: 'nationality' }];
}

export function entry(listing: Listing, over: Partial<Entry> = {}): Entry {
  return anEntry(listing, over);
}

export function fed(listings: readonly Listing[], actors: Parameters<typeof actorsInMemory>[0] = []): FedTies {
  const ties = createTies({ actors: actorsInMemory(actors), tokensOf });
  ties.update(listings.map((listing) => entry(listing)));
  return ties;
}

/** The tie between two listings on two lists, asked from the first. */
export function tieBetween(a: Listing, b: Listing, ...others: readonly Listing[]): Tie | undefined {
  return fed([a, b, ...others])
    .tiesOf(a.list, a.ref)
    .find(({ list, ref }) => list === b.list && ref === b.ref);
}

/** `proved: UN reference TAi.002`, or `none`. */
export function verdict(a: Listing, b: Listing, ...others: readonly Listing[]): string {
  const tie = tieBetween(a, b, ...others);
  return tie ? `${tie.certainty}: ${tie.evidence.map(({ text }) => text).join('; ')}` : 'none';
}
