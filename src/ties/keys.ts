import type { Listing } from '../domain/listing.js';
import { walletKey } from '../domain/listing.js';
import { birthDatesOf, birthplacesOf, namesOf } from './facts.js';
import type { TokensOf } from './names.js';
import { strongNumbersOf } from './numbers.js';
import { referencesOf } from './references.js';

/** The keys under which a listing must be looked at: what two listings of one party have in common. */
export interface Keys {
  readonly proving: readonly string[];
  /** Of a name only together with what else a probable tie needs, so that few listings share one. */
  readonly hinting: readonly string[];
}

/** The key of what several listings of one list may carry. */
export function carriedKey(kind: 'number' | 'wallet', key: string): string {
  return `${kind} ${key}`;
}

export function keysOf(listing: Listing, actor: string | null, tokensOf: TokensOf): Keys {
  return {
    proving: [
      ...referencesOf(listing).map(({ register, key }) => `${register} ${key}`),
      ...strongNumbersOf(listing).map(({ key }) => carriedKey('number', key)),
      ...listing.wallets.map(({ address }) => carriedKey('wallet', walletKey(address))),
      ...(actor === null ? [] : [`actor ${actor}`]),
    ],
    hinting: listing.type === 'individual' ? birthKeys(listing, tokensOf) : nameKeys(listing, tokensOf),
  };
}

function birthKeys(listing: Listing, tokensOf: TokensOf): string[] {
  const dates = birthDatesOf(listing);
  const days = dates.flatMap(({ day }) => (day === null ? [] : [`born ${day}`]));
  const years = new Set(dates.flatMap(({ from, to }) => (from === to ? [from] : [])));
  if (years.size === 0) return days;
  const places = birthplacesOf(listing, tokensOf).map(([place]) => place);
  return [...days, ...[...years].flatMap((year) => places.map((place) => `born ${year} ${place}`))];
}

function nameKeys(listing: Listing, tokensOf: TokensOf): string[] {
  if (listing.type !== 'entity') return [];
  return namesOf(listing, tokensOf).map(({ key }) => `name ${key}`);
}
