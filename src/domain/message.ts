import type { Mention } from './mention.js';

/**
 * What we want to say, free of any platform. Text from outside always stands in a `Span`, never in markup, so that each
 * platform escapes it in one place.
 */
export interface Span {
  readonly text: string;
  readonly style?: 'strong' | 'code' | 'muted';
  /** Only https links are rendered as links. */
  readonly url?: string;
}

/** A paragraph or a line; plain strings are spans without style. */
export type Line = readonly (Span | string)[];

export type Tone =
  | 'new'
  | 'amended'
  | 'removed'
  | 'announced'
  | 'gazetted'
  | 'indicted'
  | 'advisory'
  | 'licence'
  | 'correction'
  | 'problem'
  | 'info';

/** Colour never stands alone: a word goes with every sign. */
export const TONES: Readonly<Record<Tone, { readonly sign: string; readonly word: string; readonly colour: number }>> =
  {
    new: { sign: '🔴', word: 'New', colour: 0xd92d20 },
    amended: { sign: '🟠', word: 'Amended', colour: 0xf79009 },
    removed: { sign: '🟢', word: 'Removed', colour: 0x12b76a },
    announced: { sign: '🔵', word: 'Announced', colour: 0x2e90fa },
    gazetted: { sign: '🔵', word: 'Gazetted', colour: 0x2e90fa },
    indicted: { sign: '🔵', word: 'Indicted', colour: 0x2e90fa },
    advisory: { sign: '🔵', word: 'Advisory', colour: 0x2e90fa },
    licence: { sign: '🔵', word: 'Licence or guidance', colour: 0x2e90fa },
    correction: { sign: '⚪', word: 'Correction', colour: 0x98a2b3 },
    problem: { sign: '🟣', word: 'Source problem', colour: 0x7a5af8 },
    info: { sign: '', word: '', colour: 0x667085 },
  };

export type Block =
  | { readonly kind: 'text'; readonly lines: readonly Line[] }
  | { readonly kind: 'heading'; readonly text: string }
  /** Labelled facts, short enough to stand side by side. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Line }[] }
  /** `+` added, `~` changed, `−` removed; `more` counts the lines left out. */
  | {
      readonly kind: 'changes';
      readonly title?: Line;
      readonly lines: readonly { readonly sign: '+' | '~' | '−'; readonly line: Line }[];
      readonly more: number;
    }
  | { readonly kind: 'list'; readonly items: readonly Line[]; readonly more: number }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** A link, or a command that is run as the person who presses it. */
export type Button =
  | { readonly label: string; readonly url: string }
  | { readonly label: string /** Command text, e.g. `action A1B2…`; at most 90 characters. */; readonly run: string };

export interface Message {
  /** Complete on its own, at most 250 characters: notifications and screen readers get only this. */
  readonly push: string;
  readonly tone: Tone;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
  /** Short parts joined by " · ". */
  readonly foot: readonly string[];
  /** `compact` shows the push text and the buttons only. */
  readonly format: 'full' | 'compact';
  /** Whom it calls, before anything else; a text from outside never calls anybody. */
  readonly mentions?: readonly Mention[];
}

/** The characters of a line without style. */
export function plain(line: Line): string {
  return line.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}
