import { stat } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { loadActors } from '../actors/index.js';
import { readOnly } from '../app/app.js';
import { openApp } from '../bot.js';
import { PARTY_TYPES } from '../domain/listing.js';
import type { Match } from '../domain/match.js';
import type { SearchOptions } from '../ports.js';
import { openStoreForReading } from '../store/index.js';
import { opened } from './input.js';
import { createProgress } from './progress.js';
import { type AnswerLine, CSV_HEADER, csvLine, jsonLines, textLine } from './screening/answer.js';
import type { Asked } from './screening/asked.js';
import { linesOf } from './screening/lines.js';
import { recordsOf, type ScreenRecord } from './screening/records.js';
import { remembering } from './screening/remembered.js';
import { actorsFolder, configured, listAsked, print, printData, type SharedFlags, say, type World } from './world.js';

export interface ScreenFlags extends SharedFlags {
  readonly csv?: boolean;
  readonly fromLine?: string;
}

const DEFAULT_LIMIT = 5;
/** Answers come from memory: without a turn of its own now and then nothing else would be heard. */
const TURN_MS = 50;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** The exit code of what a signal ended is, by convention, this and the signal's number. */
const SIGNALLED = 128;

/**
 * Screens many names, one answer an input, in order, whatever the size of the file. The input is plain lines, CSV with a `name` column, or
 * NDJSON (`FIELDS` says what else of a party they may tell). Gives the exit code: 1 where an input is wrong, which is said and the others go on.
 */
export async function screen(world: World, file: string, flags: ScreenFlags): Promise<number> {
  const { config, sources } = await configured(world, flags);
  const list = listAsked(sources, flags);
  const input = file === '-' ? world.input : await opened(file);
  const reader = await openStoreForReading(config.dataDir);
  const app = await openApp(
    { config, clock: world.clock, sources },
    readOnly(reader),
    await loadActors(actorsFolder()),
  );
  const type = PARTY_TYPES.find((known) => known === flags.type);
  const options: SearchOptions = {
    limit: flags.limit ? Number(flags.limit) : DEFAULT_LIMIT,
    ...(flags.minScore === undefined ? {} : { minScore: Number(flags.minScore) }),
    ...(list === undefined ? {} : { list }),
    ...(type === undefined ? {} : { type }),
  };
  const from = Number(flags.fromLine ?? 1);
  const progress = progressOf(world, file === '-' ? null : (await stat(file)).size);
  const answer = flags.json ? jsonLines(await app.asOf()) : flags.csv ? csvLine : textLine;
  if (flags.csv && from === 1) await print(world.output, CSV_HEADER);
  const find = remembering(({ name, ...known }) => app.search.find(name, { ...options, ...known }));
  const run = {
    world,
    file,
    find,
    answer,
    print: answer === textLine ? print : printData,
    from,
    close: () => input.destroy(),
  };
  try {
    return await answered(run, recordsOf(linesOf(input, progress.read), file));
  } finally {
    progress.end();
    input.destroy();
    await reader.close();
  }
}

interface Run {
  readonly world: World;
  readonly file: string;
  readonly find: (asked: Asked) => Match[];
  readonly answer: AnswerLine;
  readonly print: typeof printData;
  readonly from: number;
  /** Ends the waiting for more input. */
  readonly close: () => void;
}

/** Answers record by record, until there are no more or somebody interrupts. */
async function answered(run: Run, records: AsyncIterable<ScreenRecord>): Promise<number> {
  const { world, file, from } = run;
  const where = file === '-' ? 'standard input' : file;
  let interrupted = 0;
  const stop = (_signal: string, number: number) => {
    interrupted = SIGNALLED + number;
    run.close();
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  let [done, wrong, turned] = [from - 1, 0, performance.now()];
  try {
    for await (const record of records) {
      if (record.line < from) continue;
      if (performance.now() - turned > TURN_MS) {
        await turn();
        turned = performance.now();
      }
      if (interrupted > 0) break;
      const wrongs = 'problem' in record.asked ? [record.asked.problem] : (record.asked.unread ?? []);
      for (const problem of wrongs) await say(world.errors, `${where}, line ${record.line}: ${problem}`);
      wrong += wrongs.length;
      const matches = 'problem' in record.asked ? [] : run.find(record.asked);
      await run.print(world.output, run.answer({ ...record, matches }));
      done = record.line;
    }
  } catch (error) {
    // An input that is closed while it is waited for says so.
    if (interrupted === 0) throw error;
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
  }
  if (interrupted === 0) return wrong > 0 ? 1 : 0;
  await say(world.errors, `Interrupted. The last line done is ${done}: go on with --from-line ${done + 1}.`);
  return interrupted;
}

/** How much of the input was read, where a person watches and the answers go elsewhere. */
function progressOf(world: World, size: number | null): { read(bytes: number): void; end(): void } {
  if (world.output.isTTY === true) return { read: () => {}, end: () => {} };
  const progress = createProgress(world);
  let all = 0;
  return {
    read(bytes) {
      all += bytes;
      progress.received('read', all, size);
    },
    end: () => progress.end(),
  };
}
