import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { checkOptions, parseCommand } from '../../commands/parse.js';
import { UserError } from '../../src/domain/errors.js';

const parse = (text: string) => parseCommand(text, commands);

describe('what is understood', () => {
  test.each([
    ['', 'help', {}],
    ['   ', 'help', {}],
    ['/sanctions', 'help', {}],
    ['/sanctions lookup hidden cobra', 'lookup', { name: 'hidden cobra' }],
    ['LOOKUP Hidden Cobra', 'lookup', { name: 'Hidden Cobra' }],
    ['lookup hidden cobra list:ofac-sdn', 'lookup', { name: 'hidden cobra', list: 'ofac-sdn' }],
    ['lookup list:ofac-sdn hidden cobra', 'lookup', { name: 'hidden cobra', list: 'ofac-sdn' }],
    ['lookup hidden cobra --list ofac-sdn', 'lookup', { name: 'hidden cobra', list: 'ofac-sdn' }],
    ['lookup hidden cobra --list=ofac-sdn --share', 'lookup', { name: 'hidden cobra', list: 'ofac-sdn', share: true }],
    ['lookup hidden cobra —list ofac-sdn', 'lookup', { name: 'hidden cobra', list: 'ofac-sdn' }],
    ['lookup hidden cobra share', 'lookup', { name: 'hidden cobra', share: true }],
    ['lookup hidden cobra SHARE limit:3', 'lookup', { name: 'hidden cobra', share: true, limit: 3 }],
    ['lookup oil share company', 'lookup', { name: 'oil share company' }],
    ['lookup "share"', 'lookup', { name: 'share' }],
    ['lookup “sea mist” type:Vessel', 'lookup', { name: 'sea mist', type: 'vessel' }],
    ['lookup name:"sea mist" min-score:0.5', 'lookup', { name: 'sea mist', 'min-score': 0.5 }],
    ['lookup "list:ofac-sdn"', 'lookup', { name: 'list:ofac-sdn' }],
    ['lookup O’Brien', 'lookup', { name: "O'Brien" }],
    ['lookup Unit: 61419', 'lookup', { name: 'Unit: 61419' }],
    ['recent', 'recent', {}],
    ['recent ofac-sdn days:7', 'recent', { list: 'ofac-sdn', days: 7 }],
    ['recent KIND:Removed page:2', 'recent', { kind: 'removed', page: 2 }],
    ['action Aabcd', 'action', { id: 'Aabcd' }],
    ['changes ofac-sdn/27307 since:2022-04-01', 'changes', { target: 'ofac-sdn/27307', since: '2022-04-01' }],
    [
      'subscribe list:ofac-sdn changes:added,removed',
      'subscribe',
      { target: 'list:ofac-sdn', changes: 'added,removed' },
    ],
    [
      'subscribe country:Korea, North relations dry-run',
      'subscribe',
      { target: 'country:Korea, North', relations: true, 'dry-run': true },
    ],
    ['unsubscribe S12', 'unsubscribe', { id: 'S12' }],
    ['help lookup', 'help', { verb: 'lookup' }],
  ])('%s', (text, name, options) => {
    expect(parse(text)).toEqual({ name, options });
  });
});

describe('what is not', () => {
  test.each([
    ['lokup cobra', /“lokup” is not a command. Did you mean lookup\?/],
    ['hidden cobra', /“hidden” is not a command/],
    ['lookup', /lookup needs a name.*For example: lookup hidden cobra/],
    ['lookup x --lst ofac-sdn', /“--lst” is not an option of lookup. Did you mean list:\?/],
    ['lookup x lst:ofac-sdn', /“lst:” is not an option of lookup; did you mean list:\?/],
    ['lookup x type:ship', /“ship” is not a type. Choose individual, entity, vessel, aircraft/],
    ['lookup x limit:many', /limit is a number, not “many”/],
    ['lookup x --list', /list needs a value/],
    ['lookup x list:', /list needs a value/],
    ['lookup x list:a list:b', /“list” is given twice/],
    ['lookup x name:y', /both given/],
    ['lookup "hidden cobra', /quotation mark is not closed/],
    ['recent ofac-sdn today', /“ofac-sdn” is not an option of recent/],
    ['status now', /status takes no options; “now” is too much/],
    ['lookup x share:maybe', /share is on or off/],
  ])('%s', (text, message) => {
    expect(() => parse(text)).toThrow(UserError);
    expect(() => parse(text)).toThrow(message);
  });
});

describe('options from a form', () => {
  const lookup = commands.find(({ name }) => name === 'lookup') ?? commands[0];

  test('are checked as text is', () => {
    if (!lookup) throw new Error('no lookup');
    expect(checkOptions(lookup, { name: ' x ', limit: 3, share: false })).toEqual({
      name: 'x',
      limit: 3,
      share: false,
    });
    expect(() => checkOptions(lookup, {})).toThrow(/needs a name/);
    expect(() => checkOptions(lookup, { name: 'x', colour: 'red' })).toThrow(/“colour” is not an option/);
    expect(() => checkOptions(lookup, { name: 'x', type: 'ship' })).toThrow(/not a type/);
  });
});

test('any text is a command or an error that a person can read', () => {
  const words = fc.constantFrom(
    'lookup',
    'recent',
    'list:',
    '--',
    '--share',
    '"',
    'x',
    'name:y',
    '“',
    '\u202e',
    '—page',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(words).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (typed) => {
      try {
        expect(commands.map(({ name }) => name)).toContain(parse(typed).name);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
  );
});

test('a name of any letters reaches the command as it was typed', () => {
  const name = fc.stringMatching(/^[\p{L}\p{M}\p{N}_.!<>@#&*]{1,30}$/u);
  fc.assert(
    fc.property(fc.array(name, { minLength: 2, maxLength: 5 }), (words) => {
      const typed = `x ${words.join(' ')} x`;
      expect(parse(`lookup ${typed}`).options.name).toBe(typed);
    }),
  );
});
