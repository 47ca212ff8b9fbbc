import type { FieldChange } from '../domain/action.js';
import type { Entry } from '../domain/ledger.js';
import { LIST_FIELDS, type Listing, TEXT_FIELDS } from '../domain/listing.js';
import { stableJson, tidy } from '../lib/text.js';

/** What is known of the version that was taken last. */
export interface LastVersion {
  readonly setAside: readonly { readonly ref: string; readonly reason: string }[];
  readonly unknown: readonly string[];
}

/** What may stand beside a removal. */
interface Suspect extends LastVersion {
  readonly added: readonly Entry[];
  readonly amended: readonly { readonly entry: Entry; readonly fields: readonly FieldChange[] }[];
  readonly removed: readonly Entry[];
  readonly misshapen?: readonly string[];
  readonly reformatted: boolean;
}

/**
 * Why the version's removals look like damage to the file rather than delistings, or null. A file that was cut or overwritten
 * in the middle may still be well-formed: two records have then run into one, or one stands under another reference. The
 * records set aside and the elements unknown in the last version say nothing new, and a record that only lacks its name is
 * incomplete, not two.
 */
export function doubtOf(diff: Suspect, last: LastVersion): string | null {
  const { removed } = diff;
  const [first] = removed;
  if (!first) return null;
  const known = new Set(last.setAside.map(({ ref }) => ref));
  const aside = diff.setAside.find(({ ref }) => diff.misshapen?.includes(ref) && !known.has(ref));
  if (aside) return `it lacks ${said(first)}, and ${aside.ref} could not be read: ${aside.reason}`;
  // A publisher's new label is no damage, and whoever is listed under it must not wait for a person.
  const isNews = diff.reformatted || diff.added.length > 0;
  const strange = isNews ? undefined : diff.unknown.find((path) => !last.unknown.includes(path));
  if (strange !== undefined) return `it lacks ${said(first)}, and has ${strange}, which nobody knows`;
  const donors = removed.map(donorOf);
  for (const { entry, fields } of diff.amended) {
    const donor = donorTo(entry.listing, fields, donors);
    if (donor) return `it lacks ${said(donor)}, whose facts now stand with ${said(entry)}`;
    if (fields.some(isGarbled)) return `it lacks ${said(first)}, and ${said(entry)} is garbled`;
  }
  for (const entry of diff.added) {
    const before = sameAs(entry.listing, removed);
    if (before) return `it lacks ${said(before)}, all of which now stands under the reference ${entry.listing.ref}`;
    if (GARBLED.test(entry.listing.name)) return `it lacks ${said(first)}, and ${said(entry)} is garbled`;
  }
  return null;
}

/** UTF-8 that was read as Latin-1 ("Ã©") and control characters; the UN itself publishes replacement characters. */
const GARBLED = /[\u00c2-\u00f4][\u0080-\u00bf]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;

function isGarbled({ before, after }: FieldChange): boolean {
  const own = factsIn(before);
  return (
    factsIn(after).some((fact) => GARBLED.test(fact) && !own.includes(fact)) && !own.some((fact) => GARBLED.test(fact))
  );
}

/** So many facts that were only a removed party's come to another by no chance. */
const MANY = 2;

/** A removed entry with its facts, which every amended one is set against. */
interface Donor {
  readonly entry: Entry;
  readonly facts: ReadonlyMap<AnyField, readonly string[]>;
}

function donorOf(entry: Entry): Donor {
  const facts = factsOf(entry.listing);
  // What was the name of one record is among the other names where two have run into one.
  const asAlias = factsIn([{ name: entry.listing.name, kind: 'aka', strength: 'strong' }]);
  return { entry, facts: facts.set('aliases', [...(facts.get('aliases') ?? []), ...asAlias]) };
}

/**
 * The removed entry from which came what changed in a listing: several facts whole, or all that changed. Publishers who
 * merge two entries of one party do so under a name that both had: that is no damage.
 */
function donorTo(now: Listing, fields: readonly FieldChange[], donors: readonly Donor[]): Entry | undefined {
  const changes = fields.map(({ field, before, after }) => {
    const [own, facts] = [factsIn(before), factsIn(after)];
    const gained = facts.filter((fact) => !own.includes(fact));
    return { field, own, gained, lost: own.filter((fact) => !facts.includes(fact)).length };
  });
  const before = Object.fromEntries(fields.map((change) => [change.field, change.before ?? undefined]));
  const earlier = { ...now, ...before } as Listing;
  return donors.find((donor) => gaveAll(donor, changes) && !sameParty(earlier, donor.entry.listing))?.entry;
}

interface Gain {
  readonly field: AnyField;
  readonly own: readonly string[];
  readonly gained: readonly string[];
  readonly lost: number;
}

function gaveAll({ facts }: Donor, changes: readonly Gain[]): boolean {
  let [whole, taken, lost, unexplained] = [0, 0, 0, 0];
  for (const change of changes) {
    const theirs = facts.get(change.field) ?? [];
    if (OWN.has(change.field)) whole += change.gained.filter((fact) => theirs.includes(fact)).length;
    const explained = change.gained.filter((fact) => comesFrom(fact, change.own, theirs)).length;
    taken += explained;
    unexplained += change.gained.length - explained;
    lost += change.lost;
  }
  return whole >= MANY || (unexplained === 0 && taken > 0 && lost + taken > 1);
}

function sameParty(one: Listing, other: Listing): boolean {
  const names = ({ name, aliases }: Listing) => [name, ...aliases.map((alias) => alias.name)].map(lettersOf);
  const theirs = new Set(names(other));
  return names(one).some((name) => theirs.has(name));
}

function lettersOf(name: string): string {
  return name.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The removed entry of which an added listing says all and nothing else, or the first of two that it is made of. */
function sameAs(added: Listing, removed: readonly Entry[]): Entry | undefined {
  const facts = factsOf(added);
  const shared = ({ listing }: Entry) => {
    const isTheirs = ([field, own]: [AnyField, string[]]) =>
      own.some((fact) => factsIn(listing[field]).some((other) => isPieceOf(fact, other)));
    return [...facts].filter((fact) => OWN.has(fact[0]) && isTheirs(fact)).length;
  };
  const [best] = removed
    .map((entry) => ({ entry, shares: shared(entry) }))
    .filter(({ shares }) => shares > 0)
    .sort((a, b) => b.shares - a.shares);
  if (!best) return undefined;
  const explainedWith = (second: Listing) =>
    [...facts].every(([field, own]) => {
      if (ASSIGNED.has(field)) return true;
      const [one, two] = [factsIn(best.entry.listing[field]), factsIn(second[field])];
      const isKnown = (fact: string) => one.some((known) => isPieceOf(fact, known)) || comesFrom(fact, one, two);
      // A name with nothing but itself changed is the same party's still, where two other facts say so.
      return (field === 'name' && best.shares > 1) || own.every(isKnown);
    });
  return removed.some(({ listing }) => explainedWith(listing)) ? best.entry : undefined;
}

type AnyField = (typeof LIST_FIELDS)[number] | (typeof TEXT_FIELDS)[number];

/** The fields that tell one party from another. */
const OWN: ReadonlySet<AnyField> = new Set<AnyField>([
  ...(['name', 'aliases', 'addresses', 'births', 'identifiers', 'wallets', 'websites', 'emails', 'remarks'] as const),
]);

/** What an authority assigns to a party; some of it stands in references too, and is damaged with them. */
const ASSIGNED: ReadonlySet<AnyField> = new Set<AnyField>(['programs', 'legalAuthorities', 'sanctionsTypes']);

function factsOf(listing: Listing): Map<AnyField, string[]> {
  const facts = new Map<AnyField, string[]>();
  for (const field of [...LIST_FIELDS, ...TEXT_FIELDS]) {
    const own = factsIn(listing[field]);
    if (own.length > 0) facts.set(field, own);
  }
  return facts;
}

function factsIn(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (!Array.isArray(value)) return [tidy(String(value))];
  return value.map((item) => (typeof item === 'string' ? tidy(item) : stableJson(item, tidy)));
}

/** So many characters of another text are no chance where all else is explained. */
const LEAST = 8;
/** Shorter than any family name that tells somebody apart. */
const SHORTEST = 4;

/**
 * Whether a fact is one of theirs, or is ours at one end and theirs at the other, perhaps with something else in between: it
 * is far more like theirs there than like anything of ours.
 */
function comesFrom(fact: string, own: readonly string[], theirs: readonly string[]): boolean {
  if (theirs.some((other) => isPieceOf(fact, other))) return true;
  const longest = (of: readonly string[], common: typeof commonHead) =>
    of.reduce((most, other) => Math.max(most, common(fact, other)), 0);
  const [head, tail] = [longest(own, commonHead), longest(own, commonTail)];
  // What only grew, or lost its full stop, was not cut.
  if (own.some((mine) => Math.max(commonHead(fact, mine), commonTail(fact, mine)) >= mine.length - 2)) return false;
  if (head > 0 && longest(theirs, commonTail) >= tail + LEAST) return true;
  return tail > 0 && longest(theirs, commonHead) >= head + LEAST;
}

/** Whether a text is another, or the last words of it, as where a name lost its beginning. */
function isPieceOf(text: string, other: string): boolean {
  return text === other || (text.length >= SHORTEST && other.endsWith(` ${text}`));
}

function commonHead(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function commonTail(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

function said({ listing }: Entry): string {
  return `${listing.ref} (${listing.name})`;
}
