import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/domain/message.js';
import { HttpError } from '../../src/lib/http-error.js';
import type { FeedSource, ListSource, PollContext, Source } from '../../src/ports.js';
import { Subscribed } from '../../src/watch/subscribed.js';
import { Watcher, type WatcherDeps } from '../../src/watch/watcher.js';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.js';
import { temporaryFolder } from '../support/run-bot.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';
import { profiles, QUIET } from './pipeline.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = '2026-01-05T12:00:00.000Z';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let clock: VirtualClock;
let store: MemoryStore;
let notices: string[];
let running: Watcher[];
/** When each source was checked, in milliseconds since the start. */
let checks: Map<string, number[]>;
/** How many checks are under way that do not wait for the clock. */
let working: number;

beforeEach(async () => {
  folder = await temporaryFolder();
  clock = createVirtualClock(START);
  store = createMemoryStore();
  notices = [];
  running = [];
  checks = new Map();
});
afterEach(async () => {
  await Promise.all(running.map((watcher) => watcher.stop()));
  await folder.dispose();
});

const sinceStart = () => clock.now().getTime() - Date.parse(START);
const timesOf = (id: string) => checks.get(id) ?? [];
const note = (id: string) => {
  working += 1;
  checks.set(id, [...timesOf(id), sinceStart()]);
};

/** A feed of which only the moment of asking is of interest; `poll` may fail, or take its time. */
function feed(
  id: string,
  poll: (context: PollContext) => Promise<unknown> = async () => {},
  checkSeconds = 60,
): FeedSource {
  return {
    kind: 'feed',
    ...{
      id,
      authority: 'Ruritania',
      title: `Gazette ${id}`,
      homepage: 'https://example.org/',
      origin: 'https://example.org',
    },
    formats: ['rss'],
    cadence: { checkSeconds, fileSeconds: 3600 },
    announces: [],
    async poll(context) {
      note(id);
      working -= 1;
      await poll(context).finally(() => {
        working += 1;
      });
      return { items: [], seen: ['1'] };
    },
    fromDisk: () => Promise.reject(new Error('not asked for')),
  };
}

/** Watches until the test ends or `stop` is called. */
async function watch(sources: readonly Source[]): Promise<Watcher> {
  const deps: WatcherDeps = {
    ...{ store, clock, log: QUIET, actors: await profiles, onCommitted: () => {}, owesTo: () => true },
    subscribed: new Subscribed(store, await profiles),
    heldFolder: join(folder.dir, 'held'),
    folder: join(folder.dir, 'downloads'),
    requestFolder: join(folder.dir, 'requests'),
    http: {
      text: () => Promise.reject(new Error('no network')),
      download: () => Promise.reject(new Error('no network')),
    },
    formatOf: (source) => source.formats[0] ?? '',
    originOf: (source) => source.origin,
    sources,
    pollSeconds: null,
    notifyOps: (message: Message) => void notices.push(message.push),
    onPolled: () => {
      working -= 1;
    },
  };
  working = 0;
  const watcher = new Watcher(deps);
  running.push(watcher);
  watcher.start();
  return watcher;
}

/** Lets time pass in steps, so that what reads and writes real files keeps up with it. */
async function pass(ms: number, step = 10 * SECOND): Promise<void> {
  for (let gone = 0; gone < ms; gone += step) {
    await idle();
    await clock.advance(Math.min(step, ms - gone));
  }
  await idle();
}

/** Until no check is under way, nor is about to begin with its folder. */
async function idle(): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await clock.settle();
    const onDisk = process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'));
    quiet = onDisk || working > 0 ? 0 : quiet + 1;
  }
}

describe('the times of the checks', () => {
  it('are the start and then slots of each source, apart from each other, without drift', async () => {
    await watch([feed('a'), feed('b'), feed('c', undefined, 300)]);
    const STEP = 5 * SECOND;
    await pass(HOUR, STEP);
    for (const [id, every] of [
      ['a', MINUTE],
      ['b', MINUTE],
      ['c', 5 * MINUTE],
    ] as const) {
      const [first, slot = -1, ...later] = timesOf(id);
      expect(first).toBe(0);
      expect(slot).toBeLessThanOrEqual(every);
      // Files are real here, so that a check that wakes within a step may be seen at its end only.
      for (const [i, time] of later.entries()) expect(Math.abs(time - slot - (i + 1) * every)).toBeLessThan(STEP);
      expect(later.length + 1).toBe(HOUR / every);
    }
    expect(Math.abs((timesOf('a')[1] ?? 0) - (timesOf('b')[1] ?? 0))).toBeGreaterThan(STEP);
  });

  it('that a slow check misses are left out, and the next one is a slot again', async () => {
    await watch([feed('slow', ({ signal }) => clock.sleep(150 * SECOND, signal)), feed('other')]);
    await pass(20 * MINUTE);
    const [, slot = -1, ...later] = timesOf('slow');
    expect(later.map((time) => time - slot)).toEqual(later.map((_time, i) => (i + 1) * 3 * MINUTE));
    expect(timesOf('other').length).toBe(21);
  });

  it('are as far apart as the publisher asks, by error or by change signal', async () => {
    const busy = () =>
      Promise.reject(new HttpError('status', 'example.org answered 503', { status: 503, retryAfterSeconds: 1500 }));
    await watch([feed('busy', busy), list('listed', { changeSignal: busy })]);
    await pass(52 * MINUTE, 20 * SECOND);
    for (const id of ['busy', 'listed'])
      expect(timesOf(id).map((time) => Math.round(time / MINUTE))).toEqual([0, 25, 50]);
  });
});

describe('a source', () => {
  it('that hangs delays no other; its silence is told once, and that it is back', async () => {
    let mend = () => {};
    const mended = new Promise<void>((resolve) => {
      mend = resolve;
    });
    await watch([feed('hangs', () => mended), feed('well')]);
    await pass(29 * MINUTE);
    expect([timesOf('hangs').length, timesOf('well').length, notices]).toEqual([1, 30, []]);
    await pass(2 * HOUR, MINUTE);
    expect(timesOf('well').length).toBe(150);
    expect(notices).toEqual([expect.stringMatching(/^hangs is silent: Nothing has confirmed Gazette hangs so far/)]);
    mend();
    await pass(2 * MINUTE);
    expect(notices.slice(1)).toEqual([expect.stringMatching(/^hangs is back: .* after 2 h/)]);
  });

  it('that fails delays no other, is asked less and less often, and then at its slots again', async () => {
    let failing = true;
    const answer = async () => {
      if (failing) throw new Error('example.org answered 403');
    };
    await watch([feed('fails', answer), feed('well')]);
    await pass(HOUR, 20 * SECOND);
    const gaps = timesOf('fails')
      .slice(1)
      .map((time, i) => (time - (timesOf('fails')[i] ?? 0)) / MINUTE);
    for (const [i, full] of [2, 4, 8, 15, 15].entries()) {
      expect(gaps[i]).toBeGreaterThanOrEqual(0.75 * full);
      expect(gaps[i]).toBeLessThanOrEqual(full);
    }
    expect(timesOf('well').length).toBe(61);
    expect(notices).toEqual([expect.stringMatching(/^fails fails: .*2 times in a row: example\.org answered 403/)]);
    failing = false;
    await pass(20 * MINUTE, 20 * SECOND);
    expect(notices.slice(1)).toEqual([expect.stringMatching(/^fails is back/)]);
    const [a = 0, b = 0, c = 0] = timesOf('fails').slice(-3);
    expect([b - a, c - b]).toEqual([MINUTE, MINUTE]);
  });

  it('that fails is told once however often the bot starts again, and its recovery after a start too', async () => {
    let failing = true;
    const source = feed('fails', async () => {
      if (failing) throw new Error('down');
    });
    for (let start = 0; start < 3; start += 1) {
      const watcher = await watch([source]);
      await pass(10 * MINUTE);
      await watcher.stop();
      await clock.advance(6 * HOUR);
    }
    expect(notices).toEqual([expect.stringMatching(/^fails fails/)]);
    failing = false;
    await watch([source]);
    await pass(MINUTE);
    expect(notices.slice(1)).toEqual([expect.stringMatching(/^fails is back/)]);
  });

  it('that was not watched for a day is not called silent at the next start', async () => {
    const first = await watch([feed('well')]);
    await pass(MINUTE);
    await first.stop();
    await clock.advance(24 * HOUR);
    await watch([feed('well', ({ signal }) => clock.sleep(5 * MINUTE, signal))]);
    await pass(20 * MINUTE);
    expect(notices).toEqual([]);
  });
});

/** A list of 30 MB with one entry, whose change signal is the test's. */
function list(id: string, { changeSignal }: Pick<ListSource, 'changeSignal'>, fetched: number[] = []): ListSource {
  return {
    kind: 'list',
    ...{
      id,
      authority: 'Ruritania',
      title: `Register ${id}`,
      homepage: 'https://example.org/',
      origin: 'https://example.org',
    },
    formats: ['xml'],
    cadence: { checkSeconds: 60, fileSeconds: 86_400 },
    minimum: 0,
    changeSignal(context) {
      note(id);
      return changeSignal(context);
    },
    async fetch(context) {
      fetched.push(sinceStart());
      const path = join(context.folder, 'list.xml');
      await writeFile(path, '<list>');
      await truncate(path, 30_000_000);
      const version = { format: 'xml', published: null, files: [{ role: 'list', path, modified: null }] };
      return { version, etag: null, lastModified: null, validFor: null };
    },
    fromDisk: () => Promise.reject(new Error('not asked for')),
    async *read() {
      yield { kind: 'header', published: null };
    },
  };
}

describe('a list that does not say any more when it changes', () => {
  it('has its file asked for at once, then ever less often; that is told once, and that it tells again', async () => {
    let broken = false;
    const fetched: number[] = [];
    const changeSignal = async () => {
      if (broken) throw new Error('the index of changes is not JSON');
      return '1';
    };
    await watch([list('register', { changeSignal }, fetched)]);
    await pass(2 * MINUTE);
    expect(fetched).toEqual([0]);
    broken = true;
    await pass(50 * MINUTE, 20 * SECOND);
    const minutes = fetched.map((time) => Math.floor(time / MINUTE));
    const first = minutes[1] ?? 0;
    expect(first).toBe(2);
    // Of 30 MB one every 16 minutes and 40 seconds is fair.
    expect(minutes.slice(1).map((minute) => minute - first)).toEqual([0, 1, 3, 7, 15, 31, 48]);
    expect(notices).toEqual([expect.stringMatching(/^register does not tell of changes: .*since 5 Jan 2026 12:02/)]);
    expect(await store.get('health', 'register')).toMatchObject({ failures: 0, error: null });
    broken = false;
    await pass(2 * MINUTE);
    expect(notices.slice(1)).toEqual([expect.stringMatching(/^register is back/)]);
    expect((await store.get('cursors', 'register'))?.blind).toBeUndefined();
    expect(fetched).toHaveLength(8);
  });

  it('is not confirmed by a check that put its file off', async () => {
    const changeSignal = () => Promise.reject(new Error('down'));
    await watch([list('register', { changeSignal })]);
    await pass(30 * MINUTE, 20 * SECOND);
    const health = await store.get('health', 'register');
    const minutes = (Date.parse(health?.checkedAt ?? '') - Date.parse(health?.succeededAt ?? '')) / MINUTE;
    expect(minutes).toBeGreaterThan(10);
  });
});
