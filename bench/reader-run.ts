/**
 * One measurement in a process of its own, so that its peak memory is its own: `reader-run.ts ours SOURCE PATH` reads
 * through the source, `reader-run.ts bare SOURCE PATH` only through the parser below it. Prints one line of JSON.
 */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { sources } from '../src/sources/index.js';

export interface Measurement {
  readonly bytes: number;
  /** Listings through the source; elements or rows through the bare parser. */
  readonly records: number;
  /** Of processor time, so that other work on the machine does not count; the best of several rounds. */
  readonly seconds: number;
  readonly peakMb: number;
}

/** A running bot reads its files again and again: rounds until this much is read show it warm. */
const WARM_BYTES = 60_000_000;
const MAX_ROUNDS = 20;

async function readThroughSource(id: string, path: string): Promise<number> {
  const source = sources.find((candidate) => candidate.id === id);
  if (source?.kind !== 'list') throw new Error(`there is no list ${id}`);
  let listings = 0;
  for await (const event of source.read(await source.fromDisk(path, null))) if (event.kind === 'listing') listings += 1;
  return listings;
}

async function readBare(path: string): Promise<number> {
  const files = await filesIn(path);
  let records = 0;
  for (const file of files) records += /\.csv$/i.test(file) ? await csvRows(file) : await xmlElements(file);
  return records;
}

async function csvRows(file: string): Promise<number> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  return parse(text.replace(/\u001a$/, ''), { record_delimiter: ['\r\n', '\n'], relax_column_count: true }).length;
}

async function xmlElements(file: string): Promise<number> {
  const counts = { open: 0, close: 0, text: 0 };
  const parser = new SaxesParser();
  parser.on('opentag', () => {
    counts.open += 1;
  });
  parser.on('closetag', () => {
    counts.close += 1;
  });
  parser.on('text', (text) => {
    counts.text += text.length;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunks: AsyncIterable<Uint8Array> = createReadStream(file, { highWaterMark: 256 * 1024 });
  for await (const chunk of chunks) parser.write(decoder.decode(chunk, { stream: true }));
  parser.close();
  return counts.open;
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path)).map((name) => join(path, name));
}

async function bytesOf(path: string): Promise<number> {
  const sizes = await Promise.all((await filesIn(path)).map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function measure(way: string, id: string, path: string): Promise<Measurement> {
  const bytes = await bytesOf(path);
  const rounds = Math.min(MAX_ROUNDS, Math.max(2, Math.ceil(WARM_BYTES / bytes)));
  let records = 0;
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    records = way === 'ours' ? await readThroughSource(id, path) : await readBare(path);
    const { user, system } = process.cpuUsage(start);
    seconds = Math.min(seconds, (user + system) / 1e6);
  }
  return { bytes, records, seconds, peakMb: process.resourceUsage().maxRSS / 1024 };
}

const [way = '', id = '', path = ''] = process.argv.slice(2);
console.log(JSON.stringify(await measure(way, id, path)));
