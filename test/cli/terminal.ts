import { Readable, Writable } from 'node:stream';
import type { World } from '../../src/cli/world.js';
import { runCommandLine } from '../../src/cli.js';
import { systemClock } from '../../src/lib/time.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  /** Whole lines of standard output. */
  readonly lines: readonly string[];
  /** The same as JSON, where that is what they are. */
  readonly json: readonly unknown[];
  readonly err: string;
}

/** Gathers what is written. */
function collector(): Writable & { text: string } {
  const stream = Object.assign(new Writable(), { text: '' });
  stream._write = (chunk, _encoding, done) => {
    stream.text += String(chunk);
    done();
  };
  return stream;
}

/** Runs the command line as a script would, or a person at a terminal: this environment and nothing else. */
export async function tocsin(env: World['env'], args: readonly string[], input = '', isTTY = false): Promise<Ran> {
  const output = Object.assign(collector(), { isTTY });
  const errors = collector();
  const code = await runCommandLine(args, {
    env,
    input: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    output,
    errors,
    clock: systemClock,
    version: '1.2.3',
  });
  const lines = output.text.split('\n').slice(0, -1);
  return {
    code,
    out: output.text,
    lines,
    get json() {
      return lines.map((line) => JSON.parse(line));
    },
    err: errors.text,
  };
}
