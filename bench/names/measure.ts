import type { Contestant, Entrant, Found } from './contestants/contestant.js';
import { hostileQueries } from './hostile.js';
import type { Party } from './listed.js';
import { Random } from './random.js';
import type { Split } from './sets/sets.js';
import type { World } from './world.js';

export type Size = 'small' | 'large';

/** What became of one name asked: the rank of its party, 0 where it is not among the first ten. */
export interface AskedOutcome {
  readonly kind: string;
  readonly text: string;
  readonly of: string;
  readonly rank: number;
  readonly score: number;
  readonly first: string;
}

export interface InnocentOutcome {
  readonly kind: string;
  readonly text: string;
  readonly score: number;
  readonly first: string;
}

export interface SplitOutcome {
  readonly split: Split;
  readonly asked: readonly AskedOutcome[];
  readonly innocents: readonly InnocentOutcome[];
  /** One score for each pair of the set, in its order. */
  readonly pairs: readonly number[];
}

export interface Measured {
  readonly buildMs: number;
  readonly heapMb: number;
  readonly latency: { readonly queries: number; readonly p50: number; readonly p99: number; readonly max: number };
  readonly hostile: { readonly what: string; readonly ms: number } | null;
  readonly updateMs: number;
  readonly splits: readonly SplitOutcome[];
}

const RANKS = 10;
const CHANGED = 500;
const LOOKS = 1_500;

/** Builds the entrant's index of the world at this size, and measures everything about it. */
export async function measure(entrant: Entrant, world: World, size: Size): Promise<Measured> {
  const parties = world[size];
  const build = (await entrant.load())(parties);
  const before = memory();
  const began = performance.now();
  const contestant = build();
  const buildMs = performance.now() - began;
  const heapMb = memory() - before;
  const oneIn = entrant.asksOneIn[size];
  const latency = latencies(contestant, world, oneIn);
  const splits = outcomes(contestant, world, size, oneIn);
  const updateMs = updateTime(contestant, parties);
  const hostile = oneIn > 10 ? null : worst(contestant, parties);
  return { buildMs, heapMb, latency, hostile, updateMs, splits };
}

function memory(): number {
  if (!global.gc) throw new Error('run with --expose-gc');
  for (let i = 0; i < 3; i += 1) global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Warm, over names written otherwise, innocents, listed names, single words and their beginnings. */
function latencies(contestant: Contestant, world: World, oneIn: number): Measured['latency'] {
  const random = new Random('latency');
  const queries = Array.from({ length: Math.ceil(LOOKS / oneIn) }, () => lookedUp(world, random));
  for (const query of queries.slice(0, Math.ceil(queries.length / 5))) contestant.look(query);
  const times = queries.map((query) => timeOf(() => contestant.look(query))).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { queries: times.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

function lookedUp({ sets, small }: World, random: Random): string {
  const set = random.pick(sets);
  const sort = random.next();
  if (sort < 0.5) return random.pick(set.asked).text;
  if (sort < 0.75) return random.pick(set.innocents).text;
  const listed = random.pick(random.pick(small).names).text;
  if (sort < 0.88) return listed;
  const word = random.pick(listed.split(' '));
  return sort < 0.95 ? word : word.slice(0, 4);
}

function outcomes(contestant: Contestant, world: World, size: Size, oneIn: number): SplitOutcome[] {
  const groups = new Map(world.groups);
  const sampled = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % oneIn === 0);
  const nameOf = new Map(world[size].map(({ id, names }) => [id, names[0]?.text ?? '']));
  const firstOf = (found: readonly Found[]): string => nameOf.get(found[0]?.id ?? '') ?? '';
  return world.sets.map(({ split, asked, innocents, pairs }) => ({
    split,
    asked: sampled(asked).map(({ kind, text, of, wanted }) => {
      const found = contestant.rank(text, RANKS);
      const at = found.findIndex(({ id }) => groups.get(id) === wanted);
      const scores = found.filter(({ id }) => groups.get(id) === wanted).map(({ score }) => score);
      return { kind, text, of, rank: at + 1, score: Math.max(0, ...scores), first: firstOf(found) };
    }),
    innocents: sampled(innocents).map(({ kind, text }) => {
      const found = contestant.rank(text, RANKS);
      return { kind, text, score: Math.max(0, ...found.map(({ score }) => score)), first: firstOf(found) };
    }),
    pairs: size === 'small' ? pairs.map(({ a, b }) => contestant.compare(a, b)) : [],
  }));
}

/** A list of which 500 parties each got one more name. */
function updateTime(contestant: Contestant, parties: readonly Party[]): number {
  const changed = parties.slice(0, CHANGED).map((party) => ({
    ...party,
    names: [...party.names, { text: `${party.names[0]?.text ?? ''} Junior`, weak: false }],
  }));
  return timeOf(() => contestant.update(changed));
}

function worst(contestant: Contestant, parties: readonly Party[]): Measured['hostile'] {
  const times = hostileQueries(parties).map(([what, query]) => ({ what, ms: timeOf(() => contestant.look(query)) }));
  return times.sort((a, b) => b.ms - a.ms)[0] ?? null;
}

function timeOf(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}
