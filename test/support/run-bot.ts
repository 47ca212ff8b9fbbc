import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { commands } from '../../commands/index.js';
import { parseCommand } from '../../commands/parse.js';
import { defaultDestinations } from '../../src/app/destinations.js';
import { type Bot, startBot } from '../../src/bot.js';
import { createTerminalChat } from '../../src/chat/terminal/index.js';
import { platformChats } from '../../src/cli/chats.js';
import { parseConfig } from '../../src/config.js';
import type { Chat, Log, Source } from '../../src/ports.js';
import { sources } from '../../src/sources/index.js';
import type { Taken } from '../../src/watch/intake.js';
import type { VirtualClock } from './virtual-clock.js';

export interface RunningBot extends Bot {
  /** Every line of the log. */
  readonly logged: readonly { readonly message: string; readonly fields: Record<string, unknown> }[];
  /** Resolves with the result of a source's n-th check since the bot started. */
  polled(source: string, n: number): Promise<readonly Taken[] | Error>;
  /** What the terminal shows, where there is one. */
  readonly screen: () => string;
  type(line: string): void;
}

/** A folder that is removed by `dispose`. */
export async function temporaryFolder(): Promise<{ dir: string; dispose: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-test-'));
  return { dir, dispose: () => rm(dir, { recursive: true, force: true }) };
}

/** The real bot with an environment of the test's own; without tokens it runs in a terminal of streams. */
export async function runBot(env: Record<string, string>, clock: VirtualClock): Promise<RunningBot> {
  const config = parseConfig(env, sources);
  const logged: { message: string; fields: Record<string, unknown> }[] = [];
  const note = (message: string, fields: Record<string, unknown> = {}) => void logged.push({ message, fields });
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const polls = new Polls();
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 120 });
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  const chats: Chat[] = await platformChats(config, log, clock, commands);
  if (chats.length === 0)
    chats.push(createTerminalChat({ input, output, log, commands, colour: 'never', prompt: '/sanctions' }));
  const bot = await startBot({
    config,
    version: '0.0.0',
    clock,
    log,
    sources,
    commands,
    parse: (text) => parseCommand(text, commands),
    chats,
    defaultDestinations: defaultDestinations(config),
    onPolled: (source: Source, result) => polls.note(source.id, result),
  });
  return {
    ...bot,
    logged,
    polled: (source, n) => polls.nth(source, n),
    screen: () => shown,
    type: (line) => void input.write(`${line}\n`),
  };
}

/** Remembers every check of every source, and who waits for one. */
class Polls {
  readonly #results = new Map<string, (readonly Taken[] | Error)[]>();
  readonly #waiting: { source: string; n: number; resolve: (result: readonly Taken[] | Error) => void }[] = [];

  note(source: string, result: readonly Taken[] | Error): void {
    const results = [...(this.#results.get(source) ?? []), result];
    this.#results.set(source, results);
    for (const wait of this.#waiting) if (wait.source === source && wait.n === results.length) wait.resolve(result);
  }

  nth(source: string, n: number): Promise<readonly Taken[] | Error> {
    const known = this.#results.get(source)?.[n - 1];
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => this.#waiting.push({ source, n, resolve }));
  }
}
