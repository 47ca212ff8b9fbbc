import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** The path of a shared tool, or null where it is absent. */
export function sharedTool(name: string): string | null {
  return sharedFile(`tools/${name}`);
}

/** The path of any shared file, or null where it is absent. */
export function sharedFile(path: string): string | null {
  const full = `${root}${path}`;
  return existsSync(full) ? full : null;
}

/**
 * A suite over real official files. Where they are absent it is skipped, and its title says so: the rest of the suite
 * stands without them.
 */
export function describeShared(title: string, suite: (data: (path: string) => string) => void): void {
  const present = existsSync(`${root}data`);
  describe.skipIf(!present)(present ? title : `${title} (skipped: ../shared/data is absent)`, () => {
    suite((path) => `${root}data/${path}`);
  });
}
