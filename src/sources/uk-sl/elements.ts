import { tidy } from '../../lib/text.js';
import { child, childrenOf, type XmlElement } from '../../lib/xml.js';

/** The text of the first child of that name, in the form in which texts are compared; empty where there is none. */
export function textOf(element: XmlElement, name: string): string {
  const text = child(element, name)?.text;
  return text ? tidy(text) : '';
}

/** The elements at the end of a path of names. */
export function partsOf(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  let found = [element];
  for (const name of path) found = found.flatMap((parent) => childrenOf(parent, name));
  return found;
}

/** What the elements at the end of a path say, each text once. */
export function textsOf(element: XmlElement, ...path: readonly string[]): string[] {
  return unique(partsOf(element, ...path).map(({ text }) => tidy(text))).filter(Boolean);
}

/** The texts of those children, joined; what is empty is left out. */
export function joined(element: XmlElement, separator: string, names: readonly string[]): string {
  return join(
    separator,
    names.map((name) => textOf(element, name)),
  );
}

export function join(separator: string, parts: readonly string[]): string {
  return parts.filter(Boolean).join(separator);
}

/** Every item once. */
export function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
