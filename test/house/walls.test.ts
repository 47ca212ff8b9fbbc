import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.js';
import { sourceVariable, VARIABLES } from '../../src/config.js';
import { sources } from '../../src/sources/index.js';

const run = promisify(execFile);

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

describe('the house', () => {
  it('keeps its walls: no import that the matrix does not allow', async () => {
    const args = ['depcruise', 'src', 'commands', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
    // Violations make it exit with their number; the report says which.
    const { stdout } = await run('npx', args, { maxBuffer: 64e6 }).catch((error: { stdout: string }) => error);
    const { summary } = Report.parse(JSON.parse(stdout));
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    // With a parser that reads nothing the cruise passes on 0 modules.
    expect(summary.totalCruised).toBeGreaterThan(150);
  });

  it('registers every source folder, and no other', () => {
    const shared = ['ofac', 'feeds'];
    const folders = readdirSync('src/sources').filter((name) => statSync(`src/sources/${name}`).isDirectory());
    expect(sources.map((source) => source.id).sort()).toEqual(folders.filter((name) => !shared.includes(name)).sort());
    for (const folder of folders.filter((name) => !shared.includes(name)))
      expect(readdirSync(`src/sources/${folder}`)).toEqual(expect.arrayContaining(['index.ts', 'readme.md']));
  });

  it('registers every command file, and no other', () => {
    const files = readdirSync('commands').filter(
      (name) => name.endsWith('.ts') && !['index.ts', 'parse.ts'].includes(name),
    );
    expect(commands.map((command) => `${command.name}.ts`).sort()).toEqual(files.sort());
  });

  it('documents every variable in .env.example, and no other', () => {
    const documented = [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z][A-Z_<>]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(documented.sort()).toEqual([...VARIABLES].sort());
  });

  it('reads process.env in main.ts only', () => {
    const files = ['src', 'commands'].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => `${root}/${name}`),
    );
    const readers = files.filter((file) => file.endsWith('.ts') && readFileSync(file, 'utf8').includes('process.env'));
    expect(readers).toEqual(['src/main.ts']);
  });

  it('names the variables of a source after its id', () => {
    expect(sourceVariable('ofac-sdn', 'URL')).toBe('SOURCE_OFAC_SDN_URL');
  });
});
