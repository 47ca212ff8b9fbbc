import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RefusedVersion } from '../domain/errors.js';
import type { Instant, PublicationDate } from '../domain/listing.js';
import type { Fetched, HttpRequest, PollContext, VersionFiles } from '../ports.js';
import { calendarDay, dayIn } from './day.js';

type ListRequest = Omit<HttpRequest, 'etag' | 'lastModified' | 'validFor' | 'signal'>;

/** Downloads a list that is one file, to `name` in the poll's folder; `unchanged` on a 304. Rejects with `HttpError`. */
export async function fetchListFile(
  context: PollContext,
  name: string,
  request: ListRequest,
): Promise<Fetched | 'unchanged'> {
  const { http, cursor, folder, format, signal, onProgress } = context;
  const path = join(folder, name);
  const { etag = null, lastModified = null, validFor = null } = cursor?.format === format ? cursor : {};
  const answer = await http.download({ ...request, etag, lastModified, validFor, signal }, path, onProgress);
  if (answer.status === 304) return 'unchanged';
  return {
    version: versionOf(format, path, null, instantOf(answer.lastModified ?? '')),
    etag: answer.etag,
    lastModified: answer.lastModified,
    validFor: answer.answeredBy,
  };
}

/** A list that is one file, from disk, dated by its name. Throws `RefusedVersion` on a folder or another format. */
export async function listFileOnDisk(path: string, wanted: string | null, format: string): Promise<VersionFiles> {
  if (wanted !== null && wanted !== format)
    throw new RefusedVersion(`the list has no format ${wanted}, only ${format}`);
  if (!(await stat(path)).isFile()) throw new RefusedVersion(`this is a folder: name the ${format.toUpperCase()} file`);
  return versionOf(format, path, dayIn(basename(path)), null);
}

/** The path of a version's one file. */
export function listFileOf(version: VersionFiles): string {
  const list = version.files.find(({ role }) => role === 'list');
  if (!list) throw new RefusedVersion('the version has no list file');
  return list.path;
}

/** A date of HTTP or of XML as an instant; null where it is none, or of a day that does not exist. */
export function instantOf(date: string): Instant | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(date)?.[0];
  if (day !== undefined && calendarDay(day) === null) return null;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function versionOf(
  format: string,
  path: string,
  published: PublicationDate | null,
  modified: Instant | null,
): VersionFiles {
  return { format, published, files: [{ role: 'list', path, modified }] };
}
