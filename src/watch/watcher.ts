import { setMaxListeners } from 'node:events';
import { RefusedVersion } from '../domain/errors.js';
import { silenceMs } from '../domain/health.js';
import type { Message } from '../domain/message.js';
import { retryAfterOf } from '../lib/http-error.js';
import type { Source } from '../ports.js';
import { newsOf, recordHealth } from './health.js';
import { releaseHeld } from './ingest.js';
import type { Taken } from './intake.js';
import { heldNotice } from './notices.js';
import { type PollDeps, type Polled, pollSource } from './poll.js';
import { forgetReleaseRequest, readReleaseRequest } from './release-request.js';
import { backOffMs, nextSlot } from './schedule.js';

export interface WatcherDeps extends PollDeps {
  readonly sources: readonly Source[];
  /** Between checks of every source; null for each source's own cadence. */
  readonly pollSeconds: number | null;
  readonly notifyOps: (message: Message) => void;
  /** Where the command line leaves what it wants of a running bot. */
  readonly requestFolder: string;
  readonly onPolled?: (source: Source, result: readonly Taken[] | Error) => void;
}

/** How the pause after a check is to be. */
interface Round {
  readonly failures: number;
  /** What the publisher asked for. */
  readonly retryAfterSeconds: number | null;
}

/** Checks every source at its own pace, each apart from the others, until it is stopped. */
export class Watcher {
  readonly #deps: WatcherDeps;
  readonly #stopped = new AbortController();
  #loops: Promise<unknown> = Promise.resolve();
  #startedAt = new Date(0);

  constructor(deps: WatcherDeps) {
    this.#deps = deps;
    // Each source listens for the end while it sleeps, and each of its requests: more than Node expects of one signal.
    setMaxListeners(0, this.#stopped.signal);
  }

  start(): void {
    this.#startedAt = this.#deps.clock.now();
    this.#loops = Promise.all(this.#deps.sources.map((source) => this.#loop(source)));
  }

  /** Ends the loops: a download under way is given up, a version that is being taken is taken to its end. */
  async stop(): Promise<void> {
    this.#stopped.abort(new Error('Tocsin is stopping'));
    await this.#loops;
  }

  async #loop(source: Source): Promise<void> {
    const { signal } = this.#stopped;
    const { clock } = this.#deps;
    let due = clock.now().getTime();
    while (!signal.aborted) {
      const round = await this.#safely(source);
      due = this.#nextCheck(source, round, due);
      try {
        await clock.sleep(Math.max(0, due - clock.now().getTime()), signal);
      } catch {
        return;
      }
    }
  }

  /** A check that takes longer than its interval misses slots; a timer that rings early does not make one come twice. */
  #nextCheck(source: Source, { failures, retryAfterSeconds }: Round, due: number): number {
    const now = this.#deps.clock.now().getTime();
    const pace = { id: source.id, everyMs: Math.max(1, this.#checkSeconds(source) * 1000) };
    const wait = backOffMs(pace, failures, retryAfterSeconds);
    return wait === null ? nextSlot(pace, Math.max(now, Math.min(due, now + pace.everyMs))) : now + wait;
  }

  /** One round. What nobody foresaw, such as a disk that takes nothing any more, ends neither the loop nor the bot. */
  async #safely(source: Source): Promise<Round> {
    try {
      return await this.#once(source);
    } catch (error) {
      this.#deps.log.error('A round of checking a source failed', { source: source.id, error });
      return { failures: 1, retryAfterSeconds: null };
    }
  }

  /** Polls a source, records how that went, and tells people what they should know. */
  async #once(source: Source): Promise<Round> {
    await this.#release(source);
    const { signal } = this.#stopped;
    const over = this.#listen(source);
    const checked = await check(this.#deps, source, signal).finally(over);
    if (signal.aborted) return { failures: 0, retryAfterSeconds: null };
    const result = checked instanceof Error ? checked : checked.taken;
    await this.#tell(source);
    this.#deps.onPolled?.(source, result);
    const retryAfterSeconds = retryAfterOf(checked instanceof Error ? checked : checked.unreadable);
    if (result instanceof Error) {
      const health = await this.#deps.store.get('health', source.id);
      return { failures: health?.failures ?? 1, retryAfterSeconds };
    }
    for (const taken of result) if (taken.held !== null) this.#deps.notifyOps(heldNotice(source, taken.held));
    return { failures: 0, retryAfterSeconds };
  }

  /** While a check lasts its source may be silent for so long that people are told; gives what ends that. */
  #listen(source: Source): () => void {
    const over = new AbortController();
    const silent = this.#deps.clock.sleep(silenceMs(this.#checkSeconds(source)), over.signal);
    silent.then(() => this.#tell(source)).catch(() => undefined);
    return () => over.abort();
  }

  async #tell(source: Source): Promise<void> {
    const watched = { source, checkSeconds: this.#checkSeconds(source), watchedSince: this.#startedAt };
    const news = await newsOf(this.#deps, watched);
    if (news) this.#deps.notifyOps(news);
  }

  #checkSeconds({ cadence }: Source): number {
    return this.#deps.pollSeconds ?? cadence.checkSeconds;
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
}

/** One check of one source, with its health recorded. Never rejects: a failure is the result. */
export async function checkSource(
  deps: WatcherDeps,
  source: Source,
  signal: AbortSignal,
): Promise<readonly Taken[] | Error> {
  const checked = await check(deps, source, signal);
  return checked instanceof Error ? checked : checked.taken;
}

async function check(deps: WatcherDeps, source: Source, signal: AbortSignal): Promise<Polled | Error> {
  let result: Polled | Error;
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
