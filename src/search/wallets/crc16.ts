import { base32nopad, base64urlnopad } from '@scure/base';

/** CRC-16/XMODEM, which both Stellar and TON use. */
function crc16(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return sum;
}

/** Version bytes of an account and of a multiplexed one (SEP-23). */
const STELLAR_VERSIONS = [6 << 3, 12 << 3];

/** https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md */
export function stellarFits(address: string): boolean {
  const bytes = decoded(() => base32nopad.decode(address));
  if (bytes === null || !STELLAR_VERSIONS.includes(bytes[0] ?? -1)) return false;
  const [low = 0, high = 0] = bytes.subarray(-2);
  return crc16(bytes.subarray(0, -2)) === low + high * 256;
}

/** Workchain and account of TON's user-friendly form (https://docs.ton.org/foundations/addresses/formats); null where it is none. */
export function decodeTon(address: string): string | null {
  const bytes = decoded(() => base64urlnopad.decode(address));
  if (bytes === null || bytes.length !== 36 || ![0x11, 0x51].includes((bytes[0] ?? 0) & 0x7f)) return null;
  const [high = 0, low = 0] = bytes.subarray(-2);
  if (crc16(bytes.subarray(0, -2)) !== high * 256 + low) return null;
  return `${bytes[1] === 0xff ? '-1' : bytes[1]}:${Buffer.from(bytes.subarray(2, 34)).toString('hex')}`;
}

function decoded(decode: () => Uint8Array): Uint8Array | null {
  try {
    return decode();
  } catch {
    return null;
  }
}
