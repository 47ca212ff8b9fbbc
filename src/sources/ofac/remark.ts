import type { Alias } from '../../domain/listing.js';
import { tidy } from '../../lib/text.js';
import { isCountry } from './countries.js';
import { addFact, type Draft, type IdentifierDetails } from './draft.js';
import { isDocument, leadingLabel } from './labels.js';

/** OFAC cuts a remark of the CSV here, in the middle of a word; the rest stands in the comments file. */
export const REMARK_LIMIT = 1000;

/** Whether the text goes to its own end, or stops where the CSV cuts it. */
export type Completeness = 'whole' | 'cut';

/**
 * Takes the facts out of a CSV remark: "DOB 1970; Passport A1 (Iran) expires 01 Jan 2030; a.k.a. 'X'; Linked To: Y."
 * The last segment of a cut remark may be half a word and is left out. Free text gives nothing: it stays in the remark.
 */
export function readRemark(draft: Draft, remark: string, completeness: Completeness): void {
  const segments = segmentsOf(remark);
  if (completeness === 'cut') segments.pop();
  else segments.push(withoutStop(segments.pop() ?? ''));
  for (const segment of segments) readSegment(draft, withoutAlt(tidy(segment)));
}

/** Segments part at "; ", but a quoted alias may hold one: it goes on to its closing quote. */
function segmentsOf(remark: string): string[] {
  const segments: string[] = [];
  let open: string | null = null;
  for (const part of remark.split('; ')) {
    const text: string = open === null ? part : `${open}; ${part}`;
    open = isOpenAlias(text) ? text : null;
    if (open === null) segments.push(text);
  }
  return open === null ? segments : [...segments, ...open.split('; ')];
}

function isOpenAlias(text: string): boolean {
  return text.includes(".k.a. '") && /^(?:alt\. )?[afn]\.k\.a\. '/.test(text) && !/'\.?$/.test(text.slice(8));
}

/** "alt." only says that the fact before was of the same kind. */
function withoutAlt(segment: string): string {
  return segment.startsWith('alt. ') ? segment.slice(5) : segment;
}

function withoutStop(segment: string): string {
  return segment.endsWith('.') ? segment.slice(0, -1) : segment;
}

function readSegment(draft: Draft, segment: string): void {
  const linked = linkedName(segment);
  const alias = segment.startsWith(".k.a. '", 1) ? /^([afn])\.k\.a\. '(.+)'$/.exec(segment) : null;
  if (linked) draft.listing.relations.push({ kind: 'Linked To', name: linked });
  else if (alias?.[1] && alias[2])
    draft.listing.aliases.push({ name: alias[2], kind: kindOf(alias[1]), strength: 'weak' });
  else readLabelled(draft, segment);
}

/** Only a segment that opens with a parenthesis closes with its own: a name may end in one, as "BANK (MAIN)" does. */
function linkedName(segment: string): string {
  if (segment.startsWith('Linked To: ')) return segment.slice(11);
  return segment.startsWith('(Linked To: ') && segment.endsWith(')') ? segment.slice(12, -1) : '';
}

/** `a`, `f` or `n`, as before "k.a." or "ka". */
export function kindOf(letter: string): Alias['kind'] {
  return letter === 'f' ? 'fka' : letter === 'n' ? 'nka' : 'aka';
}

function readLabelled(draft: Draft, segment: string): void {
  const label = leadingLabel(segment);
  if (label === undefined) return;
  const value = segment.slice(label.length + 1);
  if (!isDocument(label)) {
    addFact(draft, label, value);
    return;
  }
  const { number, details } = documentParts(value);
  // "Passport issued in Sarajevo" is free text: every number that OFAC publishes has a digit.
  if (/\d/.test(number)) addFact(draft, label, number, details);
}

const DAY = '(?:circa )?(?:(?:\\d{1,2} )?[A-Z][a-z]{2} )?\\d{4}';
const DATE = `${DAY}(?: to ${DAY})?`;
const EXPIRES = new RegExp(` expires (${DATE})$`);
const ISSUED = new RegExp(` issued (${DATE})$`);

/** "A1 (Iran) issued 1999 expires 01 Jan 2030" → number, country, dates. */
function documentParts(text: string): { number: string; details: IdentifierDetails } {
  const expires = text.includes(' expires ') ? EXPIRES.exec(text) : null;
  const beforeExpiry = expires ? text.slice(0, expires.index) : text;
  const issued = text.includes(' issued ') ? ISSUED.exec(beforeExpiry) : null;
  const body = issued ? beforeExpiry.slice(0, issued.index) : beforeExpiry;
  const country = body.endsWith(')') ? /(?:^| )\(([^()]+)\)$/.exec(body) : null;
  const named = country?.[1] !== undefined && isCountry(country[1]) ? country[1] : '';
  return {
    number: named && country ? body.slice(0, country.index) : body,
    details: { country: named, issued: issued?.[1] ?? '', expires: expires?.[1] ?? '' },
  };
}
