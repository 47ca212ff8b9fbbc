import type { ChatHandlers, CommandSpec, OptionSpec } from '../../ports.js';

/** What the line can go on with, and the end of it that this replaces. */
export type Completion = [candidates: string[], replaced: string];

/** Words of the terminal itself. */
export const LEAVING = ['exit', 'quit'];

/** Takes the prompt word off a line: `/sanctions lookup x` and `lookup x` are the same. */
export function withoutPrompt(line: string, prompt: string): string {
  const [first = ''] = line.trimStart().split(/\s/u, 1);
  const bare = (word: string) => word.replace(/^\//u, '').toLowerCase();
  return first !== '' && bare(first) === bare(prompt)
    ? line.trimStart().slice(first.length).trimStart()
    : line.trimStart();
}

/** Tab: verbs first, then an option's name, its choices, or what the command suggests for the words so far. */
export async function complete(
  line: string,
  prompt: string,
  commands: readonly CommandSpec[],
  suggest: ChatHandlers['suggest'],
): Promise<Completion> {
  const text = withoutPrompt(line, prompt);
  const [, verb = '', rest] = /^(\S*)(?:\s+(.*))?$/su.exec(text) ?? [];
  if (rest === undefined) return [starting([...commands.map(({ name }) => name), ...LEAVING], verb, ' '), verb];
  const spec = commands.find(({ name }) => name === verb.toLowerCase());
  if (!spec) return [[], rest];
  const last = /\S*$/u.exec(rest)?.[0] ?? '';
  const [, name = '', value] = /^([\w-]+):(.*)$/u.exec(last) ?? [];
  const option = spec.options.find((candidate) => candidate.name === name);
  if (option && value !== undefined) return [await valuesOf(option, value, spec, suggest), value];
  const free = spec.options.find(({ kind, autocomplete }) => kind === 'rest' && autocomplete);
  const found = free ? (await suggest(spec.name, free.name, rest)).map((choice) => choice.value) : [];
  return found.length > 0 ? [found, rest] : [optionNames(spec, last), last];
}

async function valuesOf(
  option: OptionSpec,
  value: string,
  spec: CommandSpec,
  suggest: ChatHandlers['suggest'],
): Promise<string[]> {
  if (option.choices) return starting(option.choices, value, ' ');
  return option.autocomplete ? (await suggest(spec.name, option.name, value)).map((choice) => choice.value) : [];
}

function optionNames(spec: CommandSpec, start: string): string[] {
  if (start === '') return [];
  const named = spec.options.filter(({ kind }) => kind !== 'rest');
  return starting(
    named.map(({ name, kind }) => (kind === 'flag' ? `${name} ` : `${name}:`)),
    start,
    '',
  );
}

function starting(words: readonly string[], start: string, after: string): string[] {
  return words.filter((word) => word.startsWith(start.toLowerCase())).map((word) => word + after);
}
