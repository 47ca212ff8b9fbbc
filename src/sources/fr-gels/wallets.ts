import type { Wallet } from '../../domain/listing.js';

/** Addresses stand in free text, some glued to each other: `bc1q…bc1q…3My1…`. */
const ADDRESS =
  /0x[0-9a-fA-F]{40}|bc1q[02-9ac-hj-np-z]{38}(?:[02-9ac-hj-np-z]{20})?(?=$|[^0-9A-Za-z]|bc1|[13])|T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{25,33}/g;
const ABOUT_WALLETS = /portefeuille|cryptomonnaie|cha[iî]ne de blocs/i;
const NO_LABEL = 'Cryptomonnaie';

/** The digital currency addresses in an identification that says it is about wallets; the label stands before them. */
export function walletsIn(identification: string, comment: string): Wallet[] {
  if (!ABOUT_WALLETS.test(`${identification} ${comment}`)) return [];
  const wallets: Wallet[] = [];
  let label = NO_LABEL;
  let end = 0;
  for (const { 0: address, index } of identification.matchAll(ADDRESS)) {
    label = /\b([A-Z]{2,5})\s*:\s*$/.exec(identification.slice(end, index))?.[1] ?? label;
    end = index + address.length;
    wallets.push({ address, label });
  }
  return wallets;
}
