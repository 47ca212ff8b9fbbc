import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Source } from '../../src/ports.js';
import { sources } from '../../src/sources/index.js';

/** The rows of the first table of docs/SOURCES.md, cell by cell. */
function documented(): string[][] {
  const [before = ''] = readFileSync('docs/SOURCES.md', 'utf8').split('## Not built');
  const rows = before.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function stateOf({ experimental, key }: Source): string {
  const states = [experimental ? 'experimental' : '', key ? 'needs a key' : ''].filter(Boolean);
  return states.join(', ') || 'default';
}

it('docs/SOURCES.md says of every source what the registry says, in its order', () => {
  const rows = sources.map((source) => [
    `\`${source.id}\``,
    source.authority,
    source.kind,
    source.formats.join(', '),
    `${source.cadence.checkSeconds / 60} min`,
    stateOf(source),
  ]);
  expect(documented().map((cells) => [...cells.slice(0, 5), cells[6]])).toEqual(rows);
  for (const [id, , , , , licence] of documented()) expect(licence, id).toMatch(/\w/);
});
