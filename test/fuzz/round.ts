import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inWorkbook, MUTATION_NAMES, partsOf } from './archive.js';
import { feedSamples } from './feeds.js';
import { judged, knownAfter, type Verdict, written } from './judge.js';
import { inventedLists } from './lists.js';
import { MUTATIONS, type MutationName } from './mutations.js';
import { ofacLists } from './ofac.js';
import { officialLists } from './official.js';
import { polled, provenSound } from './poll.js';
import { type Chance, chanceOf } from './random.js';
import type { ListSample } from './sample.js';

/** A small file may take no longer, in milliseconds of the processor: how busy the machine is says nothing of a reader. */
export const PATIENCE_MS = 2000;

export interface Case extends Verdict {
  readonly number: number;
  readonly sample: string;
  readonly mutation: MutationName;
  readonly ms: number;
}

export interface Round {
  readonly seed: number;
  readonly files: number;
  /** Only samples whose name begins so. */
  readonly only?: string;
  /** The case to run, alone. */
  readonly number?: number;
  readonly onStart?: (number: number, sample: string, mutation: MutationName) => void;
}

/** Letters written over the end of one row and most of the next: no format of rows shows that a text was two. */
const OVERWRITTEN: ReadonlySet<string> = new Set<MutationName>(['block of blanks', 'block of letters']);

/** Damages a file in one way and tells what became of it. */
type Victim = (mutation: MutationName, chance: Chance) => Promise<Verdict>;

/**
 * Runs the cases of a round. Case by case the sample and the damage follow from the case's number, and all chance from the
 * seed and the number: the same three give the same file again.
 */
export async function* runRound({ seed, files, only = '', number, onStart }: Round): AsyncGenerator<Case> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-fuzz-'));
  try {
    const victims = await victimsIn(folder, only);
    if (victims.length === 0) throw new Error(`no sample's name begins with ${only}`);
    for (let at = number ?? 0; at < (number === undefined ? files : number + 1); at += 1) {
      const [sample, victim] = victims[at % victims.length] ?? ['', null];
      const mutation = MUTATION_NAMES[Math.floor(at / victims.length) % MUTATION_NAMES.length] ?? 'truncated';
      if (!victim) continue;
      onStart?.(at, sample, mutation);
      const chance = chanceOf(seed, sample, mutation, at);
      const start = process.cpuUsage();
      const verdict = await victim(mutation, chance);
      yield { ...verdict, number: at, sample, mutation, ms: milliseconds(process.cpuUsage(start)) };
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** Every sample, ready to be damaged; throws when one of them is not sound. */
async function victimsIn(folder: string, only: string): Promise<(readonly [string, Victim])[]> {
  const victims: (readonly [string, Victim])[] = [];
  for (const sample of [...inventedLists(), ...ofacLists(), ...officialLists()])
    if (sample.name.startsWith(only)) victims.push([sample.name, await listVictim(sample, folder)]);
  for (const sample of feedSamples()) {
    if (!sample.name.startsWith(only)) continue;
    const own = join(folder, sample.name);
    await mkdir(own);
    await provenSound(sample, own);
    victims.push([
      sample.name,
      async (mutation, chance) => {
        const page = chance.pick(['', ...Object.keys(sample.pages)] as [string, ...string[]]);
        const sound = Buffer.from(page === '' ? sample.saved.page : (sample.pages[page] ?? ''));
        return polled(sample, page, MUTATIONS[mutation](sound, chance), own);
      },
    ]);
  }
  return victims;
}

async function listVictim(sample: ListSample, folder: string): Promise<Victim> {
  const own = join(folder, sample.name.replaceAll(' ', '-'));
  const known = await knownAfter(sample.source, await written(own, sample.files, sample.entry));
  const [first] = sample.targets;
  const parts = first.endsWith('.xlsx') ? await partsOf(sample.files[first] ?? new Uint8Array()) : null;
  return async (name, chance) => {
    const target = chance.pick(sample.targets);
    const sound = Buffer.from(sample.files[target] ?? new Uint8Array());
    const mutate = parts ? inWorkbook(parts, name, MUTATIONS[name]) : MUTATIONS[name];
    const raw = mutate(sound, chance);
    const verdict = await judged(
      sample.source,
      await written(own, { ...sample.files, [target]: raw }, sample.entry),
      known,
      raw,
    );
    return target.toLowerCase().endsWith('.csv') && OVERWRITTEN.has(name) && verdict.outcome === 'removes'
      ? { ...verdict, outcome: 'clean' }
      : verdict;
  };
}
