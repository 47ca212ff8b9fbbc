import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadActors } from './actors/index.js';
import { createAnnouncer } from './app/announce.js';
import { createApp, type LiveApp } from './app/app.js';
import { createCreators } from './app/creators.js';
import type { Sender } from './app/deliveries.js';
import { subscribeDefault, TERMINAL } from './app/destinations.js';
import { createHandlers } from './app/handlers.js';
import { createOps } from './app/ops.js';
import { composeDelivery, composePart } from './app/parcels.js';
import { firstAnswers } from './app/welcome.js';
import type { Config } from './config.js';
import { limitsFor } from './delivery/budgets.js';
import { Digests } from './delivery/digests.js';
import { createOutbox } from './delivery/outbox.js';
import { Pruner } from './delivery/prune.js';
import type { Delivery } from './domain/delivery.js';
import type { Wallet } from './domain/listing.js';
import type { Message } from './domain/message.js';
import { type HealthOptions, type HealthRoom, openHealth } from './health/index.js';
import { bytesIn } from './lib/files.js';
import { createHttp, userAgentOf } from './lib/http.js';
import { packageRoot } from './lib/paths.js';
import type { Actors, Chat, Clock, Command, Log, Source, Store } from './ports.js';
import { chainOf as addressOnChain, loadReference } from './reference/index.js';
import { createSearch } from './search/index.js';
import { tokensOf } from './search/normalise.js';
import { openStore } from './store/index.js';
import { createTies } from './ties/index.js';
import type { Committed, IntakeDeps } from './watch/intake.js';
import { Subscribed } from './watch/subscribed.js';
import { Watcher, type WatcherDeps } from './watch/watcher.js';

/** What a bot is made of beside its configuration. */
export interface BotParts {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly sources: readonly Source[];
  readonly commands: readonly Command[];
  readonly parse: (text: string) => ReturnType<Parameters<typeof createHandlers>[0]['parse']>;
  /** The chats that the configuration asks for; made by the caller, since each brings a heavy library. */
  readonly chats: readonly Chat[];
  /** Subscribed to everything when first seen. */
  readonly defaultDestinations: readonly string[];
  readonly onPolled?: WatcherDeps['onPolled'];
  readonly onProgress?: WatcherDeps['onProgress'];
}

export interface Bot {
  readonly app: LiveApp;
  /**
   * Takes nothing new, lets what is being sent, answered and taken settle for `stopMs` of the outbox's limits, and closes the
   * store. What is not settled then is as it would be after a kill.
   */
  stop(): Promise<void>;
}

/** Starts the whole pipeline. Rejects with `SetupError` when the store is taken or a platform refuses its token. */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { config, clock, log, commands, parse } = parts;
  const actors = await loadActors(join(packageRoot(), 'data', 'actors'));
  const store = await openStore({ dir: config.dataDir, log, clock });
  let health: HealthRoom | null = null;
  try {
    let sender: Sender | null = null;
    const app = await openApp(parts, store, actors, () => sender);
    const plain = new Map(parts.chats.map((chat) => [chat.platform, chat]));
    const notifyOps = createOps(config.opsDestination, plain, clock, log, config.secrets);
    const creators = createCreators({ store, clock, log, chats: plain });
    const room = await openHealth(healthOptions(parts, store, app, notifyOps));
    health = room;
    const chats = new Map(parts.chats.map((chat) => [chat.platform, room.timed(chat)]));
    const compose = (delivery: Delivery) => composeDelivery(store, app, delivery);
    const limits = limitsFor({ slack: config.slack?.alertsPerSecond, discord: config.discord?.alertsPerSecond });
    const partOf = (part: Delivery) => composePart(store, app, part);
    const outbox = createOutbox({
      ...{ store, clock, log, chats, compose, composePart: partOf, notifyOps, limits },
      factsFor: app.factsFor,
      onWithheld: (rows) => digests.wake(rows),
      onSuspended: (place) => creators.suspended(place),
    });
    const digests = new Digests({ store, clock, log, factsFor: app.factsFor, onOwed: (rows) => outbox.wake(rows) });
    const wake = (rows: readonly Delivery[]) => {
      outbox.wake(rows);
      digests.wake(rows);
    };
    sender = { wake, tried: (key, ms) => outbox.tried(key, ms), restored: (id) => outbox.restored(id) };
    const onCommitted = (committed: Committed) => {
      wake(committed.deliveries);
      app.learn(committed.entries).catch((error: unknown) => {
        log.error('The search does not know what was just committed: start the bot again', { error });
      });
    };
    const watcher = new Watcher({
      ...intakeDeps(parts, store, actors, onCommitted),
      ...watchOptions(parts),
      summarises: true,
      notifyOps: (message: Message) => void notifyOps(message),
      onPolled(source, result) {
        room.checked(source.id, result);
        parts.onPolled?.(source, result);
      },
    });
    const handlers = createHandlers({
      ...{ app, commands, parse, log, restored: (id) => outbox.restored(id), tenants: outbox },
      suspension: async (id) => (await store.get('destinations', id))?.suspended,
      firstAnswer: firstAnswers(store),
      untold: creators.untold,
      announce: createAnnouncer(plain, clock, log),
    });
    // What a killed process left behind; nobody else downloads here while we hold the store.
    await rm(downloadFolder(config), { recursive: true, force: true });
    for (const id of parts.defaultDestinations) await subscribeDefault(store, clock, id);
    await room.serve();
    await Promise.all(parts.chats.map((chat) => chat.start({ ...handlers, pages: room.pages, tell: notifyOps })));
    await outbox.start();
    digests.start();
    const pruner = new Pruner({ store, clock, log, retentionDays: config.retentionDays });
    pruner.start();
    watcher.start();
    room.start();
    return {
      app,
      async stop() {
        // Nothing new is taken, and all that is under way shares the time that the sends have.
        const ends = [watcher, pruner, digests, room, ...parts.chats].map((one) => one.stop());
        await Promise.all([outbox.stop(), settledWithin(ends, limits.stopMs, clock)]);
        await store.close();
      },
    };
  } catch (error) {
    await health?.stop();
    await Promise.allSettled(parts.chats.map((chat) => chat.stop()));
    await store.close();
    throw error;
  }
}

/** Resolves when all of them are settled, or after `ms`. */
async function settledWithin(work: readonly Promise<unknown>[], ms: number, clock: Clock): Promise<void> {
  const enough = new AbortController();
  const late = clock.sleep(ms, enough.signal).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), late]);
  enough.abort();
}

/** What tells others how the bot does. */
function healthOptions(
  { config, version, clock, log, sources }: BotParts,
  store: Store,
  app: LiveApp,
  tell: (message: Message) => Promise<boolean>,
): HealthOptions {
  const cadence = new Map(sources.map((source) => [source.id, source.cadence.checkSeconds]));
  return {
    ...{ store, version, clock, log, tell, port: config.port, sources: config.sources },
    checkSeconds: (source) => config.pollSeconds ?? cadence.get(source) ?? 0,
    status: () => app.status(),
    storeBytes: () => bytesIn(config.dataDir),
    portIsTaken: config.slack !== null && !config.slack.appToken,
  };
}

/** What commands see, over an open store. */
export async function openApp(
  { config, clock, sources }: Pick<BotParts, 'config' | 'clock' | 'sources'>,
  store: Store,
  actors: Actors,
  sender: () => Sender | null = () => null,
): Promise<LiveApp> {
  const search = createSearch({ actors });
  const ties = createTies({ actors, tokensOf });
  const prompt = config.slack?.command ?? '/sanctions';
  const { currencies } = await loadReference(join(packageRoot(), 'data', 'reference'));
  const chainOf = ({ label, address }: Wallet) => addressOnChain(currencies, label, address);
  return createApp({ store, clock, actors, sources, search, ties, prompt, chainOf, watching: config, sender });
}

/** What taking a version needs. */
export function intakeDeps(
  { config, clock, log }: Pick<BotParts, 'config' | 'clock' | 'log'>,
  store: Store,
  actors: Actors,
  onCommitted: IntakeDeps['onCommitted'],
): IntakeDeps {
  const terminal = showsTerminal(config);
  const owesTo = (destination: string) => terminal || destination !== TERMINAL.id;
  const subscribed = new Subscribed(store, actors);
  return { store, actors, clock, log, subscribed, onCommitted, owesTo, heldFolder: join(config.dataDir, 'held') };
}

/** Whether the terminal is one of the chats: it is the only one where there are no tokens. */
export function showsTerminal({ slack, discord, opsDestination }: Config): boolean {
  return (!slack && !discord) || opsDestination === TERMINAL.id;
}

function downloadFolder(config: Config): string {
  return join(config.dataDir, 'downloads');
}

/** Where the command line leaves what it wants of a running bot. */
export function requestFolder(config: Config): string {
  return join(config.dataDir, 'requests');
}

/** What polling needs beside that: the network as configured, and which sources to ask how often. */
export function watchOptions(
  parts: Pick<BotParts, 'config' | 'clock' | 'log' | 'version' | 'sources' | 'onPolled' | 'onProgress'>,
): Omit<WatcherDeps, keyof IntakeDeps | 'notifyOps'> {
  const { config, clock, log, version, sources, onPolled, onProgress } = parts;
  const mirrors = Object.values(config.sourceOptions).flatMap(({ url }) => (url ? [new URL(url).origin] : []));
  const http = createHttp({
    clock,
    log,
    userAgent: userAgentOf(version),
    allowPlainHttpTo: (url: URL) => mirrors.includes(url.origin),
    ...(config.proxy ? { proxy: config.proxy } : {}),
    ...(config.noProxy ? { noProxy: config.noProxy } : {}),
  });
  return {
    http,
    folder: downloadFolder(config),
    requestFolder: requestFolder(config),
    formatOf: (source) => config.sourceOptions[source.id]?.format ?? source.formats[0] ?? '',
    originOf: (source) => config.sourceOptions[source.id]?.url ?? source.origin,
    keyOf: (source) => config.sourceOptions[source.id]?.key,
    sources: sources.filter((source) => config.sources.includes(source.id)),
    pollSeconds: config.pollSeconds,
    ...(onPolled ? { onPolled } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
}
