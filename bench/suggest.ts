/** What is suggested while a name is typed, among 100,000 names: how long it takes, and whether the party meant is there. */
import { join } from 'node:path';
import { loadActors } from '../src/actors/index.js';
import { packageRoot } from '../src/lib/paths.js';
import { createSearch, type FedSearch } from '../src/search/index.js';
import { entryOf } from './names/contestants/ours.js';
import { invented } from './names/fill.js';
import { hasOfficialFiles, listedParties, type Party } from './names/listed.js';
import { Random } from './names/random.js';

const ACTORS = join(packageRoot(), 'data', 'actors');
const NAMES = 100_000;
const ASKED = 2_000;
const LIMIT = 25;
const WHOLE = 400;
const TARGET_MS = 1;

/** Prints p50, p99 and the slowest of beginnings typed rightly and with one typo, and how often the party meant is suggested. */
export async function benchSuggest(): Promise<void> {
  if (!hasOfficialFiles()) {
    console.log('suggest: not measured, ../shared/data is absent');
    return;
  }
  const random = new Random('suggest');
  const listed = await listedParties();
  const count = listed.reduce((sum, { names }) => sum + names.length, 0);
  const parties = [...listed, ...invented(listed, Math.max(0, NAMES - count), random)];
  const search = await searchOf(parties);
  console.log(`\nSuggestions among ${NAMES.toLocaleString('en-GB')} names (target: p99 ≤ ${TARGET_MS} ms)`);
  console.table([
    row('one to three letters', search, typed(parties, random, 1, 3)),
    row('four to eight', search, typed(parties, random, 4, 8)),
    row('nine to eighteen', search, typed(parties, random, 9, 18)),
    row('the whole name', search, typed(parties, random, WHOLE, WHOLE)),
    row('four to eight, one typo', search, typed(parties, random, 4, 8).map(mistyped(random))),
    row('nine to eighteen, one typo', search, typed(parties, random, 9, 18).map(mistyped(random))),
    row('the whole name, one typo', search, typed(parties, random, WHOLE, WHOLE).map(mistyped(random))),
  ]);
}

interface Typed {
  readonly id: string;
  readonly text: string;
}

async function searchOf(parties: readonly Party[]): Promise<FedSearch> {
  const search = createSearch({ actors: await loadActors(ACTORS) });
  search.update(parties.map(entryOf));
  return search;
}

/** Beginnings of first names of parties, so long that they end within a word or with it. */
function typed(parties: readonly Party[], random: Random, from: number, to: number): Typed[] {
  return Array.from({ length: ASKED }, () => {
    const { id, names } = random.pick(parties);
    const length = from + Math.floor(random.next() * (to - from + 1));
    return { id, text: (names[0]?.text ?? '').slice(0, length) };
  });
}

/** One letter left out, doubled, changed, or turned round with the next; the first one is right, as it nearly always is. */
function mistyped(random: Random): (typed: Typed) => Typed {
  return ({ id, text }) => {
    const at = 1 + Math.floor(random.next() * Math.max(1, text.length - 2));
    const [before, letter, after] = [text.slice(0, at), text[at] ?? '', text.slice(at + 1)];
    const ways = [
      before + after,
      before + letter + letter + after,
      `${before}x${after}`,
      before + after.slice(0, 1) + letter + after.slice(1),
    ];
    return { id, text: random.pick(ways) };
  };
}

function timeOf(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** The best of three, so that what else the machine does is not counted. */
function row(what: string, search: FedSearch, asked: readonly Typed[]): Record<string, string | number> {
  for (const { text } of asked.slice(0, 300)) search.suggest(text, LIMIT);
  let suggested = 0;
  const times = asked.map(({ id, text }) => {
    suggested += Number(search.suggest(text, LIMIT).some(({ value }) => value === id));
    return Math.min(...[1, 2, 3].map(() => timeOf(() => search.suggest(text, LIMIT))));
  });
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(3));
  return {
    typed: what,
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'max ms': at(1),
    'meant one among them': `${((100 * suggested) / asked.length).toFixed(1)} %`,
  };
}
