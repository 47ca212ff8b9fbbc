import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Registry } from 'prom-client';
import type { Action } from '../domain/action.js';
import type { SendOutcome } from '../domain/delivery.js';
import { RefusedVersion } from '../domain/errors.js';
import type { Chat, Clock, Log, Post, Status, StoreReader, WebPage } from '../ports.js';
import { families } from './families.js';

/** In milliseconds: the loop is looked at so often, and every delay that is measured contains it. */
const LOOP_RESOLUTION = 10;
const QUANTILES = { '0.5': 50, '0.99': 99, '1': 100 } as const;

/** What a check of a source gave. */
export type Checked =
  | readonly { readonly baseline: boolean; readonly held: string | null; readonly action: Action | null }[]
  | Error;

export interface MetricsOptions {
  readonly store: StoreReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** Every source that is watched. */
  readonly sources: readonly string[];
  readonly status: () => Promise<Status>;
  readonly isHealthy: (status: Status) => boolean;
  readonly storeBytes: () => Promise<number>;
}

/** What happened since the start, and how things are at the moment, as Prometheus reads it. */
export class Metrics {
  readonly #options: MetricsOptions;
  readonly #registry = new Registry();
  readonly #of = families(this.#registry);
  readonly #loop: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION });

  constructor(options: MetricsOptions) {
    this.#options = options;
    this.#loop.enable();
    this.#of.build.set({ version: options.version }, 1);
    for (const source of options.sources)
      for (const result of ['ok', 'failed', 'refused']) this.#of.checks.inc({ source, result }, 0);
  }

  /** A source was checked. */
  checked(source: string, result: Checked): void {
    if (result instanceof Error) {
      const refused = result instanceof RefusedVersion;
      this.#of.checks.inc({ source, result: refused ? 'refused' : 'failed' });
      if (refused) this.#of.versions.inc({ source, outcome: 'refused' });
      return;
    }
    this.#of.checks.inc({ source, result: 'ok' });
    for (const { baseline, held, action } of result) {
      const taken = baseline ? 'baseline' : 'taken';
      this.#of.versions.inc({ source, outcome: held === null ? taken : 'held' });
      if (action) this.#of.actions.inc({ source, kind: action.kind });
    }
  }

  /** The chat itself, with its sends timed. */
  timed(chat: Chat): Chat {
    return new Proxy(chat, {
      get: (target, name) => {
        if (name === 'send') return (post: Post) => this.#send(target, post);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  async page(): Promise<WebPage> {
    await this.#refresh();
    return { status: 200, type: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  stop(): void {
    this.#loop.disable();
  }

  async #send(chat: Chat, post: Post): Promise<SendOutcome> {
    const { platform } = chat;
    const began = performance.now();
    const outcome = await chat.send(post);
    this.#of.sendSeconds.observe({ platform, outcome: outcome.kind }, (performance.now() - began) / 1000);
    if (outcome.kind === 'sent')
      void this.#noteAccepted(post).catch((error) => this.#options.log.error(LOST, { error }));
    return outcome;
  }

  async #noteAccepted({ key, destination: { platform } }: Post): Promise<void> {
    const { store, clock } = this.#options;
    const delivery = await store.get('deliveries', key);
    if (!delivery || delivery.parcel) return;
    const action = await store.get('actions', delivery.action);
    if (action) this.#of.acceptedSeconds.observe({ platform }, secondsSince(action.detectedAt, clock.now()));
  }

  async #refresh(): Promise<void> {
    const { store, clock, status, isHealthy, storeBytes } = this.#options;
    const now = clock.now();
    const state = await status();
    this.#of.healthy.set(isHealthy(state) ? 1 : 0);
    for (const { id, failures, records, kind, held } of state.sources) {
      const succeededAt = (await store.get('health', id))?.succeededAt;
      if (succeededAt) this.#of.successAge.set({ source: id }, secondsSince(succeededAt, now));
      this.#of.failures.set({ source: id }, failures);
      if (kind === 'list') this.#of.records.set({ source: id }, records);
      this.#of.held.set({ source: id }, held ? 1 : 0);
    }
    const { oldestPending } = state.deliveries;
    this.#of.oldest.set(oldestPending === null ? 0 : secondsSince(oldestPending, now));
    await this.#countDeliveries();
    for (const [quantile, percent] of Object.entries(QUANTILES))
      this.#of.loopLag.set({ quantile }, Math.max(0, this.#loop.percentile(percent) / 1e6 - LOOP_RESOLUTION) / 1000);
    this.#loop.reset();
    this.#of.storeBytes.set(await storeBytes());
    this.#of.resident.set(process.memoryUsage.rss());
  }

  async #countDeliveries(): Promise<void> {
    const counts = new Map<string, number>();
    for (const [, { destination, state, reason }] of await this.#options.store.list('deliveries')) {
      const name = [destination.slice(0, destination.indexOf('/')), state, reason ?? ''].join(' ');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    this.#of.deliveries.reset();
    for (const [name, count] of counts) {
      const [platform = '', state = '', reason = ''] = name.split(' ');
      this.#of.deliveries.set({ platform, state, reason }, count);
    }
  }
}

const LOST = 'The latency of an alert could not be measured';

function secondsSince(at: string, now: Date): number {
  return Math.max(0, (now.getTime() - Date.parse(at)) / 1000);
}
