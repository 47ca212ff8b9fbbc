/** What it takes to change the index while it answers: memory beside what it takes at rest, and how long it holds the event loop. */
import { execFileSync } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Entry } from '../src/domain/ledger.js';
import { createSearch, type FedSearch } from '../src/search/index.js';
import { hasOfficialFiles } from './names/listed.js';
import { type SwapWorld, swapWorld } from './swap-world.js';

const NAMES = 100_000;
const LIST = 'changing';
/** Memory is looked at after every so many turns. */
const SAMPLED = 24;
const QUIET_QUESTIONS = 400;
const NO_ACTORS = { all: () => [], get: () => undefined, named: () => undefined };

/** Prints, each measured in a process of its own: heap and its peak; blocks of the event loop, and how long answers took between them. */
export function benchSwap(): void {
  if (!hasOfficialFiles()) {
    console.log('swap: not measured, ../shared/data is absent');
    return;
  }
  const self = fileURLToPath(import.meta.url);
  const measured = (what: string): Row[] =>
    JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', self, what], { encoding: 'utf8' }));
  const times = measured('time');
  console.log(
    `\nChanging an index of ${NAMES.toLocaleString('en-GB')} names, six in ten parties on the list that changes`,
  );
  console.log('(targets: heap ≤ 32 MB, peak ≤ 1.5 of it, no block over 20 ms, first load ≤ 1.5 s of processor time)');
  console.table(measured('memory').map((row, at) => ({ ...row, ...times[at] })));
}

type Row = Readonly<Record<string, string | number>>;

/** Feeds a version, doing something after every turn. */
async function feed(search: FedSearch, list: string, entries: readonly Entry[], meanwhile: () => void): Promise<void> {
  let fed = false;
  const done = search.replaceInTurns(list, entries).then(() => {
    fed = true;
  });
  while (!fed) {
    meanwhile();
    await turn();
  }
  await done;
}

function memory(): number {
  if (!global.gc) throw new Error('run with --expose-gc');
  for (let i = 0; i < 2; i += 1) global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

async function memoryRows({ rest, own, changes }: SwapWorld): Promise<Row[]> {
  const search = createSearch({ actors: NO_ACTORS });
  const before = memory();
  let [peak, turns] = [0, 0];
  const look = () => {
    if (turns % SAMPLED === 0) peak = Math.max(peak, memory() - before);
    turns += 1;
  };
  const rows: Row[] = [];
  const row = (change: string, steady: number) => {
    const after = memory() - before;
    const least = Math.min(steady, after);
    rows.push({ change, 'heap MB': rounded(after, 1), 'peak of it': rounded(Math.max(peak, after) / least, 2) });
    peak = 0;
    return after;
  };
  await feed(search, 'rest', rest, look);
  await feed(search, LIST, own, look);
  let steady = row('first load', Number.POSITIVE_INFINITY);
  let last = own;
  for (const { what, versions } of changes) {
    for (last of versions()) await feed(search, LIST, last, look);
    steady = row(what, steady);
  }
  const used = memory();
  const fresh = createSearch({ actors: NO_ACTORS });
  await feed(fresh, 'rest', rest, () => {});
  await feed(fresh, LIST, last, () => {});
  rows.push({ change: 'none; the last, built afresh', 'heap MB': rounded(memory() - used, 1) });
  // Neither may be collected before it was measured.
  fresh.find('', { limit: 1 });
  search.find('', { limit: 1 });
  return rows;
}

async function timeRows({ rest, own, changes }: SwapWorld): Promise<Row[]> {
  const search = createSearch({ actors: NO_ACTORS });
  let [blocks, answers]: [number[], number[]] = [[], []];
  let began = 0;
  const ask = () => {
    blocks.push(performance.now() - began);
    const asked = rest[(answers.length * 37) % rest.length]?.listing.name ?? '';
    const at = performance.now();
    search.find(asked, { limit: 5 });
    answers.push(performance.now() - at);
    began = performance.now();
  };
  const rows: Row[] = [];
  const row = async (feeding: () => Promise<void>) => {
    [blocks, answers, began] = [[], [], performance.now()];
    const cpu = process.cpuUsage();
    await feeding();
    const { user, system } = process.cpuUsage(cpu);
    const asking = answers.reduce((sum, ms) => sum + ms, 0);
    rows.push({
      turns: blocks.length,
      'p99 block ms': p99(blocks),
      'longest ms': rounded(Math.max(...blocks), 1),
      'answers p99 ms': p99(answers),
      'processor s': rounded((user + system) / 1e6 - asking / 1e3, 2),
    });
  };
  await row(async () => {
    await feed(search, 'rest', rest, ask);
    await feed(search, LIST, own, ask);
  });
  for (const { versions } of changes)
    await row(async () => {
      for (const version of versions()) await feed(search, LIST, version, ask);
    });
  answers = [];
  while (answers.length < QUIET_QUESTIONS) ask();
  return [...rows, { 'answers p99 ms': p99(answers) }];
}

function p99(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(sorted[Math.floor(sorted.length * 0.99)] ?? 0, 2);
}

function rounded(value: number, figures: number): number {
  return Number(value.toFixed(figures));
}

const [, started, what] = process.argv;
if (what !== undefined && started === fileURLToPath(import.meta.url)) {
  const world = await swapWorld(NAMES, LIST);
  process.stdout.write(JSON.stringify(await (what === 'memory' ? memoryRows : timeRows)(world)));
}
