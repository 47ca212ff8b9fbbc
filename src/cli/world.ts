import { join, resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { clean } from '../chat/terminal/text.js';
import { type Config, type Environment, parseConfig, secretsIn } from '../config.js';
import { UserError } from '../domain/errors.js';
import { createLog } from '../lib/log.js';
import { packageRoot } from '../lib/paths.js';
import type { Clock, Log, Source } from '../ports.js';

/** What the command line touches of the world; `main.ts` hands in the real one. */
export interface World {
  readonly env: Environment;
  readonly input: Readable & { isTTY?: boolean };
  readonly output: Writable & { isTTY?: boolean; columns?: number };
  readonly errors: Writable & { isTTY?: boolean };
  readonly clock: Clock;
  readonly version: string;
}

/** The flags that every command shares. */
export interface SharedFlags {
  readonly json?: boolean;
  readonly dataDir?: string;
  readonly limit?: string;
  readonly minScore?: string;
  readonly list?: string;
  readonly type?: string;
}

/** The sources and the configuration, with `--data-dir` above `DATA_DIR`. */
export async function configured(
  world: World,
  flags: SharedFlags,
): Promise<{ config: Config; sources: readonly Source[] }> {
  const { sources } = await import('../sources/index.js');
  const config = parseConfig(world.env, sources);
  return { config: flags.dataDir ? { ...config, dataDir: resolve(flags.dataDir) } : config, sources };
}

/** The list that `--list` names, if it is given. Throws `UserError` where there is no such list. */
export function listAsked(sources: readonly Source[], { list }: SharedFlags): string | undefined {
  const lists = sources.flatMap(({ kind, id }) => (kind === 'list' ? [id] : []));
  if (list === undefined || lists.includes(list)) return list;
  throw new UserError(`There is no list “${list}”. Lists: ${lists.join(', ')}.`);
}

export function actorsFolder(): string {
  return join(packageRoot(), 'data', 'actors');
}

/** A log on standard error, so that standard output holds answers only. */
export function logOf(world: World, level: Config['logLevel']): Log {
  const write = (line: string) => void world.errors.write(line);
  return createLog({ level, pretty: world.errors.isTTY === true, write, secrets: secretsIn(world.env) });
}

/** Writes text that may hold names from outside: nothing in it can steer the terminal. */
export async function say(output: Writable, text: string): Promise<void> {
  await print(output, text.split('\n').map(clean).join('\n'));
}

/** Writes a line of data: as it is for a file or the next program, and so that it cannot steer a terminal. */
export function printData(output: Writable & { isTTY?: boolean }, line: string): Promise<void> {
  return output.isTTY === true ? say(output, line) : print(output, line);
}

/** Writes a line as it is, and waits where the reader is slower than we are. */
export async function print(output: Writable, line: string): Promise<void> {
  if (output.write(`${line}\n`)) return;
  await new Promise<void>((resolve) => output.once('drain', resolve));
}
