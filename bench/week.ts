/** Every source polled on one machine for a week of an injected clock: requests, bytes, memory, timers and drift. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadActors } from '../src/actors/index.js';
import { bareListing } from '../src/domain/listing.js';
import { createHttp } from '../src/lib/http.js';
import { fetchListFile, listFileOf } from '../src/lib/list-file.js';
import { packageRoot } from '../src/lib/paths.js';
import type { FeedSource, ListSource, Log, PollContext, ReadEvent, Source, Store, VersionFiles } from '../src/ports.js';
import { sources } from '../src/sources/index.js';
import { Subscribed } from '../src/watch/subscribed.js';
import { Watcher } from '../src/watch/watcher.js';
import { createMemoryStore } from '../test/support/memory-store.js';
import { WeekClock } from './week-clock.js';
import { PublisherHost, realBytes } from './week-site.js';

const START = new Date('2026-01-05T00:00:00.000Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 7;
const QUIET: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** OFAC publishes on working days, others now and then; the Security Council rewrites its file every night. */
const EVERY_NIGHT = new Set(['un-sc']);
const WORKING_DAYS = new Set(['ofac-sdn', 'ofac-recent-actions', 'ofac-changes', 'treasury-press']);

/** When each source was checked. */
type Checks = Map<string, number[]>;

/** Prints what each source and host was asked for, and how each day began and ended. */
export async function benchWeek(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
  const clock = new WeekClock(START);
  // In memory: a week of checks writes 60,000 times, and how fast a disk is says nothing here.
  const store = createMemoryStore();
  const hosts = new Map([...new Set(sources.map(hostOf))].map((host) => [host, new PublisherHost(host)]));
  const origins = new Map<string, string>();
  for (const [host, publisher] of hosts) origins.set(host, await publisher.start());
  const checks: Checks = new Map();
  const notices: string[] = [];
  try {
    const began = performance.now();
    const watcher = await watch({ dir, clock, store, origins, checks, notices });
    const days = await week(clock, hosts);
    await watcher.stop();
    console.log(`\nA week of ${sources.length} sources, in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    console.table(sources.map((source) => sourceRow(source, hosts, checks.get(source.id) ?? [])));
    console.table([...hosts.values()].map(hostRow));
    console.table(days);
    printPeer(hosts, checks);
    for (const notice of notices) console.log(`  told: ${notice}`);
  } finally {
    await store.close();
    for (const publisher of hosts.values()) publisher.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function hostOf({ origin }: Source): string {
  return new URL(origin).host;
}

interface Scene {
  readonly dir: string;
  readonly clock: WeekClock;
  readonly store: Store;
  readonly origins: ReadonlyMap<string, string>;
  readonly checks: Checks;
  readonly notices: string[];
}

/** The real watcher, as polite to this machine as it is to publishers. */
async function watch({ dir, clock, store, origins, checks, notices }: Scene): Promise<Watcher> {
  const actors = await loadActors(join(packageRoot(), 'data', 'actors'));
  const watcher = new Watcher({
    ...{ store, actors, clock, log: QUIET, onCommitted: () => {}, owesTo: () => false },
    subscribed: new Subscribed(store, actors),
    heldFolder: join(dir, 'held'),
    folder: join(dir, 'downloads'),
    requestFolder: join(dir, 'requests'),
    http: createHttp({ clock, log: QUIET, manners: () => ({ atOnce: 2, gapMs: 1000 }) }),
    formatOf: (source) => source.formats[0] ?? '',
    originOf: (source) => origins.get(hostOf(source)) ?? '',
    sources: sources.map((source) => standIn(source, clock, checks)),
    pollSeconds: null,
    notifyOps: ({ push }) => void notices.push(`${clock.now().toISOString().slice(0, 16)} ${push}`),
  });
  watcher.start();
  return watcher;
}

/** The source's pace, host and way of asking, over files of the bench's own. */
function standIn(source: Source, clock: WeekClock, checks: Checks): Source {
  const note = () => {
    const times = checks.get(source.id) ?? [];
    checks.set(source.id, times);
    times.push(clock.now().getTime());
  };
  return source.kind === 'feed' ? feedStandIn(source, note) : listStandIn(source, note);
}

function feedStandIn(source: FeedSource, note: () => void): FeedSource {
  return {
    ...source,
    async poll(context) {
      note();
      const ids = (await ask(context, `/${source.id}/feed`)).trim().split('\n');
      const known = context.cursor?.items ?? ids;
      const fresh = ids.filter((id) => !known.includes(id)).reverse();
      const items = [];
      for (const id of fresh) {
        const text = (await ask(context, `/${source.id}/feed`)).slice(0, 500);
        items.push({
          ...{ id, title: `Notice ${id}`, url: source.homepage, published: null, category: null },
          ...{ links: [], entries: [], text },
        });
      }
      return { items, seen: ids };
    },
  };
}

function listStandIn(source: ListSource, note: () => void): ListSource {
  const path = (context: PollContext) => `${context.origin}/${source.id}/file`;
  return {
    ...source,
    minimum: 0,
    async changeSignal(context) {
      note();
      return SIGNALLED.has(source.id) ? (await ask(context, `/${source.id}/signal`)).trim() : null;
    },
    fetch: (context) =>
      fetchListFile(context, 'list', { url: path(context), accept: '*/*', maxBytes: 1e8, timeoutMs: 60_000 }),
    read: (version) => readLines(source.id, version),
  };
}

/** The lists whose publishers keep something small that moves when the list does. */
const SIGNALLED = new Set(['ofac-sdn', 'ofac-consolidated', 'eu-fsf', 'uk-sl', 'fr-gels', 'jp-mof', 'ua-nsdc']);

async function ask({ http, origin, signal }: PollContext, path: string): Promise<string> {
  const { text } = await http.text({
    url: `${origin}${path}`,
    accept: '*/*',
    maxBytes: 1e6,
    timeoutMs: 60_000,
    signal,
  });
  return text;
}

async function* readLines(list: string, version: VersionFiles): AsyncGenerator<ReadEvent> {
  yield { kind: 'header', published: null };
  const lines = (await readFile(listFileOf(version), 'utf8')).trim().split('\n');
  for (const [i, name] of lines.entries())
    yield { kind: 'listing', listing: bareListing(list, String(i), name, 'entity', 'https://example.org/'), gaps: [] };
}

interface DayRow {
  readonly day: number;
  readonly 'heap at start MB': number;
  readonly 'heap at end MB': number;
  readonly sleepers: number;
  readonly timers: number;
}

/** Publications at 15:00, and on the third day two hours in which OFAC's change index cannot be read. */
async function week(clock: WeekClock, hosts: ReadonlyMap<string, PublisherHost>): Promise<DayRow[]> {
  const ofac = hosts.get('sanctionslistservice.ofac.treas.gov');
  const rows: DayRow[] = [];
  for (let day = 1; day <= DAYS; day += 1) {
    const midnight = START.getTime() + (day - 1) * DAY;
    const heap = heapMb();
    await clock.run(midnight + 9 * HOUR, sources.length);
    if (ofac) ofac.broken = day === 3;
    await clock.run(midnight + 11 * HOUR, sources.length);
    if (ofac) ofac.broken = false;
    await clock.run(midnight + 15 * HOUR, sources.length);
    for (const source of sources) if (publishes(source, day)) hosts.get(hostOf(source))?.publish(source.id);
    await clock.run(midnight + DAY, sources.length);
    const timers = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    rows.push({ day, 'heap at start MB': heap, 'heap at end MB': heapMb(), sleepers: clock.sleepers, timers });
  }
  return rows;
}

function publishes({ id }: Source, day: number): boolean {
  if (EVERY_NIGHT.has(id)) return true;
  return WORKING_DAYS.has(id) ? day <= 5 : day === 2 || day === 4;
}

function heapMb(): number {
  globalThis.gc?.();
  return Number((process.memoryUsage().heapUsed / 1e6).toFixed(1));
}

function sourceRow(source: Source, hosts: ReadonlyMap<string, PublisherHost>, times: readonly number[]) {
  const asked = hosts.get(hostOf(source))?.asked.get(source.id) ?? { requests: 0, bytes: 0, files: 0 };
  return {
    source: source.id,
    'every s': source.cadence.checkSeconds,
    checks: times.length,
    requests: asked.requests,
    'whole files': asked.files,
    'MB at real size': Math.round(asked.bytes / 1e6),
    'drift ms': driftOf(source, times),
  };
}

/** How far from its slots a source was checked at most, its first check apart. */
function driftOf({ cadence }: Source, times: readonly number[]): number {
  const every = cadence.checkSeconds * 1000;
  const [, slot = 0, ...later] = times;
  const off = later.map((time) => Math.abs(time - slot - Math.round((time - slot) / every) * every));
  return Math.round(Math.max(0, ...off));
}

function hostRow({ host, asked, mostAtOnce }: PublisherHost) {
  const all = [...asked.values()];
  const requests = all.reduce((sum, { requests: some }) => sum + some, 0);
  const bytes = all.reduce((sum, { bytes: some }) => sum + some, 0);
  const aMinute = requests / (DAYS * 24 * 60);
  return {
    host,
    sources: all.length,
    requests,
    'a minute': Number(aMinute.toFixed(2)),
    'most at once': mostAtOnce,
    'MB at real size': Math.round(bytes / 1e6),
  };
}

/** The peer that fetches every file at each of the same checks. */
function printPeer(hosts: ReadonlyMap<string, PublisherHost>, checks: Checks): void {
  const ours = [...hosts.values()]
    .flatMap(({ asked }) => [...asked.values()])
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const feeds = 30_000;
  const theirs = sources.reduce((sum, source) => {
    const size = source.kind === 'feed' ? feeds : realBytes(source);
    return sum + (checks.get(source.id)?.length ?? 0) * size;
  }, 0);
  console.log(
    `Fetching every file at each of these checks would take ${(theirs / 1e9).toFixed(0)} GB a week, this took ${(ours / 1e9).toFixed(1)} GB: ${(theirs / ours).toFixed(0)} times less.`,
  );
}
