import { type Block, type Line, plain } from '../../domain/message.js';
import { count } from '../../lib/text.js';
import { EMBED, MESSAGE } from './limits.js';
import { plainText, renderLine, renderText } from './markdown.js';
import { type Section, sectionsOf } from './sections.js';

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

/** Discord refuses an empty name; this one shows nothing. */
const NAMELESS = '\u200b';
/** One verbatim remark must not take the room of all that follows. */
const LONGEST_LINE = 1500;
const SHORT_FACT = 60;
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
    const open = section.name === null && !section.fact ? this.#reopened() : undefined;
    let name = open?.name ?? (renderText(section.name ?? '', EMBED.fieldName).trim() || NAMELESS);
    let value = open?.value ?? '';
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

  /** The field before, taken back: what has no name of its own goes on there, without the gap of a nameless field. */
  #reopened(): EmbedField | undefined {
    const last = this.#part().fields.at(-1);
    if (!last || last.inline || last.value === NAMELESS) return undefined;
    this.#part().fields.pop();
    this.#left += last.name.length + last.value.length;
    return last;
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
