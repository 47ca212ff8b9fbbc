import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SdnRow, sdnCsv } from '../support/official-files.js';
import { sharedTool } from '../support/shared.js';
import { recordedVersions } from '../watch/pipeline.js';

/** One version of SDN.CSV. */
export interface Version {
  readonly file: string;
  /** An HTTP date. */
  readonly lastModified: string;
  /** Whether anything in it differs from the version before: then it owes an alert. */
  readonly changed: boolean;
}

export interface History {
  readonly what: string;
  /** Oldest first; the first one is the baseline. */
  readonly versions: readonly Version[];
}

/** OFAC's recorded history of 2022, or its first so many versions; a generated one where the records are absent. */
export async function historyOf2022(dir: string, limit: number): Promise<History> {
  if (sharedTool('ofac-versions.mjs') === null) return generated(dir, Math.min(limit, 40));
  const recorded = await recordedVersions(dir, '--from', '2021-12-30', '--to', '2022-12-31');
  const versions = recorded.slice(0, limit + 1).map((version, position) => ({
    file: version.file,
    lastModified: new Date(version.date).toUTCString(),
    changed: position > 0 && version.added + version.removed + version.changed > 0,
  }));
  return { what: `${versions.length - 1} recorded versions of 2022`, versions };
}

async function generated(dir: string, count: number): Promise<History> {
  const versions: Version[] = [];
  const rows: SdnRow[] = [];
  for (let position = 0; position <= count; position += 1) {
    const file = join(dir, `sdn_${position}.csv`);
    for (let n = 0; n < 1 + (position % 4); n += 1) {
      const uid = 1_000 + rows.length;
      rows.push({ uid, name: `INVENTED PARTY ${uid}`, program: 'TEST2', remarks: `Secondary ID ${position}.` });
    }
    await writeFile(file, sdnCsv(rows));
    const day = new Date(Date.UTC(2022, 0, 3 + position * 3, 15));
    versions.push({ file, lastModified: day.toUTCString(), changed: position > 0 });
  }
  return { what: `${count} generated versions`, versions };
}

export function bytesOf(version: Version): Promise<Buffer> {
  return readFile(version.file);
}
