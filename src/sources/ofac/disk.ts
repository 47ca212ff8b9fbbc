import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RefusedVersion } from '../../domain/errors.js';
import { dayIn } from '../../lib/day.js';
import type { SourceFile, VersionFiles } from '../../ports.js';
import { CSV_ROLES, type OfacFormat, type OfacListSpec } from './spec.js';

const START_BYTES = 64 * 1024;
const ROOTS = new Map<string, OfacFormat>([
  ['sdnList', 'xml'],
  ['sanctionsData', 'enhanced'],
]);

/**
 * Recognises official files on disk: a folder with the CSV set (names in any case, companions optional), one list CSV,
 * or one XML file, told apart by content. Throws `RefusedVersion` with the reason.
 */
export async function filesOnDisk(spec: OfacListSpec, path: string, format: string | null): Promise<VersionFiles> {
  const found = await lookAt(spec, resolve(path));
  if (format !== null && format !== found.format)
    throw new RefusedVersion(`${basename(path)} is in the format ${found.format}, not ${format}`);
  return found;
}

async function lookAt(spec: OfacListSpec, path: string): Promise<VersionFiles> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new RefusedVersion(`${path} cannot be read`, { cause });
  });
  const published = dayIn(basename(path)) ?? dayIn(basename(dirname(path)));
  if (info.isDirectory()) return { format: 'csv', published: dayIn(basename(path)), files: await csvSet(spec, path) };
  const format = await formatOf(path);
  const role = format === 'csv' ? 'sdn' : 'list';
  return { format, published, files: [{ role, path, modified: null }] };
}

async function csvSet(spec: OfacListSpec, folder: string): Promise<SourceFile[]> {
  const names = await readdir(folder);
  const files = CSV_ROLES.flatMap((role) => {
    const name = names.find((candidate) => candidate.toUpperCase() === spec.files.csv[role]);
    // When a copy was written to this disk says nothing about the publisher, so the time stays unknown.
    return name === undefined ? [] : [{ role, path: join(folder, name), modified: null }];
  });
  if (files[0]?.role !== 'sdn')
    throw new RefusedVersion(`the folder ${basename(folder)} has no ${spec.files.csv.sdn.toLowerCase()}`);
  return files;
}

async function formatOf(path: string): Promise<OfacFormat> {
  const start = await startOf(path);
  if (start === '') throw new RefusedVersion(`${basename(path)} is empty (0 bytes)`);
  if (start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff'))
    throw new RefusedVersion(`${basename(path)} is UTF-16, not UTF-8`);
  const text = start.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (!text.startsWith('<')) return 'csv';
  if (/^<(!doctype\s+)?html/i.test(text)) throw new RefusedVersion(`${basename(path)} is an HTML page`);
  const root = /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(text.replace(/<!--[\s\S]*?-->/g, ''))?.[1] ?? '(none)';
  const format = ROOTS.get(root);
  if (format === undefined)
    throw new RefusedVersion(
      `${basename(path)} is no OFAC list: its root element is <${root}>, not <sdnList> or <sanctionsData>`,
    );
  return format;
}

async function startOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
