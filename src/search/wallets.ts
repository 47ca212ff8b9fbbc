import { walletKey } from '../domain/listing.js';
import { clean } from './normalise.js';

/** Slack's longest message is 40,000 characters. */
const MAX_CHARACTERS = 100_000;
const MAX_ADDRESSES = 1000;

/** Forms of address that say by themselves what they are; everything else counts only where a list names it. */
const FORMS: readonly RegExp[] = [
  /** Ethereum and its kin. */
  /^0x[0-9a-f]{40}$/i,
  /** Segregated witness (BIP 173, BIP 350) of Bitcoin and Litecoin. */
  /^(bc1|ltc1)[02-9ac-hj-np-z]{11,71}$/,
  /^(BC1|LTC1)[02-9AC-HJ-NP-Z]{11,71}$/,
  /** Bitcoin Cash (CashAddr). */
  /^[qp][02-9ac-hj-np-z]{41}$/,
  /^[QP][02-9AC-HJ-NP-Z]{41}$/,
  /** Base58: Bitcoin and its forks, Litecoin, Dogecoin, Dash, Bitcoin Gold. */
  /^[13LMDXG][1-9A-HJ-NP-Za-km-z]{25,33}$/,
  /** Tron. */
  /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
  /** Zcash, transparent. */
  /^t[13][1-9A-HJ-NP-Za-km-z]{33}$/,
  /** XRP Ledger. */
  /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/,
  /** Monero, also integrated addresses. */
  /^[48][1-9A-HJ-NP-Za-km-z]{94}([1-9A-HJ-NP-Za-km-z]{11})?$/,
];

/** The addresses in a text, each once, as written: those of a known form, and any word that `isListed`. */
export function addressesIn(text: string, isListed: (key: string) => boolean): string[] {
  const found = new Map<string, string>();
  for (const [word] of clean(text.slice(0, MAX_CHARACTERS)).matchAll(/[0-9A-Za-z]{3,}/g)) {
    const key = walletKey(word);
    if (found.has(key) || !(isListed(key) || looksLikeAddress(word))) continue;
    found.set(key, word);
    if (found.size === MAX_ADDRESSES) break;
  }
  return [...found.values()];
}

function looksLikeAddress(word: string): boolean {
  return /\d/.test(word) && FORMS.some((form) => form.test(word));
}
