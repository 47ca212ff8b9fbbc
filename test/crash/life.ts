import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const Line = z.object({ msg: z.string(), level: z.number() });

/** Builds the bot into a folder, as `npm run build` does, since it starts faster than from its sources; gives its main file. */
export async function build(dir: string): Promise<string> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-p', join(ROOT, 'tsconfig.build.json'), '--outDir', join(dir, 'dist')];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  await cp(join(ROOT, 'package.json'), join(dir, 'package.json'));
  for (const name of ['data', 'node_modules']) await symlink(join(ROOT, name), join(dir, name));
  return join(dir, 'dist/src/main.js');
}

/** One run of the bot, from its start to its end. */
export class Life {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  /** Lines of the log at `error`, and what is no log at all. */
  readonly errors: string[] = [];
  /** It has started. */
  watching = false;
  /** Told of each static message of the log. */
  onLine: (message: string) => void = () => {};

  constructor(main: string, env: Readonly<Record<string, string>>, dir: string) {
    this.#child = spawn(process.execPath, [main, 'start'], {
      env: { PATH: process.env.PATH ?? '', ...env },
      cwd: dir,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#exit = once(this.#child, 'exit');
    if (this.#child.stderr) createInterface({ input: this.#child.stderr }).on('line', (line) => this.#read(line));
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  /** Asks it to stop; gives its exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    await this.#exit;
    return this.#child.exitCode;
  }

  #read(line: string): void {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      this.errors.push(line);
      return;
    }
    const { data } = Line.safeParse(json);
    if (!data) return;
    if (data.level >= 50) this.errors.push(line);
    if (data.msg === 'Tocsin is watching') this.watching = true;
    this.onLine(data.msg);
  }
}
