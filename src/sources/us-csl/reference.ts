import { contentId } from '../../lib/text.js';
import { bareName } from './names.js';
import type { Row } from './schema.js';

/** A row of one of the lists. */
export interface Party {
  /** The list: `EL`, `DPL` … */
  readonly code: string;
  readonly row: Row;
}

export type Referred = Party & { readonly ref: string; readonly kind: 'once' | 'twice' };

/**
 * Gives every party its reference: its list and a hash of its name. Of several of one name on one list the earliest has that
 * one, the others are told apart by their notice and its day. What is alike in all of that, and yet has an `_id` of its own,
 * is one party with several addresses.
 */
export function partiesOf(parties: readonly Party[]): Referred[] {
  const named = new Map<string, Party[]>();
  for (const party of parties) {
    const key = `${party.code} ${bareName(party.row.name ?? '').toLowerCase()}`;
    const group = named.get(key);
    if (group) group.push(party);
    else named.set(key, [party]);
  }
  return [...named].flatMap(([key, group]) => {
    const { entries, twice } = entriesOf(group);
    const earliest = entries[0] && entryKey(entries[0]);
    const withRef = (party: Party, kind: Referred['kind']): Referred => {
      const own = entryKey(party);
      return { ...party, kind, ref: `${party.code}-${contentId(own === earliest ? [key] : [key, own], 12)}` };
    };
    return [...entries.map((party) => withRef(party, 'once')), ...twice.map((party) => withRef(party, 'twice'))];
  });
}

/** Earliest first, the rows of an entry as one; the same row once more is `twice`. */
function entriesOf(group: readonly Party[]): { readonly entries: Party[]; readonly twice: Party[] } {
  if (group.length === 1) return { entries: [...group], twice: [] };
  const entries = new Map<string, Map<string, Party>>();
  const twice: Party[] = [];
  for (const party of group) {
    const rows = entries.get(entryKey(party)) ?? new Map<string, Party>();
    entries.set(entryKey(party), rows);
    const id = party.row._id ?? '';
    if (rows.has(id)) twice.push(party);
    else rows.set(id, party);
  }
  const inOrder = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries: inOrder.map(([, rows]) => united([...rows.values()])), twice };
}

function entryKey({ row }: Party): string {
  return `${row.start_date} ${row.federal_register_notice}`;
}

/** The order of the file says nothing, so it does not show in what is put together. */
function united(rows: readonly Party[]): Party {
  const [first, ...others] = rows.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  if (!first) throw new Error('an entry has no rows');
  if (others.length === 0) return first;
  const all = (column: string) =>
    [...new Set([first, ...others].map(({ row }) => row[column]).filter(Boolean))].join('; ');
  return { ...first, row: { ...first.row, addresses: all('addresses'), alt_names: all('alt_names') } };
}

function textOf({ row }: Party): string {
  return `${row.name} ${row.addresses} ${row.alt_names}`;
}
