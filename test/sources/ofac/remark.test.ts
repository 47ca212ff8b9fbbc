import { describe, expect, it } from 'vitest';
import type { Listing } from '../../../src/domain/listing.js';
import { newDraft, toListing } from '../../../src/sources/ofac/draft.js';
import { linkedIn } from '../../../src/sources/ofac/linked.js';
import { readRemark } from '../../../src/sources/ofac/remark.js';

function factsOf(remark: string): Listing {
  const draft = newDraft('ofac-sdn', '1', 'TERN', 'individual');
  readRemark(draft, remark, 'whole');
  return toListing(draft);
}

describe('the facts in a CSV remark', () => {
  it.each([
    ['Passport A37845408 expires 24 Aug 2021.', { number: 'A37845408', expires: '24 Aug 2021' }],
    [
      'Passport Z30 (India) expires 01 Jan 2026 to 31 Dec 2026.',
      { number: 'Z30', country: 'India', expires: '01 Jan 2026 to 31 Dec 2026' },
    ],
    ['Passport 7 (Iran) issued Mar 1999.', { number: '7', country: 'Iran', issued: 'Mar 1999' }],
    ['Passport RL 1794375 (Lebanon).', { number: 'RL 1794375', country: 'Lebanon' }],
    ['Passport C234897(0) (United Kingdom).', { number: 'C234897(0)', country: 'United Kingdom' }],
    ['alt. Passport 01200175 (Bogota).', { number: '01200175 (Bogota)' }],
    ['Passport 5 (Congo, Democratic Republic of the).', { number: '5', country: 'Congo, Democratic Republic of the' }],
  ])('reads %s', (remark, identifier) => {
    expect(factsOf(remark).identifiers).toEqual([{ type: 'Passport', ...identifier }]);
  });

  it('takes the longest label', () => {
    expect(
      factsOf('Company Number IMO 5055293; BIK (RU) 044030707; Registration ID 5; Diplomatic Passport 8.').identifiers,
    ).toEqual([
      { type: 'Company Number', number: 'IMO 5055293' },
      { type: 'BIK (RU)', number: '044030707' },
      { type: 'Registration ID', number: '5' },
      { type: 'Diplomatic Passport', number: '8' },
    ]);
  });

  it('takes free text for free text, even where it begins like a fact', () => {
    const facts = factsOf('Passport issued in Sarajevo; arrested 30 Sep 2002; Colonel; Passports unknown; DOBERMAN.');
    expect(facts.identifiers).toEqual([]);
    expect(facts.births).toEqual([]);
  });

  it.each([
    ["a.k.a. 'YAKH'YO'.", "YAKH'YO"],
    ["a.k.a. ''ABD-AL-'IZ'.", "'ABD-AL-'IZ"],
    ["a.k.a. 'ONE; TWO; THREE'; DOB 1970.", 'ONE; TWO; THREE'],
  ])('reads the alias %s', (remark, name) => {
    expect(factsOf(remark).aliases).toEqual([{ name, kind: 'aka', strength: 'weak' }]);
  });

  it('an alias that never closes costs the others nothing', () => {
    const facts = factsOf("a.k.a. 'OPEN; DOB 1970; Gender Male.");
    expect(facts.aliases).toEqual([]);
    expect(facts.births).toEqual([{ kind: 'date', value: '1970' }]);
    expect(facts.gender).toBe('Male');
  });

  it.each([
    ['Linked To: BANK (MAIN).', 'BANK (MAIN)'],
    ['(Linked To: BANK (MAIN)).', 'BANK (MAIN)'],
    ['Linked To: GUARD (IRGC)-QODS FORCE.', 'GUARD (IRGC)-QODS FORCE'],
  ])('reads %s', (remark, name) => {
    expect(factsOf(remark).relations).toEqual([{ kind: 'Linked To', name }]);
  });

  it('reads dates and places of birth, nationality and citizenship one by one', () => {
    expect(
      factsOf('DOB 1970; alt. DOB 01 Feb 1971; POB X, Iran; alt. POB Y; nationality Iran; citizen Korea, North.'),
    ).toMatchObject({
      births: [
        { kind: 'date', value: '1970' },
        { kind: 'date', value: '01 Feb 1971' },
        { kind: 'place', value: 'X, Iran' },
        { kind: 'place', value: 'Y' },
      ],
      nationalities: [
        { country: 'Iran', kind: 'nationality' },
        { country: 'Korea, North', kind: 'citizenship' },
      ],
    });
  });
});

describe('the parties that an XML remark names', () => {
  it.each([
    ['(Linked To: HAMAS)', ['HAMAS']],
    ['(Linked To: GUARD (IRGC)-QODS FORCE; Linked To: BANK)', ['GUARD (IRGC)-QODS FORCE', 'BANK']],
    ['All offices worldwide; (Linked To: A); (Linked To: B)', ['A', 'B']],
    ['HAMAS - Hebron', []],
    ['(Linked To: A CUT NA', ['A CUT NA']],
  ])('%s', (remark, names) => {
    expect(linkedIn(remark)).toEqual(names);
  });
});
