import { RefusedVersion } from '../domain/errors.js';
import type { Health } from '../domain/ledger.js';
import type { Message } from '../domain/message.js';
import { truncate } from '../lib/text.js';
import type { Source } from '../ports.js';
import { releaseHeld } from './ingest.js';
import type { Taken } from './intake.js';
import { type PollDeps, pollSource } from './poll.js';
import { forgetReleaseRequest, readReleaseRequest } from './release-request.js';

export interface WatcherDeps extends PollDeps {
  readonly sources: readonly Source[];
  /** Between checks of every source; null for each source's own cadence. */
  readonly pollSeconds: number | null;
  readonly notifyOps: (message: Message) => void;
  /** Where the command line leaves what it wants of a running bot. */
  readonly requestFolder: string;
  readonly onPolled?: (source: Source, result: readonly Taken[] | Error) => void;
}

const MAX_BACKOFF_SECONDS = 900;
/** Once is bad luck, twice is news. */
const FAILURES_TO_ANNOUNCE = 2;

/** Checks every source at its own pace, each apart from the others, until it is stopped. */
export class Watcher {
  readonly #deps: WatcherDeps;
  readonly #stopped = new AbortController();
  #loops: Promise<unknown> = Promise.resolve();

  constructor(deps: WatcherDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#loops = Promise.all(this.#deps.sources.map((source) => this.#loop(source)));
  }

  /** Ends the loops: a download under way is given up, a version that is being taken is taken to its end. */
  async stop(): Promise<void> {
    this.#stopped.abort(new Error('Tocsin is stopping'));
    await this.#loops;
  }

  async #loop(source: Source): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const failures = await this.#safely(source);
      try {
        await this.#deps.clock.sleep(this.#pauseMs(source, failures), signal);
      } catch {
        return;
      }
    }
  }

  /** One round. What nobody foresaw, such as a disk that takes nothing any more, ends neither the loop nor the bot. */
  async #safely(source: Source): Promise<number> {
    try {
      return await this.#once(source);
    } catch (error) {
      this.#deps.log.error('A round of checking a source failed', { source: source.id, error });
      return 1;
    }
  }

  /** Polls a source and records how that went; gives the number of failures in a row. */
  async #once(source: Source): Promise<number> {
    await this.#release(source);
    const result = await checkSource(this.#deps, source, this.#stopped.signal);
    if (this.#stopped.signal.aborted) return 0;
    this.#deps.onPolled?.(source, result);
    const health = await this.#deps.store.get('health', source.id);
    if (result instanceof Error) {
      if (health?.failures === FAILURES_TO_ANNOUNCE) this.#deps.notifyOps(failureNotice(source, health));
      return health?.failures ?? 1;
    }
    for (const taken of result) if (taken.held !== null) this.#deps.notifyOps(heldNotice(source, taken.held));
    return 0;
  }

  /** Takes a held version that a person asked for on the command line while we hold the store. */
  async #release(source: Source): Promise<void> {
    const folder = this.#deps.requestFolder;
    const request = await readReleaseRequest(folder, source.id);
    if (!request) return;
    try {
      await releaseHeld(this.#deps, source, request);
    } catch (error) {
      this.#deps.log.warn('A release was asked for and could not be done', { source: source.id, error });
    }
    await forgetReleaseRequest(folder, source.id);
  }

  #pauseMs(source: Source, failures: number): number {
    const seconds = this.#deps.pollSeconds ?? source.cadence.checkSeconds;
    return Math.max(seconds, Math.min(seconds * 2 ** Math.min(failures, 10), MAX_BACKOFF_SECONDS)) * 1000;
  }
}

/** One check of one source, with its health recorded. Never rejects: a failure is the result. */
export async function checkSource(
  deps: WatcherDeps,
  source: Source,
  signal: AbortSignal,
): Promise<readonly Taken[] | Error> {
  let result: readonly Taken[] | Error;
  try {
    result = await pollSource(deps, source, signal);
  } catch (error) {
    result = error instanceof Error ? error : new Error(String(error));
    if (signal.aborted) return result;
    const said = result instanceof RefusedVersion ? 'A version was refused' : 'A source could not be checked';
    deps.log.warn(said, { source: source.id, reason: result.message });
  }
  try {
    await recordHealth(deps, source, result);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  return result;
}

async function recordHealth(deps: WatcherDeps, source: Source, result: readonly Taken[] | Error): Promise<void> {
  const now = deps.clock.now().toISOString();
  const before = await deps.store.get('health', source.id);
  const failed = result instanceof Error;
  const changed = !failed && result.some((taken) => taken.action !== null || taken.baseline);
  const health: Health = {
    source: source.id,
    checkedAt: now,
    succeededAt: failed ? (before?.succeededAt ?? null) : now,
    changedAt: changed ? now : (before?.changedAt ?? null),
    failures: failed ? (before?.failures ?? 0) + 1 : 0,
    failingSince: failed ? (before?.failingSince ?? now) : null,
    error: failed ? truncate(result.message, 500) : null,
  };
  await deps.store.transaction(async (tx) => tx.put('health', source.id, health));
  if (!failed && (before?.failures ?? 0) >= FAILURES_TO_ANNOUNCE) deps.notifyOps(recoveryNotice(source));
}

function notice(title: string, text: string): Message {
  return {
    push: truncate(`${title}: ${text}`, 250),
    tone: 'problem',
    title,
    blocks: [{ kind: 'text', lines: [[{ text }]] }],
    buttons: [{ label: 'Status', run: 'status' }],
    foot: ['about the bot itself'],
    format: 'full',
  };
}

function failureNotice(source: Source, health: Health): Message {
  const text = `${source.title} could not be read ${health.failures} times in a row: ${health.error ?? ''}. The last good data keep answering.`;
  return notice(`${source.id} fails`, text);
}

function recoveryNotice(source: Source): Message {
  return notice(`${source.id} is back`, `${source.title} can be read again.`);
}

function heldNotice(source: Source, reason: string): Message {
  const text = `A new version of ${source.title} waits for a person: ${reason}. Compare it with the publisher's own notice, then run: tocsin release ${source.id} --why "…". Until then the last version keeps answering.`;
  return notice(`${source.id} is held`, text);
}
