import type { Listing } from '../domain/listing.js';
import { walletKey } from '../domain/listing.js';
import { birthDatesOf, birthplacesOf, namesOf } from './facts.js';
import type { TokensOf } from './names.js';
import { numberKeysOf } from './numbers.js';
import { referencesOf } from './references.js';

/** The key of what several listings of one list may carry. */
export function carriedKey(kind: 'number' | 'wallet', key: string): string {
  return `${kind} ${key}`;
}

/** What listings that are proved to be of one party have in common. More than proves it: what it is, the facts say. */
export function provingKeys(listing: Listing, actor: string | null): string[] {
  const keys: string[] = [];
  for (const { register, key } of referencesOf(listing)) keys.push(`${register} ${key}`);
  for (const identifier of listing.identifiers)
    for (const key of numberKeysOf(identifier)) keys.push(carriedKey('number', key));
  for (const { address } of listing.wallets) keys.push(carriedKey('wallet', walletKey(address)));
  if (actor !== null) keys.push(`actor ${actor}`);
  return keys;
}

/** What listings that are probably of one party have in common: of persons the birth, since fewer share it than a name. */
export function hintingKeys(listing: Listing, tokensOf: TokensOf): string[] {
  if (listing.type === 'individual') return birthKeys(listing, tokensOf);
  return listing.type === 'entity' ? namesOf(listing, tokensOf).map(({ key }) => `name ${key}`) : [];
}

function birthKeys(listing: Listing, tokensOf: TokensOf): string[] {
  const keys: string[] = [];
  const years = new Set<number>();
  for (const { day, from, to } of birthDatesOf(listing)) {
    if (day !== null) keys.push(`born ${day}`);
    if (from === to) years.add(from);
  }
  if (years.size > 0)
    for (const [place] of birthplacesOf(listing, tokensOf))
      for (const year of years) keys.push(`born ${year} ${place}`);
  return keys;
}
