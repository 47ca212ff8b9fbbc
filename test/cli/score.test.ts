import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tocsin } from './terminal.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-score-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function scored(name: string, content: string, ...flags: string[]) {
  const path = join(dir, name);
  await writeFile(path, content);
  return tocsin({ DATA_DIR: join(dir, 'state') }, ['score', path, ...flags]);
}

const PAIRS = [
  { a: 'Karin Lindqvits', b: 'LINDQVIST, Karin' },
  { a: 'Karin Lindqvist', b: 'Oskar "Ossi" Lindqvist', type: 'individual' },
];

describe('score', () => {
  it('compares two names of the command line', async () => {
    const { code, json } = await tocsin({}, ['score', 'Jin Hyok Park', 'PARK, Jin Hyok', '--json']);
    expect(code).toBe(0);
    expect(json).toEqual([
      { a: 'Jin Hyok Park', b: 'PARK, Jin Hyok', score: 1, ofacScore: 100, match: true, why: 'the same name' },
    ]);
  });

  it.each([
    ['NDJSON', 'pairs.ndjson', PAIRS.map((pair) => JSON.stringify(pair)).join('\n\n')],
    ['NDJSON with a mark and CRLF', 'mark.ndjson', `\uFEFF${PAIRS.map((pair) => JSON.stringify(pair)).join('\r\n')}`],
    [
      'CSV',
      'pairs.csv',
      `a,b,type\n${PAIRS.map(({ a, b, type }) => `"${a}","${b.replaceAll('"', '""')}",${type ?? ''}`).join('\n')}\n`,
    ],
  ])('compares every pair of %s, one line each, in order', async (_, name, content) => {
    const { code, err, json } = await scored(name, content, '--json');
    expect([code, err]).toEqual([0, '']);
    expect(json).toMatchObject([
      { a: PAIRS[0]?.a, b: PAIRS[0]?.b, match: true },
      { a: PAIRS[1]?.a, b: PAIRS[1]?.b, match: false },
    ]);
    for (const line of json)
      expect(Object.keys(line as object)).toEqual(['a', 'b', 'score', 'ofacScore', 'match', 'why']);
  });

  it('says in its help what a file holds', async () => {
    const { out } = await tocsin({}, ['score', '--help']);
    expect(out).toMatch(/NDJSON with a, b.*CSV[\s\S]*"ofacScore"/);
  });

  it('is readable without --json', async () => {
    const { lines } = await scored('pair.ndjson', JSON.stringify(PAIRS[0]));
    expect(lines[0]).toMatch(/^0\.\d\d\tmatch\tOFAC \d+\tKarin Lindqvits\tLINDQVIST, Karin\tspelt much alike/);
  });

  it.each([
    ['a line that is no JSON', 'bad.ndjson', '{"a":"x","b":"y"}\n{oops', 'line 2 is not JSON: {oops'],
    ['a pair of one', 'one.ndjson', '{"a":"x"}', 'line 1 does not have "a" and "b"'],
    ['a name that is no text', 'number.ndjson', '{"a":"x","b":7}', 'line 1: "a" and "b" must be text'],
    ['a type that there is not', 'type.csv', 'a,b,type\nx,y,ship\n', 'row 1: "ship" is no type'],
    ['a file without the columns', 'columns.csv', 'name\nx\n', 'row 1 does not have "a" and "b"'],
  ])('%s stops it, named', async (_, name, content, message) => {
    const { code, err } = await scored(name, content, '--json');
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  it('a file that is not there, or a third name, is said to be wrong', async () => {
    expect((await tocsin({}, ['score', join(dir, 'none.csv')])).err).toContain('cannot be read');
    expect((await tocsin({}, ['score', 'a', 'b', 'c'])).err).toContain('Give two names');
  });
});
