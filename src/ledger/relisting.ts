import type { Relisting } from '../domain/action.js';
import type { Entry } from '../domain/ledger.js';
import { type Listing, walletKey } from '../domain/listing.js';
import { count, tidy } from '../lib/text.js';

/**
 * Finds, among removed entries of the same list, the one that an added listing seems to be again: same type and either
 * the same name or a shared wallet or document. Gives the evidence, so that a reader can judge it.
 */
export function relistingFinder(removed: readonly Entry[]): (added: Listing) => Relisting | undefined {
  const byName = new Map<string, Entry>();
  const byToken = new Map<string, Entry>();
  for (const entry of removed) {
    byName.set(nameKey(entry.listing), entry);
    for (const token of tokensOf(entry.listing)) byToken.set(token, entry);
  }
  return (added) => {
    const tokens = tokensOf(added).filter((token) => byToken.get(token)?.listing.type === added.type);
    const entry = byName.get(nameKey(added)) ?? byToken.get(tokens[0] ?? '');
    if (!entry) return undefined;
    // What is shared with another removed entry says nothing about this one.
    const theirs = new Set(tokensOf(entry.listing));
    const shared = tokens.filter((token) => theirs.has(token)).length;
    const evidence = [
      nameKey(entry.listing) === nameKey(added) ? 'same name and type' : '',
      shared > 0 ? count(shared, 'shared wallet or document', 'shared wallets or documents') : '',
    ];
    return {
      ref: entry.listing.ref,
      name: entry.listing.name,
      removedOn: entry.removedOn ?? '',
      evidence: evidence.filter(Boolean).join(', '),
    };
  };
}

function nameKey(listing: Listing): string {
  return `${listing.type} ${tidy(listing.name).toUpperCase()}`;
}

/** Phone numbers and the like are shared by many, and "-" or "unknown" by more; passports, tax numbers and wallets are not. */
function tokensOf(listing: Listing): string[] {
  const documents = listing.identifiers.filter(
    ({ type, number }) => /passport|national id|tax id|imo/i.test(type) && /\d/.test(number),
  );
  const tokens = [
    ...listing.wallets.map((wallet) => `wallet ${walletKey(wallet.address)}`),
    ...documents.map(({ type, number, country = '' }) => `${type} ${number} ${country}`),
  ];
  return [...new Set(tokens)];
}
