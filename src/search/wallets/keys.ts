import { walletKey } from '../../domain/listing.js';
import { decodeBase58Check } from './base58.js';
import { decodeCashAddr } from './bech32.js';
import { decodeTon } from './crc16.js';

/**
 * What an address is found by: its own letters and, where one account is written in several ways, the account. Bitcoin Cash writes the
 * hash of a key or script in its own way or in Bitcoin's; TON writes one account with several flags.
 */
export function walletKeys(address: string): string[] {
  const key = walletKey(address);
  const account = accountOf(key);
  return account === null ? [key] : [key, account];
}

function accountOf(key: string): string | null {
  if (/^[13][1-9A-HJ-NP-Za-km-z]{25,33}$/.test(key)) {
    const bitcoin = decodeBase58Check(key);
    if (bitcoin?.version === '0') return `key hash ${hex(bitcoin.hash)}`;
    return bitcoin?.version === '5' ? `script hash ${hex(bitcoin.hash)}` : null;
  }
  if (/^[qp][02-9ac-hj-np-z]{41}$/.test(key)) {
    const cash = decodeCashAddr(key);
    return cash ? `${cash.kind} hash ${hex(cash.hash)}` : null;
  }
  if (/^[\w-]{48}$/.test(key)) return prefixed('ton', decodeTon(key));
  return /^(0|-1):[0-9a-f]{64}$/i.test(key) ? `ton ${key.toLowerCase()}` : null;
}

function prefixed(word: string, account: string | null): string | null {
  return account === null ? null : `${word} ${account}`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
