import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.js';
import { applicationCommands, definitionsOf } from '../../../src/chat/discord/definitions.js';
import type { CommandSpec, OptionSpec } from '../../../src/ports.js';
import { commandProblems } from '../../support/discord/bodies.js';
import { specs } from './harness.js';

function aSpec(option: Partial<OptionSpec>, over: Partial<CommandSpec> = {}): CommandSpec {
  const options = [{ name: 'name', description: 'a name', kind: 'text' as const, ...option }];
  return { name: 'lookup', description: 'Look up', root: 'sanctions', examples: [], options, ...over };
}

test('all commands are ones that Discord takes', () => {
  const definitions = definitionsOf(commands);
  expect(definitions.flatMap(commandProblems)).toEqual([]);
  const verbs = definitions.flatMap((root) => root.options.map((verb) => verb.name)).sort();
  expect(verbs).toEqual(commands.map((command) => command.name).sort());
});

test('the command in the menu of a message is for everyone, where look-ups are', () => {
  const all = applicationCommands(commands);
  expect(all.flatMap(commandProblems)).toEqual([]);
  expect(all.at(-1)).toEqual({
    ...{ type: 3, name: 'Look up in sanctions lists', default_member_permissions: null },
    ...{ integration_types: [0, 1], contexts: [0, 1] },
  });
});

test('the options that scripts and people rely on have their fixed names', () => {
  const names = (root: string, verb: string) =>
    definitionsOf(commands)
      .find((definition) => definition.name === root)
      ?.options.find((definition) => definition.name === verb)
      ?.options.map((option) => option.name);
  expect(names('sanctions', 'lookup')).toContain('name');
  expect(names('sanctions', 'actor')).toContain('name');
  expect(names('sanctions', 'wallet')).toContain('address');
  expect(names('alerts', 'subscribe')).toContain('target');
});

test('look-ups are for everyone, here and in direct messages; alerts need Manage Channels', () => {
  const [sanctions, alerts] = definitionsOf(specs);
  expect(sanctions).toMatchObject({ default_member_permissions: null, integration_types: [0, 1], contexts: [0, 1] });
  expect(alerts).toMatchObject({ default_member_permissions: '16', integration_types: [0], contexts: [0, 1] });
});

test('required options come first, and kinds become Discord types', () => {
  const lookup = definitionsOf(specs)[0]?.options[0]?.options;
  expect(lookup?.map((option) => [option.name, option.type])).toEqual([
    ['name', 3],
    ['type', 3],
    ['share', 5],
    ['limit', 10],
  ]);
  expect(lookup?.[0]).toMatchObject({ required: true, autocomplete: true });
  expect(lookup?.[1]?.choices).toEqual([
    { name: 'individual', value: 'individual' },
    { name: 'entity', value: 'entity' },
  ]);
});

test('a long description is cut, not refused', () => {
  const [definition] = definitionsOf([aSpec({ description: 'x'.repeat(300) }, { description: 'ä'.repeat(300) })]);
  expect(commandProblems(definition)).toEqual([]);
});

test.each([
  ['an upper-case name', aSpec({ name: 'Name' })],
  ['a name with a blank', aSpec({}, { name: 'look up' })],
  ['more than 25 choices', aSpec({ kind: 'choice', choices: Array.from({ length: 26 }, (_, i) => `c${i}`) })],
  ['a choice over 100 characters', aSpec({ kind: 'choice', choices: ['x'.repeat(101)] })],
])('%s is a mistake that is named', (_name, spec) => {
  expect(() => definitionsOf([spec])).toThrow();
});
