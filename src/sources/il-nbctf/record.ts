import { type Address, type Alias, bareListing, type ListingDraft } from '../../domain/listing.js';
import { scriptOf, splitOutsideBrackets } from '../../lib/cell-values.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import type { ReadEvent } from '../../ports.js';
import type { Column } from './schema.js';
import { designationOf, eitherOf, linesOf, type Row, standingOf, textOf } from './values.js';

/** The list has no page for a single entry. */
export const PAGE = 'https://nbctf.mod.gov.il/en/Minister%20Sanctions/Designation/Pages/downloads.aspx';

/** Turns a row into a listing; null for one that says it was cancelled. `names` are those of all rows, by their ids. */
export function readRecord(row: Row, names: ReadonlyMap<string, string>, report: ReportUnknown): ReadEvent | null {
  const ref = textOf(row, 'id') || null;
  const [name, ...others] = primaryNames(row);
  if (ref === null && name === undefined) return null;
  const standing = standingOf(row);
  if (standing.kind === 'off') return null;
  if (ref === null || !/^\d+$/.test(ref))
    return { kind: 'set-aside', ref: null, name: name ?? null, reason: 'it has no internal seq. id' };
  if (name === undefined) return { kind: 'set-aside', ref, name: null, reason: 'it has no name' };
  const listing: ListingDraft = bareListing('il-nbctf', ref, name, 'entity', PAGE);
  listing.aliases = aliasesOf(row, name, others);
  listing.programs = linesOf(row, 'designationType');
  listing.legalAuthorities = eitherOf(row, 'by', 'byHe');
  listing.addresses = addressesOf(row);
  listing.websites = linesOf(row, 'websites');
  listing.emails = linesOf(row, 'emails').flatMap((line) => splitOutsideBrackets(line, ';,'));
  listing.identifiers = [
    ...linesOf(row, 'corporationId').map((number) => ({ type: 'Corporation ID', number })),
    ...linesOf(row, 'phones').map((number) => ({ type: 'Phone number', number })),
    ...linesOf(row, 'abroadId').map((number) => ({ type: 'Number on foreign lists', number })),
  ];
  listing.relations = textOf(row, 'linked')
    .split(/[^\d]+/)
    .flatMap((id) => (id ? [{ kind: 'Linked to', name: names.get(id) || `No. ${id}`, ref: id }] : []));
  if (standing.since !== null) listing.listedOn = standing.since;
  const remarks = remarksOf(row, report);
  if (remarks) listing.remarks = remarks;
  return { kind: 'listing', listing, gaps: [] };
}

/** The primary name in English, Hebrew and Arabic, as far as it is there; the first is what the listing is called. */
export function primaryNames(row: Row): string[] {
  return (['name', 'nameHe', 'nameAr'] as const).flatMap((column) => textOf(row, column) || []);
}

function aliasesOf(row: Row, name: string, others: readonly string[]): Alias[] {
  const aliases = new Map<string, Alias>();
  const add = (text: string, kind: Alias['kind']) => {
    const script = scriptOf(text);
    if (text === name || aliases.has(text)) return;
    aliases.set(text, { name: text, kind, strength: 'strong', ...(script === null ? {} : { script }) });
  };
  for (const other of others) add(other, scriptOf(other) === null ? 'aka' : 'original-script');
  for (const line of linesOf(row, 'akas')) for (const text of splitOutsideBrackets(line, ';')) add(text, 'aka');
  return [...aliases.values()];
}

/** The first street goes with the first city, and so on; the country is that of all. */
function addressesOf(row: Row): Address[] {
  const label = /^(branches|address\s*\d+)\s*:\s*/i;
  const streets = eitherOf(row, 'street', 'streetHe').map((line) => line.replace(label, ''));
  const cities = eitherOf(row, 'city', 'cityHe').map((line) => line.replace(label, ''));
  const country = eitherOf(row, 'country', 'countryHe').join('; ');
  const texts = Array.from({ length: Math.max(streets.length, cities.length, country ? 1 : 0) }, (_, place) =>
    [streets[place], cities[place]].filter(Boolean).join(', '),
  );
  return texts.map((text) => (country ? { text, country } : { text }));
}

const DESIGNATIONS = [
  ['temporary', 'Temporary designation'],
  ['permanent', 'Permanent designation'],
  ['westBank', 'Designation in the West Bank'],
] as const;

/** What a listing has no field for, under a label each. */
const LABELLED: readonly (readonly [label: string, english: Column, hebrew?: Column])[] = [
  ['Corporation type', 'corporationType', 'corporationTypeHe'],
  ['Formed on', 'formed'],
  ['Formed in', 'formedIn', 'formedInHe'],
  ['Key operatives', 'operatives'],
  ['Designated abroad by', 'abroad', 'abroadHe'],
  ['Designated abroad on', 'abroadOn'],
  ['Public records', 'records'],
  ['Comments', 'comments', 'commentsHe'],
];

function remarksOf(row: Row, report: ReportUnknown): string {
  const designations = DESIGNATIONS.map(([column, label]) => {
    const text = textOf(row, column);
    if (designationOf(row, column).kind === 'words') report(`${label} (no day)`, text);
    return text && `${label}: ${text}`;
  });
  const labelled = LABELLED.map(([label, english, hebrew]) => {
    const text = (hebrew ? eitherOf(row, english, hebrew) : linesOf(row, english)).join('; ');
    return text && `${label}: ${text}`;
  });
  return [eitherOf(row, 'reason', 'reasonHe').join(' '), ...designations, ...labelled].filter(Boolean).join('\n');
}
