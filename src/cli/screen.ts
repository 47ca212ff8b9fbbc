import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { loadActors } from '../actors/index.js';
import { readOnly } from '../app/app.js';
import { openApp } from '../bot.js';
import { clean } from '../chat/terminal/text.js';
import { UserError } from '../domain/errors.js';
import { PARTY_TYPES } from '../domain/listing.js';
import type { Match } from '../domain/match.js';
import { csvObjects } from '../lib/csv.js';
import { openStoreForReading } from '../store/index.js';
import { opened, peek } from './input.js';
import { actorsFolder, configured, listAsked, print, type SharedFlags, type World } from './world.js';

const DEFAULT_LIMIT = 5;

/** Screens many names, one answer a line, in order. The input is plain lines, CSV with a `name` column, or NDJSON. */
export async function screen(world: World, file: string, flags: SharedFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const list = listAsked(sources, flags);
  const input = file === '-' ? world.input : await opened(file);
  const reader = await openStoreForReading(config.dataDir);
  const app = await openApp(
    { config, clock: world.clock, sources },
    readOnly(reader),
    await loadActors(actorsFolder()),
  );
  const asOf = await app.asOf();
  const type = PARTY_TYPES.find((known) => known === flags.type);
  const options = {
    limit: flags.limit ? Number(flags.limit) : DEFAULT_LIMIT,
    ...(flags.minScore === undefined ? {} : { minScore: Number(flags.minScore) }),
    ...(list === undefined ? {} : { list }),
    ...(type === undefined ? {} : { type }),
  };
  for await (const query of names(input, file)) {
    const matches = app.search.find(query, options);
    await print(world.output, flags.json ? JSON.stringify({ query, matches, asOf }) : textOf(query, matches));
  }
  await reader.close();
  return 0;
}

/** Columns are told apart by tabs, so that a name's own ones become blanks. */
function textOf(query: string, matches: readonly Match[]): string {
  const [best] = matches;
  if (!best) return `${clean(query)}\t-`;
  const more = matches.length > 1 ? [`+${matches.length - 1} more`] : [];
  return [query, best.score.toFixed(2), best.id, best.why, ...more].map(clean).join('\t');
}

/** The names of an input, whatever its form: the file's ending says it, or else the first line. */
async function* names(input: Readable, file: string): AsyncGenerator<string> {
  const { first, whole } = await peek(input);
  const header = first.slice(0, first.search(/\r?\n|$/)).replace(/^\uFEFF/, '');
  const isCsv = extname(file).toLowerCase() === '.csv' || /(^|,)\s*"?name"?\s*(,|$)/i.test(header);
  if (isCsv) {
    yield* csvNames(whole);
    return;
  }
  for await (const line of createInterface({ input: whole, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    yield line.trimStart().startsWith('{') ? nameOf(line) : line.trim();
  }
}

async function* csvNames(input: Readable): AsyncGenerator<string> {
  for await (const row of csvObjects(input)) {
    const name = row.name ?? row.Name ?? row.NAME;
    if (name === undefined) throw new UserError(`The CSV has no column "name"; it has ${Object.keys(row).join(', ')}.`);
    yield name.trim();
  }
}

function nameOf(line: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line.trim());
  } catch (cause) {
    throw new UserError(`This line is not JSON: ${line.slice(0, 80)}`, { cause });
  }
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string')
    return value.name;
  throw new UserError(`This line has no "name": ${line.slice(0, 80)}`);
}
