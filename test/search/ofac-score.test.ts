import { describe, expect, test } from 'vitest';
import { ofacScore } from '../../src/search/ofac-score.js';

describe('what OFAC FAQ 249 says', () => {
  test.each([
    ['the same name', 'GREY HERON', 'GREY HERON', 100],
    ['parts in another order', 'IVAN PETROV', 'PETROV, Ivan', 100],
    ['more parts on the list cost nothing', 'IVAN PETROV', 'PETROV, Ivan Sergeyevich', 100],
    ['typed parts of one or two letters are not compared', 'KIM JONG UN', 'KIM, Jong Sik', 100],
    ['but where there is no other', 'Z', 'Z', 100],
    ['hyphens part, apostrophes do not', "O'BRIEN-SMITH", 'OBRIEN SMITH', 100],
    ['a part with another first letter is no potential match', 'GEORGE BUSH', 'HASWANI, George', 50],
    ['nor one that is less than half alike', 'GREY HERON', 'GORMANSTON HESTERBURG', 0],
    ['without any potential match there is no score', 'ALQAEDA', 'AL QAEDA', 0],
    ['other scripts are not transliterated', 'Владимир', 'VLADIMIR', 0],
    ['nothing', '', 'GREY HERON', 0],
  ])('%s', (_, query, name, score) => {
    expect(ofacScore(query, name)).toBe(score);
  });

  test('the mean over the parts typed', () => {
    // PETROV and PETROW: five letters of six in common, and all five of the bonus: 0.889 + 0.5 × 0.111.
    expect(ofacScore('Petrow Ivan', 'IVAN PETROV')).toBe(97);
  });

  test('the whole names, where they begin alike', () => {
    expect(ofacScore('VLADIMIR KOROV', 'VLADIMIR BALTSEV')).toBeGreaterThan(85);
    expect(ofacScore('KOROV VLADIMIR', 'VLADIMIR BALTSEV')).toBeLessThan(65);
  });
});
