import { tidy } from '../../lib/text.js';
import type { XmlElement } from '../../lib/xml.js';

const NOTHING: readonly XmlElement[] = [];

/** The first child of that name, without an allocation. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element) for (const inner of element.children) if (inner.name === name) return inner;
  return undefined;
}

/** The text of the child of that name, with single blanks; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const text = childOf(element, name)?.text;
  return text ? tidy(text) : '';
}

/** The element's own text, with single blanks. */
export function ownText(element: XmlElement): string {
  return tidy(element.text);
}

/** The items of a list element: everything named `item` in the child `list`. */
export function each(element: XmlElement, list: string, item: string): readonly XmlElement[] {
  const items = childOf(element, list)?.children ?? NOTHING;
  // Nearly always the list holds nothing else, and needs no copy.
  return items.every(({ name }) => name === item) ? items : items.filter(({ name }) => name === item);
}
