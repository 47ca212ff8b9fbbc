import { sha256 } from '@noble/hashes/sha2.js';
import { bech32, bech32m, createBase58check } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressesIn } from '../../../src/search/wallets/index.js';

const NONE_LISTED = { has: () => false, all: () => [] };
const found = (text: string) => addressesIn(text, NONE_LISTED);
const of = (version: readonly number[]) =>
  createBase58check(sha256).encode(Uint8Array.from([...version, ...Array.from({ length: 20 }, (_, i) => i * 11 + 7)]));

/** From the specifications and explorers of each chain, or encoded here by another way than they are read. */
const KNOWN: readonly (readonly [chain: string, address: string])[] = [
  ['Bitcoin', '1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu'],
  ['Bitcoin', '3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC'],
  ['Bitcoin', '1111111111111111111114oLvT2'],
  ['Bitcoin', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['Bitcoin', 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3'],
  ['Bitcoin', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ['Bitcoin', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
  ['Ethereum', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ['Ethereum', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
  ['Bitcoin Cash', 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'],
  ['Bitcoin Cash', 'ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq'],
  ['TRON', 'TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW'],
  ['Litecoin', of([48])],
  ['Litecoin', of([50])],
  ['Litecoin', bech32.encode('ltc', [0, ...bech32.toWords(new Uint8Array(20).fill(9))])],
  ['Dogecoin', of([30])],
  ['Dogecoin', of([22])],
  ['Dash', of([76])],
  ['Dash', of([16])],
  ['Bitcoin Gold', of([38])],
  ['Zcash', of([0x1c, 0xb8])],
  ['Zcash', of([0x1c, 0xbd])],
  ['Zcash', bech32.encode('zs', bech32.toWords(new Uint8Array(43).fill(3)), false)],
  ['Zcash', bech32m.encode('u', bech32m.toWords(new Uint8Array(120).fill(5)), false)],
  ['XRP Ledger', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'],
  ['XRP Ledger', 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ'],
  ['Monero', '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A'],
  ['Monero', '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H'],
  ['Cardano', 'addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8'],
  [
    'Cardano',
    'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x',
  ],
  ['Cardano', 'stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw'],
  ['Cardano', 'Ae2tdPwUPEZFRbyhz3cpfC2CumGzNkFBN2L42rcUc2yjQpEkxDbkPodpMAi'],
  ['Stellar', 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ'],
  ['TON', 'EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF'],
];

describe('an address of a known shape', () => {
  test.each(KNOWN)('%s: %s', (chain, address) => {
    const [only, ...more] = found(`before ${address} after`);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ address, checksum: 'fits', near: null });
    expect(only?.chains[0]).toBe(chain);
  });

  test.each([
    (address: string) => `<https://explorer.test/address/${address}?tab=in#top>`,
    (address: string) => `coin:${address}?amount=0.1&label=x`,
    (address: string) => `id;"${address}";"x"`,
    (address: string) => `2021,${address},USDT`,
    (address: string) => `*${address}*, please`,
    (address: string) => `“${address}”.`,
    (address: string) => `купи${' '}${address}。`,
    (address: string) => `${address.slice(0, 11)}\u200b${address.slice(11)}`,
  ])('is found whatever stands around it: %s', (wrapped) => {
    for (const [, address] of KNOWN) expect(found(wrapped(address)).map((one) => one.address)).toEqual([address]);
  });

  test('with one letter or figure changed, its checksum does not fit', () => {
    for (const [, address] of KNOWN) {
      const at = address.length - 5;
      const swap = (letter = '') => (letter === 'q' ? 'p' : letter === 'Q' ? 'P' : /[a-z]/.test(letter) ? 'q' : 'Q');
      const wrong = address.slice(0, at) + swap(address[at]) + address.slice(at + 1);
      for (const one of found(wrong))
        expect(one, wrong).toMatchObject({ checksum: expect.stringMatching('faulty|none') });
    }
  });
});

describe('what is no address', () => {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
  const letters = (min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: min, maxLength: max });

  test.each([
    ['transaction hashes', hex(64).map((it) => `0x${it} ${it}`)],
    ['commit hashes', fc.tuple(hex(40), hex(7)).map((parts) => parts.join(' '))],
    ['MD5 sums, small and capital', hex(32).map((it) => `${it} ${it.toUpperCase()}`)],
    ['SHA-1 and SHA-512 sums in capitals', fc.tuple(hex(40), hex(128)).map((parts) => parts.join(' ').toUpperCase())],
    ['UUIDs', fc.uuid()],
    ['words', fc.array(letters(1, 60), { maxLength: 30 }).map((all) => all.join(' '))],
    ['capitals', fc.array(letters(1, 60), { maxLength: 30 }).map((all) => all.join(' ').toUpperCase())],
    ['numbers', fc.array(fc.bigInt({ min: 0n, max: 10n ** 60n }), { maxLength: 5 }).map((all) => all.join(' '))],
    ['dates', fc.date({ noInvalidDate: true }).map((it) => `${it.toISOString()} ${it.getTime()}`)],
  ])('%s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(found(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('an address cut short or run into other letters', () => {
    for (const [, address] of KNOWN) {
      expect(found(`${address}${address}`), address).toEqual([]);
      expect(found(address.slice(0, 20)), address).toEqual([]);
    }
  });
});

test('a long text of addresses that are all wrong is answered soon', () => {
  const all = Array.from(
    { length: 2000 },
    (_, i) => `T${'A1b2C3d4E5'.repeat(4).slice(0, 29)}${String(i + 1111).replaceAll('0', 'x')}`,
  );
  const listed = { has: () => false, all: () => all };
  const start = performance.now();
  addressesIn(all.join(' '), listed);
  expect(performance.now() - start).toBeLessThan(2_000);
});
