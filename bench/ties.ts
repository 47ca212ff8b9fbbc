/** How right the ties between lists are, on pairs that official references prove, and what they cost. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadActors } from '../src/actors/index.js';
import type { Entry } from '../src/domain/ledger.js';
import type { Listing } from '../src/domain/listing.js';
import type { Tie } from '../src/domain/tie.js';
import { packageRoot } from '../src/lib/paths.js';
import type { Actors } from '../src/ports.js';
import { tokensOf } from '../src/search/normalise.js';
import { createTies, type FedTies } from '../src/ties/index.js';
import { referencesOf } from '../src/ties/references.js';
import { DATA, readFrench, readList } from './tie-data.js';

const SHOWN = 40;
const NOBODY: Actors = { all: () => [], get: () => undefined, named: () => undefined };

/** Two lists whose listings an official reference tells one party from another. */
interface Trial {
  readonly title: string;
  readonly one: readonly Listing[];
  readonly other: readonly Listing[];
  /** What official reference proves to be one party has one key; null: nothing is known of it. */
  readonly partyOf: (listing: Listing) => string | null;
}

/** Prints precision and recall of every kind of evidence, every false pair, and the time and memory of the index. */
export async function benchTies(): Promise<void> {
  if (!existsSync(DATA)) {
    console.log('ties: not measured, ../shared/data is absent');
    return;
  }
  const un = await readList('un-sc', 'un/2025-11-18.xml');
  const older = await readList('un-sc', 'un/2018-08-24.xml');
  const sdn = await readList('ofac-sdn', 'ofac/2023-12-28');
  const sdn2021 = await readList('ofac-sdn', 'ofac/2021-07');
  const enhanced = await readList('ofac-sdn', 'ofac/enhanced/enhanced_IRGC_2024-08-28.xml');
  const consolidated = await readList('ofac-consolidated', 'ofac/consolidated/2025-03-28_consolidated.xml');
  const uk = await readList('uk-sl', 'uk/uk_sanctions_list_2026-09-07.xml');
  const eu = await readList('eu-fsf', 'eu/fsf_1_1_2026-08-05.xml');
  const ca = await readList('ca-sema', 'ca/sema_2025-05.xml');
  const ch = await readList('ch-seco', 'ch/seco_whole_list_2026-08-27_excerpt.xml');
  const fr = await readFrench('fr/slim_index_2026-05-29.json.gz');
  const byRegister = (register: string) => (listing: Listing) =>
    referencesOf(listing).find((reference) => reference.register === register)?.key ?? null;
  const byRef = ({ ref }: Listing) => ref;
  const trials: Trial[] = [
    { title: 'UK × UN', one: uk, other: un, partyOf: byRegister('UN') },
    { title: 'EU × UN', one: eu, other: un, partyOf: byRegister('UN') },
    { title: 'FR × EU', one: fr, other: eu, partyOf: byRegister('EU') },
    { title: 'OFAC consolidated × SDN', one: consolidated, other: sdn, partyOf: byRef },
    { title: 'SDN IRGC 2024 × SDN 2023', one: enhanced, other: sdn, partyOf: byRef },
    { title: 'SDN 2021 × SDN 2023', one: sdn2021, other: sdn, partyOf: byRef },
    { title: 'UN 2018 × UN 2025', one: older, other: un, partyOf: byRef },
  ];
  console.table(trials.flatMap(judge));
  const halves: [string, Listing[]][] = [
    ['SDN', sdn],
    ['UN', un],
    ['CA', ca],
    ['FR', fr],
  ];
  console.table(halves.map(([title, listings]) => judgeHalves(title, listings)));
  await measureAll([sdn, consolidated, un, eu, uk, ch, ca, fr]);
}

interface Count {
  readonly found: Set<string>;
  readonly right: Set<string>;
}

/** First with everything but the references, then with the names only, so that each kind of evidence is measured alone. */
function judge(trial: Trial): Record<string, string | number>[] {
  return [...judgeOnce(trial, hidden), ...judgeOnce(trial, namesOnly)];
}

/** The references are hidden: identifiers that hold one are left out, and the lists are called otherwise. */
function judgeOnce({ title, one, other, partyOf }: Trial, hide: typeof hidden): Record<string, string | number>[] {
  const ties = createTies({ actors: NOBODY, tokensOf });
  ties.replace('one', hide('one', one));
  ties.replace('other', hide('other', other));
  const parties = new Map(other.map((listing) => [listing.ref, partyOf(listing)]));
  const known = new Set(parties.values());
  const proved = one.filter((listing) => known.has(partyOf(listing)) && partyOf(listing) !== null);
  const counts = new Map<string, Count>();
  const wrong: string[] = [];
  for (const listing of one) {
    const party = partyOf(listing);
    for (const tie of ties.tiesOf('one', listing.ref)) {
      const theirs = parties.get(tie.ref) ?? null;
      if (theirs !== party || party === null) wrong.push(`${party && theirs ? '×' : '?'} ${pairText(listing, tie)}`);
      if (theirs === null || party === null) continue;
      for (const { kind } of tie.evidence) {
        const count = counts.get(kind) ?? { found: new Set(), right: new Set() };
        count.found.add(`${listing.ref} ${tie.ref}`);
        if (theirs === party) count.right.add(listing.ref);
        counts.set(kind, count);
      }
    }
  }
  if (wrong.length > 0) console.log(`\n${title}: ${wrong.length} pairs that are wrong (×) or not known (?)`);
  for (const line of wrong.slice(0, SHOWN)) console.log(`  ${line}`);
  return [...counts].map(([kind, { found, right }]) => ({
    trial: title,
    seen: hide === namesOnly ? 'names' : 'all',
    'proved pairs': proved.length,
    kind,
    found: found.size,
    right: right.size,
    precision: percent(right.size, found.size),
    recall: percent(right.size, proved.length),
  }));
}

/** One list in two halves: each party stands in one of them, so that every tie is wrong, or the list has the party twice. */
function judgeHalves(title: string, listings: readonly Listing[]): Record<string, string | number> {
  const ties = createTies({ actors: NOBODY, tokensOf });
  const [one, other] = [0, 1].map((half) => listings.filter((_, position) => position % 2 === half));
  ties.replace('one', hidden('one', one ?? []));
  ties.replace('other', hidden('other', other ?? []));
  const counts: Record<string, number> = {};
  console.log(`\n${title} in halves:`);
  for (const listing of one ?? [])
    for (const tie of ties.tiesOf('one', listing.ref)) {
      console.log(`  ${pairText(listing, tie)}`);
      for (const kind of new Set(tie.evidence.map((each) => each.kind))) counts[kind] = (counts[kind] ?? 0) + 1;
    }
  return { 'list in halves': title, listings: listings.length, ...counts };
}

/** Names, births and countries, without anything that is a number. */
function namesOnly(list: string, listings: readonly Listing[]): Entry[] {
  return listings.map((listing) => entryOf({ ...listing, list, identifiers: [], wallets: [] }));
}

function hidden(list: string, listings: readonly Listing[]): Entry[] {
  return listings.map((listing) => {
    const references = new Set(referencesOf(listing).map(({ text }) => text));
    const identifiers = listing.identifiers.filter(({ number }) => !references.has(number.trim()));
    return entryOf({ ...listing, list, identifiers });
  });
}

function entryOf(listing: Listing): Entry {
  return { listing, status: 'listed', addedOn: null, removedOn: null, unseen: [] };
}

function pairText(listing: Listing, tie: Tie): string {
  const why = tie.evidence.map(({ kind, text }) => `${kind}: ${text}`).join('; ');
  return `${listing.ref} ${listing.name} – ${tie.ref} ${tie.name} [${tie.certainty}] ${why}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}

/** Every list that is at hand, as a running bot would hold them. */
async function measureAll(lists: readonly (readonly Listing[])[]): Promise<void> {
  const actors = await loadActors(join(packageRoot(), 'data', 'actors'));
  const entries = lists.map((listings) => listings.map(entryOf));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const ties = createTies({ actors, tokensOf });
  for (const list of entries) ties.replace(list[0]?.listing.list ?? '', list);
  const fed = performance.now();
  ties.tiesOf('un-sc', 'KPe.031');
  const built = performance.now();
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed - before;
  const all = entries.flat();
  const asked = performance.now();
  const counts = countTies(ties, all);
  const each = (performance.now() - asked) / all.length;
  console.log(`\nTies over ${all.length.toLocaleString('en-GB')} listings of ${lists.length} lists`);
  console.log(
    `  fed in ${(fed - start).toFixed(0)} ms, first answer ${(built - fed).toFixed(0)} ms, then ${each.toFixed(3)} ms each, heap ${(heap / 1e6).toFixed(1)} MB`,
  );
  console.table(counts);
}

/** Ties by pair of lists, each counted once. */
function countTies(ties: FedTies, entries: readonly Entry[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { listing } of entries)
    for (const tie of ties.tiesOf(listing.list, listing.ref)) {
      if (tie.list < listing.list) continue;
      const row = counts[`${listing.list} × ${tie.list}`] ?? {};
      counts[`${listing.list} × ${tie.list}`] = row;
      for (const kind of new Set([tie.certainty, ...tie.evidence.map((evidence) => evidence.kind)]))
        row[kind] = (row[kind] ?? 0) + 1;
    }
  return counts;
}
