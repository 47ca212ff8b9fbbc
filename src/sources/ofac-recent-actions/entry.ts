import type { ChangeKind } from '../../domain/action.js';
import type { PartyType } from '../../domain/listing.js';
import type { NoticeEntry } from '../../ports.js';

/** `(a.k.a. …` or the name in another script: `(Cyrillic: …`, `(Chinese Simplified: …`. */
const NAME_GROUP = /\s*\((?=(?<alias>[afn]\.k\.a\.)|[A-Z][A-Za-z ]*:)/;
const SCRIPT_GROUP = /\s*\([A-Z][A-Za-z ]*:[^()]*\)/g;
/** Not the hyphens of "peer-to-peer". */
const BETWEEN_VERSIONS = /(?<=[\s.\])])-to-\s+/;

/** Whether a line ends as the list's own entries do: in its programmes, and whom it is linked to. */
export function isEntry(line: string): boolean {
  return endsEntry(line, hasLink(line));
}

/** The same of a line of which only the end is at hand, given whether programmes are followed by a link anywhere in it. */
export function endsEntry(ending: string, linked: boolean): boolean {
  const text = withoutStop(ending);
  return (linked && text.endsWith(')')) || tagStart(text, text.length) >= 0;
}

/** Whether programmes are followed by whom the party is linked to: `[DPRK3] (Linked To: `. */
export function hasLink(line: string): boolean {
  return linkOf(line) !== null;
}

/** Whether a line gives an entry before and after: `A -to- B`. */
export function isAmendment(line: string): boolean {
  return BETWEEN_VERSIONS.test(line);
}

/** Reads one entry as OFAC words it. `A -to- B` gives B, with A as `before`. Null where the line is no entry. */
export function readEntry(kind: ChangeKind, heading: string, line: string): NoticeEntry | null {
  const [first = '', second, ...more] = line.split(BETWEEN_VERSIONS).map((version) => version.trim());
  if (more.length > 0) return null;
  const text = second ?? first;
  const tail = tailOf(text);
  if (!tail) return null;
  const type = typeOf(tail.type, heading);
  const { name, rest } = splitName(text, type);
  if (name === '') return null;
  return {
    kind,
    name: unquoted(name),
    aliases: leadingGroups(rest).filter(isAliasGroup).flatMap(aliasesOf),
    type,
    programs: tail.programs,
    linkedTo: tail.linkedTo,
    heading,
    text,
    ...(second === undefined ? {} : { before: first }),
  };
}

interface Tail {
  readonly type: string | undefined;
  readonly programs: readonly string[];
  readonly linkedTo: readonly string[];
}

/** ` (individual) [DPRK3] [CYBER2] (Linked To: LAZARUS GROUP).` at the end of an entry; read backwards, each character once. */
function tailOf(line: string): Tail | null {
  const text = withoutStop(line);
  const link = text.endsWith(')') ? linkOf(text) : null;
  const programs: string[] = [];
  let end = link?.tagsEnd ?? text.length;
  for (let start = tagStart(text, end); start >= 0; start = tagStart(text, end)) {
    programs.push(text.slice(start + 1, end - 1));
    end = text[start - 1] === ' ' ? start - 1 : start;
  }
  if (programs.length === 0) return null;
  return {
    type: /\((individual|vessel|aircraft)\)$/.exec(text.slice(Math.max(0, end - 12), end))?.[1],
    programs: programs.reverse(),
    linkedTo: link ? text.slice(link.start, -1).split(/; ?Linked To: /) : [],
  };
}

function withoutStop(text: string): string {
  const end = text.endsWith('.') ? text.length - 1 : text.length;
  return text[end - 1] === ' ' ? text.slice(0, end - 1) : text.slice(0, end);
}

/** Where the tag that ends at `end` starts, e.g. `[DPRK3]`; -1 where none does. */
function tagStart(text: string, end: number): number {
  if (text[end - 1] !== ']') return -1;
  let start = end - 2;
  while (start >= 0 && text[start] !== '[' && text[start] !== ']') start -= 1;
  return text[start] === '[' && /[A-Z]/.test(text[start + 1] ?? '') ? start : -1;
}

/** The first link behind programmes: where these end, and where the name starts. */
function linkOf(text: string): { readonly tagsEnd: number; readonly start: number } | null {
  for (const { index, 0: found } of text.matchAll(/\] ?\(Linked To: /g))
    if (tagStart(text, index + 1) >= 0) return { tagsEnd: index + 1, start: index + found.length };
  return null;
}

/**
 * A deletion repeats the entry once for each of its names (SOURCES.md 9): neighbouring lines that give the same names and
 * the same facts are one party, known by the first of them.
 */
export function mergeRepeated(entries: readonly NoticeEntry[]): NoticeEntry[] {
  const merged: NoticeEntry[] = [];
  let lastKey: string | null = null;
  for (const entry of entries) {
    const key = entry.kind === 'removed' && entry.aliases.length > 0 ? partyKey(entry) : null;
    const last = merged.at(-1);
    if (last && key !== null && key === lastKey)
      merged[merged.length - 1] = { ...last, text: `${last.text}\n${entry.text}` };
    else merged.push(entry);
    lastKey = key;
  }
  return merged;
}

function partyKey({ name, aliases, text, type }: NoticeEntry): string {
  const { rest } = splitName(text, type ?? 'entity');
  const groups = leadingGroups(rest);
  const facts = rest.slice(groups.reduce((length, group) => length + group.length, 0));
  return JSON.stringify([[name, ...aliases].sort(), facts]);
}

function typeOf(marked: string | undefined, heading: string): PartyType {
  const word = marked ?? /individual|vessel|aircraft/i.exec(heading)?.[0].toLowerCase();
  return word === 'individual' || word === 'vessel' || word === 'aircraft' ? word : 'entity';
}

/** The name ends at its aliases; without any, at the address, which is set in mixed case. */
function splitName(text: string, type: PartyType): { name: string; rest: string } {
  const group = NAME_GROUP.exec(text);
  const plainEnd = text.search(/\s*[;[]|\s\(/);
  const beforeGroup = group ? text.slice(0, group.index) : '';
  const name =
    group?.groups?.alias && !beforeGroup.includes(';')
      ? beforeGroup
      : withoutAddress(plainEnd < 0 ? text : text.slice(0, plainEnd), type);
  return { name, rest: text.slice(name.length) };
}

/** `SURNAME, Given, Town` → `SURNAME, Given`; `COMPANY CO., LTD., Room 5` → `COMPANY CO., LTD.` */
function withoutAddress(head: string, type: PartyType): string {
  const [first = '', ...others] = head.split(', ');
  if (type === 'individual') return [first, ...others.slice(0, 1)].join(', ');
  if (type !== 'entity') return /^(?:[^\p{Ll}\s]+(?:\s+|$))+/u.exec(first)?.[0].trim() ?? first;
  const end = others.findIndex((part) => !/^[^\p{Ll}\d]{2,}$/u.test(part));
  return [first, ...(end < 0 ? others : others.slice(0, end))].join(', ');
}

/** The balanced parentheses that a text begins with, each with the blank before it. */
function leadingGroups(text: string): string[] {
  const groups: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth > 0) continue;
      groups.push(text.slice(start, i + 1));
      start = i + 1;
    } else if (depth === 0 && character !== ' ') break;
  }
  return groups;
}

function isAliasGroup(group: string): boolean {
  return /^\s*\([afn]\.k\.a\./.test(group);
}

function aliasesOf(group: string): string[] {
  return group
    .trim()
    .slice(1, -1)
    .replace(SCRIPT_GROUP, '')
    .split(/;\s*(?=[afn]\.k\.a\.)/)
    .map((part) => unquoted(part.replace(/^[afn]\.k\.a\.,?\s*/, '').trim()))
    .filter((name) => name !== '');
}

/** Weak aliases stand in quotation marks. */
function unquoted(name: string): string {
  return /^["“](.*)["”]$/.exec(name)?.[1] ?? name;
}
