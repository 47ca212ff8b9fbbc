import { describe, expect, test } from 'vitest';
import { createSearch } from '../../src/search/index.js';
import { aCitation, actorsInMemory, anActor, anEntry } from '../support/builders.js';

const heron = anActor({ aliases: [{ name: 'Shadow Wing', kind: 'analyst', citation: aCitation }] });
const search = createSearch({ actors: actorsInMemory([heron]) });
search.replace('ofac-sdn', [
  anEntry({ ref: '2001', name: 'GREY HERON' }),
  anEntry({ ref: '5', name: 'GREYSTONE LIMITED' }),
  anEntry({ ref: '6', name: 'HOUSE OF GREY' }),
]);

describe('suggestions', () => {
  test('actors first, then listings whose words begin so, each once', () => {
    expect(search.suggest('gre', 10)).toEqual([
      { name: 'Grey Heron', value: 'grey-heron' },
      { name: 'HOUSE OF GREY (ofac-sdn/6)', value: 'ofac-sdn/6' },
      { name: 'GREYSTONE LIMITED (ofac-sdn/5)', value: 'ofac-sdn/5' },
    ]);
  });

  test('every word typed counts, in any order', () => {
    expect(search.suggest('her gre', 10).map(({ value }) => value)).toEqual(['grey-heron']);
  });

  test('a name other than the first is shown beside it', () => {
    expect(search.suggest('shadow', 10)).toEqual([{ name: 'Grey Heron — Shadow Wing', value: 'grey-heron' }]);
  });

  test('before anything is typed, the actors', () => {
    expect(search.suggest('', 10)).toEqual([{ name: 'Grey Heron', value: 'grey-heron' }]);
  });

  test('no more than asked for', () => {
    expect(search.suggest('g', 1)).toHaveLength(1);
  });

  test('a value that was chosen finds exactly its party', () => {
    for (const { value } of search.suggest('gre', 10))
      expect(search.find(value, { limit: 1 })[0]).toMatchObject({ id: value, score: 1 });
  });
});

describe('a name typed with a typo', () => {
  const own = createSearch({ actors: actorsInMemory([heron]) });
  own.update([
    anEntry({ ref: '1', name: 'KARELIN TRADING' }),
    anEntry({ ref: '2', name: 'KARLOVA, Marta' }),
    anEntry({ ref: '3', name: 'MOROZ SHIPPING COMPANY', aliases: [] }),
    anEntry({ ref: '4', name: 'TRADING HOUSE KITE' }),
  ]);
  const values = (typed: string) => own.suggest(typed, 10).map(({ value }) => value);

  test.each([
    ['a letter missing', 'karein'],
    ['a letter doubled', 'karrelin'],
    ['a wrong letter', 'karilin'],
    ['two letters turned round', 'akrelin'],
    ['and another word rightly', 'karilin trad'],
    ['only begun', 'karxli'],
  ])('%s', (_, typed) => {
    expect(values(typed)[0]).toBe('ofac-sdn/1');
  });

  test('an actor too', () => {
    expect(values('grey heorn')).toEqual(['grey-heron']);
  });

  test('what is typed rightly comes first', () => {
    expect(values('karl')).toEqual(['ofac-sdn/2', 'ofac-sdn/1']);
  });

  test('a short beginning and two typos are taken as they stand', () => {
    expect(values('kxr')).toEqual([]);
    expect(values('kxrxlin')).toEqual([]);
    expect(values('karilin trxding')).toEqual([]);
  });

  test('the order is always the same, whatever came first', () => {
    const entries = ['9', '8', '7'].map((ref) => anEntry({ ref, name: 'SAME NAME' }));
    const turned = createSearch({ actors: actorsInMemory([]) });
    turned.update(entries);
    const again = createSearch({ actors: actorsInMemory([]) });
    again.update(entries.toReversed());
    expect(turned.suggest('same', 10)).toEqual(again.suggest('same', 10));
    expect(turned.suggest('same', 10)).toHaveLength(3);
  });

  test('no more than a menu takes', () => {
    const many = createSearch({ actors: actorsInMemory([]) });
    many.update(Array.from({ length: 80 }, (_, i) => anEntry({ ref: String(i), name: `KITE ${i}` })));
    expect(many.suggest('kite', 1000)).toHaveLength(25);
  });
});

describe('what comes first', () => {
  const named = (...names: readonly [string, ...string[]][]) => {
    const own = createSearch({ actors: actorsInMemory([heron]) });
    own.update(
      names.map(([name, ...others], at) =>
        anEntry({
          ref: String(at),
          name,
          aliases: others.map((alias) => ({ name: alias, kind: 'aka', strength: 'strong' })),
        }),
      ),
    );
    return (typed: string) => own.suggest(typed, 25).map(({ value }) => value.replace('ofac-sdn/', ''));
  };

  test('a whole word, then a word but for a letter, then words begun', () => {
    const values = named(['KITEMARK'], ['KITES'], ['OLD KITE COMPANY']);
    expect(values('kite')).toEqual(['2', '1', '0']);
    expect(values('ki')).toEqual(['1', '0', '2']);
  });

  test('names before aliases, and names that begin so before others', () => {
    const values = named(['TERN HOLDING', 'LI TRADING'], ['WANG, Li'], ['LI, Wei Long Name'], ['LIMA']);
    expect(values('li')).toEqual(['2', '1', '0', '3']);
  });

  test('a letter is the beginning of a word, sooner than an initial', () => {
    expect(named(['ACME S.L.'], ['LIMA TRADING'], ['MARA, Lena'])('l')).toEqual(['1', '0', '2']);
  });

  test('an actor that is typed rightly before one mistyped', () => {
    expect(named(['HERONE'])('heorn')).toEqual(['grey-heron', '0']);
    const two = createSearch({ actors: actorsInMemory([heron, anActor({ id: 'herons', name: 'Heorn Group' })]) });
    expect(two.suggest('heorn', 10).map(({ value }) => value)).toEqual(['herons', 'grey-heron']);
  });
});

describe('one wrong word among several', () => {
  const own = createSearch({ actors: actorsInMemory([]) });
  own.update([
    anEntry({ ref: '1', name: 'KARELIN, Marta Vadimovna' }),
    ...Array.from({ length: 700 }, (_, i) => anEntry({ ref: `m${i}`, name: `OTHER${i}, Marta Vadimovna` })),
  ]);
  const first = (typed: string) => own.suggest(typed, 25)[0]?.value;

  test.each([
    ['the rarest, the others being few', 'karelin'],
    ['the rarest, the others being many', 'karxlin marta vadimovna'],
    ['another than the rarest', 'karelin marta vadimxvna'],
    ['its first letter', 'xarelin marta'],
    ['its first letter, alone', 'xarelin'],
    ['its second letter, alone', 'kxrelin'],
    ['two letters in one, alone', 'krelin'],
  ])('%s', (_, typed) => {
    expect(first(typed)).toBe('ofac-sdn/1');
  });

  test('two wrong words are no name', () => {
    expect(own.suggest('karxlin marxa vadimovna', 25)).toEqual([]);
  });
});
