/** From 30,000 listings on disk to the first answer, inside the process: each run is a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadActors } from '../src/actors/index.js';
import { readOnly } from '../src/app/app.js';
import { openApp } from '../src/bot.js';
import { parseConfig } from '../src/config.js';
import { bareListing, type Listing } from '../src/domain/listing.js';
import { packageRoot } from '../src/lib/paths.js';
import { systemClock } from '../src/lib/time.js';
import { sources } from '../src/sources/index.js';
import { openStore, openStoreForReading } from '../src/store/index.js';

const LISTINGS = 30_000;
const TARGET_MS = 1_500;
const RUNS = 5;
const run = promisify(execFile);

/** Prints the median and the slowest of five starts. */
export async function benchStart(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  try {
    await fill(dir);
    const times: number[] = [];
    for (let i = 0; i < RUNS; i += 1) {
      const self = fileURLToPath(import.meta.url);
      const { stdout } = await run(process.execPath, ['--import', 'tsx', self, dir]);
      times.push(Number(stdout));
    }
    times.sort((a, b) => a - b);
    const [median, worst] = [times[Math.floor(RUNS / 2)] ?? 0, times.at(-1) ?? 0];
    console.log(
      `\nFrom ${LISTINGS.toLocaleString('en-GB')} listings on disk to the first answer (target ≤ ${TARGET_MS} ms)`,
    );
    console.log(`  median ${median.toFixed(0)} ms, slowest of ${RUNS} ${worst.toFixed(0)} ms`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function fill(dir: string): Promise<void> {
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const store = await openStore({ dir, log: quiet, clock: systemClock });
  await store.transaction(async (tx) => {
    for (let i = 0; i < LISTINGS; i += 1) {
      const listing = invented(i);
      tx.put('listings', `ofac-sdn/${listing.ref}`, {
        listing,
        status: 'listed',
        addedOn: null,
        removedOn: null,
        unseen: [],
      });
    }
  });
  await store.close();
}

/** About as many facts as an average OFAC entry has (1.4 KB as JSON). */
function invented(i: number): Listing {
  const place = { text: `${i} Harbour Road, Port ${i % 900}`, country: 'Ruritania' };
  return {
    ...bareListing(
      'ofac-sdn',
      String(i + 1),
      `PARTY${i % 7_000}, Given${i % 311} Middle${i % 97}`,
      'individual',
      'https://example.org/',
    ),
    aliases: [0, 1, 2].map((n) => ({
      name: `ALIAS${(i * 7 + n) % 9_000}, Other${n}`,
      kind: 'aka',
      strength: n === 2 ? 'weak' : 'strong',
    })),
    programs: ['TEST1', 'TEST2'],
    sanctionsTypes: ['Block'],
    legalAuthorities: ['E.O. 00000'],
    addresses: [place, place],
    births: [
      { kind: 'date', value: '01 Jan 1970' },
      { kind: 'place', value: `Port ${i % 900}, Ruritania` },
    ],
    nationalities: [{ country: 'Ruritania', kind: 'nationality' }],
    identifiers: [{ type: 'Passport', number: `P${i}`, country: 'Ruritania', expires: '01 Jan 2030' }],
    listedOn: '2020-01-01',
    remarks: 'Secondary sanctions risk: section 1(b) of Executive Order 00000, as amended by Executive Order 00001.',
  };
}

const dir = process.argv[2];
if (dir !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = performance.now();
  const store = readOnly(await openStoreForReading(dir));
  const actors = await loadActors(join(packageRoot(), 'data', 'actors'));
  const app = await openApp({ config: parseConfig({}, sources), clock: systemClock, sources }, store, actors);
  const asked = invented(17).name;
  const [match] = app.search.find(asked, { limit: 5 });
  if (match?.matchedName !== asked) throw new Error(`the first answer to ${asked} is ${match?.matchedName ?? 'empty'}`);
  process.stdout.write(String(performance.now() - began));
}
