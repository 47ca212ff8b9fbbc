import { join } from 'node:path';
import type { Instant } from '../../domain/listing.js';
import type { Fetched, HttpAnswer, PollContext, SourceFile } from '../../ports.js';
import { changeHistory, type Publication } from './schema.js';
import { CSV_ROLES, type CsvRole, type OfacListSpec } from './spec.js';

/** The service has been seen at 190 KB/s, and ENHANCED is 109 MB. */
const LIST = { maxBytes: 400_000_000, timeoutMs: 30 * 60_000 };
const CSV = { maxBytes: 100_000_000, timeoutMs: 20 * 60_000 };
const HISTORY = { maxBytes: 5_000_000, timeoutMs: 60_000 };

/** The number of OFAC's latest publication this year, `0` before the first. Rejects when the index cannot be read. */
export async function latestPublication(context: PollContext): Promise<string> {
  const publications = await publicationsOf(context, context.clock.now().getUTCFullYear());
  return String(publications.reduce((latest, { publicationID }) => Math.max(latest, publicationID), 0));
}

/** What OFAC published in a year, of any list. Rejects when the index cannot be read. */
export async function publicationsOf(
  { http, origin, signal }: Pick<PollContext, 'http' | 'origin' | 'signal'>,
  year: number,
): Promise<readonly Publication[]> {
  const url = `${origin}/changes/history/${year}`;
  const { text } = await http.text({ url, accept: 'application/json', ...HISTORY, signal });
  const parsed = changeHistory.safeParse(json(text));
  if (!parsed.success) throw new Error('the index of changes is not what OFAC documents', { cause: parsed.error });
  return parsed.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error('the index of changes is not JSON', { cause });
  }
}

/** Downloads the current version in the context's format; `unchanged` on a 304. */
export async function fetchVersion(spec: OfacListSpec, context: PollContext): Promise<Fetched | 'unchanged'> {
  if (context.format === 'csv') return fetchCsvSet(spec, context);
  const name = context.format === 'xml' ? spec.files.xml : spec.files.enhanced;
  const path = join(context.folder, name);
  const {
    etag = null,
    lastModified = null,
    validFor = null,
  } = context.cursor?.format === context.format ? context.cursor : {};
  const answer = await context.http.download(
    {
      url: urlOf(context, name),
      accept: 'application/xml',
      ...LIST,
      etag,
      lastModified,
      validFor,
      signal: context.signal,
    },
    path,
    context.onProgress,
  );
  if (answer.status === 304) return 'unchanged';
  return {
    version: { format: context.format, published: null, files: [{ role: 'list', path, modified: modifiedOf(answer) }] },
    etag: answer.etag,
    lastModified: answer.lastModified,
    validFor: answer.answeredBy,
  };
}

/** No validators: a version is four files, and "unchanged" of one says nothing about the others. */
async function fetchCsvSet(spec: OfacListSpec, context: PollContext): Promise<Fetched> {
  const main = await fetchCsv(spec, context, 'sdn');
  const files = [main];
  for (const role of CSV_ROLES.slice(1)) {
    const file = await fetchCsv(spec, context, role).catch((error: unknown) => {
      context.signal.throwIfAborted();
      context.log.warn('A companion file could not be downloaded; what it would show is unknown.', {
        source: spec.id,
        role,
        error,
      });
      return null;
    });
    if (file) files.push(file);
  }
  return {
    version: { format: 'csv', published: main.modified, files },
    etag: null,
    lastModified: null,
    validFor: null,
  };
}

async function fetchCsv(spec: OfacListSpec, context: PollContext, role: CsvRole): Promise<SourceFile> {
  const name = spec.files.csv[role];
  const path = join(context.folder, name);
  const request = { url: urlOf(context, name), accept: 'text/csv, */*;q=0.5', ...CSV, signal: context.signal };
  const answer = await context.http.download(request, path, role === 'sdn' ? context.onProgress : undefined);
  return { role, path, modified: modifiedOf(answer) };
}

function urlOf({ origin }: PollContext, name: string): string {
  return `${origin}/api/download/${name}`;
}

function modifiedOf({ lastModified }: HttpAnswer): Instant | null {
  const time = lastModified === null ? Number.NaN : Date.parse(lastModified);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
