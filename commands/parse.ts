import { UserError } from '../src/domain/errors.js';
import { didYouMean, nearest, truncate } from '../src/lib/text.js';
import type { CommandSpec, OptionSpec, OptionValues } from '../src/ports.js';
import { pairedWords, type Word, wordsOf } from './parts/words.js';

/** `list:ofac-sdn` is a target, though it is no option. */
const TARGET_KINDS = ['actor', 'list', 'program', 'programme', 'country', 'type'];
/** Commands whose own text may hold a word before a colon. */
const KINDS_IN: Readonly<Record<string, readonly string[]>> = {
  actor: ['actor'],
  changes: TARGET_KINDS,
  import: TARGET_KINDS,
  mute: TARGET_KINDS,
  resume: TARGET_KINDS,
  subscribe: TARGET_KINDS,
  unsubscribe: TARGET_KINDS,
};
/** Finds its addresses in any text, whatever stands around them. */
const FREE_TEXT = 'wallet';
/** A longer word before a colon is none that somebody took for an option. */
const MAX_KEY = 16;
const QUOTE_IT = 'Put it in quotes if it belongs to the text.';

export interface ParsedCommand {
  readonly name: string;
  readonly options: OptionValues;
}

/** What a word is before anything else: an option with its value, or a part of the free text. */
type Part = { readonly option: OptionSpec; readonly value: string } | { readonly free: string };

/**
 * Reads a command as people type it: `lookup hidden cobra list:ofac-sdn`, `recent --days 30`, `recent days 30`, `subscribe
 * everything dry-run`. A bare text is `help`. Verbs, option names and choices in any case, curly quotes as straight ones. Throws
 * `UserError` for a word that is none of the command's, naming the nearest that is; nothing is guessed.
 */
export function parseCommand(text: string, specs: readonly CommandSpec[]): ParsedCommand {
  const [verb, ...words] = wordsOf(text.trim().replace(/^\/[\w-]+(\s+|$)/, ''));
  if (verb === undefined) return { name: 'help', options: {} };
  const spec = specs.find(({ name }) => name === verb.text.toLowerCase());
  if (!spec) throw new UserError(unknownVerb(verb.text, specs));
  const values: Record<string, string> = {};
  const free: string[] = [];
  for (const part of partsOf(pairedWords(words, spec.options), spec)) {
    if ('free' in part) free.push(part.free);
    else if (values[part.option.name] === undefined) values[part.option.name] = part.value;
    else throw new UserError(`“${part.option.name}” is given twice. Give it once.`);
  }
  if (free.length > 0) place(free, values, spec);
  return { name: spec.name, options: checkOptions(spec, values) };
}

/**
 * The options of a command with their types right, from text or from a platform's form. Throws `UserError` for an
 * unknown option, a value of the wrong kind, or a required option that is missing.
 */
export function checkOptions(
  spec: CommandSpec,
  given: Readonly<Record<string, string | number | boolean | undefined>>,
): OptionValues {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(given)) {
    const option = spec.options.find((candidate) => candidate.name === name);
    if (!option) throw new UserError(unknownOption(name, spec));
    if (value !== undefined && value !== '') values[name] = typed(option, value);
  }
  const missing = spec.options.find(({ name, required }) => required === true && values[name] === undefined);
  if (missing) {
    const article = /^[aeiou]/.test(missing.name) ? 'an' : 'a';
    throw new UserError(
      `${spec.name} needs ${article} ${missing.name}: ${missing.description}. For example: ${spec.examples[0]}`,
    );
  }
  return values;
}

function typed(option: OptionSpec, value: string | number | boolean): string | number | boolean {
  switch (option.kind) {
    case 'number': {
      const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
      if (Number.isFinite(number)) return number;
      throw new UserError(`${option.name} is a number, not “${short(value)}”.`);
    }
    case 'flag':
      if (value === true || /^(true|yes|on)$/i.test(String(value))) return true;
      if (value === false || /^(false|no|off)$/i.test(String(value))) return false;
      throw new UserError(`${option.name} is on or off: write ${option.name} or leave it out, not “${short(value)}”.`);
    case 'choice': {
      const choice = option.choices?.find((known) => known === String(value).toLowerCase());
      if (choice !== undefined) return choice;
      throw new UserError(`“${short(value)}” is not a ${option.name}. Choose ${option.choices?.join(', ')}.`);
    }
    case 'text':
    case 'rest':
    case 'place':
    case 'mention':
      return String(value).trim();
  }
}

/** Free words go to the `rest` option, or else a single one to the first option. */
function place(free: readonly string[], values: Record<string, string>, spec: CommandSpec): void {
  const rest = spec.options.find(({ kind }) => kind === 'rest');
  const [first] = spec.options;
  const target = rest ?? (free.length === 1 && first?.kind !== 'flag' ? first : undefined);
  const [word = ''] = free;
  if (!target || (!rest && values[target.name] !== undefined)) throw new UserError(unknownOption(word, spec));
  if (values[target.name] !== undefined)
    throw new UserError(
      `“${short(free.join(' '))}” and ${target.name}: are both given. Quote the ${target.name} as one.`,
    );
  values[target.name] = free.join(' ');
}

function partsOf(words: readonly Word[], spec: CommandSpec): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (!word) continue;
    const dashed = word.quoted ? null : /^--([a-z][a-z-]*)(?:=(.*))?$/isu.exec(word.text);
    if (dashed) {
      const option = spec.options.find(({ name }) => name === dashed[1]?.toLowerCase());
      if (!option) throw new UserError(unknownOption(word.text, spec));
      const takesNext = dashed[2] === undefined && option.kind !== 'flag';
      if (takesNext) i += 1;
      parts.push({ option, value: dashed[2] ?? (takesNext ? valueAfter(option, words[i]) : 'true') });
    } else parts.push(word.quoted ? { free: word.text } : named(word, spec, words.slice(i + 1)));
  }
  return parts;
}

/** `list:ofac-sdn`; a flag's bare name where only flags and options follow; otherwise free text. */
function named(word: Word, spec: CommandSpec, later: readonly Word[]): Part {
  const [, name = '', value = ''] = /^(\p{L}[\p{L}-]*):(.*)$/su.exec(word.text) ?? [];
  const option = spec.options.find((candidate) => candidate.name === name.toLowerCase());
  if (option) return { option, value: value === '' ? valueAfter(option, undefined) : value };
  if (name !== '') refuseUnknown(name, value, spec);
  const flag = spec.options.find(({ kind, name: known }) => kind === 'flag' && known === word.text.toLowerCase());
  const last = later.every((next, i) => endsCommand(next, spec) || /^--[^=]+$/.test(later[i - 1]?.text ?? ''));
  return flag && last ? { option: flag, value: 'true' } : { free: word.text };
}

function endsCommand(word: Word, spec: CommandSpec): boolean {
  if (word.quoted) return false;
  const name = /^(?:--)?([a-z][a-z-]*)/i.exec(word.text)?.[1]?.toLowerCase();
  const option = spec.options.find((candidate) => candidate.name === name);
  return option !== undefined && (option.kind === 'flag' || /^--|:/.test(word.text));
}

function valueAfter(option: OptionSpec, word: Word | undefined): string {
  if (word && word.text !== '') return word.text;
  throw new UserError(`${option.name} needs a value: ${option.description}.`);
}

/** `lst:ofac-sdn` is not a name to look up. An address of the web is, and so is what ends in a colon, unless it is a typo. */
function refuseUnknown(name: string, value: string, spec: CommandSpec): void {
  if (spec.name === FREE_TEXT || KINDS_IN[spec.name]?.includes(name.toLowerCase())) return;
  const options = spec.options.map((option) => option.name);
  const typo = name.length > 2 && nearest(name.toLowerCase(), options, 1) !== undefined;
  const unknown = value !== '' && !value.startsWith('//') && name.length <= MAX_KEY;
  if (typo || unknown) throw new UserError(`${unknownOption(`${name}:`, spec)} ${QUOTE_IT}`);
}

function unknownVerb(word: string, specs: readonly CommandSpec[]): string {
  const names = specs.map(({ name }) => name);
  return `“${short(word)}” is not a command.${didYouMean(word, names)} Commands: ${names.join(', ')}.`;
}

function unknownOption(word: string, spec: CommandSpec): string {
  const names = spec.options.map(({ name }) => name);
  if (names.length === 0) return `${spec.name} takes no options; “${short(word)}” is too much.`;
  const kinds = KINDS_IN[spec.name] ?? [];
  const hint = didYouMean(word.replace(/^--|[:=].*$/gs, ''), [...new Set([...names, ...kinds])], ':');
  const own = kinds.length > 0 ? ` The ${names[0]} may be ${kinds.map((kind) => `${kind}:…`).join(', ')}.` : '';
  return `“${short(word)}” is not an option of ${spec.name}.${hint} Options: ${names.join(', ')}.${own}`;
}

function short(value: string | number | boolean): string {
  return truncate(String(value), 60);
}
