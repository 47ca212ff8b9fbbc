import { UserError } from '../../src/domain/errors.js';
import type { OptionSpec } from '../../src/ports.js';

/** Options that hold a calendar day. */
const DAYS: readonly string[] = ['since', 'as-of'];

export interface Word {
  readonly text: string;
  /** Quoted words are never options. */
  readonly quoted: boolean;
}

/** Words apart by blanks; double quotes of any shape hold words together. Throws `UserError` where one is not closed. */
export function wordsOf(text: string): Word[] {
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

/** `days 7` as `days:7`: an option's name and, after a blank, what can only be its value. */
export function pairedWords(words: readonly Word[], options: readonly OptionSpec[]): Word[] {
  const paired: Word[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const [word, next] = [words[i], words[i + 1]];
    if (!word) continue;
    const option = options.find(({ name }) => !word.quoted && name === word.text.toLowerCase());
    const joined = option && next && !next.quoted && fits(next.text, option);
    if (joined) i += 1;
    paired.push(joined ? { text: `${option.name}:${next.text}`, quoted: false } : word);
  }
  return paired;
}

function fits(value: string, { name, kind }: OptionSpec): boolean {
  if (kind === 'number') return /^-?\d+(\.\d+)?$/.test(value);
  if (kind === 'place') return /^(?:here|dm|#.+|<#.+>)$/i.test(value);
  if (kind === 'mention') return /^(?:@.+|<[!@].+>)$/.test(value);
  return DAYS.includes(name) && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
