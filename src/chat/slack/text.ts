import { LIMITS } from './limits.js';

/**
 * Text as Slack can carry it: a half surrogate would make the request unencodable, control characters are refused. Both
 * become U+FFFD; names in any script pass untouched, but for marks that would turn round what stands behind the text.
 */
export function clean(text: string): string {
  const carried = text
    .replace(/\r\n?/gu, '\n')
    .replace(/\p{Surrogate}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, '\u{FFFD}');
  return contained(carried);
}

const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** The text, without marks of the writing direction if it does not end each that it begins: https://www.unicode.org/reports/tr9/ */
function contained(text: string): string {
  const open: string[] = [];
  for (const [mark] of text.matchAll(TURNING)) {
    const begun = mark === '\u202c' ? 'embedding' : mark === '\u2069' ? 'isolate' : null;
    if (begun === null) open.push(mark >= '\u2066' ? 'isolate' : 'embedding');
    else if (open.pop() !== begun) return text.replace(TURNING, '');
  }
  return open.length > 0 ? text.replace(TURNING, '') : text;
}

/** The longest beginning, cut between code points, that has at most `limit` UTF-16 units; "…" is its end if it was cut. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = Math.max(0, limit - 1);
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return contained(`${text.slice(0, end)}…`);
}

/**
 * For the top-level `text`, the only place where Slack parses what we send: without `&<>` there are no mentions and no
 * links. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

/** Undoes Slack's escaping of what a person typed. */
export function unescapeText(text: string): string {
  return text.replace(/&lt;/gu, '<').replace(/&gt;/gu, '>').replace(/&amp;/gu, '&');
}

/**
 * A message as a person reads it, and the links behind its words below it: `<https://a|b>` is b, and a. Mentions are nobody's words.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function messageText(text: string): string {
  const links: string[] = [];
  const plain = text.replace(/<([^|>]*)(?:\|([^>]*))?>/gu, (_all, target: string, label: string | undefined) => {
    if (/^[@#!]/.test(target)) return label ?? '';
    if (label !== undefined && /^https?:/.test(target) && !target.includes(label)) links.push(target);
    return label ?? target;
  });
  return unescapeText([plain, ...links].join('\n')).trim();
}

/** Hands out room for text within one message and remembers whether anything had to be cut. */
export class Room {
  #left: number = LIMITS.bodyText;
  #wasCut = false;
  #tables: number;

  /** @param tables how many table blocks the message may hold */
  constructor(tables: number) {
    this.#tables = tables;
  }

  get wasCut(): boolean {
    return this.#wasCut;
  }

  /** The text within `limit` and within what is left of the message; empty when nothing is left. */
  fit(text: string, limit: number): string {
    const whole = clean(text);
    const fitting = this.#left < 2 && whole !== '' ? '' : cut(whole, Math.min(limit, this.#left));
    if (fitting !== whole) this.#wasCut = true;
    if (fitting !== '') this.#left -= fitting.length + LIMITS.pieceCost;
    return fitting;
  }

  /** How many blocks the text spent so far leaves room for, when `reserved` characters come after them. */
  blocksBeside(reserved: number): number {
    const spent = LIMITS.bodyText - Math.max(0, this.#left);
    return Math.max(1, Math.floor((LIMITS.whole - reserved - spent) / LIMITS.blockCost));
  }

  /** The first `limit` items. */
  first<T>(items: readonly T[], limit: number): readonly T[] {
    if (items.length > limit) this.#wasCut = true;
    return items.slice(0, limit);
  }

  /** Whether the message may hold one more table block. */
  claimTable(): boolean {
    this.#tables -= 1;
    return this.#tables >= 0;
  }
}
