import { describe, expect, it } from 'vitest';
import { linkedIn } from '../../../src/sources/ofac/linked.js';

describe('the parties that a remark of the XML formats links to', () => {
  it.each([
    ['all offices', []],
    ['(Linked To: TERN)', ['TERN']],
    [
      'all offices (Linked To: TERN; Linked To: GUARD CORPS (IRGC)-QODS FORCE) and (Linked To: AUK)',
      ['TERN', 'GUARD CORPS (IRGC)-QODS FORCE', 'AUK'],
    ],
    ['(Linked To: TERN (Linked To: AUK))', ['TERN (Linked To: AUK)']],
    ['(Linked To: TERN (Linked To: AUK)', ['TERN', 'AUK']],
    ['(Linked To: GUARD CORPS (IRGC)-QODS FORCE', ['GUARD CORPS (IRGC)-QODS FORCE']],
  ])('%s', (remark, names) => {
    expect(linkedIn(remark)).toEqual(names);
  });

  it('are each one name, however many parentheses never close', () => {
    expect(new Set(linkedIn('(Linked To: a '.repeat(20_000)))).toEqual(new Set(['a']));
  });
});
