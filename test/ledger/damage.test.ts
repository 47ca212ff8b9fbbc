import { describe, expect, it } from 'vitest';
import type { FieldChange } from '../../src/domain/action.js';
import { doubtOf } from '../../src/ledger/damage.js';
import { anEntry } from '../support/builders.js';

type Diff = Parameters<typeof doubtOf>[0];
const WELL = { setAside: [], unknown: [] };
const NONE: Diff = { added: [], amended: [], removed: [], setAside: [], unknown: [], reformatted: false };

const doubt = (diff: Partial<Diff>, last: Parameters<typeof doubtOf>[1] = WELL) => doubtOf({ ...NONE, ...diff }, last);

const address = (text: string) => ({ text, country: 'Ruritania' });
const gone = anEntry({
  ref: '7',
  name: 'GREY HERON',
  addresses: [address('1 Quay Street')],
  births: [{ kind: 'date', value: '1971' }],
  remarks: 'A trading company of Strelsau that deals in timber.',
});
const other = anEntry({ ref: '6', name: 'BITTERN LTD' });
const amended = (fields: readonly FieldChange[], entry = other) => [{ entry, fields }];
const took = (before: string, after: string): FieldChange => ({
  field: 'addresses',
  before: [address(before)],
  after: [address(after)],
});

describe('a removal is doubted', () => {
  it.each([
    [
      'a record newly set aside for its shape',
      { setAside: [{ ref: '9', reason: 'it has 14 columns' }], misshapen: ['9'] },
      /9 could not be read/,
    ],
    ['an element newly unknown', { unknown: ['entry/wallet'] }, /entry\/wallet, which nobody knows/],
    [
      'a listing whose facts are all those of the removed one',
      {
        amended: amended([
          took('2 Mill Lane', '1 Quay Street'),
          { field: 'births', before: [], after: [{ kind: 'date', value: '1971' }] },
        ]),
      },
      /facts now stand with 6 \(BITTERN LTD\)/,
    ],
    [
      'a text that begins as its own and ends as that of the removed one',
      {
        amended: amended([
          {
            field: 'remarks',
            before: 'Owned by the state of Zenda since 1990.',
            after: 'Owned by the state of Strelsau that deals in timber.',
          },
        ]),
      },
      /facts now stand with 6/,
    ],
    ['an addition alike but for its reference', { added: [anEntry({ ...gone.listing, ref: '17' })] }, /reference 17/],
    ['a garbled addition', { added: [anEntry({ ref: '8', name: 'CAFÃ© ZENDA' })] }, /8 \(CAF.*is garbled/],
  ] as const)('beside %s', (_what, diff, says) => {
    expect(doubt(diff)).toBeNull();
    const reason = doubt({ ...diff, removed: [gone] });
    expect(reason).toContain('it lacks 7 (GREY HERON)');
    expect(reason).toMatch(says);
  });
});

describe('a removal is believed', () => {
  it.each([
    ['alone', {}],
    [
      'beside an addition of the same name that says something else',
      {
        added: [anEntry({ ...gone.listing, ref: '17', addresses: [address('9 Mill Lane')] })],
      },
    ],
    [
      'beside an entry of the same name that takes its facts: two were merged',
      {
        amended: amended([took('2 Mill Lane', '1 Quay Street')], anEntry({ ref: '6', name: 'Grey Heron' })),
      },
    ],
    [
      'beside one fact that happens to be the same among others',
      {
        amended: amended([
          took('2 Mill Lane', '1 Quay Street'),
          { field: 'remarks', before: 'It was founded in 1990.', after: 'It was dissolved.' },
        ]),
      },
    ],
    [
      'beside a text that only grew',
      {
        amended: amended([
          { field: 'remarks', before: 'A bank.', after: 'A bank; a trading company of Strelsau that deals in timber.' },
        ]),
      },
    ],
    ['beside a record that lacks its name', { setAside: [{ ref: '9', reason: 'it has no name' }], misshapen: [] }],
    ['beside an unknown element where somebody is newly listed', { unknown: ['entry/wallet'], added: [other] }],
    ['beside unknown elements of another format', { unknown: ['entry/wallet'], reformatted: true }],
  ] as const)('%s', (_what, diff) => {
    expect(doubt({ ...diff, removed: [gone] })).toBeNull();
  });

  it('where what could not be read was so in the last version', () => {
    const setAside = [{ ref: '9', reason: 'it has no name' }];
    const diff = { removed: [gone], setAside, misshapen: ['9'], unknown: ['entry/wallet'] };
    expect(doubt(diff, { setAside, unknown: ['entry/wallet'] })).toBeNull();
  });
});
