import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Gap, Listing } from '../../../src/domain/listing.js';
import type { ListSource, ReadEvent, SourceFile, VersionFiles } from '../../../src/ports.js';

let folders: string[] = [];
afterEach(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
  folders = [];
});

/** A folder with these files, gone after the test. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ofac-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

export interface Reading {
  readonly events: readonly ReadEvent[];
  readonly listings: ReadonlyMap<string, Listing>;
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
}

export async function read(source: ListSource, version: VersionFiles): Promise<Reading> {
  const events: ReadEvent[] = [];
  for await (const event of source.read(version)) events.push(event);
  const listings = events.flatMap((event) => (event.kind === 'listing' ? [event] : []));
  return {
    events: events.filter(({ kind }) => kind !== 'listing'),
    listings: new Map(listings.map(({ listing }) => [listing.ref, listing])),
    gaps: new Map(listings.map(({ listing, gaps }) => [listing.ref, gaps])),
  };
}

/** Recognises the path and reads what is there. */
export async function readPath(source: ListSource, path: string): Promise<Reading> {
  return read(source, await source.fromDisk(path, null));
}

export async function readText(source: ListSource, name: string, content: string | Uint8Array): Promise<Reading> {
  return readPath(source, join(await folderWith({ [name]: content }), name));
}

/** A CSV set with the publisher's times, as a download gives it. */
export async function csvVersion(
  files: Readonly<Partial<Record<'sdn' | 'alt' | 'add' | 'comments', string>>>,
  modified: Readonly<Record<string, string>> = {},
): Promise<VersionFiles> {
  const folder = await folderWith(Object.fromEntries(Object.entries(files)));
  const found: SourceFile[] = Object.keys(files).map((role) => ({
    role,
    path: join(folder, role),
    modified: modified[role] ?? null,
  }));
  return { format: 'csv', published: null, files: found };
}
