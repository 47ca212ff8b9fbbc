import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSearch } from '../../src/search/index.js';
import { actorsInMemory, anActor, anEntry } from '../support/builders.js';

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

  test('a Solana address counts only where a list names it', () => {
    expect(addresses(`${SOLANA} ${SOLANA.slice(0, -1)}a`)).toEqual([SOLANA]);
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
    expect(search.wallets(TRON)).toEqual([{ address: TRON, hits: [] }]);
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
