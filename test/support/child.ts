import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The program in a process of its own. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  out(): string;
  err(): string;
  /** Resolves once standard output holds it; rejects when the process ends before. */
  says(what: RegExp): Promise<void>;
  /** The same for standard error, which is where the log goes. */
  logs(what: RegExp): Promise<void>;
  /** The exit code, or the signal. */
  readonly ended: Promise<number | string>;
}

/** The program as it is started, with this environment and nothing of ours but the path to programs. */
export function tocsin(env: Record<string, string>, ...args: string[]): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/main.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
  });
  const out = new Said();
  const err = new Said();
  child.stdout.on('data', (chunk: Buffer) => out.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.add(chunk));
  const ended = once(child, 'close').then(([code, signal]) => {
    const last = `${out.text}\n${err.text}`;
    for (const said of [out, err]) said.end(last);
    return (code ?? signal) as number | string;
  });
  return {
    process: child,
    out: () => out.text,
    err: () => err.text,
    says: (what) => out.holds(what),
    logs: (what) => err.holds(what),
    ended,
  };
}

/** What a process wrote to one of its outputs. */
class Said {
  text = '';
  readonly #waiting: { what: RegExp; resolve: () => void; reject: (error: Error) => void }[] = [];

  add(chunk: Buffer): void {
    this.text += chunk.toString('utf8');
    for (const { what, resolve } of this.#waiting) if (what.test(this.text)) resolve();
  }

  holds(what: RegExp): Promise<void> {
    if (what.test(this.text)) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ what, resolve, reject }));
  }

  end(last: string): void {
    for (const { what, reject } of this.#waiting) reject(new Error(`it ended without saying ${what}:\n${last}`));
  }
}
