import { relatedActors } from '../actors/index.js';
import { type ComposeFacts, composeAlert } from '../alerts/compose.js';
import { changeLines } from '../alerts/describe.js';
import { composeDigest } from '../alerts/digest.js';
import { composePage } from '../alerts/pages.js';
import type { RouteFacts } from '../alerts/route.js';
import { fileOf } from '../alerts/sheet.js';
import { storyLines } from '../alerts/story.js';
import type { Action } from '../domain/action.js';
import { UserError } from '../domain/errors.js';
import type { Entry } from '../domain/ledger.js';
import type { ListingStatus } from '../domain/match.js';
import { createLedger, storyIn } from '../ledger/history.js';
import type { Actors, App, Clock, Source, Store, StoreReader } from '../ports.js';
import type { FedSearch } from '../search/index.js';
import type { FedTies } from '../ties/index.js';
import { readAudit } from './audit.js';
import { createDeliveries, type Sender } from './deliveries.js';
import { createForgetting } from './forget.js';
import type { Composer } from './parcels.js';
import { createSilences } from './silences.js';
import { confirmedAt, readSources, readStatus, type Watching } from './status.js';
import { announcedBy, createSubscriptions } from './subscriptions.js';

export interface AppParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly actors: Actors;
  readonly sources: readonly Source[];
  readonly search: FedSearch;
  readonly ties: FedTies;
  readonly prompt: string;
  readonly chainOf: App['chainOf'];
  readonly watching: Watching;
  /** What sends, once it runs. */
  readonly sender?: () => Sender | null;
}

/** The running whole, as commands see it, and the one way to tell it of new entries. */
export interface LiveApp extends App, Composer {
  /** What is asked of one entry is up to date at once. Resolves when the search is too; rejects when it cannot be. */
  learn(entries: readonly Entry[]): Promise<void>;
  /** What decides whom an action concerns. */
  factsFor(action: Action): RouteFacts;
}

/** Loads what is asked often into memory: every listing into the search, and which references are listed now. */
export async function createApp(parts: AppParts): Promise<LiveApp> {
  const { store, clock, actors, sources, search, ties } = parts;
  const standing = new Map<string, ListingStatus>();
  const remember = (entry: Entry) => standing.set(`${entry.listing.list}/${entry.listing.ref}`, entry.status);
  const read = new Set<string>();
  for (const source of sources) {
    if (source.kind !== 'list') continue;
    const entries = (await store.list('listings', `${source.id}/`)).map(([, entry]) => entry);
    if (entries.length > 0) read.add(source.id);
    entries.forEach(remember);
    await search.replaceInTurns(source.id, entries);
    ties.replace(source.id, entries);
  }
  const ledger = createLedger(store);
  const byId = new Map(sources.map((source) => [source.id, source]));
  const tiedTo = (list: string, ref: string) =>
    ties.tiesOf(list, ref).filter(({ certainty, status }) => certainty === 'proved' && status === 'listed');
  const listsOf = (id: string) => {
    const own = actors.get(id)?.listings ?? [];
    const listed = own.filter(({ list, ref }) => standing.get(`${list}/${ref}`) === 'listed');
    const on = new Set([...listed, ...own.flatMap(({ list, ref }) => tiedTo(list, ref))].map(({ list }) => list));
    return [...read].map((list) => ({ title: byId.get(list)?.title ?? list, listed: on.has(list) }));
  };
  const facts: ComposeFacts = {
    titleOf: (id) => byId.get(id)?.title ?? id,
    homepageOf: (id) => byId.get(id)?.homepage ?? '',
    actor: (id) => actors.get(id),
    listsOf,
    tiedTo,
    prompt: parts.prompt,
  };
  const alertFor: App['alertFor'] = (action, changes, subscriptions, format, story) =>
    composeAlert(action, changes, subscriptions, format, facts, story);
  const { titleOf } = facts;
  const relatedTo = (actor: string) => relatedActors(actors, actor);
  const factsFor = ({ source }: Action) => ({ relatedTo, announces: announcedBy(sources, source) });
  const { sender = () => null } = parts;
  return {
    clock,
    search,
    ledger,
    actors,
    prompt: parts.prompt,
    chainOf: parts.chainOf,
    ties: (list, ref) => ties.tiesOf(list, ref),
    subscriptions: createSubscriptions({
      store,
      clock,
      actors,
      ledger,
      sources: sources.filter(({ id }) => parts.watching.sources.includes(id)),
      relatedTo,
      onChanged: () => sender()?.wake([]),
    }),
    deliveries: createDeliveries({ store, clock, factsFor, alertFor, titleOf, sender }),
    silences: createSilences({ store, clock, factsFor, onWithheld: (rows) => sender()?.wake(rows) }),
    forgetting: createForgetting({ store, clock }),
    audit: (destination, limit) => readAudit(store, destination, limit),
    alertFor,
    storyLines: async (action) => storyLines(action, null, await storyIn(store, action), titleOf),
    linesOf: changeLines,
    fileOf: (action) => fileOf([{ action, changes: null }], titleOf).file,
    unwatched: async () => {
      const known = new Set((await readSources(store, sources, clock, parts.watching)).map(({ id }) => id));
      return sources
        .filter(({ id, kind }) => kind === 'list' && !known.has(id))
        .map(({ id, title }) => ({ id, title }));
    },
    sources: () => readSources(store, sources, clock, parts.watching),
    status: () => readStatus(store, sources, clock, parts.watching),
    asOf: () => confirmedAt(store, sources),
    factsFor,
    digestFor: (told, digest, subscriptions) => composeDigest(told, digest, subscriptions, facts),
    pageFor: (action, changes, page) => composePage(action, changes, page, facts),
    sheetFor: (told) => fileOf(told, titleOf),
    async learn(entries) {
      for (const entry of entries) {
        remember(entry);
        read.add(entry.listing.list);
      }
      ties.update(entries);
      await search.updateInTurns(entries);
    },
  };
}

/** A store that answers and refuses to be changed, for questions that are asked beside a running bot. */
export function readOnly(reader: StoreReader & { close(): Promise<void> }): Store {
  return {
    get: (collection, key) => reader.get(collection, key),
    list: (collection, prefix) => reader.list(collection, prefix),
    transaction: () => Promise.reject(new UserError('This question cannot change anything.')),
    watch: () => {},
    close: () => reader.close(),
  };
}
