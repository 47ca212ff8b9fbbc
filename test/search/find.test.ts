import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/domain/actor.js';
import type { Alias } from '../../src/domain/listing.js';
import { DEFAULT_MIN_SCORE } from '../../src/domain/match.js';
import { createSearch } from '../../src/search/index.js';
import { aCitation, actorsInMemory, anActor, anActorListing, anEntry } from '../support/builders.js';

const aka = (name: string, strength: Alias['strength'] = 'strong'): Alias => ({ name, kind: 'aka', strength });

const HERON = anEntry({
  ref: '2001',
  name: 'GREY HERON',
  programs: ['TEST3'],
  aliases: [aka('NIGHT WADER'), aka('REED STALKER', 'weak'), { ...aka('серая цапля'), kind: 'original-script' }],
});

function searchOf(entries = [HERON], actors: readonly Actor[] = []) {
  const search = createSearch({ actors: actorsInMemory(actors) });
  search.replace('ofac-sdn', entries);
  const best = (query: string) => search.find(query, { limit: 5 })[0];
  return { search, best };
}

/** At or above the threshold, below what is the same but for order and blanks. */
const SPELT_MUCH_LIKE = expect.closeTo((DEFAULT_MIN_SCORE + 0.97) / 2, 0.7);

describe('names', () => {
  test.each([
    ['GREY HERON', 1, 'matches the name GREY HERON exactly'],
    ['grey  heron', 1, 'matches the name GREY HERON exactly'],
    ['Grey-Héron', 1, 'matches the name GREY HERON exactly'],
    ['heron grey', 0.98, 'matches the name GREY HERON in another order of words'],
    ['greyheron', 0.97, 'matches the name GREY HERON but for the blanks between words'],
    ['Night Wader', 1, 'matches strong alias NIGHT WADER of GREY HERON exactly'],
    ['reed stalker', 0.95, 'matches weak alias REED STALKER of GREY HERON exactly'],
    ['seraya tsaplya', 1, 'matches strong alias серая цапля of GREY HERON exactly'],
    [
      'seraya tzapla',
      SPELT_MUCH_LIKE,
      'is spelt much like strong alias серая цапля of GREY HERON: “tzapla” for “цапля” (tsaplya)',
    ],
    ['gray heron', SPELT_MUCH_LIKE, 'is spelt much like the name GREY HERON: “gray” for “grey”'],
    ['night wdaer', SPELT_MUCH_LIKE, 'is spelt much like strong alias NIGHT WADER of GREY HERON: “wdaer” for “wader”'],
  ])('%s scores %s', (query, score, why) => {
    const { best } = searchOf();
    expect(best(query)).toMatchObject({ id: 'ofac-sdn/2001', actor: null, name: 'GREY HERON', score, why });
  });

  test('the surname may stand first or last', () => {
    const { best } = searchOf([anEntry({ ref: '7', name: 'PETROV, Ivan', type: 'individual' })]);
    expect(best('ivan petrov')?.score).toBe(1);
    expect(best('Petrov Ivan')?.score).toBe(1);
  });

  test('a left-out middle name is forgiven and said', () => {
    const { best } = searchOf([anEntry({ ref: '7', name: 'PETROV, Ivan Sergeyevich', type: 'individual' })]);
    expect(best('ivan petrov')?.score).toBeLessThan(0.97);
    expect(best('ivan petrov')?.why).toContain('without “sergeyevich”');
  });

  test('a word that says only what kind of body it is may be left out', () => {
    const { best } = searchOf([anEntry({ ref: '7', name: 'OSPREY GROUP' })]);
    expect(best('osprey')?.score).toBeGreaterThanOrEqual(0.9);
    expect(best('group')).toBeUndefined();
  });

  test('one strong word never admits a longer name', () => {
    const { search } = searchOf([
      anEntry({ ref: '1', name: 'HADI, Reza' }),
      anEntry({ ref: '2', name: 'HADI TRADING AND SHIPPING OF THE GULF' }),
      anEntry({ ref: '3', name: 'Reza Karim Hadi' }),
    ]);
    expect(search.find('HADI', { limit: 10 })).toEqual([]);
    expect(search.find('HADI', { limit: 10, minScore: 0.5 })).toHaveLength(3);
  });

  test('a word typed twice is not two words of the name', () => {
    const { search } = searchOf();
    expect(search.find('grey grey', { limit: 1, minScore: 0 })[0]?.score).toBeLessThanOrEqual(0.6);
  });

  test('short words and numbers take no typos', () => {
    const { best } = searchOf([anEntry({ ref: '1', name: 'KIM' }), anEntry({ ref: '2', name: 'UNIT 61419' })]);
    expect(best('kin')).toBeUndefined();
    expect(best('unit 61418')).toBeUndefined();
  });

  test('an original script finds its own spelling, with or without vowel marks', () => {
    const { best } = searchOf([anEntry({ ref: '1', name: 'محمد كريم' })]);
    expect(best('مُحَمَّد كَرِيم')?.score).toBe(1);
  });
});

describe('exact facts', () => {
  test.each([['2001'], ['OFAC-SDN/2001'], [' 2001 ']])('the official reference %j', (query) => {
    const { best } = searchOf();
    expect(best(query)).toMatchObject({
      id: 'ofac-sdn/2001',
      score: 1,
      why: 'is the official reference of GREY HERON',
    });
  });

  test('a UN reference in any case', () => {
    const { search } = searchOf([]);
    search.replace('un-sc', [anEntry({ list: 'un-sc', ref: 'XYe.031', name: 'BUREAU' })]);
    expect(search.find('xye.031', { limit: 1 })[0]).toMatchObject({ id: 'un-sc/XYe.031', score: 1 });
  });

  const ship = anEntry({
    ref: '9',
    name: 'SEA MIST',
    type: 'vessel',
    identifiers: [
      { type: 'Vessel Registration Identification', number: 'IMO 9187629' },
      { type: 'SWIFT/BIC', number: 'ABCDRU2PXXX' },
    ],
    vessel: [{ label: 'Gross tonnage', value: '10215' }],
    wallets: [{ address: '0x098B716B8Aaf21512996dC57EB0615e2383E2f96', label: 'ETH' }],
  });

  test.each([
    ['IMO 9187629', 'is an identifier of SEA MIST (Vessel Registration Identification IMO 9187629)'],
    ['9187629', 'is an identifier of SEA MIST (Vessel Registration Identification IMO 9187629)'],
    ['BIC: abcdru2p', 'is an identifier of SEA MIST (SWIFT/BIC ABCDRU2PXXX)'],
    ['0x098b716b8aaf21512996dc57eb0615e2383e2f96', 'is a digital currency address of SEA MIST'],
  ])('%s', (query, why) => {
    expect(searchOf([ship]).best(query)).toMatchObject({ score: 1, why });
  });

  test('a web address needs its points', () => {
    const { best } = searchOf([anEntry({ ref: '9', name: 'MIXER', websites: ['https://www.grey.cash/'] })]);
    expect(best('grey.cash')).toMatchObject({ score: 1, matchedName: 'Website https://www.grey.cash/' });
    expect(best('grey cash')).toBeUndefined();
  });

  test.each([
    ['IMO9187629', 'Vessel Registration Identification IMO 9187629'],
    ['imo: 9187629', 'Vessel Registration Identification IMO 9187629'],
    ['Vessel Registration Identification IMO 9187629', 'Vessel Registration Identification IMO 9187629'],
    ['SWIFT/BIC KESTMTMT', 'SWIFT/BIC KESTMTMTXXX'],
    ['swift/bic kestmtmtxxx', 'SWIFT/BIC KESTMTMTXXX'],
    ['Tax ID No. 7700000001', 'Tax ID No. 7700000001'],
    ['Phone Number +7 495 0000001', 'Phone Number 7 (495) 000-0001'],
    ['E-mail ines@kestrel.example', 'E-mail ines@kestrel.example'],
    ['Website www.kestrel.example', 'Website http://www.kestrel.example/'],
  ])('a number is found as answers write it: %s', (query, fact) => {
    const { best } = searchOf([
      anEntry({
        ref: '9',
        name: 'SEA MIST',
        identifiers: [
          { type: 'Vessel Registration Identification', number: 'IMO 9187629' },
          { type: 'SWIFT/BIC', number: 'KESTMTMTXXX' },
          { type: 'Tax ID No.', number: '7700000001' },
          { type: 'Phone Number', number: '7 (495) 000-0001' },
        ],
        emails: ['ines@kestrel.example'],
        websites: ['http://www.kestrel.example/'],
      }),
    ]);
    expect(best(query)).toMatchObject({ score: 1, matchedName: fact });
  });

  test('a number that is too short identifies nobody with its label either', () => {
    const { best } = searchOf([
      anEntry({ ref: '9', name: 'SEA MIST', identifiers: [{ type: 'Passport', number: 'C 9' }] }),
    ]);
    expect(best('Passport C 9')).toBeUndefined();
  });

  test('tonnage identifies nobody', () => {
    expect(searchOf([ship]).best('10215')).toBeUndefined();
  });
});

describe('actors', () => {
  const heron = anActor({
    listings: [anActorListing(), anActorListing({ list: 'un-sc', ref: 'XYe.001' })],
    aliases: [
      { name: 'Shadow Wing', kind: 'analyst', citation: aCitation },
      { name: 'Copper', kind: 'analyst', common: true, citation: aCitation },
    ],
  });
  const un = anEntry({ list: 'un-sc', ref: 'XYe.001', name: 'Grey Heron Unit', listedOn: '2016-11-30' });

  test('all listings of one actor are one match', () => {
    const { search } = searchOf([HERON], [heron]);
    search.replace('un-sc', [un]);
    const matches = search.find('grey heron', { limit: 5 });
    expect(matches).toHaveLength(1);
    expect(matches[0]).toMatchObject({
      id: 'grey-heron',
      actor: 'grey-heron',
      name: 'Grey Heron',
      matchedName: 'GREY HERON',
      listings: [
        { list: 'ofac-sdn', ref: '2001', status: 'listed', programs: ['TEST3'], listedOn: '2019-09-13' },
        { list: 'un-sc', ref: 'XYe.001', status: 'listed', listedOn: '2016-11-30' },
      ],
    });
  });

  test('an analyst name finds the actor and is said to be on no list', () => {
    const { best } = searchOf([HERON], [heron]);
    expect(best('shadow wing')).toMatchObject({ id: 'grey-heron', score: 0.97, matchedName: 'Shadow Wing' });
    expect(best('shadow wing')?.why).toContain('on no list');
    expect(best('copper')).toMatchObject({ score: 0.9 });
    expect(best('copper')?.why).toContain('common word');
  });

  test('an actor whose lists were not read yet answers from its profile, and says so', () => {
    const search = createSearch({ actors: actorsInMemory([heron]) });
    search.replace('ofac-sdn', []);
    const [match] = search.find('grey heron', { limit: 1 });
    expect(match?.listings).toHaveLength(2);
    expect(match?.why).toContain('on ofac-sdn and un-sc by its curated profile');
    expect(search.find('2001', { limit: 1 })[0]?.id).toBe('grey-heron');
  });

  test('the official file outweighs the profile: a listing that it does not hold is not shown', () => {
    const { search } = searchOf([anEntry()], [heron]);
    search.replace('un-sc', [un]);
    expect(search.find('grey heron', { limit: 1 })[0]?.listings.map(({ list }) => list)).toEqual(['un-sc']);
  });

  test('an indicted person is found, with no listing', () => {
    const person = anActor({ id: 'jan-doe', name: 'Jan Doe', type: 'individual', status: 'indicted', listings: [] });
    const match = searchOf([HERON], [person]).best('jan doe');
    expect(match).toMatchObject({ id: 'jan-doe', type: 'individual', listings: [] });
    expect(match?.why).toBe('matches the name Jan Doe exactly; indicted, and on none of the lists checked');
  });

  test('a delisting before our first sight is told by the profile', () => {
    const past = anActor({ status: 'historical', listings: [anActorListing({ until: '2022-03-21' })] });
    const match = searchOf([anEntry()], [past]).best('grey heron');
    expect(match?.listings[0]).toMatchObject({ status: 'removed', removedOn: '2022-03-21' });
    expect(match?.why).toContain('no longer listed');
  });
});

describe('ranking and filters', () => {
  test('at equal score the listed stands above the removed', () => {
    const removed = anEntry({ ref: '1', name: 'TWIN' }, { status: 'removed', removedOn: '2022-01-01' });
    const { search } = searchOf([removed, anEntry({ ref: '2', name: 'TWIN' })]);
    const matches = search.find('twin', { limit: 5 });
    expect(matches.map(({ id }) => id)).toEqual(['ofac-sdn/2', 'ofac-sdn/1']);
    expect(matches[1]?.why).toContain('no longer listed');
    expect(matches[1]?.listings[0]).toMatchObject({ status: 'removed', removedOn: '2022-01-01' });
  });

  test('by list, by type, by limit', () => {
    const { search } = searchOf([
      anEntry({ ref: '1', name: 'TWIN' }),
      anEntry({ ref: '2', name: 'TWIN', type: 'vessel' }),
    ]);
    expect(search.find('twin', { limit: 5, type: 'vessel' }).map(({ id }) => id)).toEqual(['ofac-sdn/2']);
    expect(search.find('twin', { limit: 5, list: 'un-sc' })).toEqual([]);
    expect(search.find('twin', { limit: 1 })).toHaveLength(1);
  });

  test('without a floor the best stand first, whatever their score', () => {
    const { search } = searchOf([anEntry({ ref: '1', name: 'NIGHT SHIP' }), HERON]);
    const [best, other] = search.find('night wader', { limit: 5, minScore: 0 }).map(({ score }) => score);
    expect(best).toBe(1);
    expect(other).toBeLessThan(0.7);
  });
});

describe('feeding', () => {
  test('an update replaces the names, numbers and addresses of an entry', () => {
    const { search, best } = searchOf();
    search.update([anEntry({ ref: '2001', name: 'BLUE EGRET' })]);
    expect(best('grey heron')).toBeUndefined();
    expect(best('blue egret')?.id).toBe('ofac-sdn/2001');
  });

  test('replacing a list forgets it, and no other', () => {
    const { search, best } = searchOf();
    search.replace('un-sc', [anEntry({ list: 'un-sc', ref: 'X.1', name: 'BLUE EGRET' })]);
    search.replace('ofac-sdn', []);
    expect(best('grey heron')).toBeUndefined();
    expect(best('2001')).toBeUndefined();
    expect(best('blue egret')?.id).toBe('un-sc/X.1');
  });

  test('after thousands of updates it still finds what is there and nothing else', () => {
    const { search, best } = searchOf([]);
    for (let i = 0; i < 3000; i += 1) search.update([anEntry({ ref: String(i % 50), name: `PARTY ${i}` })]);
    expect(best('party 2999')?.id).toBe('ofac-sdn/49');
    expect(best('party 2949')).toBeUndefined();
  });
});

describe('hostile queries', () => {
  const { search } = searchOf([HERON, anEntry({ ref: '1', name: 'AL-SALAM TRADING' })]);

  test.each([
    ['nothing', ''],
    ['blanks', ' \t\n'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['200 words', Array.from({ length: 200 }, (_, i) => `grey${i}`).join(' ')],
    ['lone surrogates', '\ud800\udc00\ud800 \udfff'],
    ['punctuation', '%$#@!*()[]{}\\^|'],
  ])('%s finds nothing', (_, query) => {
    expect(search.find(query, { limit: 5 })).toEqual([]);
  });

  test('direction overrides, zero-width marks and stray surrogates do not hide a name', () => {
    expect(search.find('\u202egrey\u200b \ud800heron\u202c', { limit: 1 })[0]?.score).toBe(1);
  });

  test('any text at all gets an answer with scores between the floor and 1', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (query, minScore) => {
          for (const match of search.find(query, { limit: 5, minScore })) {
            expect(match.score).toBeGreaterThanOrEqual(minScore);
            expect(match.score).toBeLessThanOrEqual(1);
          }
          expect(search.suggest(query, 25).length).toBeLessThanOrEqual(25);
        },
      ),
    );
  });

  test('every listed name finds its own listing', () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ž]{2,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const own = createSearch({ actors: actorsInMemory([]) });
        own.replace('ofac-sdn', [anEntry({ ref: '1', name: words.join(' ') })]);
        expect(own.find(words.join(' '), { limit: 1 })[0]?.score).toBe(1);
      }),
    );
  });
});
