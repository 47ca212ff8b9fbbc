import type { Clock, Log, Status, StoreReader, WebPage, WebPages } from '../ports.js';
import { Metrics } from './metrics.js';
import { faultsOf, type VerdictFacts } from './verdict.js';

export interface MonitorOptions {
  readonly store: StoreReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly sources: readonly string[];
  readonly status: () => Promise<Status>;
  readonly checkSeconds: VerdictFacts['checkSeconds'];
  /** Bytes on disk. */
  readonly storeBytes: () => Promise<number>;
}

/** What other machines may read of the bot: whether it does its work, and its figures. */
export interface Monitor {
  readonly metrics: Metrics;
  readonly pages: WebPages;
}

export function createMonitor(options: MonitorOptions): Monitor {
  const { clock, status, checkSeconds } = options;
  const startedAt = clock.now();
  const faults = (state: Status) => faultsOf(state, { now: clock.now(), startedAt, checkSeconds });
  const metrics = new Metrics({ ...options, isHealthy: (state) => faults(state).length === 0 });
  const health = async (): Promise<WebPage> => {
    const reasons = faults(await status());
    const healthy = reasons.length === 0;
    const body = `${JSON.stringify({ healthy, reasons })}\n`;
    return { status: healthy ? 200 : 503, type: 'application/json; charset=utf-8', body };
  };
  return {
    metrics,
    pages: new Map([
      ['/healthz', health],
      ['/metrics', () => metrics.page()],
    ]),
  };
}
