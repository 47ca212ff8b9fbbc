import { type Address, type Alias, bareListing, type ListingDraft, type PartyType } from '../../domain/listing.js';
import { scriptOf, splitOutsideBrackets } from '../../lib/cell-values.js';
import type { ReportUnknown } from '../../lib/list-read.js';
import type { ReadEvent } from '../../ports.js';
import { PAGE } from './page.js';
import { documentOf, eitherOf, firstDay, nameAndNote, originalNames, type Row, valuesOf, walletsIn } from './values.js';

const TYPES: Readonly<Record<string, PartyType>> = { 個人: 'individual', 団体: 'entity' };

/** Turns a row into a listing; one without its number, a name or a kind that is known is set aside. */
export function readRecord(row: Row, report: ReportUnknown): ReadEvent {
  const ref = row.text('number') || null;
  const [name, ...others] = eitherOf(row, 'name', 'nameJa').map(nameAndNote);
  const aside = (reason: string): ReadEvent => ({ kind: 'set-aside', ref, name: name?.name ?? null, reason });
  const kind = row.text('kind');
  const type = Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined;
  if (ref === null) return aside('it has no 番号');
  if (!name) return aside('it has no name');
  if (!type) return aside(`its 個人・団体 "${kind.slice(0, 60)}" is not known`);
  const listing: ListingDraft = bareListing('jp-mof', ref, name.name, type, `https://www.mof.go.jp${PAGE}`);
  listing.aliases = namesOf(row, [name.name, ...others.map((other) => other.name)]);
  listing.programs = row.text('category') ? [`Category ${row.text('category')}`] : [];
  listing.births = [
    ...valuesOf(row, 'birthDate').map((value) => ({ kind: 'date', value }) as const),
    ...eitherOf(row, 'birthPlace', 'birthPlaceJa').map((value) => ({ kind: 'place', value }) as const),
  ];
  listing.nationalities = eitherOf(row, 'nationality', 'nationalityJa')
    .flatMap((value) => splitOutsideBrackets(value, '、'))
    .map((country) => ({ country, kind: 'nationality' }));
  listing.addresses = addressesOf(row);
  listing.identifiers = [
    ...valuesOf(row, 'passport').map((value) => documentOf('Passport', value)),
    ...valuesOf(row, 'idNumber').map((value) => documentOf('ID number', value)),
    ...valuesOf(row, 'unReference').map((number) => ({ type: 'UN reference', number })),
  ];
  listing.wallets = walletsIn(`${row.text('other')}\n${row.text('notice')}`);
  readTexts(listing, row, report);
  return { kind: 'listing', listing, gaps: [] };
}

/** Column, and what its names are to the party. */
const NAMES = [
  ['alias', 'aka', 'strong'],
  ['aliasJa', 'aka', 'strong'],
  ['former', 'fka', 'strong'],
  ['formerJa', 'fka', 'strong'],
  ['weak', 'aka', 'weak'],
  ['weakJa', 'aka', 'weak'],
] as const;

/** All names but the first; the Japanese one is the primary name in another script, as is one given as such in a text. */
function namesOf(row: Row, primary: readonly string[]): Alias[] {
  const aliases = new Map<string, Alias>();
  const add = (name: string, kind: Alias['kind'], strength: Alias['strength']) => {
    const script = scriptOf(name);
    if (name === primary[0] || aliases.has(name)) return;
    aliases.set(name, script === null ? { name, kind, strength } : { name, kind, strength, script });
  };
  for (const name of primary.slice(1)) add(name, 'aka', 'strong');
  for (const { name } of valuesOf(row, 'nameJa').map(nameAndNote)) add(name, 'original-script', 'strong');
  for (const name of originalNames(`${row.text('other')}\n${row.text('notice')}`))
    add(name, 'original-script', 'strong');
  for (const [column, kind, strength] of NAMES)
    for (const { name } of valuesOf(row, column).map(nameAndNote)) add(name, kind, strength);
  return [...aliases.values()];
}

/** Countries and cities stand in columns of their own; a country belongs to every city, or to that of its place. */
function addressesOf(row: Row): Address[] {
  const countries = eitherOf(row, 'country', 'countryJa');
  const cities = eitherOf(row, 'city', 'cityJa').map((city) => city.replace(/[\s,、]+$/, ''));
  if (cities.length === 0) return countries.map((country) => ({ text: '', country }));
  return cities.map((text, place) => {
    const country =
      countries.length === 1 || countries.length === cities.length ? (countries[place] ?? countries[0]) : '';
    return country ? { text, country } : { text };
  });
}

function readTexts(listing: ListingDraft, row: Row, report: ReportUnknown): void {
  const titles = [...eitherOf(row, 'title', 'titleJa'), ...eitherOf(row, 'position', 'positionJa')];
  if (titles.length > 0) listing.title = titles.join('; ');
  const notified = row.text('notified');
  const day = firstDay(notified);
  if (day !== null) listing.listedOn = day;
  else if (notified) report('告示日付 (no day)', notified);
  const notes = [...NAMES.map(([column]) => column), 'name' as const, 'nameJa' as const].flatMap((column) =>
    valuesOf(row, column).flatMap((value) => nameAndNote(value).note || []),
  );
  const unListed = row.text('unListed');
  const remarks = [row.text('other'), unListed && `リスト掲載日: ${unListed}`, ...notes].filter(Boolean).join('\n');
  if (remarks) listing.remarks = remarks;
}
