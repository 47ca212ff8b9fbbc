import { UserError } from '../src/domain/errors.js';
import { nearest, truncate } from '../src/lib/text.js';
import type { CommandSpec, OptionSpec, OptionValues } from '../src/ports.js';

export interface ParsedCommand {
  readonly name: string;
  readonly options: OptionValues;
}

interface Word {
  readonly text: string;
  /** Quoted words are never options. */
  readonly quoted: boolean;
}

/** What a word is before anything else: an option with its value, or a part of the free text. */
type Part = { readonly option: OptionSpec; readonly value: string } | { readonly free: string };

/**
 * Reads a command as people type it: `lookup hidden cobra list:ofac-sdn`, `recent --days 30`, `subscribe everything
 * dry-run`. A bare text is `help`. Verbs, option names and choices in any case, curly quotes as straight ones. Throws
 * `UserError` for a word that is none of the command's, naming the nearest that is; nothing is guessed.
 */
export function parseCommand(text: string, specs: readonly CommandSpec[]): ParsedCommand {
  const [verb, ...words] = wordsOf(text.trim().replace(/^\/[\w-]+(\s+|$)/, ''));
  if (verb === undefined) return { name: 'help', options: {} };
  const spec = specs.find(({ name }) => name === verb.text.toLowerCase());
  if (!spec) throw new UserError(unknownVerb(verb.text, specs));
  const values: Record<string, string> = {};
  const free: string[] = [];
  for (const part of partsOf(words, spec)) {
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
  if (missing)
    throw new UserError(
      `${spec.name} needs a ${missing.name}: ${missing.description}. For example: ${spec.examples[0]}`,
    );
  return values;
}

function typed(option: OptionSpec, value: string | number | boolean): string | number | boolean {
  switch (option.kind) {
    case 'number': {
      const number = typeof value === 'number' ? value : Number(value);
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
  const [, name = '', value = ''] = /^([a-z][a-z-]*):(.*)$/isu.exec(word.text) ?? [];
  const option = spec.options.find((candidate) => candidate.name === name.toLowerCase());
  if (option) return { option, value: value === '' ? valueAfter(option, undefined) : value };
  if (name !== '') refuseMisspelt(name, spec);
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

/** `lst:ofac-sdn` is not a name to look up. */
function refuseMisspelt(name: string, spec: CommandSpec): void {
  const names = spec.options.map((option) => option.name);
  const meant = name.length > 2 ? nearest(name.toLowerCase(), names, 1) : undefined;
  if (meant !== undefined)
    throw new UserError(
      `“${short(name)}:” is not an option of ${spec.name}; did you mean ${meant}:? Put it in quotes if it belongs to the text.`,
    );
}

/** Words apart by blanks; double quotes of any shape hold words together. */
function wordsOf(text: string): Word[] {
  const plain = text
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/(^|\s)[–—](?=[a-z])/gi, '$1--');
  if ((plain.match(/"/g)?.length ?? 0) % 2 === 1)
    throw new UserError('A quotation mark is not closed. Close it, or leave it out.');
  const words: Word[] = [];
  for (const [whole, option = '', quoted, bare = ''] of plain.matchAll(/((?:--)?[\p{L}-]+[:=])?"([^"]*)"|(\S+)/gu)) {
    if (quoted === undefined) words.push({ text: bare.replaceAll('"', ''), quoted: false });
    else words.push(option === '' ? { text: quoted, quoted: true } : { text: `${option}${quoted}`, quoted: false });
    if (whole.length === 0) break;
  }
  return words;
}

function unknownVerb(word: string, specs: readonly CommandSpec[]): string {
  const names = specs.map(({ name }) => name);
  return `“${short(word)}” is not a command. Did you mean ${nearest(word.toLowerCase(), names)}? Commands: ${names.join(', ')}.`;
}

function unknownOption(word: string, spec: CommandSpec): string {
  const names = spec.options.map(({ name }) => name);
  if (names.length === 0) return `${spec.name} takes no options; “${short(word)}” is too much.`;
  const meant = nearest(word.toLowerCase().replace(/^--|[:=].*$/gs, ''), names);
  return `“${short(word)}” is not an option of ${spec.name}. Did you mean ${meant}:? Options: ${names.join(', ')}.`;
}

function short(value: string | number | boolean): string {
  return truncate(String(value), 60);
}
