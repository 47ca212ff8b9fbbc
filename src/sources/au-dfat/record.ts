import { bareListing, type ListingDraft, type PartyType } from '../../domain/listing.js';
import { splitOutsideBrackets } from '../../lib/cell-values.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import type { ReadEvent } from '../../ports.js';
import { aliasOf, datesIn, listedOn, measuresOf, valuesIn } from './facts.js';
import { type Party, typeWord } from './party.js';
import type { Column } from './schema.js';

/** The list has no page for a single entry. */
const PAGE = 'https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list';

const TYPES: Readonly<Record<string, PartyType>> = {
  individual: 'individual',
  person: 'individual',
  entity: 'entity',
  vessel: 'vessel',
};

/** `IRe.060. Designation: …`: a listing of the Security Council's has its reference at the beginning. */
const UN_REFERENCE = /^(?:UN ref(?:erence)?[.:]*\s*)?([A-Z]{2}[ie]\.\d{3})\b/;

/** Turns the rows of a party into a listing; they repeat each other, and what only one of them says is kept. */
export function readParty({ ref, rows }: Party, report: ReportUnknown): ReadEvent {
  const [first, ...others] = rows;
  const name = first.text('name');
  const word = rows.map(typeWord).find(Boolean) ?? '';
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined;
  if (!type) return { kind: 'set-aside', ref, name, reason: `its Type "${word.slice(0, 60)}" is not known` };
  const each = (values: (row: (typeof rows)[number]) => readonly string[]) => [...new Set(rows.flatMap(values))];
  const texts = (column: Column) => each((row) => [row.text(column)].filter(Boolean));
  const listing: ListingDraft = bareListing('au-dfat', ref, name, type, PAGE);
  listing.aliases = others.map((row) => aliasOf(row, report));
  listing.programs = texts('committees');
  listing.legalAuthorities = texts('instrument');
  listing.sanctionsTypes = each((row) => measuresOf(row, report));
  listing.addresses = each((row) => valuesIn(row, 'address')).map((text) => ({ text }));
  listing.births = [
    ...each(datesIn).map((value) => ({ kind: 'date', value }) as const),
    ...each((row) => valuesIn(row, 'birthPlace')).map((value) => ({ kind: 'place', value }) as const),
  ];
  listing.nationalities = each((row) =>
    valuesIn(row, 'citizenship').flatMap((value) => splitOutsideBrackets(value, ',/')),
  ).map((country) => ({ country, kind: 'citizenship' }));
  listing.identifiers = [
    ...texts('imo').map((number) => ({ type: 'IMO number', number: number.replace(/^IMO\s*/i, '') })),
    ...texts('additional')
      .flatMap((text) => UN_REFERENCE.exec(text)?.[1] ?? [])
      .map((number) => ({ type: 'UN reference', number })),
  ];
  const day = texts('listing')
    .map(listedOn)
    .find((some) => some !== null);
  if (day) listing.listedOn = day;
  const remarks = [...texts('additional'), ...texts('listing').map((text) => `Listing information: ${text}`)].join(
    '\n',
  );
  if (remarks) listing.remarks = remarks;
  return { kind: 'listing', listing, gaps: [] };
}
