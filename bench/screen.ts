/** `tocsin screen` on a large file: names a second, and the memory of the process, which must not grow with the file. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { screen } from '../src/cli/screen.js';
import { bareListing, type Listing } from '../src/domain/listing.js';
import { systemClock } from '../src/lib/time.js';
import { openStore } from '../src/store/index.js';
import { hasOfficialFiles, listedParties } from './names/listed.js';
import { Random } from './names/random.js';

const LINES = 1_000_000;

/** Screens a CSV of a million names, or of as many as are asked for: `npm run bench -- screen 100000`. One in twenty is listed. */
export async function benchScreen([asked]: readonly string[]): Promise<void> {
  if (!hasOfficialFiles()) {
    console.log('screen: not measured, ../shared/data is absent');
    return;
  }
  const lines = asked === undefined ? LINES : Number(asked);
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  try {
    const names = await filled(dir);
    const file = join(dir, 'names.csv');
    await write(file, lines, names);
    const { seconds, processor, answers, memory } = await screened(dir, file, lines);
    console.log(
      `\nScreening of ${lines.toLocaleString('en-GB')} names against ${names.length.toLocaleString('en-GB')} parties`,
    );
    console.log(
      `  ${answers.toLocaleString('en-GB')} answers in ${seconds.toFixed(1)} s, ${Math.round(answers / seconds).toLocaleString('en-GB')} a second`,
    );
    console.log(
      `  ${processor.toFixed(1)} s of processor time, start and index included: ${Math.round(answers / processor).toLocaleString('en-GB')} a second of it`,
    );
    for (const { share, heap, peak } of memory)
      console.log(`  at ${share} % of the file: heap ${heap.toFixed(0)} MB, peak of the process ${peak.toFixed(0)} MB`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function filled(dir: string): Promise<string[]> {
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const store = await openStore({ dir, log: quiet, clock: systemClock });
  const parties = await listedParties();
  await store.transaction(async (tx) => {
    for (const [i, { type, names }] of parties.entries()) {
      const listing: Listing = {
        ...bareListing('ofac-sdn', String(i), names[0]?.text ?? '', type, 'https://bench.test'),
        aliases: names
          .slice(1)
          .map(({ text, weak }) => ({ name: text, kind: 'aka', strength: weak ? 'weak' : 'strong' })),
      };
      tx.put('listings', `ofac-sdn/${i}`, { listing, status: 'listed', addedOn: null, removedOn: null, unseen: [] });
    }
  });
  await store.close();
  return parties.map(({ names }) => names[0]?.text ?? '');
}

async function write(file: string, lines: number, names: readonly string[]): Promise<void> {
  const random = new Random('screen');
  const words = names.flatMap((name) => name.split(/[^\p{L}]+/u)).filter((word) => word.length > 2);
  const out = createWriteStream(file);
  out.write('id,name,note\n');
  for (let i = 0; i < lines; i += 1) {
    const name = random.chance(0.05) ? random.pick(names) : `${random.pick(words)} ${random.pick(words)}`;
    if (!out.write(`${i},"${name.replaceAll('"', '""')}",x\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

interface Memory {
  /** How much of the file was answered, in per cent. */
  readonly share: number;
  /** After a collection, in MB. */
  readonly heap: number;
  readonly peak: number;
}

const SHARES = [10, 50, 100];

async function screened(
  dir: string,
  file: string,
  lines: number,
): Promise<{ seconds: number; processor: number; answers: number; memory: Memory[] }> {
  const memory: Memory[] = [];
  let answers = 0;
  const output = new Writable({
    write(chunk, _encoding, done) {
      for (const byte of chunk) if (byte === 10) answers += 1;
      const share = SHARES[memory.length];
      if (share !== undefined && answers * 100 >= share * lines) {
        global.gc?.();
        const heap = process.memoryUsage().heapUsed / 1e6;
        memory.push({ share, heap, peak: process.resourceUsage().maxRSS / 1e3 });
      }
      done();
    },
  });
  const errors = new Writable({ write: (_chunk, _encoding, done) => done() });
  const world = { env: { DATA_DIR: dir }, input: Readable.from([]), output, errors, clock: systemClock, version: '0' };
  const before = process.cpuUsage();
  const began = performance.now();
  await screen(world, file, { json: true });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, processor: (user + system) / 1e6, answers, memory };
}
