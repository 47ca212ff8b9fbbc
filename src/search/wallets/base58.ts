import { crc32 } from 'node:zlib';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58, base58xmr, base58xrp, createBase58check } from '@scure/base';

/** What an address says of itself: its own checksum fits or does not, or it has none. */
export type Checksum = 'fits' | 'faulty' | 'none';

const checked = createBase58check(sha256);
const CHECKSUM_BYTES = 4;
/** A public key or script, hashed. */
const HASH_BYTES = 20;

/** Version and hash of a Base58Check address (https://en.bitcoin.it/wiki/Base58Check_encoding); null where its checksum does not fit. */
export function decodeBase58Check(address: string): { readonly version: string; readonly hash: Uint8Array } | null {
  const bytes = decoded(() => checked.decode(address));
  if (bytes === null || bytes.length <= HASH_BYTES) return null;
  const split = bytes.length - HASH_BYTES;
  return { version: bytes.subarray(0, split).join(' '), hash: bytes.subarray(split) };
}

/** The 20 bytes of an XRP Ledger address (https://xrpl.org/docs/concepts/accounts/addresses), classic or with a tag. */
export function xrpFits(address: string): boolean {
  const bytes = decoded(() => base58xrp.decode(address));
  if (bytes === null || !endsWith(bytes, sha256(sha256(bytes.subarray(0, -CHECKSUM_BYTES))))) return false;
  if (address.startsWith('r')) return bytes.length === 25 && bytes[0] === 0;
  return bytes.length === 35 && bytes[0] === 0x05 && bytes[1] === 0x44;
}

/** https://docs.getmonero.org/public-address/standard-address: network byte, two keys, perhaps a payment id, Keccak. */
export function moneroFits(address: string): boolean {
  const bytes = decoded(() => base58xmr.decode(address));
  if (bytes === null || ![18, 19, 42].includes(bytes[0] ?? -1)) return false;
  return endsWith(bytes, keccak_256(bytes.subarray(0, -CHECKSUM_BYTES)));
}

/** Cardano's Byron era: CBOR of [24(bytes), CRC-32] (https://cips.cardano.org/cip/CIP-19). */
export function byronFits(address: string): boolean {
  const bytes = decoded(() => base58.decode(address));
  if (bytes === null || bytes[0] !== 0x82 || bytes[1] !== 0xd8 || bytes[2] !== 0x18 || bytes[3] !== 0x58) return false;
  const length = bytes[4] ?? 0;
  const sum = bytes.subarray(5 + length);
  if (sum.length !== 5 || sum[0] !== 0x1a) return false;
  return new DataView(sum.buffer, sum.byteOffset).getUint32(1) === crc32(bytes.subarray(5, 5 + length));
}

/** A Solana account is a public key of 32 bytes, without a checksum. */
export function isPublicKey(address: string): boolean {
  return decoded(() => base58.decode(address))?.length === 32;
}

function endsWith(bytes: Uint8Array, sum: Uint8Array): boolean {
  return bytes.length > CHECKSUM_BYTES && bytes.subarray(-CHECKSUM_BYTES).every((byte, i) => byte === sum[i]);
}

/** The libraries throw for what is no such text. */
function decoded(decode: () => Uint8Array): Uint8Array | null {
  try {
    return decode();
  } catch {
    return null;
  }
}
