import { type ComposeFacts, composeAlert } from '../../src/alerts/compose.js';
import { changeLines } from '../../src/alerts/describe.js';
import { concerns } from '../../src/alerts/route.js';
import { fileOf } from '../../src/alerts/sheet.js';
import { storyLines } from '../../src/alerts/story.js';
import { parseTarget } from '../../src/alerts/target.js';
import { readAudit } from '../../src/app/audit.js';
import { createDeliveries, type Sender } from '../../src/app/deliveries.js';
import { createForgetting } from '../../src/app/forget.js';
import { createSilences } from '../../src/app/silences.js';
import type { Action, Announcement, Change, ListAction, StoryLink } from '../../src/domain/action.js';
import { actorsOf, dayOf } from '../../src/domain/action.js';
import type { Actor, ActorListing, Citation } from '../../src/domain/actor.js';
import type { Entry } from '../../src/domain/ledger.js';
import { bareListing, countriesOf, type Listing } from '../../src/domain/listing.js';
import { type Block, type Message, plain } from '../../src/domain/message.js';
import type { StoryPart } from '../../src/domain/story.js';
import type { Destination, Subscription } from '../../src/domain/subscription.js';
import { placeNamed, targetText } from '../../src/domain/subscription.js';
import type { ActionFilter, Actors, App, Asker, Ledger, SourceStatus, Subscriptions } from '../../src/ports.js';
import { type Currencies, chainOf } from '../../src/reference/index.js';
import { createSearch } from '../../src/search/index.js';
import { tokensOf } from '../../src/search/normalise.js';
import { createTies } from '../../src/ties/index.js';
import { createMemoryStore } from './memory-store.js';
import { createVirtualClock, type VirtualClock } from './virtual-clock.js';

/** Small, complete objects of the domain and an `App` in memory, for tests. Every part can be overridden. */

export const NOW = '2024-06-01T12:00:00.000Z';

export function aListing(over: Partial<Listing> = {}): Listing {
  const base = bareListing('ofac-sdn', '1001', 'ACME HARBOUR TRADING', 'entity', 'https://example.org/1001');
  return { ...base, programs: ['TEST1'], ...over };
}

export function anEntry(listing: Partial<Listing> = {}, over: Partial<Entry> = {}): Entry {
  return { listing: aListing(listing), status: 'listed', addedOn: null, removedOn: null, unseen: [], ...over };
}

export const aCitation: Citation = {
  source: 'Recent action of 13 September 2019',
  url: 'https://example.org/20190913',
  date: '2019-09-13',
};

export function anActor(over: Partial<Actor> = {}): Actor {
  return {
    id: 'grey-heron',
    name: 'Grey Heron',
    type: 'entity',
    country: 'Ruritania',
    summary: 'Grey Heron is a hacking group of the Ruritanian state.',
    summaryCitation: aCitation,
    status: 'listed',
    listings: [anActorListing()],
    aliases: [],
    relations: [],
    timeline: [],
    ...over,
  };
}

export function anActorListing(over: Partial<ActorListing> = {}): ActorListing {
  return {
    list: 'ofac-sdn',
    ref: '2001',
    name: 'GREY HERON',
    programs: ['TEST3'],
    since: '2019-09-13',
    citation: aCitation,
    ...over,
  };
}

export function aChange(over: Partial<Change> = {}): Change {
  return {
    kind: 'added',
    ref: '1001',
    name: 'ACME HARBOUR TRADING',
    type: 'entity',
    programs: ['TEST1'],
    countries: [],
    fields: [],
    actors: [],
    ...over,
  };
}

export function anAction(over: Partial<ListAction> = {}): ListAction {
  return {
    kind: 'list',
    id: 'Aabcdefghijkl',
    source: 'ofac-sdn',
    published: '2024-05-20',
    detectedAt: '2024-05-20T15:00:00.000Z',
    changes: [aChange()],
    ...over,
  };
}

export function anAnnouncement(over: Partial<Announcement> = {}): Announcement {
  return {
    kind: 'announcement',
    id: 'Amnopqrstuvwx',
    source: 'ofac-recent-actions',
    published: '2024-05-20',
    detectedAt: '2024-05-20T14:00:00.000Z',
    changes: [],
    title: 'Cyber-related Designations',
    url: 'https://example.org/20240520',
    category: 'Sanctions List Updates',
    links: [],
    actors: [],
    ...over,
  };
}

export function aDestination(over: Partial<Destination> = {}): Destination {
  return { id: 'terminal/local', platform: 'terminal', channel: 'local', label: 'terminal', direct: false, ...over };
}

export function anAsker(over: Partial<Asker> = {}): Asker {
  return { id: 'U1', name: 'Ada', mayManage: true, ...over };
}

export function aSource(over: Partial<SourceStatus> = {}): SourceStatus {
  return {
    id: 'ofac-sdn',
    title: 'OFAC SDN',
    kind: 'list',
    state: 'ok',
    checkedAt: '2024-06-01T11:56:00.000Z',
    changedAt: '2024-05-20T15:00:00.000Z',
    published: '2024-05-20',
    records: 2,
    gaps: 0,
    setAside: 0,
    unknown: [],
    failures: 0,
    error: null,
    held: null,
    ...over,
  };
}

export const SOURCES: readonly SourceStatus[] = [
  aSource(),
  aSource({ id: 'un-sc', title: 'UN Security Council', records: 1 }),
  aSource({ id: 'ofac-recent-actions', title: 'OFAC recent actions', kind: 'feed' }),
];

export function actorsInMemory(all: readonly Actor[]): Actors {
  const names = (actor: Actor) => [actor.id, actor.name, ...actor.aliases.map((alias) => alias.name)];
  return {
    all: () => all,
    get: (id) => all.find((actor) => actor.id === id),
    named: (name) => all.find((actor) => names(actor).some((known) => known.toLowerCase() === name.toLowerCase())),
  };
}

export interface World {
  readonly actors?: readonly Actor[];
  readonly entries?: readonly Entry[];
  readonly actions?: readonly Action[];
  readonly sources?: readonly SourceStatus[];
  readonly unwatched?: readonly { readonly id: string; readonly title: string }[];
  /** Answers of `ledger.asOf`, by `list/ref`; anything else is unknown. */
  readonly past?: Readonly<Record<string, Listing | undefined>>;
  /** What sends what is owed; nothing does unless a test says so. */
  readonly sender?: Sender;
  readonly deliveries?: Awaited<ReturnType<App['status']>>['deliveries'];
}

export interface MemoryApp extends App {
  readonly clock: VirtualClock;
  /** What `subscriptions` holds now. */
  readonly subscribed: readonly Subscription[];
  /** What `deliveries` rests on. */
  readonly store: ReturnType<typeof createMemoryStore>;
}

/** Two chains whose addresses look alike, and one. */
const currencies: Currencies = {
  chains: {
    ethereum: { name: 'Ethereum', pattern: '0x[0-9a-fA-F]{40}', explorer: 'https://eth.example/{address}' },
    other: { name: 'Other', pattern: '0x[0-9a-fA-F]{40}', explorer: 'https://other.example/{address}' },
    tron: { name: 'TRON', pattern: 'T[1-9A-HJ-NP-Za-km-z]{33}', explorer: 'https://tron.example/{address}' },
  },
  labels: { ETH: { name: 'Ether', chains: ['ethereum'] } },
};

/** The whole `App` over what the world holds: real search and wording, ledger and subscriptions in memory. */
export function memoryApp(world: World = {}): MemoryApp {
  const { entries = [], actions = [], sources = SOURCES } = world;
  const clock = createVirtualClock(NOW);
  const actors = actorsInMemory(world.actors ?? []);
  const search = createSearch({ actors });
  const ties = createTies({ actors, tokensOf });
  const read = sources.filter(({ kind, state }) => kind === 'list' && state !== 'never-read');
  for (const { id } of read) {
    const own = entries.filter(({ listing }) => listing.list === id);
    search.replace(id, own);
    ties.replace(id, own);
  }
  const subscribed: Subscription[] = [];
  const store = createMemoryStore();
  for (const action of actions) store.tables.actions.set(action.id, action);
  const factsFor = () => ({ relatedTo: () => [], announces: [] });
  const titleOf = (id: string) => sources.find((one) => one.id === id)?.title ?? id;
  const alertFor: App['alertFor'] = (action, changes, subscriptions, format, story) =>
    composeAlert(action, changes, subscriptions, format, composeFacts(actors, titleOf), story);
  const deliveries = world.deliveries ?? { pending: 0, suspended: 0, failed: 0, oldestPending: null };
  return {
    clock,
    search,
    unwatched: async () => world.unwatched ?? [],
    ties: (list, ref) => ties.tiesOf(list, ref),
    actors,
    subscribed,
    prompt: '/sanctions',
    chainOf: ({ label, address }) => chainOf(currencies, label, address),
    ledger: ledgerInMemory(entries, actions, world.past ?? {}),
    subscriptions: subscriptionsInMemory(subscribed, actors, sources, actions, entries),
    store,
    deliveries: createDeliveries({
      ...{ store, clock, alertFor, titleOf, factsFor },
      sender: () => world.sender ?? null,
    }),
    silences: createSilences({ store, clock, factsFor, onWithheld: () => {} }),
    forgetting: createForgetting({ store, clock }),
    audit: (destination, limit) => readAudit(store, destination, limit),
    alertFor,
    storyLines: async (action) => {
      const part = (other: Action, link: StoryLink): StoryPart => ({ action: other, link });
      const earlier = (action.follows ?? []).flatMap((link) =>
        actions.filter(({ id }) => id === link.action).map((other) => part(other, link)),
      );
      const later = actions.flatMap((other) =>
        (other.follows ?? []).filter((link) => link.action === action.id).map((link) => part(other, link)),
      );
      return storyLines(action, null, { earlier, later }, titleOf);
    },
    linesOf: changeLines,
    fileOf: (action) => fileOf([{ action, changes: null }], titleOf).file,
    sources: async () => sources,
    status: async () => ({ sources, deliveries, healthy: sources.every(({ state }) => state === 'ok') }),
    asOf: async () => Object.fromEntries(read.flatMap(({ id, checkedAt }) => (checkedAt ? [[id, checkedAt]] : []))),
  };
}

function composeFacts(actors: Actors, titleOf: (id: string) => string): ComposeFacts {
  const nothing = { homepageOf: () => 'https://example.org/', listsOf: () => [], tiedTo: () => [] };
  return { ...nothing, titleOf, actor: (id) => actors.get(id), prompt: '/sanctions' };
}

function ledgerInMemory(entries: readonly Entry[], actions: readonly Action[], past: World['past'] & object): Ledger {
  const newest = [...actions].sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1));
  return {
    entry: async (list, ref) => entries.find(({ listing }) => listing.list === list && listing.ref === ref),
    asOf: async (list, ref) => (Object.hasOwn(past, `${list}/${ref}`) ? past[`${list}/${ref}`] : 'unknown'),
    actions: async (filter) => newest.filter((action) => passes(action, filter)),
    action: async (id) => actions.find((action) => action.id.startsWith(id)),
  };
}

function passes(action: Action, filter: ActionFilter): boolean {
  const { source, since, until, program, kind, actor, listing } = filter;
  const day = dayOf(action);
  return (
    (source === undefined || action.source === source) &&
    (since === undefined || day >= since) &&
    (until === undefined || day <= until) &&
    (program === undefined || action.changes.some((change) => change.programs.includes(program))) &&
    (actor === undefined || actorsOf(action).includes(actor)) &&
    (listing === undefined || action.changes.some((change) => `${action.source}/${change.ref}` === listing)) &&
    (kind === undefined ||
      (kind === 'announced'
        ? action.kind === 'announcement'
        : action.kind === 'list' && action.changes.some((change) => change.kind === kind)))
  );
}

function subscriptionsInMemory(
  held: Subscription[],
  actors: Actors,
  sources: readonly SourceStatus[],
  actions: readonly Action[],
  entries: readonly Entry[],
): Subscriptions {
  return {
    add: async (wanted) => {
      const at = held.findIndex(
        (row) => row.destination === wanted.destination && targetText(row.target) === targetText(wanted.target),
      );
      const known = held[at];
      const subscription = { ...wanted, id: known?.id ?? `S${held.length + 1}`, createdAt: NOW };
      if (known) held[at] = subscription;
      else held.push(subscription);
      return { subscription, created: known === undefined };
    },
    remove: async (id, destination) => {
      const at = held.findIndex((row) => row.id === id && row.destination === destination);
      return at < 0 ? undefined : held.splice(at, 1)[0];
    },
    edit: async (id, destination, wish) => {
      const at = held.findIndex((row) => row.id === id && row.destination === destination);
      const known = held[at];
      if (!known) return undefined;
      const { schedule: _, mention: __, ...rest } = known;
      held[at] = { ...rest, ...wish };
      return held[at];
    },
    of: async (destination) => held.filter((row) => row.destination === destination),
    by: async (platform, person) =>
      held.flatMap((subscription) => {
        const place = subscription.createdBy === person ? placeNamed(subscription.destination) : null;
        return place?.platform === platform ? [{ subscription, place }] : [];
      }),
    parseTarget: (text) => parseTarget(text, { actors, sources }),
    matchesNow: async (target) =>
      entries.filter(
        ({ listing }) =>
          target.kind === 'everything' ||
          (target.kind === 'list' && target.list === listing.list) ||
          concerns({ ...listing, countries: countriesOf(listing), actors: [] }, target, { relatedTo: () => [] }),
      ).length,
    dryRun: async () => [...actions],
  };
}

/** Every word of a message as people would read it, one part a line. */
export function textOf(message: Message): string {
  return [message.title, ...message.blocks.map(blockText), message.foot.join(' · ')].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.lines.map(plain).join('\n');
    case 'heading':
      return block.text;
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plain(value)}`).join('\n');
    case 'changes':
      return [plain(block.title ?? []), ...block.lines.map(({ sign, line }) => `${sign} ${plain(line)}`)].join('\n');
    case 'list':
      return block.items.map(plain).join('\n');
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.join(' | ')).join('\n');
  }
}
