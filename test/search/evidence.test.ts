import { describe, expect, test } from 'vitest';
import { weighEvidence } from '../../src/search/evidence.js';
import { createSearch } from '../../src/search/index.js';
import { actorsInMemory, anEntry } from '../support/builders.js';

const facts = { type: 'individual', born: ['1965', '1966'], countries: ['Iran'] } as const;

describe('a fact beside the name', () => {
  test.each([
    ['a year of birth that agrees raises', { born: '1965' }, 0.86],
    ['so does one beside it', { born: '1967-02-03' }, 0.86],
    ['some years apart say nothing', { born: '1968' }, 0.8],
    ['years apart lower', { born: '1981' }, 0.68],
    ['the country raises a little', { country: 'IR' }, 0.82],
    ['another country lowers a little', { country: 'Ruritania' }, 0.75],
    ['no fact changes nothing', {}, 0.8],
  ])('%s', (_, evidence, score) => {
    expect(weighEvidence(0.8, evidence, facts).score).toBeCloseTo(score, 2);
  });

  test('what the list does not say changes nothing', () => {
    const weighed = weighEvidence(0.8, { born: '1965', country: 'Iran' }, { ...facts, born: [], countries: [] });
    expect(weighed).toEqual({ score: 0.8, said: [] });
  });

  test('only a name that is exact is sure, and it stays so', () => {
    expect(weighEvidence(0.985, { born: '1965', country: 'Iran' }, facts).score).toBeLessThanOrEqual(0.99);
    expect(weighEvidence(1, { born: '1965' }, facts).score).toBe(1);
  });
});

describe('a search with facts', () => {
  const search = createSearch({ actors: actorsInMemory([]) });
  search.replace('ofac-sdn', [
    anEntry({
      ref: '1',
      name: 'LINDQVIST, Karin',
      type: 'individual',
      births: [{ kind: 'date', value: 'circa 1965' }],
    }),
    anEntry({
      ref: '2',
      name: 'LINDQVIST, Karin',
      type: 'individual',
      births: [{ kind: 'date', value: '03 Mar 1990' }],
    }),
    anEntry({ ref: '3', name: 'LINDQVIST KARIN', type: 'vessel' }),
  ]);

  test('tells namesakes apart, and says by what', () => {
    const [first, ...others] = search.find('Karin Lindqvist', { limit: 5, type: 'individual', born: '1990' });
    expect(first).toMatchObject({ id: 'ofac-sdn/2', score: 1 });
    expect(first?.why).toContain('born 1990, as listed');
    expect(others.map(({ id, score }) => [id, score])).toEqual([['ofac-sdn/1', 0.85]]);
    expect(others[0]?.why).toContain('born 1990, listed 1965');
  });

  test('one shared word and the year of birth are a match, the word alone is none', () => {
    const asked = { limit: 5, type: 'individual' } as const;
    expect(search.find('Lindqvist', asked)).toEqual([]);
    expect(search.find('Lindqvist', { ...asked, born: '1990' }).map(({ id }) => id)).toEqual(['ofac-sdn/2']);
  });

  test('the type is asked before anything is ranked', () => {
    const many = createSearch({ actors: actorsInMemory([]) });
    const ships = Array.from({ length: 200 }, (_, i) => anEntry({ ref: `v${i}`, name: 'GREY HERON', type: 'vessel' }));
    many.replace('ofac-sdn', [anEntry({ ref: 'p', name: 'HERON, Grey', type: 'individual' }), ...ships]);
    expect(many.find('grey heron', { limit: 5, type: 'individual' }).map(({ id }) => id)).toEqual(['ofac-sdn/p']);
  });

  test('the OFAC score stands beside ours', () => {
    expect(search.find('Karin Lindqvits', { limit: 1 })[0]?.ofacScore).toBeGreaterThan(90);
  });
});
