import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Listing } from '../../src/domain/listing.js';
import type { Tie } from '../../src/domain/tie.js';
import { tokensOf } from '../../src/search/normalise.js';
import { createTies } from '../../src/ties/index.js';
import { actorsInMemory } from '../support/builders.js';
import { born, citizen, entry, fed, firm, number, person } from './listings.js';

const PASSPORT = number('Passport', 'N012430661', 'Iran');
const un = person('un-sc', 'IRi.009', { identifiers: [PASSPORT] });
const sdn = person('ofac-sdn', '7', { identifiers: [PASSPORT] });
const keys = (ties: readonly Tie[]) => ties.map(({ list, ref }) => `${list}/${ref}`);

describe('what the ledger tells', () => {
  it('of an amendment takes ties back, and gives them again', () => {
    const ties = fed([un, sdn]);
    expect(keys(ties.tiesOf('un-sc', 'IRi.009'))).toEqual(['ofac-sdn/7']);
    ties.update([entry({ ...sdn, identifiers: [] })]);
    expect(ties.tiesOf('un-sc', 'IRi.009')).toEqual([]);
    ties.update([entry(sdn)]);
    expect(keys(ties.tiesOf('un-sc', 'IRi.009'))).toEqual(['ofac-sdn/7']);
  });

  it('of a removal shows in the tie: the party is no longer listed there', () => {
    const ties = fed([un, sdn]);
    ties.update([entry(sdn, { status: 'removed', removedOn: '2024-05-20' })]);
    expect(ties.tiesOf('un-sc', 'IRi.009')).toMatchObject([{ list: 'ofac-sdn', status: 'removed' }]);
  });

  it('of a whole list replaces what was known of it', () => {
    const ties = fed([un, sdn]);
    ties.tiesOf('un-sc', 'IRi.009');
    ties.replace('ofac-sdn', []);
    expect(ties.tiesOf('un-sc', 'IRi.009')).toEqual([]);
    expect(ties.tiesOf('ofac-sdn', '7')).toEqual([]);
    ties.replace('ofac-sdn', [entry(sdn)]);
    expect(keys(ties.tiesOf('un-sc', 'IRi.009'))).toEqual(['ofac-sdn/7']);
  });

  it('counts a number of a removed entry as nobody’s: the party is listed again', () => {
    const again = person('ofac-sdn', '8', { identifiers: [PASSPORT], name: 'Rudolf of Strelsau' });
    const ties = fed([un, again]);
    ties.update([entry({ ...sdn, name: 'Other Words' }, { status: 'removed', removedOn: '2024-05-20' })]);
    expect(keys(ties.tiesOf('un-sc', 'IRi.009'))).toContain('ofac-sdn/8');
  });
});

/** Parties from so few facts that many share some. */
const listings = fc.uniqueArray(
  fc
    .record({
      list: fc.constantFrom('ofac-sdn', 'un-sc', 'eu-fsf', 'uk-sl'),
      ref: fc.constantFrom('1', '2', '3', '4'),
      name: fc.constantFrom('Rudolf RASSENDYLL', 'Robert RASSENDYLL', 'Antoinette MAUBAN', 'Zenda Works'),
      type: fc.constantFrom<Listing['type']>('individual', 'individual', 'entity'),
      passport: fc.constantFrom('', 'N012430661', 'K881200435'),
      reference: fc.constantFrom('', '', 'IRi.001', 'IRi.002'),
      birth: fc.constantFrom('1970-03-04', 'circa 1971', '04 Mar 1970'),
      gender: fc.constantFrom('', 'Male', 'Female'),
      wallet: fc.constantFrom('', '', '0x098B716B8Aaf21512996dC57EB0615e2383E2f96'),
    })
    .map(({ passport, reference, birth, wallet, gender, type, ...rest }): Listing => {
      const make = type === 'individual' ? person : firm;
      return make(rest.list, rest.ref, {
        name: rest.name,
        births: type === 'individual' ? born(birth) : [],
        nationalities: citizen('Iran'),
        identifiers: [
          ...(passport ? [number('Passport', passport, 'Iran')] : []),
          ...(reference ? [number('UN reference', reference)] : []),
        ],
        wallets: wallet ? [{ address: wallet, label: 'ETH' }] : [],
        ...(gender ? { gender } : {}),
      });
    }),
  { selector: ({ list, ref }) => `${list}/${ref}`, maxLength: 12 },
);

describe('ties of any listings', () => {
  it('are mutual, as certain from either side, and never to oneself or to the same list', () => {
    fc.assert(
      fc.property(listings, (all) => {
        const ties = fed(all);
        for (const { list, ref } of all)
          for (const tie of ties.tiesOf(list, ref)) {
            expect(tie.list).not.toBe(list);
            expect(tie.evidence.length).toBeGreaterThan(0);
            const back = ties.tiesOf(tie.list, tie.ref).find((other) => other.list === list && other.ref === ref);
            expect(back?.certainty).toBe(tie.certainty);
          }
      }),
    );
  });

  it('do not depend on the order of feeding, nor on when they are first asked', () => {
    fc.assert(
      fc.property(listings, fc.infiniteStream(fc.nat()), (all, random) => {
        const order = all.map((listing) => ({ listing, rank: random.next().value ?? 0 }));
        const shuffled = order.sort((a, b) => a.rank - b.rank).map(({ listing }) => listing);
        const [once, other] = [fed(all), createTies({ actors: actorsInMemory([]), tokensOf })];
        for (const listing of shuffled) {
          other.tiesOf(listing.list, listing.ref);
          other.update([entry(listing)]);
        }
        for (const { list, ref } of all) expect(other.tiesOf(list, ref)).toEqual(once.tiesOf(list, ref));
      }),
    );
  });

  it('are those of the listings that are left, once some are taken away', () => {
    fc.assert(
      fc.property(listings, (all) => {
        const ties = fed(all);
        for (const { list, ref } of all) ties.tiesOf(list, ref);
        ties.replace('uk-sl', []);
        const left = all.filter(({ list }) => list !== 'uk-sl');
        for (const { list, ref } of left) expect(ties.tiesOf(list, ref)).toEqual(fed(left).tiesOf(list, ref));
      }),
    );
  });
});
