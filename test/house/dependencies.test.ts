import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, scripts: versions })
  .parse(JSON.parse(read('package.json')));

const [, runs = '', develops = ''] = read('docs/DEPENDENCIES.md').split(
  /^## (?:What runs|What only developing needs)$/m,
);

/** `name version` of each row, with what else the row says. */
function rowsOf(section: string): { readonly name: string; readonly rest: readonly string[] }[] {
  const rows = section.split(/^## /m)[0]?.match(/^\| (?!package|---).+$/gm) ?? [];
  return rows.map((row) => {
    const [name = '', version = '', ...rest] = row.slice(2, -2).split(' | ');
    return { name: `${name} ${version}`, rest };
  });
}

const asText = (wanted: Readonly<Record<string, string>>) =>
  Object.entries(wanted).map(([name, version]) => `${name} ${version}`);

describe('the list of dependencies', () => {
  it.each([
    ['what runs', runs, manifest.dependencies],
    ['what only developing needs', develops, manifest.devDependencies],
  ])('names exactly %s, in the version that is used', (_what, section, wanted) => {
    expect(
      rowsOf(section)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(asText(wanted).sort());
  });

  it('gives each a licence, a day and a reason', () => {
    for (const { name, rest } of [...rowsOf(runs), ...rowsOf(develops)]) {
      expect([name, ...rest]).toHaveLength(4);
      expect(rest[0], name).toMatch(/^(MIT|ISC|Apache-2\.0|MIT OR Apache-2\.0)$/);
      expect(rest[1], name).toMatch(/^[\w.-]+, \d{4}-\d{2}-\d{2}$/);
    }
  });

  it('has exact versions', () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('is audited by a script', () => {
    expect(manifest.scripts.audit).toContain('npm audit');
  });
});
