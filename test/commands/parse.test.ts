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
    ['lookup “bogus:1”', 'lookup', { name: 'bogus:1' }],
    ['lookup https://example.org/a', 'lookup', { name: 'https://example.org/a' }],
    ['lookup sha256-of-some-thing:1', 'lookup', { name: 'sha256-of-some-thing:1' }],
    ['actor actor:lazarus-group', 'actor', { name: 'actor:lazarus-group' }],
    ['changes actor:lazarus-group', 'changes', { target: 'actor:lazarus-group' }],
    ['subscribe programme:DPRK3', 'subscribe', { target: 'programme:DPRK3' }],
    ['subscribe TYPE:vessel', 'subscribe', { target: 'TYPE:vessel' }],
    ['wallet address is eth:0x1 or so', 'wallet', { address: 'address is eth:0x1 or so' }],
    ['unsubscribe list:ofac-sdn', 'unsubscribe', { id: 'list:ofac-sdn' }],
    ['recent days 7', 'recent', { days: 7 }],
    ['recent page 2', 'recent', { page: 2 }],
    ['recent ofac-sdn DAYS 7 page:2', 'recent', { list: 'ofac-sdn', days: 7, page: 2 }],
    ['changes lazarus group as-of 2022-04-15', 'changes', { target: 'lazarus group', 'as-of': '2022-04-15' }],
    ['changes since 2022-01-01 lazarus group', 'changes', { target: 'lazarus group', since: '2022-01-01' }],
    ['actor lazarus group as-of 2022-04-14', 'actor', { name: 'lazarus group', 'as-of': '2022-04-14' }],
    [
      'lookup sea mist min-score 0.5 share limit 3',
      'lookup',
      { name: 'sea mist', 'min-score': 0.5, share: true, limit: 3 },
    ],
    ['lookup sky limit 7up', 'lookup', { name: 'sky limit 7up' }],
    ['lookup sky "limit" 3', 'lookup', { name: 'sky limit 3' }],
    ['lookup sky limit "3"', 'lookup', { name: 'sky limit 3' }],
    ['changes since yesterday', 'changes', { target: 'since yesterday' }],
    ['lookup limit', 'lookup', { name: 'limit' }],
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
    ['lookup x lst:ofac-sdn', /“lst:” is not an option of lookup\. Did you mean list:\?/],
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
    ['bogus', /^“bogus” is not a command\. Commands: lookup, /],
    [
      'lookup lazarus bogus:1',
      /^“bogus:” is not an option of lookup\. Options: name, list, .*in quotes if it belongs to the text/,
    ],
    ['lookup lazarus group tpye:vessel', /“tpye:” is not an option of lookup\. Did you mean type:\?/],
    ['lookup lazarus group limt:"3"', /“limt:” is not an option of lookup\. Did you mean .*limit:\?/],
    ['lookup lazarus group lim:3', /Did you mean limit:\?/],
    ['lookup lazarus --nosuch', /^“--nosuch” is not an option of lookup\. Options: /],
    ['lookup actor:lazarus-group', /“actor:” is not an option of lookup/],
    ['actor type:vessel', /“type:” is not an option of actor/],
    ['subscribe programme:DPRK3 pace:daily', /“pace:” is not an option of subscribe\. Options: target, changes, /],
    ['subscribe tpye:vessel', /“tpye:” is not an option of subscribe\. Did you mean type:\?/],
    [
      'subscribe planet:mars',
      /“planet:” is not an option of subscribe\..* The target may be actor:…, list:…, program:…, .*type:…/,
    ],
    ['recent days:" "', /days is a number, not “ ”/],
    ['wallet', /wallet needs an address: .*For example: wallet 0x098B/],
    ['action', /action needs an id: .*For example: action A/],
    ['recent days 7 days:3', /“days” is given twice/],
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
