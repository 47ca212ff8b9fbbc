import type { Block, Button, Message, Tone } from '../../domain/message.js';
import { linkTarget } from '../link.js';
import { wordedTitle } from '../title.js';
import { renderTable } from './table.js';
import { clean, inline, type Paint, pad, paint, widthOf, wrap } from './text.js';

export interface RenderOptions {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
  /** The word before a command that a button stands for; default `/sanctions`. */
  readonly prompt?: string;
}

const INDENT = '  ';
/** Labels longer than this stand on a line of their own. */
const WIDEST_LABEL = 24;
const WIDEST_BUTTON = 40;
const TONE_PAINT: Readonly<Record<Tone, Paint>> = {
  new: ['bold', 'red'],
  amended: ['bold', 'yellow'],
  removed: ['bold', 'green'],
  announced: ['bold', 'blue'],
  gazetted: ['bold', 'blue'],
  indicted: ['bold', 'blue'],
  advisory: ['bold', 'blue'],
  licence: ['bold', 'blue'],
  correction: ['bold', 'gray'],
  problem: ['bold', 'magenta'],
  info: 'bold',
};
const SIGN_PAINT = { '+': 'green', '~': 'yellow', '−': 'red' } as const;

/** A message as text for a terminal, without a line end at its end. Nothing in it can steer the terminal but our own colours. */
export function renderTerminal(message: Message, { width, colour, prompt = '/sanctions' }: RenderOptions): string {
  const buttons = buttonLines(message.buttons, colour, prompt);
  const title = titleLines(message, width, colour);
  if (message.format === 'compact') return [...title, ...buttons].join('\n');
  const [first = [], ...rest] = bodyOf(message, width, colour);
  const sections = [[...title, ...first], ...rest, buttons, footLines(message.foot, width, colour)];
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
}

/** The sign goes with a word, for those who see no colour. */
function titleLines({ tone, title, push, format }: Message, width: number, colour: boolean): string[] {
  const text = clean(format === 'compact' || title === '' ? push : title);
  return wrap(paint(wordedTitle({ tone, title: text }), TONE_PAINT[tone], colour), width);
}

function bodyOf({ blocks, push, title }: Message, width: number, colour: boolean): string[][] {
  if (blocks.length === 0 && push !== title) return [wrap(clean(push), width, INDENT)];
  return blocks.map((block) => renderBlock(block, width, colour));
}

function renderBlock(block: Block, width: number, colour: boolean): string[] {
  switch (block.kind) {
    case 'text':
      return block.lines.flatMap((line) => wrap(inline(line, colour), width, INDENT));
    case 'heading':
      return wrap(paint(clean(block.text), ['bold', 'underline'], colour), width, INDENT);
    case 'facts':
      return facts(block.facts, width, colour);
    case 'changes': {
      const title = block.title ? wrap(inline(block.title, colour), width, INDENT) : [];
      const lines = block.lines.flatMap(({ sign, line }) =>
        wrap(inline(line, colour), width, `${INDENT}  `, `${INDENT}${paint(sign, SIGN_PAINT[sign], colour)} `),
      );
      return [...title, ...lines, ...more(block.more, colour)];
    }
    case 'list':
      return [
        ...block.items.flatMap((item) => wrap(inline(item, colour), width, `${INDENT}  `, `${INDENT}• `)),
        ...more(block.more, colour),
      ];
    case 'table':
      return renderTable(block.columns, block.rows, width - INDENT.length, colour).map((line) => `${INDENT}${line}`);
  }
}

function more(count: number, colour: boolean): string[] {
  return count > 0 ? [`${INDENT}${paint(`… +${count} more`, 'dim', colour)}`] : [];
}

function facts(all: Extract<Block, { kind: 'facts' }>['facts'], width: number, colour: boolean): string[] {
  const labels = all.map(({ label }) => clean(label));
  const column = Math.min(WIDEST_LABEL, Math.max(0, ...labels.map(widthOf))) + 2;
  return all.flatMap(({ value }, index) => {
    const label = labels[index] ?? '';
    const hanging = INDENT + ' '.repeat(column);
    const own = `${INDENT}${paint(pad(label, column), 'dim', colour)}`;
    if (widthOf(label) > WIDEST_LABEL) return [own, ...wrap(inline(value, colour), width, hanging)];
    return wrap(inline(value, colour), width, hanging, own);
  });
}

/** What a person can open or type next, each in one piece so that it can be copied. */
function buttonLines(all: readonly Button[], colour: boolean, prompt: string): string[] {
  const lines = all.flatMap((button) => {
    const target = 'run' in button ? clean(`${prompt} ${button.run}`) : linkTarget(button.url);
    return target === null ? [] : [{ label: `${clean(button.label)}:`, target }];
  });
  const column = Math.min(WIDEST_BUTTON, Math.max(0, ...lines.map(({ label }) => widthOf(label))));
  return lines.map(({ label, target }) => `${INDENT}${pad(label, column)} ${paint(target, 'cyan', colour)}`);
}

function footLines(foot: readonly string[], width: number, colour: boolean): string[] {
  const text = foot.map(clean).filter(Boolean).join(' · ');
  return text === '' ? [] : wrap(paint(text, 'dim', colour), width, INDENT);
}
