import { describe, expect, it } from 'vitest';
import type { Listing } from '../../src/domain/listing.js';
import { born, citizen, firm, number, person, verdict } from './listings.js';

const DAY = born('04 Mar 1970');
const sdn = (over: Partial<Listing> = {}) =>
  person('ofac-sdn', '1', { name: 'RASSENDYLL, Rudolf', births: DAY, nationalities: citizen('Iran'), ...over });
const un = (over: Partial<Listing> = {}) =>
  person('un-sc', 'IRi.001', { births: born('1970-03-04'), nationalities: citizen('Iran'), ...over });

describe('an individual of the same name', () => {
  it.each<[string, Partial<Listing>]>([
    ['and day of birth and country', {}],
    ['in another wording of the day', { births: born('04/03/1970') }],
    ['among several days', { births: born('1971', '1970-03-04 (a remark)') }],
    ['by a strong alias', { name: 'Other', aliases: [{ name: 'Rudolf Rassendyll', kind: 'aka', strength: 'strong' }] }],
    [
      'with the country in an address',
      { nationalities: [], addresses: [{ text: '', country: 'IRAN (ISLAMIC REPUBLIC OF)' }] },
    ],
    ['with the country as the programme', { nationalities: [], programs: ['Iran'] }],
  ])('%s is probable', (_what, over) => {
    expect(verdict(sdn(), un(over))).toBe('probable: name “RASSENDYLL, Rudolf”, born 4 Mar 1970, Iran');
  });

  it('and year and place of birth is probable', () => {
    const place = (value: string): Listing['births'] => [...born('1970'), { kind: 'place', value }];
    const [a, b] = [sdn({ births: place('Strelsau, Iran') }), un({ births: place('Strelsau (town), Iran') })];
    expect(verdict(a, b)).toBe('probable: name “RASSENDYLL, Rudolf”, born 1970 in Strelsau, Iran');
    expect(verdict(sdn({ births: place('Iran') }), un({ births: place('Iran') }))).toBe('none');
  });

  it.each<[string, Partial<Listing>]>([
    ['and another day', { births: born('1970-03-05') }],
    ['and only the year', { births: born('1970') }],
    ['and no birth', { births: [] }],
    ['and another country', { nationalities: citizen('Iraq') }],
    ['and no country', { nationalities: [] }],
    ['and a birth year that differs', { births: born('1970-03-04 in the ISLAMIC calendar') }],
    ['by a weak alias', { name: 'Other', aliases: [{ name: 'Rudolf Rassendyll', kind: 'aka', strength: 'weak' }] }],
    ['and another gender', { gender: 'Female' }],
    ['of an entity', { type: 'entity' }],
    ['in part', { name: 'Rassendyll' }],
  ])('%s is no tie', (_what, over) => {
    expect(verdict(sdn({ gender: 'Male' }), un(over))).toBe('none');
  });

  it('with 1 January, which lists write for any day of a year, is no tie', () => {
    expect(verdict(sdn({ births: born('01 Jan 1970') }), un({ births: born('1970-01-01') }))).toBe('none');
  });

  it('and two UN references is no tie', () => {
    const cites = sdn({ identifiers: [number('UN reference', 'IRi.002')] });
    expect(verdict(cites, un())).toBe('none');
  });

  it.each([
    ['Alekseyevich, Sergey', 'Sergei Alekseevich'],
    ['SHILKIN, Grigory Vladimirovich', 'Григорий Владимирович ШИЛКИН'],
    ['AL-ASIRI, Ibrahim Hassan', 'Ibrahim Hasan Asiri'],
  ])('is one in another romanisation: %s, %s', (a, b) => {
    expect(verdict(sdn({ name: a }), un({ name: b }))).toContain('probable');
  });

  it.each([
    ['HASSAN, Ali', 'HUSAYN, Ali'],
    ['TIKRITI, Uday Saddam', 'TIKRITI, Qusay Saddam'],
  ])('is not that of a brother born the same day: %s, %s', (a, b) => {
    expect(verdict(sdn({ name: a }), un({ name: b }))).toBe('none');
  });
});

describe('an entity of the same name', () => {
  const here = (over: Partial<Listing> = {}) =>
    firm('ca-sema', '1', { name: 'Zenda Works', programs: ['Iran'], ...over });
  const there = (over: Partial<Listing> = {}) =>
    firm('eu-fsf', 'EU.1.2', {
      name: 'ZENDA WORKS',
      addresses: [{ text: '1 Harbour Road', country: 'IRAN' }],
      ...over,
    });
  const alias = (name: string): Listing['aliases'] => [{ name, kind: 'aka', strength: 'strong' }];

  it('and country is probable', () => {
    expect(verdict(here(), there())).toBe('probable: name “Zenda Works”, Iran');
    expect(verdict(here(), there({ name: 'Zendawerke', aliases: alias('Zenda Works') }))).toBe('none');
    expect(
      verdict(here({ aliases: alias('Zendawerke') }), there({ name: 'Zendawerke', aliases: alias('Zenda Works') })),
    ).toContain('probable');
  });

  it.each<[string, Partial<Listing>]>([
    ['and another country', { addresses: [{ text: '', country: 'Iraq' }] }],
    ['that is another one’s alias, as a group’s name is', { name: 'Zenda Mining', aliases: alias('Zenda Works') }],
    ['and a number in it', { name: 'Zenda Works II' }],
    ['of a vessel', { type: 'vessel' }],
  ])('%s is no tie', (_what, over) => {
    expect(verdict(here({ name: over.name?.endsWith('II') ? 'Zenda Works I' : 'Zenda Works' }), there(over))).toBe(
      'none',
    );
  });

  it('at the address of one lawyer with one telephone is no tie', () => {
    const shared: Partial<Listing> = {
      addresses: [{ text: 'c/o Hentzau & Partners, 1 Castle Street, Strelsau', country: 'Iran' }],
      identifiers: [number('Phone number', '+98 21 88526300')],
      emails: ['office@hentzau.example'],
    };
    expect(verdict(here({ name: 'Red Dot', ...shared }), there({ name: 'Blue Dot', ...shared }))).toBe('none');
  });
});
