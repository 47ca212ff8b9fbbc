import type { Line, Span } from '../../domain/message.js';
import { linkTarget, linkWords } from '../link.js';

/** Less room than this shows nothing worth reading. */
const MINIMUM_ROOM = 8;

export interface Rendered {
  readonly text: string;
  readonly cut: boolean;
}

/**
 * One line of text that Discord accepts: no lone surrogates, no line breaks or other controls, and no overrides of the
 * writing direction, which would turn round everything after them. Right-to-left letters and marks stay.
 */
function clean(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

/**
 * Text from outside as it reads, with markdown, mentions, timestamps, emoji codes and automatic links inert.
 * https://discord.com/developers/docs/reference#message-formatting
 */
function escapeText(text: string): string {
  return clean(text)
    .replace(/[\\*_~`|<@[\]]/g, '\\$&')
    .replace(/:(?=[^\s\d]|\d+\w*:)/g, '\\:');
}

/** A whole line with what Discord reads as a heading, quote or list only at its beginning escaped. */
function escapeStart(line: string): string {
  return line.replace(/^(\s*)([#>-])/, '$1\\$2').replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** The address of a link as markdown can carry it; null for what must not become one. */
export function safeUrl(url: string): string | null {
  const target = linkTarget(url);
  return target === null
    ? null
    : target.replace(/[()<>\\*_~`|]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

const INSTANT = /^\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2} UTC$/;

/**
 * An instant, which each reader sees in their own time zone; null for anything else.
 * https://discord.com/developers/docs/reference#message-formatting-timestamp-styles
 */
function timestamp(text: string): string | null {
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : `<t:${time / 1000}:f>`;
}

function dress(text: string, span: Span): string {
  const url = span.url === undefined ? null : safeUrl(span.url);
  const cleaned = clean(url === null ? text : linkWords(text, url));
  if (cleaned.trim() === '') return cleaned;
  const instant = timestamp(cleaned);
  if (instant !== null) return instant;
  const inner = span.style === 'code' ? `\`${cleaned.replaceAll('`', 'ˋ')}\`` : escapeText(cleaned);
  const linked = url === null ? inner : `[${inner}](${url})`;
  return span.style === 'strong' ? `**${linked}**` : linked;
}

/** The longest beginning of the span, in code points, whose rendered form fits; a link that does not fit is text. */
function fitSpan(span: Span, room: number): Rendered {
  const whole = dress(span.text, span);
  if (whole.length <= room) return { text: whole, cut: false };
  if (room < MINIMUM_ROOM) return { text: '', cut: true };
  const { url, ...unlinked } = span;
  if (url !== undefined) return fitSpan(unlinked, room);
  const points = [...clean(span.text)];
  let fits = 0;
  let tooMany = points.length;
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (dress(`${points.slice(0, middle).join('')}…`, span).length <= room) fits = middle;
    else tooMany = middle;
  }
  return { text: dress(`${points.slice(0, fits).join('')}…`, span), cut: true };
}

/** A line as markdown of at most `room` UTF-16 units, cut by code point with "…" where it is longer. */
export function renderLine(line: Line, room: number): Rendered {
  const spans = line.map((span): Span => (typeof span === 'string' ? { text: span } : span));
  const muted = spans.length > 0 && spans.every((span) => span.style === 'muted');
  // Room for the subtext mark, and for one escape at the line's beginning.
  const limit = room - (muted ? 4 : 1);
  let text = '';
  let cut = false;
  for (const span of spans) {
    // Two bold or code spans side by side would read as one long run of marks.
    const joint = /[*`]$/.test(text) && (span.style === 'strong' || span.style === 'code') ? '\u200b' : '';
    const part = fitSpan(span, limit - text.length - joint.length);
    if (part.text !== '') text += joint + part.text;
    cut = part.cut;
    if (!cut) continue;
    if (part.text === '' && text !== '' && text.length < limit) text += '…';
    break;
  }
  const started = escapeStart(text);
  return { text: muted && started.trim() !== '' ? `-# ${started}` : started, cut };
}

/** Plain outside text as one escaped line. */
export function renderText(text: string, room: number): string {
  return renderLine([text], room).text;
}

/** Text where Discord knows no markdown (buttons, footers): cleaned, and at most `room` UTF-16 units. */
export function plainText(text: string, room: number): string {
  const cleaned = clean(text).trim();
  if (cleaned.length <= room) return cleaned;
  let shortened = '';
  for (const point of cleaned) {
    if (shortened.length + point.length > room - 1) break;
    shortened += point;
  }
  return `${shortened}…`;
}
