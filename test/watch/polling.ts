import { join } from 'node:path';
import type { Cursor } from '../../src/domain/ledger.js';
import type { Message } from '../../src/domain/message.js';
import { createHttp, userAgentOf } from '../../src/lib/http.js';
import type { Store } from '../../src/ports.js';
import type { Taken } from '../../src/watch/intake.js';
import { Subscribed } from '../../src/watch/subscribed.js';
import { checkSource, type WatcherDeps } from '../../src/watch/watcher.js';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.js';
import { companionCsv, type SdnRow, sdnCsv } from '../support/official-files.js';
import { type OfficialSite, startOfficialSite } from '../support/official-site.js';
import { temporaryFolder } from '../support/run-bot.js';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.js';
import { profiles, QUIET, sourceCalled } from './pipeline.js';

export const SDN = 'ofac-sdn';
export const SIGNAL = '/changes/history/2026';
export const FILE = '/api/download/SDN.CSV';

/** An invented party among the rows of the list. */
export function party(uid: number, name = `GREY HERON ${uid}`, remarks?: string): SdnRow {
  return { uid, name, program: 'TEST3', ...(remarks === undefined ? {} : { remarks }) };
}

export interface Polling {
  readonly site: OfficialSite;
  readonly clock: VirtualClock;
  readonly store: MemoryStore;
  readonly deps: WatcherDeps;
  readonly dir: string;
  readonly notices: readonly Message[];
  /** Publishes SDN.CSV with these rows beside `filler` invented ones; the change signal moves unless told otherwise. */
  publish(rows: readonly SdnRow[], options?: { signal?: 'moves' | 'stands'; filler?: number; modified?: string }): void;
  /** Moves the change signal alone. */
  move(): void;
  /** What the rows of the alias file are from now on; null takes it off the site. */
  aliases(rows: readonly (readonly (string | null)[])[] | null): void;
  /** One check, as the watcher makes it; over another store if given. */
  check(store?: Store, source?: string): Promise<readonly Taken[] | Error>;
  /** A check of which something is expected to come. */
  taken(store?: Store): Promise<Taken>;
  cursor(): Promise<Cursor>;
  /** How often the list file was asked for. */
  downloads(): number;
  dispose(): Promise<void>;
}

/** A local OFAC and the intake that polls it, over a store in memory. */
export async function openPolling(): Promise<Polling> {
  const folder = await temporaryFolder();
  const clock = createVirtualClock('2026-01-05T12:00:00.000Z');
  const site = await startOfficialSite();
  const store = createMemoryStore();
  const notices: Message[] = [];
  const deps: WatcherDeps = {
    store,
    actors: await profiles,
    clock,
    log: QUIET,
    subscribed: new Subscribed(store, await profiles),
    onCommitted: () => {},
    owesTo: () => true,
    heldFolder: join(folder.dir, 'held'),
    http: createHttp({ clock, log: QUIET, userAgent: userAgentOf('0.0.0'), allowPlainHttpTo: () => true }),
    folder: join(folder.dir, 'downloads'),
    requestFolder: join(folder.dir, 'requests'),
    formatOf: (source) => (source.id === SDN ? 'csv' : (source.formats[0] ?? '')),
    originOf: () => site.url,
    sources: [sourceCalled(SDN)],
    pollSeconds: 60,
    notifyOps: (message) => void notices.push(message),
  };
  let publication = 800;
  const move = () => {
    publication += 1;
    const index = [{ publicationID: publication, datePublished: '2026-01-05T10:00:00' }];
    site.serve(SIGNAL, JSON.stringify(index));
  };
  const aliases: Polling['aliases'] = (rows) => {
    if (rows === null) site.remove('/api/download/ALT.CSV');
    else site.serve('/api/download/ALT.CSV', companionCsv(rows));
  };
  aliases([['900001', '1', 'aka', 'HARBOUR ONE', null]]);
  site.serve('/api/download/ADD.CSV', companionCsv([['900001', '1', 'Pier 1', 'Port', 'Ruritania', null]]));
  site.serve('/api/download/SDN_COMMENTS.CSV', companionCsv([['900001', 'Some more.']]));
  const check: Polling['check'] = (over = store, source = SDN) =>
    checkSource(
      { ...deps, store: over, subscribed: new Subscribed(over, deps.actors) },
      sourceCalled(source),
      new AbortController().signal,
    );
  return {
    site,
    clock,
    store,
    deps,
    dir: folder.dir,
    notices,
    move,
    aliases,
    publish(rows, { signal = 'moves', filler, modified } = {}) {
      if (signal === 'moves') move();
      site.serve(FILE, sdnCsv(rows, filler), modified === undefined ? {} : { headers: { 'last-modified': modified } });
    },
    check,
    async taken(over) {
      const result = await check(over);
      if (result instanceof Error) throw result;
      const [taken] = result;
      if (!taken) throw new Error('nothing came of the check');
      return taken;
    },
    async cursor() {
      const cursor = await store.get('cursors', SDN);
      if (!cursor) throw new Error('the list was never taken');
      return cursor;
    },
    downloads: () => site.hits(FILE),
    async dispose() {
      await site.close();
      await folder.dispose();
    },
  };
}
