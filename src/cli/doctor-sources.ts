import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchOptions } from '../bot.js';
import { type Config, sourceVariable } from '../config.js';
import type { Finding } from '../domain/finding.js';
import type { Cursor } from '../domain/ledger.js';
import type { Clock, FeedSource, Fetched, Http, ListSource, Log, PollContext, Source } from '../ports.js';
import type { Check } from './doctor-check.js';
import { feedFinding, readThrough, warningsOf } from './doctor-read.js';
import { type Route, reasonOf } from './doctor-reasons.js';

/** The lists without a change signal are smaller, and so is every error page; the largest list has 109 MB. */
const SMALL_BYTES = 5_000_000;

/** One that was never seen whole is read whole, whatever its size, to say what is not understood of it. */
const PATIENT_SECONDS = 120;
/** Publishers who write their file on request: over a minute passes before its first byte. */
const WRITTEN_ON_REQUEST: readonly string[] = ['eu-fsf'];

/** Of a file that is coming. */
interface Arrived {
  bytes: number;
}

interface SourceParts {
  readonly config: Config;
  readonly sources: readonly Source[];
  /** Every source is tried, not only those that are watched: nobody has chosen yet. */
  readonly all: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** Takes the time that a server told. */
  readonly told: (date: string | null | undefined) => void;
}

/** Asks sources as the bot will, and takes nothing from them. One that is not watched can fail nothing. */
export function sourceChecks(parts: SourceParts): Check[] {
  const watched = parts.config.sources;
  const tried = parts.sources.filter(({ id }) => parts.all || watched.includes(id));
  return tried.flatMap((source) => {
    const checks = checksOf(source, parts);
    return watched.includes(source.id) ? checks : checks.map(harmless);
  });
}

function harmless(check: Check): Check {
  const mild = (finding: Finding): Finding => ({
    ...finding,
    detail: `not watched; ${finding.detail}`,
    ...(finding.state === 'fail' ? { state: 'warn' } : {}),
  });
  return {
    ...check,
    async *run(signal) {
      for await (const finding of check.run(signal)) yield mild(finding);
    },
    late() {
      const { area, what } = check;
      return mild(
        check.late?.() ?? { area, what, state: 'warn', detail: 'no answer in time', mend: 'Try again later.' },
      );
    },
  };
}

/** With a client of its own, so that nobody is blamed for waiting behind another source of the same host. */
function checksOf(source: Source, parts: SourceParts): Check[] {
  const watch = watchOptions(parts);
  const http = withDates(watch.http, parts.told);
  const route: Route = {
    variable: sourceVariable(source.id, 'URL'),
    ...(source.key ? { keyVariable: sourceVariable(source.id, 'KEY') } : {}),
    mirrored: parts.config.sourceOptions[source.id]?.url !== undefined,
    proxied: parts.config.proxy !== null,
  };
  const key = watch.keyOf?.(source);
  if (source.key && key === undefined) return [keyless(source)];
  const asked = {
    http,
    clock: parts.clock,
    log: parts.log,
    origin: watch.originOf(source),
    format: watch.formatOf(source),
    ...(key === undefined ? {} : { key }),
  };
  const check = (run: (context: PollContext) => AsyncIterable<Finding>): Check => ({
    area: 'source',
    what: source.id,
    run: (signal) => inFolder(source, route, (folder) => run({ ...asked, cursor: null, folder, signal })),
  });
  const takesLong = source.experimental || WRITTEN_ON_REQUEST.includes(source.id);
  const limit = takesLong ? { limitSeconds: PATIENT_SECONDS } : {};
  if (source.kind === 'feed') return [{ ...check((context) => feed(source, context)), ...limit }];
  const arrived: Arrived = { bytes: 0 };
  const fileCheck = check((context) => file(source, route, context, arrived));
  return [
    check((context) => changeSignal(source, route, context)),
    { ...fileCheck, ...limit, late: () => slow(source, arrived) },
  ];
}

function keyless({ id }: Source): Check {
  return {
    area: 'source',
    what: id,
    async *run() {
      const detail = 'needs a key of its publisher, and there is none';
      yield {
        area: 'source',
        what: id,
        state: 'off',
        detail,
        mend: `Set ${sourceVariable(id, 'KEY')}; readme.md of the source says how to get one.`,
      };
    },
  };
}

function withDates(http: Http, told: SourceParts['told']): Http {
  const noted = async <T extends { readonly date?: string | null }>(answer: Promise<T>): Promise<T> => {
    told((await answer).date);
    return answer;
  };
  return {
    text: (request) => noted(http.text(request)),
    download: (request, path, onProgress) => noted(http.download(request, path, onProgress)),
  };
}

/** A folder of its own for downloads; what goes wrong is a finding with its reason. */
async function* inFolder(
  source: Source,
  route: Route,
  run: (folder: string) => AsyncIterable<Finding>,
): AsyncGenerator<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-doctor-'));
  try {
    yield* run(folder);
  } catch (error) {
    yield { area: 'source', what: source.id, state: 'fail', ...reasonOf(error, route) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ok(source: Source, detail: string): Finding {
  return { area: 'source', what: source.id, state: 'ok', detail, mend: null };
}

async function* feed(source: FeedSource, context: PollContext): AsyncGenerator<Finding> {
  const { log, warnings } = warningsOf(context.log);
  const { seen } = await source.poll({ ...context, log });
  // At first sight no item is opened: as if all but the newest were known, its page or file is judged as well.
  if (source.experimental && seen.length > 1)
    await source.poll({ ...context, log, cursor: cursorWith(source, context, seen.slice(1)) });
  yield feedFinding(source.id, seen.length, [...new Set(warnings)]);
}

function cursorWith({ id }: FeedSource, { clock, format }: PollContext, items: readonly string[]): Cursor {
  const now = clock.now().toISOString();
  return {
    ...{
      source: id,
      format,
      published: null,
      digest: '',
      lastAction: 'baseline',
      baselineOn: now,
      items,
      polled: true,
    },
    ...{ signal: null, etag: null, lastModified: null, validFor: null, unconfirmed: null, takenAt: now, fileAt: now },
    ...{ records: items.length, gaps: 0, setAside: [], unknown: [] },
  };
}

async function* changeSignal(source: ListSource, route: Route, context: PollContext): AsyncGenerator<Finding> {
  try {
    const signal = await source.changeSignal(context);
    if (signal !== null)
      yield ok(source, `tells of changes; the latest is ${/^\d+$/.test(signal) ? `number ${signal}` : signal}`);
  } catch (error) {
    const { detail, mend } = reasonOf(error, route);
    yield {
      area: 'source',
      what: source.id,
      state: 'warn',
      detail: `does not tell of changes, so the file itself will be asked for, a large one less and less often: ${detail}`,
      mend,
    };
  }
}

/** Lets a small file come whole; of a large one only enough to see that it comes. */
async function* file(
  source: ListSource,
  route: Route,
  context: PollContext,
  arrived: Arrived,
): AsyncGenerator<Finding> {
  const enough = new AbortController();
  const onProgress = (bytes: number, total: number | null) => {
    arrived.bytes = bytes;
    if (!source.experimental && (total ?? bytes) > SMALL_BYTES) enough.abort(new Error('enough was seen'));
  };
  const signal = AbortSignal.any([context.signal, enough.signal]);
  let fetched: Fetched | 'unchanged';
  try {
    fetched = await source.fetch({ ...context, signal, onProgress });
  } catch (error) {
    if (!enough.signal.aborted) throw error;
    return yield ok(source, `its file comes (${context.format})`);
  }
  if (fetched !== 'unchanged') yield await readThrough(source, fetched, route);
}

function slow(source: Source, { bytes }: Arrived): Finding | null {
  if (bytes === 0) return null;
  const detail = `its file comes slowly: ${Math.ceil(bytes / 1000).toLocaleString('en-GB')} kB so far`;
  return {
    area: 'source',
    what: source.id,
    state: 'warn',
    detail,
    mend: 'The bot waits longer: nothing needs to be done.',
  };
}
