import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { aDestination, anAsker, memoryApp } from '../support/builders.js';

const folder = new URL('../../commands/', import.meta.url);
/** Files of the folder that are no verbs. */
const OTHERS = ['index.ts', 'parse.ts'];

describe('the registry', () => {
  test('equals the folder', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !OTHERS.includes(name));
    expect(commands.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });

  test.each(commands.map((command) => [command.name, command] as const))('%s fits every platform', (_, command) => {
    expect(command.name).toMatch(/^[a-z]{1,32}$/);
    expect(command.description.length).toBeLessThanOrEqual(100);
    expect(command.options.length).toBeLessThanOrEqual(25);
    for (const option of command.options) {
      expect(option.name).toMatch(/^[a-z][a-z-]{0,31}$/);
      expect(option.description.length).toBeLessThanOrEqual(100);
      expect(option.kind === 'choice').toBe(option.choices !== undefined);
      if (option.autocomplete) expect(command.suggest).toBeDefined();
    }
    const required = command.options.map((option) => option.required === true);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
  });

  test.each(commands.flatMap(({ name, examples }) => examples.map((example) => [example, name])))(
    'the example “%s” parses',
    (example, name) => {
      expect(parseCommand(example, commands).name).toBe(name);
    },
  );

  test('the roots are where the rights are', () => {
    const alerts = commands.filter(({ root }) => root === 'alerts').map(({ name }) => name);
    expect(alerts).toEqual([
      'subscribe',
      'edit',
      'unsubscribe',
      'subscriptions',
      'pause',
      'resume',
      'mute',
      'test',
      'replay',
    ]);
  });
});

test('options that a form fills in are checked before a command runs', async () => {
  const lookup = commands.find(({ name }) => name === 'lookup');
  const context = { app: memoryApp(), asker: anAsker(), place: aDestination(), commands, invocation: 'I1' };
  await expect(lookup?.run({ name: 'x', type: 'ship' }, context)).rejects.toThrow(/“ship” is not a type/);
  await expect(lookup?.run({}, context)).rejects.toThrow(/needs a name/);
});
