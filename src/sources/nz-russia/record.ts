import { type Alias, bareListing, type ListingDraft, type PartyType, type Relation } from '../../domain/listing.js';
import { dayOfCell, scriptOf, splitOutsideBrackets } from '../../lib/cell-values.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import type { TableRow } from '../../lib/table.js';
import type { ReadEvent } from '../../ports.js';
import type { PartyColumn, ShipColumn } from './schema.js';
import { measuresOf, sinceOf, standingOf } from './standing.js';

/** The register has no page for a single entry. */
const PAGE =
  'https://www.mfat.govt.nz/en/countries-and-regions/europe/ukraine/russian-invasion-of-ukraine/sanctions/russia-sanctions-register';
/** The register carries out this one act. */
const PROGRAM = 'Russia Sanctions Act 2022';

const TYPES: Readonly<Record<string, PartyType>> = { individual: 'individual', entity: 'entity', bank: 'entity' };

/** What a row of the register says; null for one that was deleted, and for the totals at the end. */
export function readParty(row: TableRow<PartyColumn>, report: ReportUnknown): ReadEvent | null {
  const word = row.text('type');
  const ref = row.text('id') || null;
  const name = (['first', 'middle', 'last'] as const).flatMap((column) => row.text(column) || []).join(' ');
  if (/^total/i.test(word) || (word === '' && ref === null && name === '')) return null;
  if (/^asset$/i.test(word)) {
    const what = `${ref ?? 'an asset'} (${row.text('assetName') || name}) is a kind of property, not a party`;
    return { kind: 'gap', what, optional: true };
  }
  const type = Object.hasOwn(TYPES, word.toLowerCase()) ? TYPES[word.toLowerCase()] : undefined;
  const listing = draftOf(row, ref, name, type);
  if (!('name' in listing)) return listing.event;
  listing.aliases = aliasesOf(row.lines('aliases'), ';', type === 'individual');
  listing.nationalities = row
    .text('citizenships')
    .split(/\s*;\s*/)
    .flatMap((country) => (country ? [{ country, kind: 'citizenship' as const }] : []));
  listing.addresses = row.lines('address').map((text) => ({ text }));
  listing.identifiers = splitOutsideBrackets(row.text('passport'), ';,').map((number) => ({
    type: 'Passport',
    number,
  }));
  listing.relations = splitOutsideBrackets(row.text('relatives'), ';').map(relationOf);
  if (row.text('title')) listing.title = row.text('title');
  readBirth(listing, row);
  return finished(listing, row, report, [
    row.text('rationale'),
    row.text('additional'),
    labelled('Date', type === 'individual' ? '' : row.text('birthDate')),
  ]);
}

/** What a row of the sheet of ships says; null for one that was deleted. */
export function readShip(row: TableRow<ShipColumn>, report: ReportUnknown): ReadEvent | null {
  const ref = row.text('id') || null;
  const name = row.text('name');
  if (ref === null && name === '') return null;
  if (!/^(ship|vessel|)$/i.test(row.text('type'))) report(`Ships/Type=${row.text('type').slice(0, 60)}`, name);
  const listing = draftOf(row, ref, name, 'vessel');
  if (!('name' in listing)) return listing.event;
  listing.aliases = aliasesOf(row.lines('aliases'), ';,', false);
  const imo = row.text('imo').replace(/^IMO\s*/i, '');
  if (imo) listing.identifiers = [{ type: 'IMO number', number: imo }];
  return finished(listing, row, report, []);
}

type AnyRow = TableRow<PartyColumn> | TableRow<ShipColumn>;

/** The beginning of a listing, or what became of the row instead. */
function draftOf(
  row: AnyRow,
  ref: string | null,
  name: string,
  type: PartyType | undefined,
): ListingDraft | { readonly event: ReadEvent | null } {
  const aside = (reason: string) => ({ event: { kind: 'set-aside', ref, name: name || null, reason } as const });
  const standing = standingOf(row);
  if (standing.kind === 'off') return { event: null };
  if (ref === null) return aside('it has no Unique Identifier');
  if (name === '') return aside('it has no name');
  if (!type) return aside(`its Type "${row.text('type').slice(0, 60)}" is not known`);
  if (standing.kind === 'unclear') return aside(standing.reason);
  return bareListing('nz-russia', ref, name, type, PAGE);
}

function finished(listing: ListingDraft, row: AnyRow, report: ReportUnknown, texts: readonly string[]): ReadEvent {
  listing.programs = [PROGRAM];
  listing.sanctionsTypes = measuresOf(row, report);
  const since = sinceOf(row, report);
  if (since !== null) listing.listedOn = since;
  const more = row.text('more');
  const remarks = [...texts, labelled('Additional sanction', dayOfCell(more) ?? more)].filter(Boolean).join('\n');
  if (remarks) listing.remarks = remarks;
  return { kind: 'listing', listing, gaps: [] };
}

/** A person's alias of one word is weak: alone it identifies nobody. */
function aliasesOf(lines: readonly string[], separators: string, person: boolean): Alias[] {
  return lines
    .flatMap((line) => splitOutsideBrackets(line, separators))
    .map((name) => {
      const strength = person && !/\s/.test(name) ? 'weak' : 'strong';
      const script = scriptOf(name);
      return script === null ? { name, kind: 'aka', strength } : { name, kind: 'original-script', strength, script };
    });
}

/** `Son of Yury RASSENDYLL`, or whatever else stands there. */
function relationOf(text: string): Relation {
  const [, kind, name] = /^([\p{L} ]{2,40}?) of (.+)$/u.exec(text) ?? [];
  return kind && name
    ? { kind, name: name.replace(/^['‘"]|['’"]$/g, '') }
    : { kind: 'Associate or relative', name: text };
}

function readBirth(listing: ListingDraft, row: TableRow<PartyColumn>): void {
  const dates = listing.type === 'individual' ? splitOutsideBrackets(row.text('birthDate'), ';') : [];
  const known = dates.filter((date) => !/^(unknown|n\/a|-)$/i.test(date));
  listing.births = [
    ...known.map((date) => ({ kind: 'date', value: dayOfCell(date) ?? date }) as const),
    ...row.lines('birthPlace').map((value) => ({ kind: 'place', value }) as const),
  ];
}

function labelled(label: string, text: string): string {
  return text && `${label}: ${text}`;
}
