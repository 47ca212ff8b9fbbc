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
    named.set(key, [...(named.get(key) ?? []), party]);
  }
  return [...named].flatMap(([key, group]) => {
    const [first, ...others] = group.length === 1 ? group : merged(group);
    if (!first) return [];
    const plain = refOf(first, [key]);
    return [
      { ...first, ref: plain, kind: 'once' as const },
      ...others.map((other): Referred => {
        const same = entryKey(other) === entryKey(first);
        return { ...other, ref: same ? plain : refOf(other, [key, entryKey(other)]), kind: same ? 'twice' : 'once' };
      }),
    ];
  });
}

function refOf({ code }: Party, parts: readonly string[]): string {
  return `${code}-${contentId(parts, 12)}`;
}

/** Earliest first; rows of one entry in one, but for those that are the same row. */
function merged(group: readonly Party[]): Party[] {
  const entries = new Map<string, Party>();
  const twice: Party[] = [];
  for (const party of group.toSorted((a, b) => compare(entryKey(a), entryKey(b)))) {
    const key = entryKey(party);
    const known = entries.get(key);
    if (!known) entries.set(key, party);
    else if (known.row._id === party.row._id) twice.push(party);
    else entries.set(key, { ...known, row: united(known.row, party.row) });
  }
  return [...entries.values(), ...twice];
}

function entryKey({ row }: Party): string {
  return `${row.start_date} ${row.federal_register_notice}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function united(first: Row, second: Row): Row {
  const both = (column: string) => {
    const [known = '', more = ''] = [first[column], second[column]];
    if (known === '' || more === '') return known || more;
    return `; ${known};`.includes(`; ${more};`) ? known : `${known}; ${more}`;
  };
  return { ...first, addresses: both('addresses'), alt_names: both('alt_names') };
}
