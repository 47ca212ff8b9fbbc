import type { Currencies } from './schema.js';

/** The chain that an address belongs to, and the public page about it. */
export interface AddressOnChain {
  readonly chain: string;
  readonly url: string | null;
}

/**
 * On which chain an address lives: one of those of the list's label whose pattern it has, else the only chain with its
 * pattern, because labels are unreliable (TRON addresses stand under XBT and USDT). Null where that is not decided.
 */
export function chainOf(currencies: Currencies, label: string, address: string): AddressOnChain | null {
  // The label is the list's word, which may be one that every object has.
  const known = Object.hasOwn(currencies.labels, label) ? currencies.labels[label] : undefined;
  const labelled = known?.chains.find((id) => looksLike(currencies, id, address));
  const alike = Object.keys(currencies.chains).filter((id) => looksLike(currencies, id, address));
  const chain = currencies.chains[labelled ?? (alike.length === 1 ? (alike[0] ?? '') : '')];
  if (!chain) return null;
  return { chain: chain.name, url: chain.explorer?.replace('{address}', encodeURIComponent(address)) ?? null };
}

function looksLike(currencies: Currencies, id: string, address: string): boolean {
  const chain = currencies.chains[id];
  return chain !== undefined && new RegExp(`^(?:${chain.pattern})$`).test(address);
}
