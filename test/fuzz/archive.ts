import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openZip } from '../../src/lib/zip.js';
import { zip } from '../support/xlsx.js';
import { MUTATIONS, type Mutation, type MutationName } from './mutations.js';
import type { Chance } from './random.js';

const NAMES = [
  '[Content_Types].xml',
  '_rels/.rels',
  'xl/workbook.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/styles.xml',
  'xl/sharedStrings.xml',
  'xl/worksheets/sheet1.xml',
  'xl/worksheets/sheet2.xml',
  'xl/worksheets/sheet3.xml',
] as const;
/** Where nearly everything stands that a reader reads. */
const LIKELY = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'] as const;

type Parts = ReadonlyMap<string, Buffer>;

/** The parts of a workbook, to be damaged one by one and packed again. */
export async function partsOf(workbook: Uint8Array): Promise<Parts> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-parts-'));
  try {
    await writeFile(join(folder, 'workbook'), workbook);
    const archive = await openZip(join(folder, 'workbook'));
    const parts = new Map<string, Buffer>();
    for (const name of NAMES.filter((known) => archive.has(known))) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of archive.part(name)) chunks.push(chunk);
      parts.set(name, Buffer.concat(chunks));
    }
    archive.close();
    return parts;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Damage to a part in the way of any text, or to the archive around the parts. */
export function inWorkbook(parts: Parts, name: MutationName, mutate: Mutation): Mutation {
  return (file, chance) => {
    if (name === 'page instead' || chance.integer(5) === 0) return mutate(file, chance);
    if (chance.integer(20) === 0) return liesOf(parts, chance);
    const likely = chance.pick(LIKELY);
    const place =
      parts.has(likely) && chance.integer(8) > 0
        ? likely
        : chance.pick(NAMES.filter((known) => parts.has(known)) as [string, ...string[]]);
    return packed([...parts].map(([part, content]) => [part, part === place ? mutate(content, chance) : content]));
  };
}

/** Sizes, checksums and names that are not so, parts that are lost, swapped or there twice. */
function liesOf(parts: Parts, chance: Chance): Uint8Array {
  const all: [string, Uint8Array][] = [...parts];
  const [a, b] = [chance.integer(all.length), chance.integer(all.length)];
  const kind = chance.integer(6);
  if (kind === 0) return zip(all, { crc: chance.integer(2 ** 31) });
  if (kind === 1) return zip(all, { size: chance.pick([0, 1, 1_000_000, 2 ** 31, 2 ** 32 - 1]) });
  if (kind === 2) return packed(all.filter((_, place) => place !== a));
  if (kind === 3) return packed([...all, ...all.slice(a, a + 1)]);
  if (kind === 4) return packed(all.map(([name, content], place) => [place === a ? '../../x' : name, content]));
  return packed(
    all.map(([name], place) => [name, all[place === a ? b : place === b ? a : place]?.[1] ?? Buffer.alloc(0)]),
  );
}

function packed(parts: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  return zip(parts);
}

export const MUTATION_NAMES = Object.keys(MUTATIONS) as [MutationName, ...MutationName[]];
