import type { FieldChange } from '../domain/action.js';
import type { Entry } from '../domain/ledger.js';
import {
  type Alias,
  type Field,
  type Gap,
  LIST_FIELDS,
  type ListField,
  type Listing,
  TEXT_FIELDS,
  type TextField,
} from '../domain/listing.js';
import { stableJson, tidy } from '../lib/text.js';

/** What a version says of a listing that we already knew. */
export interface Comparison {
  /** The new facts, completed by the last known ones where the version has gaps. */
  readonly listing: Listing;
  /** What changed, by field; empty when nothing did. */
  readonly fields: readonly FieldChange[];
  /** The gaps that no version has filled yet. */
  readonly unseen: readonly Gap[];
}

/**
 * Compares a listing with what is known of it. Sets are compared as sets and texts after NFC and white-space collapse.
 * What the version could not show is carried forward; what no version had shown before is learned in silence.
 */
export function compareListing(known: Entry, seen: Listing, gaps: readonly Gap[]): Comparison {
  const learned = known.unseen.filter((gap) => !gaps.some((other) => sameGap(gap, other)));
  const listing = gaps.length === 0 ? seen : carryForward(known.listing, seen, gaps);
  const fields: FieldChange[] = [];
  for (const field of LIST_FIELDS) {
    const change = compareSet(field, known.listing, listing, learned);
    if (change) fields.push(change);
  }
  for (const field of TEXT_FIELDS) {
    const change = compareText(field, known.listing, listing, learned);
    if (change) fields.push(change);
  }
  return { listing, fields, unseen: known.unseen.filter((gap) => gaps.some((other) => sameGap(gap, other))) };
}

/** The form of an item in which sets are compared. */
function itemKey(item: unknown): string {
  return typeof item === 'string' ? tidy(item) : stableJson(item, tidy);
}

type AliasGap = Extract<Gap, { field: 'aliases' }>;

function sameGap(a: Gap, b: Gap): boolean {
  return a.field === b.field && (a.field !== 'aliases' || (b.field === 'aliases' && a.strength === b.strength));
}

function carryForward(known: Listing, seen: Listing, gaps: readonly Gap[]): Listing {
  const merged: Record<string, unknown> = { ...seen };
  for (const gap of gaps) {
    if (gap.field === 'aliases') merged.aliases = carryAliases(known, merged.aliases as readonly Alias[], gap);
    else if (gap.stale) merged[gap.field] = known[gap.field];
    else if (isListField(gap.field)) merged[gap.field] = carrySet(known[gap.field], seen[gap.field]);
    else {
      const text = carryText(known[gap.field], seen[gap.field]);
      if (text !== undefined) merged[gap.field] = text;
    }
  }
  return merged as unknown as Listing;
}

/** An alias of which the version still shows the name, whatever its strength now, is not carried a second time. */
function carryAliases(known: Listing, shown: readonly Alias[], { strength, stale }: AliasGap): readonly Alias[] {
  const seen = stale ? shown.filter((alias) => alias.strength !== strength) : shown;
  const hidden = known.aliases.filter((alias) => alias.strength === strength);
  if (hidden.length === 0) return seen;
  const names = new Set(seen.map((alias) => tidy(alias.name)));
  return [...seen, ...hidden.filter((alias) => !names.has(tidy(alias.name)))];
}

function carrySet(known: readonly unknown[], seen: readonly unknown[]): readonly unknown[] {
  if (known.length === 0) return seen;
  const keys = new Set(seen.map(itemKey));
  return [...seen, ...known.filter((item) => !keys.has(itemKey(item)))];
}

/** A text that was cut says nothing about what came behind the cut. */
function carryText(known: string | undefined, seen: string | undefined): string | undefined {
  if (seen === undefined) return known;
  return known !== undefined && tidy(known).startsWith(tidy(seen)) ? known : seen;
}

function compareSet(field: ListField, known: Listing, seen: Listing, learned: readonly Gap[]): FieldChange | null {
  const before: readonly unknown[] = known[field];
  const after: readonly unknown[] = seen[field];
  const silent = learned.filter((gap) => gap.field === field);
  if (silent.length === 0) return sameSet(before, after) ? null : { field, before, after };
  if (field !== 'aliases') return null;
  const visible = (alias: Alias) => !silent.some((gap) => gap.field === 'aliases' && gap.strength === alias.strength);
  const same = sameSet(known.aliases.filter(visible), seen.aliases.filter(visible));
  return same ? null : { field, before, after };
}

function compareText(field: TextField, known: Listing, seen: Listing, learned: readonly Gap[]): FieldChange | null {
  const before = known[field];
  const after = seen[field];
  if (sameText(before, after)) return null;
  const silent = learned.some((gap) => gap.field === field);
  if (silent && (before === undefined || (after !== undefined && tidy(after).startsWith(tidy(before))))) return null;
  return { field, before: before ?? null, after: after ?? null };
}

function sameText(a: string | undefined, b: string | undefined): boolean {
  return a === b || tidy(a ?? '') === tidy(b ?? '');
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  // Nearly every entry of a new version is as it was, in the same order: this is all that is done for it.
  if (a.length === b.length && a.every((item, position) => sameItem(item, b[position]))) return true;
  const keys = new Set(a.map(itemKey));
  const others = new Set(b.map(itemKey));
  if (keys.size !== others.size) return false;
  for (const key of keys) if (!others.has(key)) return false;
  return true;
}

/** Equal to the letter; items are texts or flat records of texts. */
function sameItem(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const facts = Object.entries(a);
  const others = new Map(Object.entries(b));
  return facts.length === others.size && facts.every(([name, value]) => others.get(name) === value);
}

function isListField(field: Field): field is ListField {
  return (LIST_FIELDS as readonly string[]).includes(field);
}
