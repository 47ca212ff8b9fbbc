import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RefusedVersion } from '../../domain/errors.js';
import { dayIn } from '../../lib/day.js';
import type { ListSource, PollContext, SourceFile, VersionFiles } from '../../ports.js';
import { ROLES, type Role, readRegister } from './read.js';

/** Ukraine's State Register of Sanctions; see readme.md. */
export const uaNsdc: ListSource = {
  kind: 'list',
  experimental: true,
  key: true,
  id: 'ua-nsdc',
  authority: 'Ukraine NSDC',
  title: 'Ukraine State Register of Sanctions',
  homepage: 'https://drs.nsdc.gov.ua/',
  origin: 'https://api-drs.nsdc.gov.ua',
  formats: ['json'],
  // Two whole answers a check, and nothing small says whether they changed.
  cadence: { checkSeconds: 21_600, fileSeconds: 86_400 },
  minimum: 8_000,

  changeSignal: async () => null,

  /** No validators: a version is two answers, and "unchanged" of one says nothing about the other. */
  async fetch(context) {
    const files: SourceFile[] = [];
    for (const role of ROLES) files.push(await download(context, role));
    const version: VersionFiles = { format: 'json', published: null, files };
    return { version, etag: null, lastModified: null, validFor: null };
  },

  async fromDisk(path, format) {
    if (format !== null && format !== 'json') throw new RefusedVersion(`the list has no format ${format}, only json`);
    if (!(await stat(path)).isDirectory())
      throw new RefusedVersion('this is a file: name the folder with individual.json and legal.json');
    const files = ROLES.map((role) => ({ role, path: join(path, `${role}.json`), modified: null }));
    for (const file of files) await stat(file.path).catch(() => missing(file.role));
    return { format: 'json', published: dayIn(basename(path)), files };
  },

  read: (version) => readRegister(version),
};

async function download(
  { http, origin, folder, key, signal, onProgress }: PollContext,
  role: Role,
): Promise<SourceFile> {
  if (key === undefined) throw new Error('the register answers with a key only: set SOURCE_UA_NSDC_KEY');
  const path = join(folder, `${role}.json`);
  await http.download(
    {
      url: `${origin}/v2/subjects?subjectType=${role}`,
      accept: 'application/json',
      headers: { 'x-cota-public-api-key': key },
      maxBytes: 200_000_000,
      timeoutMs: 600_000,
      firstByteMs: 180_000,
      signal,
    },
    path,
    onProgress,
  );
  return { role, path, modified: null };
}

function missing(role: Role): never {
  throw new RefusedVersion(`the folder has no ${role}.json`);
}
