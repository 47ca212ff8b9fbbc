import { expect, it } from 'vitest';
import { countriesIn } from '../../src/watch/notice-countries.js';

it.each<[string, string, string[]]>([
  [
    'SURNAME, Given',
    'SURNAME, Given; DOB 01 Jan 1970; nationality Uganda; Gender Male (individual) [GLOMAG].',
    ['Uganda'],
  ],
  [
    'HERON',
    'HERON, Korea, North; Secondary sanctions risk: Ruritania Regulations, section 510.201 [DPRK3].',
    ['North Korea'],
  ],
  [
    'HERON',
    'HERON (a.k.a. "STORK"; a.k.a. "IBIS, Iran"), Harbour District, Pyongyang, Korea, North [DPRK3].',
    ['North Korea'],
  ],
  [
    'SURNAME, Given',
    'SURNAME, Given, United Arab Emirates; POB Dublin, Ireland; nationality Ireland; alt. citizen Iran; alt. nationality Ireland.',
    ['United Arab Emirates', 'Ireland', 'Iran'],
  ],
  [
    'HERON LTD',
    'HERON LTD, Pier 1, Singapore; 22, Quay Street, Hong Kong, China; Registration Number 12 (Cyprus) [SDGT].',
    ['Singapore', 'China'],
  ],
  ['HERON', 'HERON; Congo, Democratic Republic of the; Burma [TEST1].', ['DR Congo', 'Myanmar']],
  ['HERON', 'HERON, 12 Pier Road, Los Angeles, CA 90001, United States [TEST1].', ['United States']],
])('of %s: %s', (name, text, countries) => {
  expect(countriesIn({ name, text })).toEqual(countries);
});

it.each([
  ['SURNAME, Chad', 'SURNAME, Chad; DOB 01 Jan 1970 (individual) [TEST1].'],
  ['BANK OF HERON, CUBA', 'BANK OF HERON, CUBA; Website heron.example [TEST1].'],
  ['HERON', 'HERON; POB Tehran, Iran; alt. POB Iran; DOB 01 Jan 1970 [TEST1].'],
  [
    'HERON',
    'HERON; Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210 [DPRK3].',
  ],
  ['HERON', 'HERON; Passport A1 (Iran) issued 28 Oct 2008; National ID No. 12 (Iran) [IRAN] (Linked To: STORK, Iran).'],
  ['HERON', 'HERON (a.k.a. STORK, Iran; Pier 1, Iran'],
  ['HERON', 'HERON; nationality undetermined [TEST1].'],
  ['HERON', '"STORK, AO"; Harbour Company, CA [TEST1].'],
  ['HERON', 'HERON; nationality na [TEST1].'],
  ['STORK, CUBA', '"STORK, CUBA" (a.k.a. HERON) [TEST1].'],
  ['HERON', ''],
])('of %s nothing is known from: %s', (name, text) => {
  expect(countriesIn({ name, text })).toEqual([]);
});

it('reads a repeated deletion once, not the other names of its later lines', () => {
  const text =
    'HERON (a.k.a. "STORK, Cuba"), Moscow, Russia [TEST1].\n"STORK, Cuba" (a.k.a. HERON), Moscow, Russia [TEST1].';
  expect(countriesIn({ name: 'HERON', text })).toEqual(['Russia']);
});
