import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSearch } from '../../src/search/index.js';
import { actorsInMemory, anEntry } from '../support/builders.js';

const search = createSearch({ actors: actorsInMemory([]) });
search.replace('ofac-sdn', [
  anEntry({
    ref: '27307',
    name: 'TERN SHIPPING',
    identifiers: [
      { type: 'SWIFT/BIC', number: 'TRNSHKHHXXX' },
      { type: 'Legal Entity Number', number: '5493001KJTIIGC8Y1R12' },
      { type: 'Tax ID No.', number: '7700 000 001' },
      { type: 'Registration Number', number: 'C-20145' },
      { type: 'Phone Number', number: '555123' },
    ],
    websites: ['http://www.Tern-Shipping.example/', 'social.example/pages/tern', 'почта-терн.рф'],
    emails: ['Office@tern.example'],
  }),
  anEntry({
    ref: '5',
    name: 'SEA MIST',
    type: 'vessel',
    identifiers: [{ type: 'Vessel Registration Identification', number: 'IMO 9187629' }],
    vessel: [
      { label: 'MMSI', value: '273456789' },
      { label: 'Call sign', value: '5VDN7' },
    ],
  }),
  anEntry({
    ref: '6',
    name: 'MARLOWE, Inez',
    type: 'individual',
    identifiers: [
      { type: 'Passport', number: 'RL 123-4567' },
      { type: 'C.U.R.P.', number: 'MAIN850101MDFRZN09' },
      { type: 'Cedula No.', number: '1234567' },
      { type: 'Vessel IMO', number: '9187620' },
    ],
  }),
]);
search.replace('un-sc', [anEntry({ list: 'un-sc', ref: 'KPe.031', name: 'HERON BUREAU' })]);
search.replace('uk-sl', [
  anEntry({ list: 'uk-sl', ref: 'CYB0004', name: 'KITE EXPO' }),
  anEntry({ list: 'uk-sl', ref: 'RUS2018', name: 'PLOVER' }),
]);

const identified = (text: string) =>
  search
    .find(text, { limit: 10, minScore: 1 })
    .map(({ name }) => name)
    .sort();

describe('a whole query', () => {
  test.each([
    ['27307', 'TERN SHIPPING'],
    ['ofac-sdn/27307', 'TERN SHIPPING'],
    ['OFAC-SDN/27307', 'TERN SHIPPING'],
    ['KPe.031', 'HERON BUREAU'],
    ['kpe.031', 'HERON BUREAU'],
    ['CYB0004', 'KITE EXPO'],
    ['RUS2018', 'PLOVER'],
    ['9187629', 'SEA MIST'],
    ['IMO 9187629', 'SEA MIST'],
    ['IMO9187629', 'SEA MIST'],
    ['imo no. 9187629', 'SEA MIST'],
    ['IMO: 9187629', 'SEA MIST'],
    ['273456789', 'SEA MIST'],
    ['MMSI 273 456 789', 'SEA MIST'],
    ['5VDN7', 'SEA MIST'],
    ['TRNSHKHH', 'TERN SHIPPING'],
    ['trnshkhhxxx', 'TERN SHIPPING'],
    ['BIC TRNSHKHHXXX', 'TERN SHIPPING'],
    ['5493001KJTIIGC8Y1R12', 'TERN SHIPPING'],
    ['LEI 5493 001K JTII GC8Y 1R12', 'TERN SHIPPING'],
    ['7700000001', 'TERN SHIPPING'],
    ['INN 77-00-000001', 'TERN SHIPPING'],
    ['c20145', 'TERN SHIPPING'],
    ['rl1234567', 'MARLOWE, Inez'],
    ['passport no RL 123 4567', 'MARLOWE, Inez'],
    ['1234567', 'MARLOWE, Inez'],
    ['tern-shipping.example', 'TERN SHIPPING'],
    ['https://WWW.tern-shipping.example:443/about/us?x=1#top', 'TERN SHIPPING'],
    ['mail.tern-shipping.example', 'TERN SHIPPING'],
    ['https://social.example/pages/tern/photos', 'TERN SHIPPING'],
    ['http://почта-терн.рф/', 'TERN SHIPPING'],
    ['office@TERN.example', 'TERN SHIPPING'],
    ['mailto:office@tern.example', 'TERN SHIPPING'],
  ])('%s is %s', (query, name) => {
    expect(identified(query)).toEqual([name]);
  });

  test.each([
    ['the host of a page that is listed without it', 'social.example'],
    ['another page of that host', 'https://social.example/pages/ternary'],
    ['a domain that only ends alike', 'not-tern-shipping.example'],
    ['somebody else at a listed mailbox’s domain', 'else@tern.example'],
    ['a number with one figure more', '91876290'],
    ['a reference of another list', 'un-sc/27307'],
    ['a beginning', '918762'],
  ])('%s identifies nobody', (_, query) => {
    expect(identified(query)).toEqual([]);
  });

  test('says what identifies the party, and whether its check figure fits', () => {
    expect(search.find('imo 9187629', { limit: 1 })[0]).toMatchObject({
      matchedName: 'Vessel Registration Identification IMO 9187629',
      why: expect.stringMatching(/^is an identifier of SEA MIST \(Vessel Registration Identification IMO 9187629\)/),
    });
    expect(search.find('IMO 9187620', { limit: 1 })[0]?.why).toContain('though its check figure does not fit');
  });
});

describe('a text', () => {
  test.each([
    ['Is the vessel with IMO 9187629 under sanctions?', 'SEA MIST'],
    ['Loading on 9187629 (IMO) tomorrow', 'SEA MIST'],
    ['her MMSI is 273456789, flag of Togo', 'SEA MIST'],
    ['pay to BIC TRNSHKHHXXX today', 'TERN SHIPPING'],
    ['beneficiary bank: TRNSHKHH.', 'TERN SHIPPING'],
    ['"17","5493001KJTIIGC8Y1R12","open"', 'TERN SHIPPING'],
    ['supplier with ИНН 7700000001, КПП 770001001', 'TERN SHIPPING'],
    ['the tax number 77 00 000 001 was given', 'TERN SHIPPING'],
    ['holder of passport RL 123-4567 issued 2011', 'MARLOWE, Inez'],
    ['CURP MAIN850101MDFRZN09', 'MARLOWE, Inez'],
    ['the cedula 1234567 of hers', 'MARLOWE, Inez'],
    ['Listed by the UN as KPe.031, see there', 'HERON BUREAU'],
    ['UK ref CYB0004; OFSI', 'KITE EXPO'],
    ['see ofac-sdn/27307.', 'TERN SHIPPING'],
    ['look at <https://www.tern-shipping.example/fleet|their fleet>', 'TERN SHIPPING'],
    ['write to office@tern.example, please', 'TERN SHIPPING'],
    [`${'blah '.repeat(1400)}imo 9187629`, 'SEA MIST'],
  ])('%s names %s', (text, name) => {
    expect(identified(text)).toEqual([name]);
  });

  test('several parties at once', () => {
    expect(identified('IMO 9187629 owned by KPe.031')).toEqual(['HERON BUREAU', 'SEA MIST']);
  });

  test.each([
    ['a number of no kind', 'we sold 1234567 boxes in all'],
    ['a short number', 'call 555123 now'],
    ['a number that is not quite it', 'IMO 9187628 and passport RL 123-4568'],
    ['a reference of figures alone', 'invoice 27307 is due'],
    ['a hashtag of a year', 'the world cup #RUS2018 was fun'],
    ['a call sign among words', 'gate 5VDN7 opens'],
    ['a BIC in small letters', 'trnshkhh is no word'],
  ])('%s is no identifier: %s', (_, text) => {
    expect(identified(text)).toEqual([]);
  });

  test('numbers, dates, amounts and hashes by chance identify nobody', () => {
    const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 64 });
    const part = fc.oneof(
      fc.integer({ min: 0, max: 10_000_000 }).map((n) => n.toLocaleString('en-GB')),
      fc.integer({ min: 0, max: 10_000_000 }).map(String),
      fc.date({ noInvalidDate: true }).map((day) => day.toISOString()),
      fc.uuid(),
      hex,
      fc.constantFrom('invoice', 'of', 'TOTAL', 'paid', 'order', '27307', '555123', '1234567', 'amount'),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 30 }), (words) => {
        expect(identified(words.join(' '))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test('a listing that loses its numbers is no longer found by them', () => {
  const own = createSearch({ actors: actorsInMemory([]) });
  own.replace('ofac-sdn', [anEntry({ ref: '7', identifiers: [{ type: 'Passport', number: 'RL1234567' }] })]);
  expect(own.find('RL1234567', { limit: 1 })).toHaveLength(1);
  own.update([anEntry({ ref: '7' })]);
  expect(own.find('RL1234567', { limit: 1 })).toEqual([]);
});

test.each([
  ['figures', '1 2 3 4 5 6 7 8 9 '.repeat(2300)],
  ['addresses', 'a.b.c.d.e.f.g.h/'.repeat(2600)],
  ['at signs', 'a@'.repeat(20_000)],
  ['points', '.'.repeat(40_000)],
  ['capitals', 'ABCDEFGH '.repeat(4_500)],
])('a hostile text of %s is answered soon', (_, text) => {
  identified(text);
  const start = performance.now();
  identified(text);
  expect(performance.now() - start).toBeLessThan(500);
});
