import { Readable } from 'node:stream';
import { RefusedVersion } from '../../domain/errors.js';
import { csvObjects } from '../../lib/csv.js';
import { readUtf8 } from '../../lib/files.js';
import { count, tidy, truncate } from '../../lib/text.js';
import type { ReadEvent } from '../../ports.js';
import { listingOf } from './record.js';
import { type Party, partiesOf } from './reference.js';
import { LISTS, originOf, type Row, strangeColumns } from './schema.js';

const LONGEST_EXAMPLE = 100;
/** The parser is fed piece by piece, so that its rows do not all wait in memory. */
const CHUNK = 64 * 1024;

interface Rows {
  /** Of the lists that OFAC does not carry, some 5,000. */
  readonly parties: Party[];
  /** Source → rows, of the lists that nobody knows. */
  readonly unknown: ReadonlyMap<string, number>;
  /** Column → example. */
  readonly strange: ReadonlyMap<string, string>;
  readonly nameless: number;
}

/**
 * Reads the file at once, since what tells two parties of one name apart is not known before its end. Throws
 * `RefusedVersion` when the frame is wrong, or one of the lists is missing altogether.
 */
export async function* readScreeningList(path: string): AsyncGenerator<ReadEvent> {
  const { parties, unknown, strange, nameless } = await rowsOf(await readUtf8(path));
  if (parties.length === 0) throw new RefusedVersion('the file lists nobody of the lists that OFAC does not carry');
  const missing = [...LISTS].filter(([code]) => !parties.some((party) => party.code === code));
  if (missing.length > 0)
    throw new RefusedVersion(
      `the file is missing the ${missing.map(([code, title]) => `${title} (${code})`).join(', ')}`,
    );
  yield { kind: 'header', published: null };
  for (const [column, example] of strange) yield { kind: 'unknown', path: column, example };
  for (const [source, rows] of unknown) {
    const example = truncate(source, LONGEST_EXAMPLE);
    yield { kind: 'unknown', path: 'source', example };
    // One record for all of them: a reference of its own, since without one nobody else could be removed.
    const reason = `${count(rows, 'row is', 'rows are')} of a list that nobody knows`;
    yield { kind: 'set-aside', ref: `source: ${example}`, name: null, reason };
  }
  for (let i = 0; i < nameless; i += 1) yield { kind: 'set-aside', ref: null, name: null, reason: 'it has no name' };
  yield* listingsOf(parties);
}

function* listingsOf(parties: readonly Party[]): Generator<ReadEvent> {
  const reported = new Set<string>();
  for (const party of partiesOf(parties)) {
    const name = party.row.name ?? '';
    if (party.kind === 'twice') {
      yield { kind: 'set-aside', ref: party.ref, name, reason: 'it stands there twice, under one _id' };
      continue;
    }
    const { listing, unknown } = listingOf(party);
    for (const { path, example } of unknown) {
      if (!reported.has(path)) yield { kind: 'unknown', path, example: truncate(example, LONGEST_EXAMPLE) };
      reported.add(path);
    }
    yield { kind: 'listing', listing, gaps: [] };
  }
}

async function rowsOf(text: string): Promise<Rows> {
  if (/^\s*</.test(text.slice(0, 512))) throw new RefusedVersion('the file is an HTML page, not CSV');
  const parties: Party[] = [];
  const unknown = new Map<string, number>();
  const strange = new Map<string, string>();
  let columns: string[] | null = null;
  let nameless = 0;
  for await (const row of wellFormed(text)) {
    columns ??= strangeColumns(Object.keys(row));
    for (const column of columns) if (row[column] && !strange.has(column)) strange.set(column, row[column]);
    const { source = '', name = '' } = row;
    const origin = originOf(source);
    if (origin.kind === 'unknown') unknown.set(source, (unknown.get(source) ?? 0) + 1);
    else if (origin.kind === 'ours' && tidy(name) === '') nameless += 1;
    else if (origin.kind === 'ours') parties.push({ code: origin.code, row: tidied(row) });
  }
  if (columns === null)
    strangeColumns(
      text
        .split('\n', 1)[0]
        ?.replace(/["\r\ufeff]/g, '')
        .split(',') ?? [],
    );
  return { parties, unknown, strange, nameless };
}

function tidied(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, tidy(cell)]));
}

async function* wellFormed(text: string): AsyncGenerator<Row> {
  try {
    yield* csvObjects(Readable.from(pieces(text)));
  } catch (cause) {
    throw new RefusedVersion(`the file cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += CHUNK) yield text.slice(start, start + CHUNK);
}
