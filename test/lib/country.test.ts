import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countriesOf } from '../../src/domain/listing.js';
import { countryCode, countryNamed, countryNames, mergeCountries, sameCountry } from '../../src/lib/country.js';
import { sources } from '../../src/sources/index.js';
import { describeShared } from '../support/shared.js';

it.each([
  ['Korea, North', 'KP'],
  ["Democratic People's Republic of Korea", 'KP'],
  ['Democratic People’s Republic of Korea', 'KP'],
  ["KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", 'KP'],
  ['CORÉE DU NORD', 'KP'],
  ['North Korea', 'KP'],
  ['KP', 'KP'],
  ['PRK', 'KP'],
  ['Korea, South', 'KR'],
  ['Korea (Republic of)', 'KR'],
  ['Iran (Islamic Republic of)', 'IR'],
  ['Syria', 'SY'],
  ['Syrian Arab Republic', 'SY'],
  ['Russian Federation', 'RU'],
  ['Burma', 'MM'],
  ['BIRMANIE/MYANMAR', 'MM'],
  ['Congo, Democratic Republic of the', 'CD'],
  ['CONGO, Democratic Republic of (was Zaire)', 'CD'],
  ['Congo, Republic of the', 'CG'],
  ['Congo', 'CG'],
  ['Cote d Ivoire', 'CI'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['The Gambia', 'GM'],
  ['Bahamas, The', 'BS'],
  ['St. Kitts & Nevis', 'KN'],
  ['Macedonia, The Former Yugoslav Republic of', 'MK'],
  ['China, Hong Kong Special Administrative Region', 'HK'],
  ['Niger', 'NE'],
  ['Nigeria', 'NG'],
  ['Guinea', 'GN'],
  ['Guinea-Bissau', 'GW'],
  ['Equatorial Guinea', 'GQ'],
  ['Sudan', 'SD'],
  ['South Sudan', 'SS'],
  ['Dominica', 'DM'],
  ['Dominican Republic', 'DO'],
  ['Kosovo', 'XK'],
  ['Somali', 'SO'],
  ['Libya (in custody)', 'LY'],
])('%s is %s', (text, code) => {
  expect(countryCode(text)).toBe(code);
});

it.each([
  'undetermined',
  'na',
  'NA',
  '',
  'Korea',
  'Region: Crimea',
  'Sudan/South Sudan',
  'possibly Palestinian;arrested 23 Apr 2002',
  'USSR (until 1991)',
  'Republic of Ireland (Northern)',
  'constructor',
  'Atlantis',
])('“%s” is no country, and the same only as itself', (text) => {
  expect(countryCode(text)).toBeNull();
  expect(sameCountry(text, ` ${text.toUpperCase()}`)).toBe(true);
  expect(sameCountry(text, 'Iran')).toBe(false);
});

it('has one country however it is worded', () => {
  expect(sameCountry('Korea, North', "Democratic People's Republic of Korea")).toBe(true);
  expect(sameCountry('Korea, North', 'Korea, South')).toBe(false);
  expect(sameCountry('Region: Crimea', 'Ukraine')).toBe(false);
});

it.each([
  ['kp', 'North Korea'],
  ['Prk', 'North Korea'],
  [' korea,  north ', 'North Korea'],
  ['burma', 'Myanmar'],
  ['NA', 'Namibia'],
  ['uk', 'United Kingdom'],
  ['Atlantis', null],
  ['Korea', null],
])('a person who types %j means %s', (typed, name) => {
  expect(countryNamed(typed)).toBe(name);
});

it('reads back every name that it gives', () => {
  expect(countryNames().length).toBeGreaterThan(240);
  expect(countryNames().filter((name) => countryNamed(name) !== name)).toEqual([]);
  expect(new Set(countryNames()).size).toBe(countryNames().length);
});

it('adds only countries that are not there in other words', () => {
  expect(mergeCountries(['Korea, North', 'Region: Crimea'], ['North Korea', 'Russia', 'KP'])).toEqual([
    'Korea, North',
    'Region: Crimea',
    'Russia',
  ]);
});

describeShared('the countries of the real lists', (data) => {
  it('are all known as OFAC codes them itself', () => {
    const folder = data('ofac/enhanced');
    const coded = readdirSync(folder).flatMap((file) => [
      ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(
        /<type>COUNTRY<\/type>\s*<value>([^<]*)<\/value>\s*<isoCode>([A-Z]{2})<\/isoCode>/g,
      ),
    ]);
    expect(coded.length).toBeGreaterThan(300);
    expect(coded.filter(([, name = '', code]) => countryCode(name) !== code).map(([, name]) => name)).toEqual([]);
  });

  it('are all known but those that are none', async () => {
    const lists: [string, string][] = [
      ['ofac-sdn', 'ofac/2023-12-28'],
      ['ofac-consolidated', 'ofac/consolidated/2025-03-28_consolidated.xml'],
      ['un-sc', 'un/2018-08-24.xml'],
      ['un-sc', 'un/2025-11-18.xml'],
      ['eu-fsf', 'eu/fsf_1_1_2026-08-05.xml'],
    ];
    const unknown = new Set<string>();
    for (const [id, path] of lists) {
      const source = sources.find((candidate) => candidate.id === id);
      if (source?.kind !== 'list') throw new Error(`no list ${id}`);
      for await (const event of source.read(await source.fromDisk(data(path), null)))
        if (event.kind === 'listing')
          for (const country of countriesOf(event.listing)) if (countryCode(country) === null) unknown.add(country);
    }
    expect([...unknown].sort()).toEqual([
      'Branch Office 11: Iran',
      'Kuwaiti citizenship withdrawn in 2002',
      'Netherlands Antilles',
      'Possibly Ethiopian',
      'Region: Commonwealth of Independent States',
      'Region: Crimea',
      'Region: Gaza',
      'Region: Kafia Kingi',
      'Region: Northern Mali',
      'Region: West Bank',
      'Sudan/South Sudan',
      'Sudanese by birth',
      'USSR (until 1991)',
      'United States. Also believed to hold Syrian nationality',
      'West Bank',
      'former Soviet Union',
      'na',
      'possibly Palestinian;arrested 23 Apr 2002',
      'undetermined',
    ]);
  });
});
