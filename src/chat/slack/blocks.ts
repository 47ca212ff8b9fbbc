import type { types } from '@slack/bolt';
import { type Block, type Line, plain, type Span } from '../../domain/message.js';
import { linkTarget, linkWords } from '../link.js';
import { LIMITS } from './limits.js';
import { cut, type Room } from './text.js';

type Piece = types.RichTextText | types.RichTextLink;
/** One printed line. */
type Printed = Piece[];

const STYLES = { strong: { bold: true }, code: { code: true }, muted: { italic: true } } as const;

/** The address as a link target, or null for what must not become a link. */
export function httpsUrl(url: string): string | null {
  const target = linkTarget(url);
  return target !== null && target.length <= LIMITS.buttonUrl ? target : null;
}

/**
 * One block of ours in Slack's. Every text goes into `plain_text`, `raw_text` or rich text, where Slack parses nothing: in
 * `mrkdwn` the characters `*_~` and the backtick cannot be escaped.
 */
export function toBlocks(block: Block, room: Room): types.KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return paragraphs(
        block.lines.map((line) => printed(line, room)),
        asLines,
      );
    case 'heading':
      return paragraphs([printed([{ text: block.text, style: 'strong' }], room)], asLines);
    case 'facts':
      return facts(block.facts, room);
    case 'changes': {
      const title = block.title ? [printed(block.title, room)] : [];
      const lines = block.lines.map(({ sign, line }) => printed([{ text: sign, style: 'code' }, ' ', ...line], room));
      return paragraphs([...title, ...lines, ...more(block.more, room)], asLines);
    }
    case 'list':
      return [
        ...paragraphs(
          block.items.map((item) => printed(item, room)),
          asBullets,
        ),
        ...paragraphs(more(block.more, room), asLines),
      ];
    case 'table':
      return table(block.columns, block.rows, room);
  }
}

/** A paragraph of one line, for texts that stand alone. */
export function paragraph(line: Line, room: Room): types.KnownBlock[] {
  return paragraphs([printed(line, room)], asLines);
}

function printed(line: Line, room: Room): Printed {
  const pieces: Printed = [];
  for (const span of joined(line)) {
    const url = span.url === undefined ? null : httpsUrl(span.url);
    const text = room.fit(url === null ? span.text : linkWords(span.text, url), LIMITS.richText);
    if (text === '') continue;
    const style = span.style ? { style: STYLES[span.style] } : {};
    pieces.push(url === null ? { type: 'text', text, ...style } : { type: 'link', url, text, ...style });
  }
  return pieces;
}

/** Neighbours without style or link as one: Slack counts the pieces of a message too. */
function joined(line: Line): Span[] {
  const spans: Span[] = [];
  for (const part of line) {
    const span: Span = typeof part === 'string' ? { text: part } : part;
    const last = spans.at(-1);
    if (last && isBare(last) && isBare(span)) spans[spans.length - 1] = { text: last.text + span.text };
    else spans.push(span);
  }
  return spans;
}

function isBare({ style, url }: Span): boolean {
  return style === undefined && url === undefined;
}

function more(count: number, room: Room): Printed[] {
  return count > 0 ? [printed([{ text: `+${count} more`, style: 'muted' }], room)] : [];
}

function asLines(lines: readonly Printed[]): types.RichTextBlockElement[] {
  const elements = lines.flatMap((line, i): Printed => (i === 0 ? line : [{ type: 'text', text: '\n' }, ...line]));
  return [{ type: 'rich_text_section', elements }];
}

function asBullets(lines: readonly Printed[]): types.RichTextBlockElement[] {
  const elements = lines.map((elements): types.RichTextSection => ({ type: 'rich_text_section', elements }));
  return [{ type: 'rich_text_list', style: 'bullet', elements }];
}

/** Lines in as few rich text blocks as hold them; Slack refuses empty ones, so a line without text is left out. */
function paragraphs(
  lines: readonly Printed[],
  layout: (lines: readonly Printed[]) => types.RichTextBlockElement[],
): types.KnownBlock[] {
  const pages: Printed[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const length = line.reduce((sum, piece) => sum + (piece.text?.length ?? 0) + 1, 0);
    if (length === 0) continue;
    if (size + length > LIMITS.richText) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(line);
    size += length;
  }
  return pages.map((page) => ({ type: 'rich_text', elements: layout(page) }));
}

interface Fact {
  readonly label: string;
  readonly value: Line;
}

/** A line each with its label in bold: the fields of a section would need markup for that. */
function facts(all: readonly Fact[], room: Room): types.KnownBlock[] {
  const lines = all.map(({ label, value }) =>
    printed([{ text: `${label}: `, style: 'strong' }, ...(plain(value) === '' ? ['—'] : value)], room),
  );
  return paragraphs(lines, asLines);
}

/** `emoji: false`, so that `:x:` in a name stays what it is. */
export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Slack takes one table block a message and no empty cell; a further table is set in columns of fixed width. */
function table(columns: readonly string[], rows: readonly (readonly string[])[], room: Room): types.KnownBlock[] {
  const shown = room.first(columns, LIMITS.tableColumns);
  if (shown.length === 0) return [];
  const cells = room.first([shown, ...rows], LIMITS.tableRows).map((row) => shown.map((_, i) => row[i]?.trim() || '—'));
  if (!room.claimTable()) return grid(cells, room);
  const raw: types.RawTextElement[][] = [];
  for (const row of cells) {
    const texts = row.map((cell) => room.fit(cell, LIMITS.tableCell));
    if (texts.includes('')) break;
    raw.push(texts.map((text) => ({ type: 'raw_text', text })));
  }
  if (raw.length === 0) return [];
  return [{ type: 'table', rows: raw, column_settings: shown.map(() => ({ is_wrapped: true })) }];
}

function grid(cells: readonly (readonly string[])[], room: Room): types.KnownBlock[] {
  const short = cells.map((row) => row.map((cell) => cut(cell, LIMITS.tableCell)));
  const width = (text: string | undefined) => [...(text ?? '')].length;
  const widths = short[0]?.map((_, i) => Math.max(...short.map((row) => width(row[i])))) ?? [];
  const lines = short.map((row) => row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell))).join('  '));
  const text = room.fit(lines.map((line) => line.trimEnd()).join('\n'), LIMITS.richText);
  if (text === '') return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] }];
}
