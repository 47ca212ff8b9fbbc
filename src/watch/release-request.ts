import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a person who works the command line beside a running bot wants released. */
export interface ReleaseRequest {
  readonly who: string;
  readonly why: string;
  /** Of the version they looked at: another one that is held by then is not meant. */
  readonly digest: string;
}

const Request = z.object({ who: z.string(), why: z.string(), digest: z.string() });

function pathOf(folder: string, source: string): string {
  return join(folder, `release-${source}.json`);
}

/** Leaves a request for the running bot, which alone may write the store; it answers at its next check of the source. */
export async function askForRelease(folder: string, source: string, request: ReleaseRequest): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = pathOf(folder, source);
  await writeFile(`${path}.part`, JSON.stringify(request), { mode: 0o600 });
  await rename(`${path}.part`, path);
}

/** The request for a source, or null; a file that is none is removed like one. Rejects when it cannot be read. */
export async function readReleaseRequest(folder: string, source: string): Promise<ReleaseRequest | null> {
  let text: string;
  try {
    text = await readFile(pathOf(folder, source), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return Request.parse(JSON.parse(text));
  } catch {
    await forgetReleaseRequest(folder, source);
    return null;
  }
}

export function forgetReleaseRequest(folder: string, source: string): Promise<void> {
  return rm(pathOf(folder, source), { force: true });
}
