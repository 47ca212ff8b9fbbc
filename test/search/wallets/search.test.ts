import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSearch } from '../../../src/search/index.js';
import { actorsInMemory, anActor, anEntry } from '../../support/builders.js';

const ETH = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const SEGWIT = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';
const TRON = 'TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW';
const MONERO = `4${'A1b2C3d4E5'.repeat(9)}Fg5h`;
const SOLANA = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV';

const search = createSearch({ actors: actorsInMemory([anActor()]) });
search.replace('ofac-sdn', [
  anEntry({
    ref: '2001',
    name: 'GREY HERON',
    listedOn: '2019-09-13',
    wallets: [
      { address: ETH, label: 'ETH' },
      { address: ETH, label: 'USDC' },
      { address: SOLANA, label: 'SOL' },
    ],
  }),
  anEntry(
    { ref: '3', name: 'OLD MIXER', wallets: [{ address: ETH.toLowerCase(), label: 'XBT' }] },
    { status: 'removed', addedOn: '2022-08-08', removedOn: '2022-11-08' },
  ),
]);
const addresses = (text: string) => search.wallets(text).map(({ address }) => address);

describe('addresses in a text', () => {
  test.each([
    ['0x', ETH],
    ['base58', BTC],
    ['bech32', SEGWIT],
    ['bech32 in capitals', SEGWIT.toUpperCase()],
    ['Tron', TRON],
    ['Monero', MONERO],
  ])('%s', (_, address) => {
    expect(addresses(`Please send it to <https://explorer.test/a/${address}>, thanks.`)).toEqual([address]);
  });

  test('one with an invisible mark inside', () => {
    expect(addresses(`${TRON.slice(0, 9)}\u200b${TRON.slice(9)}`)).toEqual([TRON]);
  });

  test('several, each once', () => {
    expect(addresses(`${ETH}, ${TRON}\n${ETH.toLowerCase()}`)).toEqual([ETH, TRON]);
  });

  test('a Solana address, which is 32 bytes and no less', () => {
    expect(addresses(`${SOLANA} ${SOLANA.slice(0, -1)}a ${SOLANA.slice(0, -3)}`)).toEqual([
      SOLANA,
      `${SOLANA.slice(0, -1)}a`,
    ]);
  });

  test('words, transaction hashes, cut addresses and numbers are none', () => {
    const text = `Donaudampfschifffahrtsgesellschaft 0x${'ab'.repeat(32)} ${ETH.slice(0, 30)} 1234567890123456789012345678`;
    expect(addresses(text)).toEqual([]);
  });

  test('any text gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => Array.isArray(search.wallets(text))),
    );
  });
});

describe('what lists an address', () => {
  test('every listing, the current one first, with labels, actor and date', () => {
    expect(search.wallets(ETH.toUpperCase().replace('0X', '0x'))[0]?.hits).toMatchObject([
      { listing: { ref: '2001' }, status: 'listed', label: 'ETH, USDC', actor: 'grey-heron', since: '2019-09-13' },
      { listing: { ref: '3' }, status: 'removed', label: 'XBT', actor: null, since: '2022-08-08' },
    ]);
  });

  test('case is a part of a base58 address', () => {
    expect(search.wallets(SOLANA.toLowerCase())).toEqual([]);
  });

  test('an address that no list names has no hits', () => {
    expect(search.wallets(TRON)).toEqual([{ address: TRON, chains: ['TRON'], checksum: 'fits', near: null, hits: [] }]);
  });

  test('an address that an update takes away is no longer listed', () => {
    const own = createSearch({ actors: actorsInMemory([]) });
    own.replace('ofac-sdn', [anEntry({ ref: '1', wallets: [{ address: TRON, label: 'TRX' }] })]);
    own.update([anEntry({ ref: '1' })]);
    expect(own.wallets(TRON)[0]?.hits).toEqual([]);
  });
});

test('a CashAddr in capitals, as QR codes carry it, is the one of the list', () => {
  const cash = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
  const bch = createSearch({ actors: actorsInMemory([]) });
  bch.replace('ofac-sdn', [anEntry({ ref: '1', name: 'TERN', wallets: [{ address: cash, label: 'BCH' }] })]);
  for (const text of [`BITCOINCASH:${cash.toUpperCase()}`, cash.toUpperCase(), `bitcoincash:${cash}`]) {
    expect(bch.wallets(text)).toMatchObject([{ hits: [{ label: 'BCH' }] }]);
    expect(bch.find(text, { limit: 1 })).toMatchObject([{ name: 'TERN', score: 1 }]);
  }
  expect(addresses(cash.toUpperCase())).toEqual([cash.toUpperCase()]);
});

describe('an account that is written in several ways', () => {
  const LEGACY = '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu';
  const CASH = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
  const listing = (address: string) => {
    const own = createSearch({ actors: actorsInMemory([]) });
    own.replace('ofac-sdn', [anEntry({ ref: '1', name: 'TERN', wallets: [{ address, label: 'BCH' }] })]);
    return own;
  };

  test.each([
    [LEGACY, CASH],
    [CASH, LEGACY],
    [
      'EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF',
      '0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e',
    ],
  ])('%s is listed as %s, and the answer says so', (asked, listed) => {
    const own = listing(listed);
    expect(own.wallets(`see ${asked}.`)).toMatchObject([
      { address: asked, hits: [{ label: 'BCH', listedAs: listed }] },
    ]);
    expect(own.find(asked, { limit: 1 })).toMatchObject([{ name: 'TERN', score: 1 }]);
    own.update([anEntry({ ref: '1', name: 'TERN' })]);
    expect(own.wallets(asked).flatMap(({ hits }) => hits)).toEqual([]);
  });

  test('written as the list writes it, nothing more is said', () => {
    expect(listing(CASH).wallets(CASH)[0]?.hits[0]).not.toHaveProperty('listedAs');
  });

  test('the hash of a script is none of a key', () => {
    expect(listing(CASH).wallets('3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC')[0]?.hits).toEqual([]);
  });
});

describe('a mistyped address', () => {
  const changed = (address: string, at: number) =>
    address.slice(0, at) + (address[at] === 'a' ? 'e' : 'a') + address.slice(at + 1);
  const own = createSearch({ actors: actorsInMemory([]) });
  own.replace('ofac-sdn', [
    anEntry({
      ref: '1',
      name: 'TERN',
      wallets: [TRON, BTC, SEGWIT, ETH, SOLANA].map((address) => ({ address, label: 'X' })),
    }),
  ]);

  test.each([
    ['Tron', TRON],
    ['base58', BTC],
    ['bech32', SEGWIT],
  ])('%s: its checksum does not fit, the listed one that is nearest is named, and it is no match', (_, address) => {
    for (const wrong of [
      changed(address, 12),
      address.slice(0, 12) + address.slice(13),
      `${address.slice(0, 9)}7${address.slice(9)}`,
    ]) {
      const found = own.wallets(`to ${wrong}`);
      expect(found).toMatchObject([{ address: wrong, checksum: 'faulty', near: address, hits: [] }]);
      expect(own.find(wrong, { limit: 5 })).toEqual([]);
    }
  });

  test('two characters away nothing is named', () => {
    expect(own.wallets(changed(changed(TRON, 12), 20))).toMatchObject([{ checksum: 'faulty', near: null, hits: [] }]);
  });

  test('what may be another address altogether is not taken for a slip', () => {
    for (const other of [changed(ETH.toLowerCase(), 12), changed(SOLANA, 12)])
      expect(own.wallets(other)).toMatchObject([{ checksum: 'none', near: null, hits: [] }]);
  });

  test('where two listed ones are as near, neither is named', () => {
    const two = createSearch({ actors: actorsInMemory([]) });
    const wallets = [changed(TRON, 12), `${TRON.slice(0, 12)}z${TRON.slice(13)}`].map((address) => ({
      address,
      label: 'X',
    }));
    two.replace('ofac-sdn', [anEntry({ ref: '1', wallets })]);
    expect(two.wallets(`${TRON.slice(0, 12)}9${TRON.slice(13)}`)).toMatchObject([{ checksum: 'faulty', near: null }]);
  });

  test('the case of an Ethereum address is its checksum, and the match holds without it', () => {
    const wrong = ETH.replace('B', 'b');
    expect(own.wallets(wrong)).toMatchObject([{ address: wrong, checksum: 'faulty', hits: [{ label: 'X' }] }]);
    expect(own.wallets(ETH)[0]?.checksum).toBe('fits');
    expect(own.wallets(ETH.toLowerCase())[0]?.checksum).toBe('none');
  });

  test('an Ethereum address that lost its 0x counts where it is listed; any other such hash is none', () => {
    expect(own.wallets(`${ETH.slice(2)} ${'5e'.repeat(20)}`)).toMatchObject([{ address: ETH.slice(2), hits: [{}] }]);
  });
});
