import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tocsin } from '../cli/terminal.js';
import { sdnCsv } from '../support/official-files.js';

/** It clears the screen in seven and in eight bits, sets the title of the window, and turns the writing direction. */
const NASTY = 'ANN\u001b[2J \u009b2J \u001b]0;x\u0007 \u202eEVIL';
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067]/u;

let dir: string;
let env: Record<string, string>;
let action: string;
let names: string;
let pairs: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-nasty-'));
  env = { DATA_DIR: join(dir, 'state'), SOURCES: 'ofac-sdn', NO_COLOR: '1' };
  const party = (remarks: string) => ({ uid: 3, name: NASTY, program: 'TEST3', remarks });
  const files = [join(dir, 'sdn_2026-01-01.csv'), join(dir, 'sdn_2026-01-02.csv')];
  names = join(dir, 'names.txt');
  pairs = join(dir, 'pairs.ndjson');
  await Promise.all([
    writeFile(files[0] ?? '', sdnCsv([party('A remark.')])),
    writeFile(files[1] ?? '', sdnCsv([party(`Another ${NASTY}.`)])),
    writeFile(names, `${NASTY}\n`),
    writeFile(pairs, `${JSON.stringify({ a: NASTY, b: NASTY })}\n`),
  ]);
  const { json } = await tocsin(env, ['ingest', 'ofac-sdn', ...files, '--json']);
  action = (json.at(-1) as { action: string }).action;
});
afterAll(() => rm(dir, { recursive: true }));

describe('what the command line shows of a name that would steer a terminal', () => {
  const asked = (): string[][] => [
    ...['lookup 3', 'recent --days 90', 'changes 3', 'lookup 3 --json', 'listings', 'listings --json'].map((line) =>
      line.split(' '),
    ),
    ...[
      ['action', action],
      ['action', action, '--csv'],
      ['action', action, '--json'],
    ],
    ...[
      ['screen', names],
      ['screen', names, '--csv'],
      ['screen', names, '--json'],
    ],
    ...[
      ['score', NASTY, NASTY],
      ['score', pairs],
      ['score', pairs, '--json'],
    ],
  ];

  it('steers nothing', async () => {
    for (const args of asked()) {
      const { code, out, err } = await tocsin(env, args, '', true);
      const line = args.join(' ');
      expect({ line, code, err, names: out.includes('EVIL') }).toEqual({ line, code: 0, err: '', names: true });
      expect({ line, steers: STEERING.exec(out)?.[0] }).toEqual({ line, steers: undefined });
    }
  });

  it('is the name itself where another program reads it', async () => {
    const [listing] = (await tocsin(env, ['listings', '--limit', '1'])).json as { name: string }[];
    const { out } = await tocsin(env, ['action', action, '--csv']);
    expect([listing?.name, out.includes(NASTY)]).toEqual([NASTY, true]);
  });
});
