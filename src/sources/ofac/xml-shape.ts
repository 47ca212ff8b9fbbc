import type { XmlElement } from '../../lib/xml.js';
import { clean } from './draft.js';
import type { Unknowns } from './unknowns.js';

/** The elements that may stand inside an element. */
export interface Shape {
  readonly [name: string]: Shape;
}

const NOTHING: readonly XmlElement[] = [];

/** Reports every element that the shape does not know, by its path. */
export function reportUnknown(element: XmlElement, shape: Shape, path: string, unknowns: Unknowns): void {
  for (const inner of element.children) {
    const known = shape[inner.name];
    if (known === undefined) unknowns.report(`${path}/${inner.name}`, inner.text.trim());
    else if (inner.children.length > 0) reportUnknown(inner, known, `${path}/${inner.name}`, unknowns);
  }
}

/** The first child of that name, without an allocation. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element) for (const inner of element.children) if (inner.name === name) return inner;
  return undefined;
}

/** The text of the child of that name, with single blanks; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const text = childOf(element, name)?.text;
  return text ? clean(text.trim()) : '';
}

/** The element's own text, with single blanks. */
export function ownText(element: XmlElement): string {
  return clean(element.text.trim());
}

/** The items of a list element: everything named `item` in the child `list`. */
export function each(element: XmlElement, list: string, item: string): readonly XmlElement[] {
  return childOf(element, list)?.children.filter(({ name }) => name === item) ?? NOTHING;
}
