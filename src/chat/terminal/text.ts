import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Line, Span } from '../../domain/message.js';
import { linkTarget } from '../link.js';

export type Paint = Parameters<typeof styleText>[0];

/** Scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Text from outside as a terminal may show it. A name must not move the cursor, change colours, begin a line of its own or
 * turn the text around it: control characters become their pictures (␛), bidirectional overrides are spelled out, half
 * surrogates become U+FFFD, and line ends become blanks. Right-to-left text is isolated from what stands around it.
 */
export function clean(text: string): string {
  const safe = text
    .replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/gu, ' ')
    .replace(/[\u0000-\u001f]/gu, (control) => String.fromCodePoint(0x2400 + (control.codePointAt(0) ?? 0)))
    .replace(/\u007f/gu, '\u2421')
    .replace(/[\u0080-\u009f]|\p{Surrogate}/gu, '\u{fffd}')
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, (mark) => `[U+${mark.codePointAt(0)?.toString(16).toUpperCase()}]`);
  return RIGHT_TO_LEFT.test(safe) ? `\u2068${safe}\u2069` : safe;
}

/** Text in a style, or as it is where there is no colour. */
export function paint(text: string, style: Paint, colour: boolean): string {
  return colour && text !== '' ? styleText(style, text, { validateStream: false }) : text;
}

const STYLES = { strong: 'bold', code: 'cyan', muted: 'dim' } as const;

/** A line with its styles; a link's address follows its text, unless it only repeats a code such as a wallet's. */
export function inline(line: Line, colour: boolean): string {
  return line.map((span) => spanText(typeof span === 'string' ? { text: span } : span, colour)).join('');
}

function spanText({ text, style, url }: Span, colour: boolean): string {
  const shown = clean(text);
  const styled = style ? paint(shown, STYLES[style], colour) : shown;
  const href = url === undefined ? null : linkTarget(url);
  if (href === null || href === text || url === text) return styled;
  if (style === 'code' && text !== '' && href.includes(text)) return styled;
  return `${styled} ${paint(`<${href}>`, 'dim', colour)}`;
}

/** Columns that a text takes, colours not counted. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/**
 * A text in lines of at most `width` columns, each indented; `first` stands before the first line in place of the indent.
 * Words longer than that, addresses above all, are left whole so that they can be copied.
 */
export function wrap(text: string, width: number, indent = '', first = indent): string[] {
  const room = Math.max(20, width - Math.max(widthOf(indent), widthOf(first)));
  return wrapAnsi(text, room)
    .split('\n')
    .map((line, index) => `${index === 0 ? first : indent}${line}`.trimEnd());
}

/** Fills up with blanks to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
