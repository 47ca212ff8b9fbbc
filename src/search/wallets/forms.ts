import { keccak_256 } from '@noble/hashes/sha3.js';
import { byronFits, type Checksum, decodeBase58Check, isPublicKey, moneroFits, xrpFits } from './base58.js';
import { decodeCashAddr, longBech32Fits, segwitFits } from './bech32.js';
import { decodeTon, stellarFits } from './crc16.js';

/** What a word is, if it is an address. */
export interface AddressShape {
  /** The chains on which an address of this shape lives, likeliest first. */
  readonly chains: readonly string[];
  readonly checksum: Checksum;
}

/** A way of writing addresses. `checksum` gives null for what only looks like it. */
interface Form {
  readonly chains: readonly string[];
  readonly looks: RegExp;
  readonly checksum: (address: string) => Checksum | null;
}

const BITCOIN = ['Bitcoin', 'Bitcoin Cash', 'Bitcoin SV'];
const BASE58 = '[1-9A-HJ-NP-Za-km-z]';

/** Base58Check by version: https://github.com/satoshilabs/slips/blob/master/slip-0132.md and each chain's own parameters. */
const VERSIONS: readonly (readonly [version: string, looks: string, chains: readonly string[], often: boolean])[] = [
  ['0', `1${BASE58}{31,33}`, BITCOIN, true],
  ['5', `3${BASE58}{33}`, BITCOIN.slice(0, 2), true],
  ['48', `L${BASE58}{33}`, ['Litecoin'], true],
  ['50', `M${BASE58}{33}`, ['Litecoin'], true],
  ['30', `D${BASE58}{33}`, ['Dogecoin', 'Verge'], true],
  ['22', `[9A]${BASE58}{33}`, ['Dogecoin'], false],
  ['76', `X${BASE58}{33}`, ['Dash'], true],
  ['16', `7${BASE58}{33}`, ['Dash'], false],
  ['38', `G${BASE58}{33}`, ['Bitcoin Gold'], true],
  ['23', `A${BASE58}{33}`, ['Bitcoin Gold'], false],
  ['65', `T${BASE58}{33}`, ['TRON'], true],
  ['28 184', `t1${BASE58}{33}`, ['Zcash'], true],
  ['28 189', `t3${BASE58}{33}`, ['Zcash'], true],
];

const base58Forms = VERSIONS.map(
  ([version, looks, chains, often]): Form => ({
    chains,
    looks: new RegExp(`^${looks}$`),
    // A word with a common beginning that has all the marks of an address is one mistyped; else only its checksum proves it.
    checksum: (address) => {
      if (decodeBase58Check(address)?.version === version) return 'fits';
      return often && isMixed(address) ? 'faulty' : null;
    },
  }),
);

const FORMS: readonly Form[] = [
  { chains: ['Ethereum', 'EVM chains'], looks: /^0x[0-9a-f]{40}$/i, checksum: evmChecksum },
  bech32Form('Bitcoin', 'bc', segwitFits, [42, 62]),
  bech32Form('Litecoin', 'ltc', segwitFits, [43, 63]),
  bech32Form('Zcash', 'zs', (address) => longBech32Fits(address, 'bech32'), [78]),
  bech32Form('Zcash', 'u', (address) => longBech32Fits(address, 'bech32m'), []),
  bech32Form('Cardano', 'addr', (address) => longBech32Fits(address, 'bech32'), [58, 103]),
  bech32Form('Cardano', 'stake', (address) => longBech32Fits(address, 'bech32'), [59]),
  {
    chains: ['Bitcoin Cash'],
    looks: /^([qp][02-9ac-hj-np-z]{41}|[QP][02-9AC-HJ-NP-Z]{41})$/,
    checksum: (address) => (decodeCashAddr(address) ? 'fits' : /\d.*\d.*\d/.test(address) ? 'faulty' : null),
  },
  ...base58Forms,
  // Shorter ones exist: leading zeros of the key take one letter each.
  {
    chains: ['Bitcoin'],
    looks: new RegExp(`^1${BASE58}{25,30}$`),
    checksum: orNone((it) => decodeBase58Check(it) !== null),
  },
  { chains: ['XRP Ledger'], looks: new RegExp(`^r${BASE58}{32,33}$`), checksum: orFaulty(xrpFits) },
  { chains: ['XRP Ledger'], looks: new RegExp(`^r${BASE58}{24,34}$|^X${BASE58}{46}$`), checksum: orNone(xrpFits) },
  { chains: ['Monero'], looks: new RegExp(`^[48]${BASE58}{94}(${BASE58}{11})?$`), checksum: orFaulty(moneroFits) },
  { chains: ['Zcash'], looks: new RegExp(`^zc${BASE58}{93}$`), checksum: orNone((it) => sproutFits(it)) },
  { chains: ['Cardano'], looks: new RegExp(`^(Ae2${BASE58}{56}|DdzFF${BASE58}{99})$`), checksum: orFaulty(byronFits) },
  { chains: ['Stellar'], looks: /^(G[A-Z2-7]{55}|M[A-Z2-7]{68})$/, checksum: orNone(stellarFits, /\d.*\d.*\d/) },
  { chains: ['TON'], looks: /^[EU][Qf][\w-]{46}$/, checksum: orNone((it) => decodeTon(it) !== null) },
  {
    chains: ['Solana'],
    looks: new RegExp(`^${BASE58}{43,44}$`),
    checksum: (address) => (isMixed(address) && isPublicKey(address) ? 'none' : null),
  },
];

/** The longest that any form has: a unified address with every receiver. */
export const MAX_ADDRESS = 500;

/** What a word is by its shape alone; null where it is no address. */
export function shapeOf(word: string): AddressShape | null {
  if (word.length < 26 || word.length > MAX_ADDRESS || !/\d/.test(word)) return null;
  for (const { chains, looks, checksum } of FORMS) {
    if (!looks.test(word)) continue;
    const found = checksum(word);
    if (found !== null) return { chains, checksum: found };
  }
  return null;
}

/** `faulty` counts for the usual `lengths` only: the checksum must prove every other. */
function bech32Form(
  chain: string,
  prefix: string,
  fits: (address: string) => boolean,
  lengths: readonly number[],
): Form {
  const upper = prefix.toUpperCase();
  return {
    chains: [chain],
    looks: new RegExp(`^(${prefix}1[02-9ac-hj-np-z]{11,}|${upper}1[02-9AC-HJ-NP-Z]{11,})$`),
    checksum: (address) => (fits(address) ? 'fits' : lengths.includes(address.length) ? 'faulty' : null),
  };
}

function orFaulty(fits: (address: string) => boolean): Form['checksum'] {
  return (address) => (fits(address) ? 'fits' : isMixed(address) ? 'faulty' : null);
}

/** What does not fit is no address, but where it `shows` that it can be nothing else. */
function orNone(fits: (address: string) => boolean, shows?: RegExp): Form['checksum'] {
  return (address) => (fits(address) ? 'fits' : shows?.test(address) ? 'faulty' : null);
}

function sproutFits(address: string): boolean {
  return decodeBase58Check(address)?.version.startsWith('22 154 ') ?? false;
}

/** Letters of both cases and figures, as nearly every Base58 address has; hexadecimal hashes and words do not. */
function isMixed(word: string): boolean {
  return /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word);
}

/** The case of the letters is the checksum (https://eips.ethereum.org/EIPS/eip-55); written in one case there is none. */
function evmChecksum(address: string): Checksum {
  const digits = address.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return 'none';
  const sum = keccak_256(Buffer.from(lower, 'ascii'));
  const right = [...lower].every((letter, i) => {
    const nibble = ((sum[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15;
    return digits[i] === (nibble >= 8 ? letter.toUpperCase() : letter);
  });
  return right ? 'fits' : 'faulty';
}
