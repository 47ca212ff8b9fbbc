import { tidy } from '../../lib/text.js';
import type { XmlElement } from '../../lib/xml.js';

/** An amendment of more than this is better read in the list. */
const MAX_CHANGES = 40;
/** Leaves that say how a fact is kept, not what it is. */
const QUIET: ReadonlySet<string> = new Set([
  ...['isPrimary', 'isLowQuality', 'isApproximate', 'isDateRange', 'isValid', 'script', 'aliasType'],
]);
const WORDS: Readonly<Record<string, string>> = { add: 'added', remove: 'removed' };

/**
 * What happened inside an amended party, in words: `added name APPLEWORM`, `changed value: old → new`. The elements carry
 * an `action`, and some an `oldValue`.
 */
export function changesIn(entity: XmlElement): string[] {
  const changes = changesBelow(entity);
  const more = changes.length - MAX_CHANGES;
  return more > 0 ? [...changes.slice(0, MAX_CHANGES), `and ${more} more`] : changes;
}

function changesBelow(element: XmlElement): string[] {
  return element.children.flatMap((child) => {
    const action = child.attributes.action?.trim().toLowerCase();
    if (action === undefined) return changesBelow(child);
    const now = textsIn(child).join(' ');
    const before = tidy(child.attributes.oldValue ?? '');
    const word = WORDS[action] ?? 'changed';
    if (before) return [`${word} ${labelOf(child.name)}: ${[before, now].filter(Boolean).join(' → ')}`];
    return [`${word} ${labelOf(child.name)} ${now}`.trim()];
  });
}

/** `identityDocument` → `identity document`. */
function labelOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textsIn(element: XmlElement): string[] {
  if (QUIET.has(element.name)) return [];
  // Of a part of an address the place is enough: "CITY" before it says nothing more.
  const children = element.name === 'addressPart' ? element.children.slice(-1) : element.children;
  return [...new Set([tidy(element.text), ...children.flatMap(textsIn)])].filter(Boolean);
}
