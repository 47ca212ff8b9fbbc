import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import { comparePair } from '../../src/search/pair.js';
import type { Entrant } from './contestants/contestant.js';
import { ENTRANTS } from './contestants/index.js';
import { ofacMethod } from './contestants/ofac-method.js';
import { developmentFailures } from './failures.js';
import { hasOfficialFiles } from './listed.js';
import type { Measured, Size } from './measure.js';
import {
  distributionTable,
  findingTable,
  kindTable,
  officialTable,
  pairTable,
  type Result,
  scriptTable,
  speedTable,
  strataTable,
} from './report.js';
import { scriptOutcomes } from './scripts.js';
import { SPLITS } from './sets/sets.js';
import { LARGE, makeWorld, SMALL, type World } from './world.js';

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url));
/** Figures and failures of the development set, for whoever works on the engine. */
const DEVELOPMENT_REPORT = join(tmpdir(), 'names-dev-report.txt');

/**
 * Measures the name search beside its peers, at 27,000 and 100,000 names, and prints every table. `asked` names the
 * contestants by the beginning of their titles; none: all of them. `--seed N` draws sets that nobody has seen, of which no
 * failure is ever shown.
 */
export async function benchNames(asked: readonly string[]): Promise<void> {
  if (!hasOfficialFiles()) {
    console.log('names: not measured, ../shared/data is absent');
    return;
  }
  const { only, seed } = parsed(asked);
  const folder = mkdtempSync(join(tmpdir(), 'names-bench-'));
  try {
    const world = await makeWorld(seed);
    const file = join(folder, 'world.json');
    writeFileSync(file, JSON.stringify(world));
    const entrants = ENTRANTS.filter(({ title }) => only.length === 0 || only.some((start) => title.startsWith(start)));
    const results: Result[] = [];
    for (const entrant of entrants) {
      const result = resultOf(entrant, file, folder);
      if (results.length === 0 && seed === '') writeFileSync(DEVELOPMENT_REPORT, developmentReport(result, world));
      results.push(result);
    }
    print(results, world);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parsed(asked: readonly string[]): { readonly only: readonly string[]; readonly seed: string } {
  const { values, positionals } = parseArgs({
    args: [...asked],
    options: { seed: { type: 'string', default: '' } },
    allowPositionals: true,
  });
  return { only: positionals, seed: values.seed };
}

function resultOf(entrant: Entrant, world: string, folder: string): Result {
  const { title, threshold, asksOneIn } = entrant;
  const measured = (size: Size): Measured | null => {
    if (asksOneIn[size] === 0) return null;
    const out = join(folder, 'measured.json');
    console.log(`measuring ${title}, ${size}`);
    execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', RUN, world, title, size, out]);
    return JSON.parse(readFileSync(out, 'utf8'));
  };
  return { title, threshold, asksOneIn, small: measured('small'), large: measured('large') };
}

function print(results: readonly Result[], { sets, listedNames }: World): void {
  const sizes = [['small', SMALL] as const, ['large', LARGE] as const];
  for (const [size, names] of sizes) {
    const real = Math.min(names, listedNames).toLocaleString('en-GB');
    heading(`Speed and memory, ${names.toLocaleString('en-GB')} names (${real} listed, the others invented)`);
    console.table(speedTable(results, size));
    for (const split of SPLITS) {
      heading(`Recall and innocents, ${names.toLocaleString('en-GB')} names, ${split} set`);
      console.table(findingTable(results, size, split, sets));
    }
  }
  for (const split of SPLITS) {
    heading(`Recall at rank 1 / in the first 5 by kind, ${split} set`);
    console.table(kindTable(results, split));
    heading(`Innocents alerted by stratum, ${split} set`);
    console.table(strataTable(results, split, sets));
    heading(`Pairs, ${split} set`);
    console.table(pairTable(results, split, sets));
    const [first] = results;
    if (first) console.table(distributionTable(first, split, sets));
  }
  heading('Tocsin: names in other scripts beside Latin letters');
  console.table(scriptTable(scriptOutcomes((a, b) => comparePair(a, b).score)));
  heading('OFAC score beside reported scores of the official tool');
  console.table(
    officialTable([
      ['tocsin', (a, b) => comparePair(a, b).ofacScore / 100],
      ['OFAC method of the bench', ofacMethod],
    ]),
  );
}

function developmentReport(result: Result, { sets }: World): string {
  const tables = [
    speedTable([result], 'small'),
    speedTable([result], 'large'),
    findingTable([result], 'small', 'development', sets),
    findingTable([result], 'large', 'development', sets),
    kindTable([result], 'development'),
    strataTable([result], 'development', sets),
    pairTable([result], 'development', sets),
    distributionTable(result, 'development', sets),
  ];
  const shown = tables.map((table) => inspect(table, { breakLength: 200, maxArrayLength: null, colors: false }));
  return [...shown, developmentFailures(result, sets)].join('\n\n');
}

function heading(text: string): void {
  console.log(`\n${text}`);
}
