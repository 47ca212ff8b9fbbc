import { bech32, bech32m } from '@scure/base';

/** Lengths of a witness program of version 0: a key's hash or a script's (BIP 141). */
const VERSION_0 = [20, 32];

/** A segregated-witness address: version 0 with Bech32 (BIP 173), later ones with Bech32m (BIP 350). */
export function segwitFits(address: string): boolean {
  const lower = address.toLowerCase();
  const [version, ...program] = wordsOf(bech32, lower) ?? wordsOf(bech32m, lower) ?? [];
  if (version === undefined || version > 16) return false;
  const bytes = (version === 0 ? bech32 : bech32m).fromWordsUnsafe(program);
  if (!bytes || wordsOf(version === 0 ? bech32 : bech32m, lower) === null) return false;
  return version === 0 ? VERSION_0.includes(bytes.length) : bytes.length >= 2 && bytes.length <= 40;
}

/** Cardano (CIP-19) and Zcash Sapling (ZIP 173) use Bech32, Zcash's unified addresses (ZIP 316) Bech32m, all beyond its usual length. */
export function longBech32Fits(address: string, coding: 'bech32' | 'bech32m'): boolean {
  return wordsOf(coding === 'bech32' ? bech32 : bech32m, address.toLowerCase()) !== null;
}

function wordsOf(coding: typeof bech32, address: string): readonly number[] | null {
  return coding.decodeUnsafe(address, false)?.words ?? null;
}

const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const PREFIX = [...'bitcoincash'].map((letter) => letter.charCodeAt(0) & 31);
const GENERATOR = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];
const CHECKSUM_WORDS = 8;

/**
 * What a CashAddr without its prefix holds (https://github.com/bitcoincashorg/bitcoincash.org/blob/master/spec/cashaddr.md); null
 * where its checksum does not fit.
 */
export function decodeCashAddr(bare: string): { readonly kind: 'key' | 'script'; readonly hash: Uint8Array } | null {
  const words = [...bare.toLowerCase()].map((letter) => CHARSET.indexOf(letter));
  if (words.includes(-1) || polymod([...PREFIX, 0, ...words]) !== 0n) return null;
  const bytes = bech32.fromWordsUnsafe(words.slice(0, -CHECKSUM_WORDS));
  if (bytes?.length !== 21 || (bytes[0] !== 0 && bytes[0] !== 8)) return null;
  return { kind: bytes[0] === 0 ? 'key' : 'script', hash: bytes.subarray(1) };
}

function polymod(words: readonly number[]): bigint {
  let sum = 1n;
  for (const word of words) {
    const top = sum >> 35n;
    sum = ((sum & 0x07ffffffffn) << 5n) ^ BigInt(word);
    for (const [bit, generator] of GENERATOR.entries()) if ((top >> BigInt(bit)) & 1n) sum ^= generator;
  }
  return sum ^ 1n;
}
