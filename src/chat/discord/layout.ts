import { type Block, type Line, plain } from '../../domain/message.js';
import { count } from '../../lib/text.js';
import { EMBED, MESSAGE } from './limits.js';
import { plainText, renderLine, renderText } from './markdown.js';

export interface EmbedField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

export interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly color: number;
  readonly fields: readonly EmbedField[];
  readonly footer?: { readonly text: string };
}

export interface Sheet {
  /** Rendered already. */
  readonly title: string;
  readonly colour: number;
  readonly blocks: readonly Block[];
  readonly foot: readonly string[];
}

/** A named run of lines: paragraphs of the description as long as no field stands before them, else fields. */
interface Section {
  readonly name: string | null;
  readonly lines: readonly Line[];
  readonly fact: boolean;
}

/** Discord refuses an empty name; this one shows nothing. */
const NAMELESS = '\u200b';
/** One verbatim remark must not take the room of all that follows. */
const LONGEST_LINE = 1500;
const SHORT_FACT = 60;
/** Columns that still stand side by side on a desktop client. */
const TABLE_WIDTH = 56;
/** At most kept for the footer, and of it for saying that something was left out. */
const FOOT_RESERVE = 600;
const LOSS_RESERVE = 60;
/** A beginning shorter than this says less than leaving the line out. */
const SHORTEST_BEGINNING = 60;

/** Blocks as embeds within all limits; the last footer says what was left out. At least one embed. */
export function layOut(sheet: Sheet): Embed[] {
  const foot = sheet.foot.join(' · ').length + LOSS_RESERVE;
  const page = new Page(EMBED.total - sheet.title.length - Math.min(FOOT_RESERVE, foot));
  for (const section of sectionsOf(sheet.blocks)) page.add(section);
  const footer = plainText([page.loss(), ...sheet.foot].filter((part) => part !== '').join(' · '), FOOT_RESERVE);
  return page.parts.map((part, i) => ({
    ...(i === 0 && sheet.title !== '' ? { title: sheet.title } : {}),
    ...(part.description.trim() === '' ? {} : { description: part.description }),
    color: sheet.colour,
    fields: part.fields,
    ...(i === page.parts.length - 1 && footer !== '' ? { footer: { text: footer } } : {}),
  }));
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let heading: string | null = null;
  for (const block of blocks) {
    const found = blockSections(block, heading);
    const next = headingOf(block);
    if (next !== null) {
      if (heading !== null) sections.push({ name: heading, lines: [], fact: false });
      heading = next;
      continue;
    }
    if (heading !== null && found[0]?.name !== heading) sections.push({ name: heading, lines: [], fact: false });
    heading = null;
    sections.push(...found);
  }
  if (heading !== null) sections.push({ name: heading, lines: [], fact: false });
  return sections;
}

/** What heads the block after it: a heading, or the title of an entry of which there is nothing else to list. */
function headingOf(block: Block): string | null {
  if (block.kind === 'heading') return block.text;
  if (block.kind !== 'changes' || block.title === undefined) return null;
  return block.lines.length === 0 && block.more === 0 ? plain(block.title) : null;
}

function blockSections(block: Block, heading: string | null): Section[] {
  switch (block.kind) {
    case 'heading':
      return [];
    case 'text':
      return [{ name: heading, lines: block.lines, fact: false }];
    case 'facts':
      return block.facts.map((fact) => ({ name: fact.label, lines: [fact.value], fact: true }));
    case 'changes': {
      const lines = block.lines.map((change): Line => [`${change.sign} `, ...change.line]);
      const name = block.title ? plain(block.title) : heading;
      return [{ name, lines: [...lines, ...moreLine(block.more)], fact: false }];
    }
    case 'list': {
      const lines = block.items.map((item): Line => ['• ', ...item]);
      return [{ name: heading, lines: [...lines, ...moreLine(block.more)], fact: false }];
    }
    case 'table':
      return [{ name: heading, lines: tableLines(block.columns, block.rows), fact: false }];
  }
}

function moreLine(more: number): Line[] {
  return more > 0 ? [[{ text: `+${more.toLocaleString('en-GB')} more`, style: 'muted' }]] : [];
}

/** Aligned columns while they are narrow enough, else a line a row, its cells from the third on with their column's name. */
function tableLines(columns: readonly string[], rows: readonly (readonly string[])[]): Line[] {
  const widths = columns.map((column, i) =>
    Math.max([...column].length, ...rows.map((row) => [...(row[i] ?? '')].length)),
  );
  if (widths.reduce((sum, width) => sum + width + 2, 0) <= TABLE_WIDTH) {
    const aligned = (cells: readonly string[]) =>
      widths.map((width, i) => `${cells[i] ?? ''}${' '.repeat(width - [...(cells[i] ?? '')].length)}`).join('  ');
    return [columns, ...rows].map((cells): Line => [{ text: aligned(cells).trimEnd(), style: 'code' }]);
  }
  return rows.map(([first = '', second = '', ...rest]): Line => {
    const labelled = rest.flatMap((cell, i) =>
      cell === '' ? [] : [`${(columns[i + 2] ?? '').toLowerCase()} ${cell}`],
    );
    return [
      { text: first, style: 'strong' },
      ...[second, ...labelled].map((cell) => (cell === '' ? '' : ` · ${cell}`)),
    ];
  });
}

interface Part {
  description: string;
  fields: EmbedField[];
}

/** Fills embeds from top to bottom within the total, and counts what found no room. */
class Page {
  readonly parts: [Part, ...Part[]] = [{ description: '', fields: [] }];
  #left: number;
  #cut = 0;
  #omitted = 0;

  constructor(total: number) {
    this.#left = total;
  }

  add(section: Section): void {
    if (!section.fact && this.#part().fields.length === 0) this.#paragraph(section);
    else this.#field(section);
  }

  /** In words what was lost; empty if nothing was. */
  loss(): string {
    if (this.#omitted > 0) return `Shortened to fit Discord: ${count(this.#omitted, 'line', 'lines')} left out`;
    return this.#cut > 0 ? 'Shortened to fit Discord' : '';
  }

  #part(): Part {
    return this.parts.at(-1) ?? this.parts[0];
  }

  #paragraph(section: Section): void {
    const name: Line[] = section.name === null ? [] : [[{ text: section.name, style: 'strong' }]];
    const lines = [...name, ...section.lines];
    this.#breakBefore(lines);
    const part = this.#part();
    for (const [i, line] of lines.entries()) {
      const gap = part.description === '' ? '' : i === 0 ? '\n\n' : '\n';
      const room = Math.min(EMBED.description - part.description.length, this.#left) - gap.length;
      const text = this.#render(line, Math.min(room, LONGEST_LINE), '');
      if (text === null) continue;
      part.description += gap + text;
      this.#left -= gap.length + text.length;
    }
  }

  /** A section that no longer fits into this embed's description begins the next one. */
  #breakBefore(lines: readonly Line[]): void {
    const { description } = this.#part();
    const length = lines.reduce((sum, line) => sum + renderLine(line, LONGEST_LINE).text.length + 1, 1);
    const fits = description.length + length <= EMBED.description;
    if (description !== '' && !fits && this.parts.length < MESSAGE.embeds)
      this.parts.push({ description: '', fields: [] });
  }

  #field(section: Section): void {
    const lines = section.lines.length === 0 ? [[NAMELESS]] : section.lines;
    let name = renderText(section.name ?? '', EMBED.fieldName).trim() || NAMELESS;
    let value = '';
    let size = 0;
    for (const line of lines) {
      const room = Math.min(EMBED.fieldValue, this.#left - name.length - value.length - 1);
      const text = this.#render(line, room, '—');
      if (text === null) continue;
      size += text.length;
      if (value !== '' && value.length + 1 + text.length > EMBED.fieldValue) {
        this.#push(name, value, false);
        name = NAMELESS;
        value = text;
      } else value = value === '' ? text : `${value}\n${text}`;
    }
    if (value !== '') this.#push(name, value, section.fact && size <= SHORT_FACT);
  }

  #push(name: string, value: string, inline: boolean): void {
    if (this.#part().fields.length === EMBED.fields) {
      if (this.parts.length === MESSAGE.embeds) {
        this.#omitted += value.split('\n').length;
        return;
      }
      this.parts.push({ description: '', fields: [] });
    }
    this.#part().fields.push({ name, value, inline });
    this.#left -= name.length + value.length;
  }

  /** Null where the room is used up; `blank` stands for an empty line, which Discord refuses as a field's value. */
  #render(line: Line, room: number, blank: string): string | null {
    const rendered = plain(line).trim() === '' ? { text: blank, cut: false } : renderLine(line, room);
    const crumb = rendered.cut && rendered.text.length < SHORTEST_BEGINNING;
    if (rendered.text.length > room || crumb) {
      this.#omitted += 1;
      return null;
    }
    if (rendered.cut) this.#cut += 1;
    return rendered.text.trim() === '' ? blank : rendered.text;
  }
}
