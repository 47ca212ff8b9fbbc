import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '../../ports.js';

export const HISTORY_LINES = 500;

/** Earlier lines, newest first; empty where there are none or they cannot be read, which is said in the log. */
export async function readHistory(file: string, log: Log): Promise<string[]> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.slice(-HISTORY_LINES).reverse();
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!absent) log.warn('the history of typed lines cannot be read', { file, reason: String(error) });
    return [];
  }
}

/** Keeps the file up to date, one write at a time; only its owner may read it. */
export class HistoryFile {
  readonly #file: string;
  readonly #log: Log;
  #writing: Promise<void> = Promise.resolve();
  #waiting: readonly string[] | null = null;

  constructor(file: string, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  /** Newest first. */
  save(lines: readonly string[]): void {
    const busy = this.#waiting !== null;
    this.#waiting = [...lines];
    if (!busy) this.#writing = this.#writing.then(() => this.#write());
  }

  /** Resolves once everything is written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #write(): Promise<void> {
    const lines = this.#waiting ?? [];
    this.#waiting = null;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      const handle = await open(this.#file, 'w', 0o600);
      try {
        await handle.chmod(0o600);
        await handle.writeFile(`${[...lines].reverse().join('\n')}\n`);
      } finally {
        await handle.close();
      }
    } catch (error) {
      this.#log.warn('the history of typed lines cannot be written', { file: this.#file, reason: String(error) });
    }
  }
}
