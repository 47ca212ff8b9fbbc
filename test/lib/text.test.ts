import { describe, expect, test } from 'vitest';
import { didYouMean } from '../../src/lib/text.js';

describe('what somebody meant', () => {
  const names = ['lookup', 'list', 'type', 'min-score', 'un-sc', 'Lazarus Group', 'Bureau 121'];

  test.each([
    ['lokup', 'lookup'],
    ['LOOKUP', 'lookup'],
    ['tpye', 'type'],
    ['lst', 'list'],
    ['min-scre', 'min-score'],
    ['un', 'un-sc'],
    ['lists', 'list'],
    ['lazarus', 'Lazarus Group'],
    ['lazrus grup', 'Lazarus Group'],
    ['group lazarus', 'Lazarus Group'],
  ])('%s: %s', (typed, name) => {
    expect(didYouMean(typed, names)).toBe(` Did you mean ${name}?`);
  });

  test.each(['bogus', 'nosuch', 'x', 'l', '', '   ', 'lazarus spider', 'hidden cobra'])(
    '%j is near nothing',
    (typed) => {
      expect(didYouMean(typed, names)).toBe('');
    },
  );

  test('the nearest first, three at most, each with its mark', () => {
    expect(didYouMean('subscrib', ['subscriptions', 'subscribe', 'unsubscribe'])).toBe(' Did you mean subscribe?');
    expect(didYouMean('sub', ['subscriptions', 'subscribe'], ':')).toBe(' Did you mean subscribe: or subscriptions:?');
    expect(didYouMean('aa', ['aa4', 'aa3', 'aa', 'aa2'])).toBe(' Did you mean aa or aa4 or aa3?');
  });
});
