import { expect, test } from 'vitest';
import { callbackProblems, commandProblems, messageProblems } from '../../support/discord/bodies.js';

/** The local Discord proves nothing unless it refuses what the real one refuses. */

const link = { type: 2, style: 5, label: 'Notice', url: 'https://example.org/' };
const run = { type: 2, style: 2, label: 'Details', custom_id: 'run:action A1' };
const rows = (...buttons: object[]) => [{ type: 1, components: buttons }];
const long = (field: string) => ({ embeds: [{ [field]: 'x'.repeat(5000) }] });

test('a sound message passes', () => {
  expect(
    messageProblems({ content: 'hello', embeds: [{ title: 'x' }], components: rows(link, run) }, 'create'),
  ).toEqual([]);
});

test.each([
  ['empty', {}],
  ['blank content', { content: '  ' }],
  ['content over 2000', { content: 'x'.repeat(2001) }],
  ['title over 256', long('title')],
  ['description over 4096', long('description')],
  ['embeds over 6000 in all', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }],
  ['26 fields', { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' })) }] }],
  ['empty field value', { embeds: [{ title: 'x', fields: [{ name: 'a', value: ' ' }] }] }],
  ['lone surrogate', { content: 'x\ud800' }],
  [
    'six rows',
    { content: 'x', components: Array.from({ length: 6 }, (_, i) => rows({ ...run, custom_id: `run:${i}` })[0]) },
  ],
  ['six buttons in a row', { content: 'x', components: rows(...Array.from({ length: 6 }, () => link)) }],
  ['duplicate custom_id', { content: 'x', components: rows(run, run) }],
  ['link without url', { content: 'x', components: rows({ ...link, url: undefined }) }],
  ['button without custom_id', { content: 'x', components: rows({ ...run, custom_id: undefined }) }],
  ['label over 80', { content: 'x', components: rows({ ...link, label: 'x'.repeat(81) }) }],
  ['url over 512', { content: 'x', components: rows({ ...link, url: `https://example.org/${'x'.repeat(500)}` }) }],
  ['nonce over 25', { content: 'x', nonce: 'n'.repeat(26) }],
])('a message with %s is refused', (_name, body) => {
  expect(messageProblems(body, 'create')).not.toEqual([]);
});

const option = { type: 3, name: 'name', description: 'a name' };
const command = (...options: object[]) => ({
  name: 'sanctions',
  description: 'x',
  options: [{ type: 1, name: 'lookup', description: 'x', options }],
});

test('a sound command passes', () => {
  expect(commandProblems(command({ ...option, required: true }, { ...option, name: 'list' }))).toEqual([]);
});

test.each([
  ['an upper-case name', { ...command(), name: 'Sanctions' }],
  ['an upper-case option', command({ ...option, name: 'Name' })],
  ['required after optional', command(option, { ...option, name: 'list', required: true })],
  ['autocomplete with choices', command({ ...option, autocomplete: true, choices: [{ name: 'a', value: 'a' }] })],
  ['a choice over 100', command({ ...option, choices: [{ name: 'a', value: 'x'.repeat(101) }] })],
  ['a description over 100', command({ ...option, description: 'x'.repeat(101) })],
  ['two options of one name', command(option, option)],
  [
    '8000 characters',
    command(...Array.from({ length: 25 }, (_, i) => ({ ...option, name: `o${i}`, choices: manyChoices() }))),
  ],
])('a command with %s is refused', (_name, body) => {
  expect(commandProblems(body)).not.toEqual([]);
});

function manyChoices() {
  return Array.from({ length: 25 }, (_, i) => ({ name: `choice number ${i}`, value: `${i}` }));
}

test('26 suggestions, or one over 100 characters, are refused', () => {
  const answer = (choices: object[]) => ({ type: 8, data: { choices } });
  const many = Array.from({ length: 26 }, () => ({ name: 'a', value: 'b' }));
  expect(callbackProblems(answer(many.slice(1)))).toEqual([]);
  expect(callbackProblems(answer(many))).not.toEqual([]);
  expect(callbackProblems(answer([{ name: 'a', value: 'x'.repeat(101) }]))).not.toEqual([]);
});
