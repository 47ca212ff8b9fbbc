/** Which of a million subscriptions an action of a thousand changes concerns: the index beside the scan that it replaces. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Hit, routeAction } from '../src/alerts/route.js';
import { SubscriptionIndex } from '../src/alerts/subscription-index.js';
import type { Change, ChangeKind, ListAction } from '../src/domain/action.js';
import { PARTY_TYPES } from '../src/domain/listing.js';
import type { Subscription, Target } from '../src/domain/subscription.js';
import { countryNames } from '../src/lib/country.js';
import { watchLoop } from './loop.js';

const SUBSCRIPTIONS = 1_000_000;
const DESTINATIONS = 200_000;
const CHANGES = 1_000;
const ROUNDS = 3;
/** The scan asks so few of them, and its time is scaled: it is linear, and the whole takes minutes. */
const SCANNED = 1_000;
const TARGET_MS = 1_000;
const ACTORS = 100;
const PROGRAMS = 400;

const countries = countryNames();
/** Every tenth actor has ten relatives. */
const relatedTo = (actor: string): string[] => {
  const n = Number(actor.slice(1));
  return n % 10 === 0 ? Array.from({ length: 10 }, (_, i) => `a${(n + i + 1) % ACTORS}`) : [];
};
const FACTS = { relatedTo, announces: [] };

/** How many of a thousand subscriptions are to everything, a list, a type; the others are to an actor, programme or country. */
const MIXES: Readonly<Record<string, readonly [everything: number, list: number, type: number]>> = {
  'narrow interests': [0, 0, 0],
  'a mixed audience': [10, 40, 50],
  'everybody wants everything': [1000, 0, 0],
};

export async function benchRouting(): Promise<void> {
  console.log(`\n${CHANGES} changes against ${SUBSCRIPTIONS.toLocaleString('en-GB')} subscriptions`);
  console.log(
    `  at ${DESTINATIONS.toLocaleString('en-GB')} destinations (target < ${TARGET_MS} ms of processor time)\n`,
  );
  console.log(
    '| audience | action | hits | index ms | held ms | scan ms | times | heap MB | load ms | a change of one µs |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, mix] of Object.entries(MIXES)) await measure(name, mix);
}

async function measure(name: string, mix: readonly [number, number, number]): Promise<void> {
  const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, n) => invented(n, mix));
  const before = heapMb();
  const began = performance.now();
  const index = new SubscriptionIndex(relatedTo);
  for (const subscription of subscriptions) index.set(subscription.id, subscription);
  const loadMs = performance.now() - began;
  const heap = heapMb() - before;
  const editUs = edits(index, subscriptions);
  const sample = subscriptions.filter((_, n) => n % (SUBSCRIPTIONS / SCANNED) === 0);
  const small = new SubscriptionIndex(relatedTo);
  for (const subscription of sample) small.set(subscription.id, subscription);
  for (const [what, action] of Object.entries({ 'of a whole list': wide(), 'of one programme': close() })) {
    const ours = await best(() => index.route(action, []));
    const scan = await best(async () => routeAction(action, sample, FACTS), 1);
    if (JSON.stringify(await small.route(action, [])) !== JSON.stringify(scan.hits))
      throw new Error('the index and the scan disagree');
    const scanMs = scan.ms * (SUBSCRIPTIONS / SCANNED);
    const figures = [ours.ms, ours.heldMs, scanMs, scanMs / ours.ms, heap, loadMs, editUs].map((figure) =>
      figure.toFixed(1),
    );
    console.log(`| ${name} | ${what} | ${ours.hits.length.toLocaleString('en-GB')} | ${figures.join(' | ')} |`);
  }
}

interface Routed {
  readonly ms: number;
  /** For how long the event loop was held at most. */
  readonly heldMs: number;
  readonly hits: Hit[];
}

async function best(route: () => Promise<Hit[]>, rounds = ROUNDS): Promise<Routed> {
  let [ms, heldMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let hits: Hit[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const loop = watchLoop();
    // It counts from its first look on.
    await wait(20);
    const began = process.cpuUsage();
    hits = await route();
    const { user, system } = process.cpuUsage(began);
    await wait(20);
    ms = Math.min(ms, (user + system) / 1000);
    heldMs = Math.min(heldMs, loop().own);
  }
  return { ms, heldMs, hits };
}

/** What it costs that somebody unsubscribes and subscribes again, in microseconds. */
function edits(index: SubscriptionIndex, subscriptions: readonly Subscription[]): number {
  const last = subscriptions.slice(-10_000);
  const began = performance.now();
  for (const subscription of last) {
    index.set(subscription.id, undefined);
    index.set(subscription.id, subscription);
  }
  return ((performance.now() - began) / last.length / 2) * 1000;
}

function invented(n: number, [everything, list, type]: readonly [number, number, number]): Subscription {
  const dice = spread(n, 1000);
  const target: Target =
    dice < everything
      ? { kind: 'everything' }
      : dice < everything + list
        ? { kind: 'list', list: `list-${spread(n, 20)}` }
        : dice < everything + list + type
          ? { kind: 'type', type: PARTY_TYPES[n % PARTY_TYPES.length] ?? 'entity' }
          : narrow(n);
  return {
    ...{ id: `S${n}`, destination: `slack/C${spread(n * 3, DESTINATIONS)}`, target },
    ...{ kinds: n % 5 === 0 ? (['added', 'removed'] as const) : [], format: 'full' },
    ...{ createdAt: '2024-01-01T00:00:00.000Z', createdBy: 'U1', createdByName: 'ann' },
  };
}

function narrow(n: number): Target {
  const m = spread(n * 7, 1_000_003);
  if (n % 3 === 0) return { kind: 'actor', actor: `a${m % ACTORS}`, relations: m % 2 === 0 };
  if (n % 3 === 1) return { kind: 'program', program: `PROGRAM${m % PROGRAMS}` };
  return { kind: 'country', country: countries[m % countries.length] ?? '' };
}

/** A number below `below` that looks like chance, the same in every run. */
function spread(n: number, below: number): number {
  return (Math.imul(n + 1, 2_654_435_761) >>> 7) % below;
}

/** Changes of every programme, country and type. */
function wide(): ListAction {
  return action((n) => ({
    program: n % PROGRAMS,
    country: n % countries.length,
    actors: n % 4 === 0 ? [n % ACTORS] : [],
  }));
}

/** A thousand designations under one programme, of one country. */
function close(): ListAction {
  return action(() => ({ program: 3, country: 7, actors: [] }));
}

type Facts = { readonly program: number; readonly country: number; readonly actors: readonly number[] };

function action(facts: (n: number) => Facts): ListAction {
  const kinds: readonly ChangeKind[] = ['added', 'amended', 'removed'];
  const changes = Array.from({ length: CHANGES }, (_, n): Change => {
    const { program, country, actors } = facts(n);
    return {
      ...{ kind: kinds[n % 3] ?? 'added', ref: String(n), name: `PARTY ${n}`, fields: [] },
      type: PARTY_TYPES[n % PARTY_TYPES.length] ?? null,
      programs: [`PROGRAM${program}`],
      countries: [countries[country] ?? ''],
      actors: actors.map((actor) => ({ actor: `a${actor}`, reason: { kind: 'listing' } })),
    };
  });
  const day = '2024-05-20T15:00:00.000Z';
  return { kind: 'list', id: 'Aabcdefghijkl', source: 'list-3', published: day, detectedAt: day, changes };
}

function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
