import type { Message } from '../domain/message.js';
import type { Chat, Clock, Log, Status, Store, WebPages } from '../ports.js';
import { Guard } from './guard.js';
import type { Checked } from './metrics.js';
import type { PageServer } from './server.js';
import type { VerdictFacts } from './verdict.js';

export interface HealthOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** Every source that is watched. */
  readonly sources: readonly string[];
  readonly checkSeconds: VerdictFacts['checkSeconds'];
  readonly status: () => Promise<Status>;
  /** Bytes on disk. */
  readonly storeBytes: () => Promise<number>;
  /** Tells those who run the bot; gives whether it reached them. */
  readonly tell: (message: Message) => Promise<boolean>;
  /** Null: nothing is served, and nothing is measured. */
  readonly port: number | null;
  /** A chat listens on that port, and serves the pages. */
  readonly portIsTaken: boolean;
}

/** Whether the bot does its work, for people and for machines. */
export interface HealthRoom {
  readonly pages: WebPages;
  checked(source: string, result: Checked): void;
  /** The chat itself, measured where anything is. */
  timed(chat: Chat): Chat;
  /** Rejects with `SetupError` when the port is taken by another program. */
  serve(): Promise<void>;
  /** Begins to look whether anything is stuck. */
  start(): void;
  stop(): Promise<void>;
}

/** The dead man's switch, and `/healthz` and `/metrics` where a port is set; what measures is loaded for that only. */
export async function openHealth(options: HealthOptions): Promise<HealthRoom> {
  const { port, portIsTaken, log } = options;
  const guard = new Guard(options);
  const monitor = port === null ? null : (await import('./monitor.js')).createMonitor(options);
  const pages: WebPages = monitor?.pages ?? new Map();
  let server: PageServer | null = null;
  return {
    pages,
    checked: (source, result) => monitor?.metrics.checked(source, result),
    timed: (chat) => monitor?.metrics.timed(chat) ?? chat,
    async serve() {
      if (port === null || portIsTaken) return;
      const { servePages } = await import('./server.js');
      server = await servePages(port, pages, log);
    },
    start: () => guard.start(),
    async stop() {
      monitor?.metrics.stop();
      await Promise.all([guard.stop(), server?.stop()]);
    },
  };
}
