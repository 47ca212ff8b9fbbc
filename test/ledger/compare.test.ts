import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alias, Gap, Listing } from '../../src/domain/listing.js';
import { compareListing } from '../../src/ledger/compare.js';
import { aListing, anEntry } from '../support/builders.js';

const weak = (name: string): Alias => ({ name, kind: 'aka', strength: 'weak' });
const strong = (name: string): Alias => ({ name, kind: 'aka', strength: 'strong' });
const WEAK_GAP: Gap = { field: 'aliases', strength: 'weak' };
const eth = (address: string) => ({ address, label: 'ETH' });

function fieldsOf(
  before: Partial<Listing>,
  after: Partial<Listing>,
  gaps: readonly Gap[] = [],
  unseen: readonly Gap[] = [],
) {
  return compareListing(anEntry(before, { unseen }), aListing(after), gaps).fields.map(({ field }) => field);
}

describe('compareListing', () => {
  it('finds no change in another order, spacing or normal form', () => {
    const before = { aliases: [strong('ONE'), weak('TWO')], programs: ['A', 'B'], remarks: 'Caf\u00e9;  open' };
    const after = { aliases: [weak('TWO'), strong('ONE')], programs: ['B', 'A'], remarks: 'Cafe\u0301; open ' };
    expect(fieldsOf(before, after)).toEqual([]);
  });

  it('finds a change of case, of one letter, and of an alias that became strong', () => {
    expect(fieldsOf({ name: 'Acme' }, { name: 'ACME' })).toEqual(['name']);
    expect(fieldsOf({ remarks: 'one' }, { remarks: 'two' })).toEqual(['remarks']);
    expect(fieldsOf({ aliases: [weak('TWO')] }, { aliases: [strong('TWO')] })).toEqual(['aliases']);
  });

  it('gives the whole value before and after', () => {
    const { fields } = compareListing(
      anEntry({ wallets: [eth('0x1')] }),
      aListing({ wallets: [eth('0x1'), eth('0x2')] }),
      [],
    );
    expect(fields).toEqual([{ field: 'wallets', before: [eth('0x1')], after: [eth('0x1'), eth('0x2')] }]);
    expect(compareListing(anEntry({ title: 'Head' }), aListing(), []).fields).toEqual([
      { field: 'title', before: 'Head', after: null },
    ]);
  });

  it('carries forward what a cut remark cannot show, and still sees what it adds', () => {
    const before = { aliases: [weak('HERON'), weak('EGRET'), strong('BIRD')], remarks: 'x'.repeat(20) };
    const { listing, fields } = compareListing(
      anEntry(before),
      aListing({ aliases: [weak('HERON'), strong('BIRD'), weak('STORK')], remarks: 'x'.repeat(10) }),
      [WEAK_GAP, { field: 'remarks' }],
    );
    expect(listing.aliases.map(({ name }) => name)).toEqual(['HERON', 'BIRD', 'STORK', 'EGRET']);
    expect(listing.remarks).toBe('x'.repeat(20));
    expect(fields.map(({ field }) => field)).toEqual(['aliases']);
  });

  it('reports a strong alias as gone although weak ones are hidden', () => {
    expect(fieldsOf({ aliases: [weak('HERON'), strong('BIRD')] }, {}, [WEAK_GAP])).toEqual(['aliases']);
    expect(fieldsOf({ aliases: [weak('HERON')] }, {}, [WEAK_GAP])).toEqual([]);
  });

  it('does not carry an alias twice when its strength changed', () => {
    const { listing } = compareListing(
      anEntry({ aliases: [weak('HERON')] }),
      aListing({ aliases: [strong('HERON')] }),
      [WEAK_GAP],
    );
    expect(listing.aliases).toEqual([strong('HERON')]);
  });

  it('learns in silence what no version had shown before, and only that', () => {
    expect(fieldsOf({}, { aliases: [weak('HERON')] }, [], [WEAK_GAP])).toEqual([]);
    expect(fieldsOf({}, { aliases: [strong('BIRD')] }, [], [WEAK_GAP])).toEqual(['aliases']);
    expect(fieldsOf({}, { listedOn: '2019-09-13' }, [], [{ field: 'listedOn' }])).toEqual([]);
    expect(fieldsOf({ remarks: 'one' }, { remarks: 'one two' }, [], [{ field: 'remarks' }])).toEqual([]);
    expect(fieldsOf({ remarks: 'one' }, { remarks: 'another' }, [], [{ field: 'remarks' }])).toEqual(['remarks']);
  });

  it('takes no news from a part that is of another day', () => {
    const stale: Gap[] = [
      { field: 'aliases', strength: 'strong', stale: true },
      { field: 'addresses', stale: true },
    ];
    const known = { aliases: [strong('BIRD'), weak('HERON')], addresses: [{ text: 'Pier 1' }] };
    const { listing, fields } = compareListing(
      anEntry(known),
      aListing({ aliases: [strong('GONE'), weak('HERON')], addresses: [{ text: 'Pier 2' }] }),
      stale,
    );
    expect(fields).toEqual([]);
    expect(listing).toMatchObject({ aliases: [weak('HERON'), strong('BIRD')], addresses: [{ text: 'Pier 1' }] });
    expect(fieldsOf(known, { ...known, aliases: [] }, stale)).toEqual(['aliases']);
  });

  it('keeps as unseen what is still not shown', () => {
    const gaps: Gap[] = [WEAK_GAP, { field: 'listedOn' }];
    expect(compareListing(anEntry({}, { unseen: gaps }), aListing(), [WEAK_GAP]).unseen).toEqual([WEAK_GAP]);
  });

  it('never reports a removal from a version whose every part is a gap', () => {
    const names = fc.array(fc.string({ minLength: 1 }), { maxLength: 6 });
    const gaps: Gap[] = [
      WEAK_GAP,
      { field: 'aliases', strength: 'strong' },
      { field: 'websites' },
      { field: 'remarks' },
    ];
    fc.assert(
      fc.property(names, names, fc.string(), (before, after, remarks) => {
        const known = { aliases: before.map(weak), websites: before, remarks };
        const { listing } = compareListing(
          anEntry(known),
          aListing({ aliases: after.map(strong), websites: after }),
          gaps,
        );
        const kept = new Set(listing.aliases.map(({ name }) => name.normalize('NFC').replace(/\s+/gu, ' ').trim()));
        for (const name of before) expect(kept).toContain(name.normalize('NFC').replace(/\s+/gu, ' ').trim());
        expect(listing.remarks).toBe(remarks);
      }),
    );
  });
});
