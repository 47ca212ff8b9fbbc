import type { ReportUnknown } from '../../lib/list-read.js';
import type { TableRow } from '../../lib/table.js';
import type { ReadEvent } from '../../ports.js';
import type { Column } from './schema.js';

/** The rows of one party: its primary name, then its other names, in the order of their letters. */
export interface Party {
  readonly ref: string;
  readonly rows: readonly [TableRow<Column>, ...TableRow<Column>[]];
}

/** Letters of the reference → the rows that have them: one, if the list is in order. */
type Group = Map<string, [TableRow<Column>, ...TableRow<Column>[]]>;
type SetAside = Extract<ReadEvent, { kind: 'set-aside' }>;
/** Primary names are misspelt, too. */
const PRIMARY = /^prim(ar)?a?y(\s*name)?$/;

/** Each party of the list once: rows `8227`, `8227a`, `8227b` are one, wherever they stand. */
export async function* partiesOf(
  rows: AsyncIterable<TableRow<Column>>,
  report: ReportUnknown,
): AsyncGenerator<Party | SetAside> {
  const groups = new Map<string, Group>();
  for await (const row of rows) {
    const [, ref = '', letters = ''] = /^(\d+)\s*([a-z]{0,3})$/i.exec(row.text('reference')) ?? [];
    const name = row.text('name') || null;
    if (ref === '') {
      yield { kind: 'set-aside', ref: null, name, reason: `"${row.text('reference')}" is no reference` };
      continue;
    }
    const group: Group = groups.get(ref) ?? new Map();
    const same = group.get(letters.toLowerCase());
    if (same) same.push(row);
    else group.set(letters.toLowerCase(), [row]);
    groups.set(ref, group);
  }
  for (const [ref, group] of groups) {
    const party = partyOf(ref, group, report);
    yield party;
    const twice = [...group].find(([, same]) => unlike(same).length > 1)?.[0];
    if (twice !== undefined) yield setAside(ref, group, `its Reference ${ref}${twice} stands there twice`);
  }
}

function partyOf(ref: string, group: Group, report: ReportUnknown): Party | SetAside {
  const rows = [...group].sort(([a], [b]) => byLetters(a, b)).flatMap(([, [row]]) => row);
  const first = rows.find(isPrimary) ?? rows.find((row) => row === group.get('')?.[0] && nameType(row) === '');
  if (!first) return setAside(ref, group, 'it has no primary name');
  if (rows.some((row) => row.text('name') === '')) return setAside(ref, group, 'one of its rows has no name');
  if (new Set(rows.map(typeWord).filter(Boolean)).size > 1)
    return setAside(ref, group, 'its rows are of different types: two parties may have one reference');
  if (nameType(first) === '') report('Name Type=(empty)', first.text('name'));
  return { ref, rows: [first, ...rows.filter((row) => row !== first)] };
}

function setAside(ref: string, group: Group, reason: string): SetAside {
  const names = [...group.values()].flat().map((row) => row.text('name'));
  return { kind: 'set-aside', ref, name: names.find(Boolean) ?? null, reason };
}

/** Empty where the row has the kind of name in the column of types, as some had. */
export function typeWord(row: TableRow<Column>): string {
  const word = row.text('type').toLowerCase();
  return word === 'aka' ? '' : word;
}

export function nameType(row: TableRow<Column>): string {
  return row.text('nameType').toLowerCase();
}

export function isPrimary(row: TableRow<Column>): boolean {
  return PRIMARY.test(nameType(row));
}

/** `z` comes before `aa`. */
function byLetters(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}

/** Rows that say the same in every column are one. */
function unlike(rows: readonly TableRow<Column>[]): TableRow<Column>[] {
  return [...new Map(rows.map((row) => [row.whole(), row])).values()];
}
