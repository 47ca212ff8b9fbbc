import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { clean } from '../chat/terminal/text.js';
import { UserError } from '../domain/errors.js';
import { PARTY_TYPES, type PartyType } from '../domain/listing.js';
import { csvObjects } from '../lib/csv.js';
import { comparePair } from '../search/pair.js';
import { opened, peek } from './input.js';
import { print, printData, type SharedFlags, type World } from './world.js';

/** Two names to compare, as a line of a file gives them. */
interface Pair {
  readonly a: string;
  readonly b: string;
  readonly type?: PartyType;
}

/**
 * Says how alike two names are, and why: those of the command line, or every pair of a file (NDJSON with `a`, `b` and perhaps
 * `type`; CSV with these columns), one answer a line, in order, as they are read.
 */
export async function score(world: World, names: readonly string[], flags: SharedFlags): Promise<number> {
  const [a = '', b] = names;
  if (names.length > 2) throw new UserError('Give two names, each in quotes, or one file of pairs.');
  const asked = typeOf(flags.type);
  const typed: readonly Pair[] = b === undefined ? [] : [{ a, b }];
  const pairs = b === undefined ? pairsOf(a === '-' ? world.input : await opened(a), a) : typed;
  for await (const pair of pairs) {
    const type = pair.type ?? asked;
    const found = comparePair(pair.a, pair.b, type === undefined ? {} : { type });
    const line = { a: pair.a, b: pair.b, ...found };
    await (flags.json ? printData(world.output, JSON.stringify(line)) : print(world.output, textOf(line)));
  }
  return 0;
}

function textOf(line: Pair & ReturnType<typeof comparePair>): string {
  const verdict = line.match ? 'match' : 'no match';
  return [line.score.toFixed(2), verdict, `OFAC ${line.ofacScore}`, line.a, line.b, line.why].map(clean).join('\t');
}

async function* pairsOf(input: Readable, file: string): AsyncGenerator<Pair> {
  const { first, whole } = await peek(input);
  let number = 0;
  if (
    !first
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('{')
  ) {
    for await (const row of csvObjects(whole)) {
      number += 1;
      yield pairOf(row, `${file}, row ${number}`);
    }
    return;
  }
  for await (const line of createInterface({ input: whole, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text !== '') yield pairOf(parsed(text, `${file}, line ${number}`), `${file}, line ${number}`);
  }
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new UserError(`${where} is not JSON: ${line.slice(0, 80)}`, { cause });
  }
}

function pairOf(value: unknown, where: string): Pair {
  if (typeof value !== 'object' || value === null || !('a' in value) || !('b' in value))
    throw new UserError(`${where} does not have "a" and "b", the two names.`);
  const { a, b } = value;
  if (typeof a !== 'string' || typeof b !== 'string') throw new UserError(`${where}: "a" and "b" must be text.`);
  const type = 'type' in value ? typeOf(value.type, where) : undefined;
  return type === undefined ? { a, b } : { a, b, type };
}

function typeOf(value: unknown, where = '--type'): PartyType | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const type = PARTY_TYPES.find((known) => known === String(value).toLowerCase());
  if (type) return type;
  throw new UserError(`${where}: ${JSON.stringify(value)} is no type. It is one of ${PARTY_TYPES.join(', ')}.`);
}
