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
