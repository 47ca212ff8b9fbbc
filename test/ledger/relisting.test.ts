import { describe, expect, it } from 'vitest';
import type { Listing } from '../../src/domain/listing.js';
import { relistingFinder } from '../../src/ledger/relisting.js';
import { aListing, anEntry } from '../support/builders.js';

const gone = (listing: Partial<Listing>) => anEntry(listing, { status: 'removed', removedOn: '2022-11-08' });
const eth = (address: string) => ({ address, label: 'ETH' });
const paper = (type: string, number: string) => ({ type, number, country: 'Ruritania' });

const OLD = gone({
  ref: '1',
  name: 'GREY HERON',
  wallets: [eth('0x1'), eth('0x2'), eth('0xa')],
  identifiers: [paper('Passport', 'A1'), paper('Passport', '-'), paper('Phone Number', '555')],
});

describe('relistingFinder', () => {
  const find = relistingFinder([OLD, gone({ ref: '3', name: 'STORK', type: 'vessel' })]);

  it.each<[string, Partial<Listing>, string | undefined]>([
    ['the same name, in another case and spacing', { name: 'Grey  Heron' }, 'same name and type'],
    ['a shared wallet', { name: 'WHITE HERON', wallets: [eth('0x2')] }, '1 shared wallet or document'],
    [
      'shared documents',
      { wallets: [eth('0x1')], identifiers: [paper('Passport', 'A1')] },
      '2 shared wallets or documents',
    ],
    ['both', { name: 'GREY HERON', wallets: [eth('0x1')] }, 'same name and type, 1 shared wallet or document'],
    ['the same name of another type', { name: 'STORK', type: 'entity' }, undefined],
    ['a document shared by another type', { type: 'individual', identifiers: [paper('Passport', 'A1')] }, undefined],
    ['a telephone number alone', { identifiers: [paper('Phone Number', '555')] }, undefined],
    ['a filler instead of a number', { identifiers: [paper('Passport', '-')] }, undefined],
    ['a wallet written otherwise', { name: 'WHITE HERON', wallets: [eth('0XA')] }, '1 shared wallet or document'],
    ['nothing', { name: 'IBIS' }, undefined],
  ])('%s', (_what, listing, evidence) => {
    const found = find(aListing({ ref: '9', ...listing }));
    expect(found?.evidence).toBe(evidence);
    if (found) expect(found).toMatchObject({ ref: '1', name: 'GREY HERON', removedOn: '2022-11-08' });
  });

  it('counts only what it shares with the entry that it names', () => {
    const twins = relistingFinder([OLD, gone({ ref: '4', name: 'IBIS', wallets: [eth('0x9')] })]);
    expect(twins(aListing({ ref: '9', name: 'GREY HERON', wallets: [eth('0x9')] }))).toMatchObject({
      ref: '1',
      evidence: 'same name and type',
    });
  });
});
