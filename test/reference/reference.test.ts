import { beforeAll, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/domain/errors.js';
import { chainOf, loadReference, type Reference } from '../../src/reference/index.js';
import { withFolder } from '../actors/builders.js';

let reference: Reference;
beforeAll(async () => {
  reference = await loadReference('data/reference');
});

const TRON = `T${'a'.repeat(33)}`;
const EVM = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';

describe('the reference data', () => {
  it('knows the authority of every list', () => {
    expect(reference.authorities.get('ofac')?.lists['ofac-sdn']).toBeDefined();
    expect([...reference.authorities.keys()]).toEqual(expect.arrayContaining(['ofac', 'un', 'eu', 'uk', 'ch', 'ca']));
    const lists = [...reference.authorities.values()].flatMap(({ lists }) => Object.keys(lists));
    expect(new Set(lists).size).toBe(lists.length);
  });

  it('knows the executive orders of the North Korea programmes', () => {
    const orders = ['DPRK', 'DPRK2', 'DPRK3', 'DPRK4'].map((code) => reference.programs.get(code)?.legalBasis);
    expect(orders).toEqual(['13551', '13687', '13722', '13810'].map((number) => `Executive Order ${number}`));
  });

  it('agrees with the codes that carry their executive order', () => {
    for (const [code, { legalBasis }] of reference.programs) {
      const order = /EO(\d+)$/.exec(code)?.[1];
      if (order) expect(legalBasis, code).toBe(`Executive Order ${order}`);
    }
  });

  it.each([
    [
      'XBT',
      '134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak',
      'Bitcoin',
      'https://mempool.space/address/134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak',
    ],
    ['ETH', EVM, 'Ethereum', `https://etherscan.io/address/${EVM}`],
    ['BSC', EVM, 'BNB Smart Chain', `https://bscscan.com/address/${EVM}`],
    ['USDT', EVM, 'Ethereum', `https://etherscan.io/address/${EVM}`],
    ['USDT', TRON, 'TRON', `https://tronscan.org/#/address/${TRON}`],
    ['XBT', TRON, 'TRON', `https://tronscan.org/#/address/${TRON}`],
    ['NEWCOIN', TRON, 'TRON', `https://tronscan.org/#/address/${TRON}`],
  ])('puts %s %s on %s', (label, address, chain, url) => {
    expect(chainOf(reference.currencies, label, address)).toEqual({ chain, url });
  });

  it('gives no link where no explorer shows addresses, and decides nothing by guess', () => {
    expect(chainOf(reference.currencies, 'XMR', `4${'9'.repeat(94)}`)).toEqual({ chain: 'Monero', url: null });
    expect(chainOf(reference.currencies, 'XBT', EVM)).toBeNull();
    expect(chainOf(reference.currencies, 'ETH', 'not an address')).toBeNull();
    expect(chainOf(reference.currencies, 'ETH', `${EVM}0`)).toBeNull();
  });

  it('is refused with every problem', async () => {
    const files = {
      'authorities.json': { x: { name: 'X', short: 'X', country: 'Y', url: 'http://x.org', lists: {} } },
      'programs.json': '{',
      'currencies.json': {
        chains: { a: { name: 'A', pattern: '(', explorer: 'https://a.org/b' } },
        labels: { AAA: { name: 'A', chains: ['a'] } },
      },
    };
    const error: unknown = await withFolder(files, loadReference).catch((reason: unknown) => reason);
    if (!(error instanceof SetupError)) throw new Error('expected a SetupError');
    expect(error.message).toContain('authorities.json: x.url: not an https address');
    expect(error.message).toContain('programs.json: ');
    expect(error.message).toContain('currencies.json: chains.a.pattern: not a regular expression');
    expect(error.message).toContain('currencies.json: chains.a.explorer: lacks {address}');
  });

  it('is refused where a label names a chain that is not there', async () => {
    const files = {
      'authorities.json': {},
      'programs.json': {},
      'currencies.json': { chains: {}, labels: { AAA: { name: 'A', chains: ['a'] } } },
    };
    await expect(withFolder(files, loadReference)).rejects.toThrow('labels.AAA: there is no chain "a"');
  });
});

it('a label that every JavaScript object knows as a word belongs to no chain', () => {
  expect(chainOf(reference.currencies, 'constructor', EVM)).toEqual(chainOf(reference.currencies, 'no label', EVM));
  expect(chainOf(reference.currencies, 'constructor', 'nothing')).toBeNull();
});
