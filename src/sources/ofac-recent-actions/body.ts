import type { ChangeKind } from '../../domain/action.js';
import type { NoticeEntry } from '../../ports.js';
import { isAmendment, isEntry, mergeRepeated, readEntry } from './entry.js';

/** A paragraph, heading or list item of the notice, tidied. */
export interface BodyLine {
  readonly text: string;
  /** Set as a heading, or wholly in bold. */
  readonly emphasised: boolean;
}

export interface BodyReading {
  readonly entries: readonly NoticeEntry[];
  /** Lines that stand where entries are expected, or look like one, and could not be read. */
  readonly unread: readonly string[];
}

/** What the lines below a heading are. `mixed` headings ("Unrelated Administrative List Updates") say no more than that. */
type Section = ChangeKind | 'mixed' | 'other';

/** The first that matches decides: who "have been designated" before may "have been removed" now. */
const HEADINGS: readonly (readonly [RegExp, Section])[] = [
  [
    /\b(deletions?|removals?)( (have|has) been made\b|:?$)|\b(have|has)( also)? been (removed|deleted|delisted)\b/i,
    'removed',
  ],
  [/\b(have|has) been (added|designated|identified)\b/i, 'added'],
  [/\b(changes?|updates?) (have|has) been made\b|\b(have|has) been (changed|updated|amended|modified)\b/i, 'amended'],
  [/\blist (updates?|changes?)\b|\bchanges to the .{0,200}\blist\b/i, 'mixed'],
];
const NOTHING = /^(none|n\/a|no changes)\.?$/i;

/** Sorts a notice's lines into entries under the headings that say what happened to them. */
export function readBody(lines: readonly BodyLine[]): BodyReading {
  const entries: NoticeEntry[] = [];
  const unread: string[] = [];
  let heading = '';
  let section: Section = 'other';
  for (const { text, emphasised } of joinVersions(lines)) {
    if (isHeading(text, emphasised)) {
      heading = text;
      section = sectionOf(text);
      continue;
    }
    if (NOTHING.test(text) || (section === 'other' && !isEntry(text))) continue;
    const kind = section === 'mixed' && isAmendment(text) ? 'amended' : section;
    const entry = kind === 'mixed' || kind === 'other' ? null : readEntry(kind, heading, text);
    if (entry) entries.push(entry);
    else unread.push(text);
  }
  return { entries: mergeRepeated(entries), unread };
}

/** Headings vary: heading elements, bold paragraphs, capitals, or a plain "The following … have been added …:", "Removals:". */
function isHeading(text: string, emphasised: boolean): boolean {
  if (isEntry(text) || NOTHING.test(text)) return false;
  if (emphasised) return true;
  const capitals = !/\p{Ll}/u.test(text);
  return (text.endsWith(':') || capitals) && sectionOf(text) !== 'other';
}

function sectionOf(heading: string): Section {
  return HEADINGS.find(([pattern]) => pattern.test(heading))?.[1] ?? 'other';
}

/** "A", "-to-", "B" may be one paragraph or three. */
function joinVersions(lines: readonly BodyLine[]): BodyLine[] {
  const joined: { readonly parts: string[]; readonly emphasised: boolean }[] = [];
  for (const { text, emphasised } of lines) {
    const last = joined.at(-1);
    if (last && (text.startsWith('-to-') || last.parts.at(-1)?.endsWith('-to-'))) last.parts.push(text);
    else joined.push({ parts: [text], emphasised });
  }
  return joined.map(({ parts, emphasised }) => ({
    text: parts.join(' '),
    emphasised: emphasised && parts.length === 1,
  }));
}
