import { walletKey } from '../../domain/listing.js';
import { clean } from '../normalise.js';
import { type AddressShape, MAX_ADDRESS, shapeOf } from './forms.js';
import { walletKeys } from './keys.js';
import { nearAddress } from './near.js';

export { walletKeys };

/** Slack's longest message is 40,000 characters. */
const MAX_CHARACTERS = 100_000;
const MAX_ADDRESSES = 1000;
/** Each costs a decoding, or a look at every listed address. */
const MAX_COMPARED = 100;
/** The shortest listed ones; what differs in one letter has no less. */
const MIN_LONG = 25;

/** The addresses that the lists name. */
export interface ListedAddresses {
  has(key: string): boolean;
  /** Every one, as the list writes it. */
  all(): Iterable<string>;
}

/** An address in a text, as written. */
export interface FoundAddress extends Omit<AddressShape, 'checksum'> {
  readonly address: string;
  readonly checksum: AddressShape['checksum'];
  /** What it is found by in the lists. */
  readonly keys: readonly string[];
  /** The one listed address that differs in a single character, where this one cannot be right. It is another address. */
  readonly near: string | null;
}

/**
 * The addresses in a text, each once: words of a known shape, and any that a list names. What bears no known shape but is one
 * character away from a listed address is an address too, mistyped.
 */
export function addressesIn(text: string, listed: ListedAddresses): FoundAddress[] {
  const found = new Map<string, FoundAddress>();
  let compared = 0;
  for (const word of new Set(wordsIn(text))) {
    const address = listedForm(word, listed) ?? word;
    const key = walletKey(address);
    if (found.has(key)) continue;
    const keys = walletKeys(address);
    const isListed = keys.some((one) => listed.has(one));
    const shape = shapeOf(address);
    const doubted = !isListed && word.length >= MIN_LONG && shape?.checksum !== 'fits' && shape?.checksum !== 'none';
    const near = doubted && compared < MAX_COMPARED ? nearAddress(key, listed.all()) : null;
    if (doubted) compared += 1;
    const { chains, checksum } = shape ?? { chains: [], checksum: near === null ? 'none' : 'faulty' };
    if (isListed || shape !== null || near !== null) found.set(key, { address: word, chains, checksum, keys, near });
    if (found.size === MAX_ADDRESSES) break;
  }
  return [...found.values()];
}

/** The listed addresses alone, each with what it is found by; a text without one costs no more than the look. */
export function* listedAddressesIn(
  text: string,
  has: (key: string) => boolean,
): Generator<{ readonly address: string; readonly keys: readonly string[] }> {
  if (!/[0-9A-Za-z]{12}/.test(text)) return;
  let long = 0;
  for (const word of new Set(wordsIn(text))) {
    const address = listedForm(word, { has }) ?? word;
    long += Number(word.length >= MIN_LONG);
    const keys = (long > MAX_COMPARED ? [walletKey(address)] : walletKeys(address)).filter(has);
    if (keys.length > 0) yield { address: word, keys };
  }
}

/** Letters and figures; TON's have `-` and `_` among them, and its raw form a colon, so that these words are looked for first. */
function* wordsIn(text: string): Generator<string> {
  const tidy = clean(text.slice(0, MAX_CHARACTERS));
  for (const [word] of tidy.matchAll(
    /(?<![\w-])[EU][Qf][\w-]{46}(?![\w-])|(?<![\w-])(?:0|-1):[0-9a-fA-F]{64}(?![\w-])/g,
  ))
    yield word;
  for (const [word] of tidy.matchAll(/[0-9A-Za-z]{3,}/g)) if (word.length <= MAX_ADDRESS) yield word;
}

/** An Ethereum address that lost its 0x looks like many a hash: it counts where a list names it. */
function listedForm(word: string, listed: Pick<ListedAddresses, 'has'>): string | null {
  return /^[0-9a-f]{40}$/i.test(word) && listed.has(walletKey(`0x${word}`)) ? `0x${word}` : null;
}
