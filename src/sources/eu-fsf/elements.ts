import { tidy } from '../../lib/text.js';
import { childrenOf, type XmlElement } from '../../lib/xml.js';

/** The value of an attribute in the form in which texts are compared; empty where there is none. */
export function attr({ attributes }: XmlElement, name: string): string {
  const value = attributes[name];
  return value ? tidy(value) : '';
}

/** The values of those attributes, joined; what is empty is left out. */
export function joined(element: XmlElement, separator: string, names: readonly string[]): string {
  return join(
    separator,
    names.map((name) => attr(element, name)),
  );
}

/** What the element's remarks say, with their lines, which are no more than white space to a comparison. */
export function linesOf(element: XmlElement): string {
  const lines = childrenOf(element, 'remark').flatMap(({ text }) => text.split('\n'));
  return join('\n', lines.map(tidy));
}

/** What the element's remarks say, on one line. */
export function remarkOf(element: XmlElement): string {
  return join(
    '; ',
    childrenOf(element, 'remark').map(({ text }) => tidy(text)),
  );
}

/** The country as the list spells it; "UNKNOWN" (`00`) is none. */
export function countryOf(element: XmlElement): string {
  const [name, code] = [attr(element, 'countryDescription'), attr(element, 'countryIso2Code')];
  return name === 'UNKNOWN' || code === '00' ? '' : name || code;
}

export function join(separator: string, parts: readonly string[]): string {
  return parts.filter(Boolean).join(separator);
}

/** `text (note)`; a note may bring its parentheses. */
export function withNote(text: string, ...notes: readonly string[]): string {
  const note = join('; ', notes);
  if (!text || !note) return text || note;
  return /^\([^()]*\)$/.test(note) ? `${text} ${note}` : `${text} (${note})`;
}

/** Every item once. */
export function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
