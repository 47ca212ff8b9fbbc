import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './reader-run.js';

const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url));
const RUN = fileURLToPath(new URL('./reader-run.ts', import.meta.url));
/** As large as SDN_ENHANCED.XML and SDN.XML were in September 2026. */
const ENHANCED_BYTES = 109_000_000;
const SDN_LIST_BYTES = 29_000_000;

interface Subject {
  readonly title: string;
  readonly source: string;
  readonly path: string;
}

/**
 * Measures every list reader beside the bare parser on the same bytes, each in a process of its own, and prints a table.
 * Targets: at least half the bare parser's speed, and a peak below 300 MB.
 */
export async function benchReaders(): Promise<void> {
  if (!existsSync(DATA)) {
    console.log('readers: not measured, ../shared/data is absent');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  try {
    const rows = (await subjects(folder)).map(rowOf);
    console.table(rows);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function subjects(folder: string): Promise<Subject[]> {
  const enhanced = join(folder, 'enhanced.xml');
  await repeat(`${DATA}ofac/enhanced/enhanced_IRGC_2024-08-28.xml`, enhanced, {
    tag: 'entities',
    key: /<entity id="(\d+)"/g,
    bytes: ENHANCED_BYTES,
  });
  const sdnList = join(folder, 'sdn.xml');
  await repeat(`${DATA}ofac/consolidated/2025-03-28_consolidated.xml`, sdnList, {
    tag: 'sdnList',
    key: /<sdnEntry>\s*<uid>(\d+)/g,
    bytes: SDN_LIST_BYTES,
  });
  return [
    { title: 'ofac-sdn enhanced', source: 'ofac-sdn', path: enhanced },
    { title: 'ofac-sdn xml', source: 'ofac-sdn', path: sdnList },
    { title: 'ofac-sdn csv', source: 'ofac-sdn', path: `${DATA}ofac/2023-12-28` },
    {
      title: 'ofac-consolidated xml',
      source: 'ofac-consolidated',
      path: `${DATA}ofac/consolidated/2025-03-28_consolidated.xml`,
    },
    { title: 'un-sc xml', source: 'un-sc', path: `${DATA}un/2025-11-18.xml` },
  ];
}

/** Writes the real records again and again, each time under fresh references, until the file is as large as asked. */
export async function repeat(
  from: string,
  to: string,
  how: { tag: string; key: RegExp; bytes: number },
): Promise<void> {
  const text = (await readFile(from, 'utf8')).replace(/<Record_Count>\d+<\/Record_Count>/, '');
  const first = text.search(how.key);
  const last = text.lastIndexOf(`</${how.tag}>`);
  const records = text.slice(first, last);
  const file = await open(to, 'w');
  await file.write(text.slice(0, first));
  let bytes = 0;
  for (let round = 1; bytes < how.bytes; round += 1) {
    const fresh = records.replace(how.key, (match, ref: string) =>
      match.replace(ref, `${round}${ref.padStart(6, '0')}`),
    );
    bytes += (await file.write(fresh)).bytesWritten;
  }
  await file.write(text.slice(last));
  await file.close();
}

function rowOf({ title, source, path }: Subject): Record<string, string | number> {
  const bare = measured('bare', source, path);
  const ours = measured('ours', source, path);
  return {
    reader: title,
    MB: Number((ours.bytes / 1e6).toFixed(1)),
    listings: ours.records,
    'listings/s': Math.round(ours.records / ours.seconds),
    'MB/s': Number((ours.bytes / 1e6 / ours.seconds).toFixed(1)),
    'bare MB/s': Number((bare.bytes / 1e6 / bare.seconds).toFixed(1)),
    'of bare': `${Math.round((bare.seconds / ours.seconds) * 100)} %`,
    'peak MB': Math.round(ours.peakMb),
    'bare peak MB': Math.round(bare.peakMb),
  };
}

function measured(way: 'ours' | 'bare', source: string, path: string): Measurement {
  const output = execFileSync(process.execPath, ['--import', 'tsx', RUN, way, source, path], { encoding: 'utf8' });
  return JSON.parse(output);
}
