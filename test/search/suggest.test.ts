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
