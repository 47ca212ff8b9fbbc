import { attributeAnnouncement } from '../actors/index.js';
import { type Announcement, actorsOf, type Change } from '../domain/action.js';
import type { Cursor, Entry } from '../domain/ledger.js';
import { countriesOf, type Listing } from '../domain/listing.js';
import { withActorCountries } from '../ledger/action.js';
import { contentId, tidy } from '../lib/text.js';
import type { FeedItem, FeedSource, NoticeEntry } from '../ports.js';
import { type IntakeDeps, NO_NOTES, type Taken } from './intake.js';
import { countriesIn } from './notice-countries.js';
import { record } from './record.js';

/** Ids are remembered well beyond what an index page shows. */
const REMEMBERED_ITEMS = 5_000;

/**
 * Takes the new items that a poll found, oldest first, one commit each: the announcement, what is owed for it and that it
 * was seen. The first poll of a feed is a silent baseline, also where items were taken from disk before.
 */
export async function takePolled(
  deps: IntakeDeps,
  source: FeedSource,
  items: readonly FeedItem[],
  seen: readonly string[],
): Promise<Taken[]> {
  const cursor = await deps.store.get('cursors', source.id);
  if (cursor?.polled) return takeItems(deps, source, items);
  const published = items.at(-1)?.published ?? null;
  await sealBaseline(deps, source, published, [...seen, ...items.map(({ id }) => id)], true);
  return [taken(source.id, published, null, cursor === undefined)];
}

/** Takes an item from disk. The first one is a silent baseline. */
export async function takeFromDisk(deps: IntakeDeps, source: FeedSource, item: FeedItem): Promise<Taken> {
  if (await deps.store.get('cursors', source.id)) return takeItem(deps, source, item);
  await sealBaseline(deps, source, item.published, [item.id], false);
  return taken(source.id, item.published, null, true);
}

async function takeItems(deps: IntakeDeps, source: FeedSource, items: readonly FeedItem[]): Promise<Taken[]> {
  const results: Taken[] = [];
  for (const item of items) results.push(await takeItem(deps, source, item));
  return results;
}

async function sealBaseline(
  deps: IntakeDeps,
  source: FeedSource,
  published: FeedItem['published'],
  ids: readonly string[],
  polled: boolean,
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const cursor = await tx.get('cursors', source.id);
    const items = [...new Set([...ids, ...(cursor?.items ?? [])])];
    const lastAction = cursor?.lastAction ?? 'baseline';
    tx.put('cursors', source.id, { ...feedCursor(deps, source, cursor, published, items, lastAction), polled });
  });
}

async function takeItem(deps: IntakeDeps, source: FeedSource, item: FeedItem): Promise<Taken> {
  const { store } = deps;
  const action = await announcementOf(deps, source, item);
  if (item.onlyIfNamed && actorsOf(action).length === 0) return passOver(deps, source, item);
  const committed = await store.transaction(async (tx) => {
    const cursor = await tx.get('cursors', source.id);
    if (cursor?.items.includes(item.id) || (await tx.get('actions', action.id))) return null;
    const items = [item.id, ...(cursor?.items ?? [])].slice(0, REMEMBERED_ITEMS);
    const next = feedCursor(deps, source, cursor, item.published, items, action.id);
    tx.put('cursors', source.id, { ...next, polled: cursor?.polled ?? false });
    return record(deps, tx, action, source.announces);
  });
  if (committed === null) return taken(source.id, item.published, null, false);
  deps.onCommitted({ source: source.id, entries: [], ...committed });
  return taken(source.id, item.published, committed.action, false);
}

/** An item that is no news here is seen all the same, and counted. */
async function passOver(deps: IntakeDeps, source: FeedSource, item: FeedItem): Promise<Taken> {
  await deps.store.transaction(async (tx) => {
    const cursor = await tx.get('cursors', source.id);
    if (cursor?.items.includes(item.id)) return;
    const items = [item.id, ...(cursor?.items ?? [])].slice(0, REMEMBERED_ITEMS);
    const next = feedCursor(deps, source, cursor, item.published, items, cursor?.lastAction ?? 'baseline');
    const passedOver = (cursor?.passedOver ?? 0) + 1;
    tx.put('cursors', source.id, { ...next, polled: cursor?.polled ?? false, passedOver });
  });
  deps.log.debug('an item concerns no sanctions and names no actor', { source: source.id, item: item.id });
  return taken(source.id, item.published, null, false);
}

/** An item's announcement has the same id whenever it is read: the publisher's own id makes it. */
async function announcementOf(deps: IntakeDeps, source: FeedSource, item: FeedItem): Promise<Announcement> {
  const listedAs = item.entries.length > 0 ? await listedNow(deps, source) : () => undefined;
  const parties = item.entries.map((entry) => {
    const listed = listedAs(entry);
    return { listed, entry: asListed(entry, listed?.listing) };
  });
  const links = attributeAnnouncement(deps.actors, { ...item, entries: parties.map(({ entry }) => entry) });
  const changes = parties.map(({ listed, entry }, position): Change => {
    const countries = listed ? countriesOf(listed.listing) : [];
    const actors = links.entries[position] ?? [];
    return {
      kind: entry.kind,
      ref: listed?.listing.ref ?? entry.ref ?? null,
      name: entry.name,
      type: entry.type,
      programs: entry.programs,
      countries: withActorCountries(
        countries.length > 0 ? countries : countriesIn(entry),
        actors,
        (actor) => deps.actors.get(actor)?.country,
      ),
      fields: [],
      actors,
      text: entry.text,
    };
  });
  return {
    id: `A${contentId([source.id, item.id], 12)}`,
    kind: 'announcement',
    source: source.id,
    published: item.published,
    detectedAt: deps.clock.now().toISOString(),
    title: item.title,
    url: item.url,
    category: item.category,
    ...(item.event ? { event: item.event } : {}),
    ...(source.announces.length > 0 ? { announces: source.announces } : {}),
    links: item.links,
    actors: links.actors,
    changes,
  };
}

/** A notice that gives the reference may leave out the rest of what the list knows. */
function asListed(entry: NoticeEntry, known: Listing | undefined): NoticeEntry {
  if (entry.ref === undefined) return entry;
  return {
    ...entry,
    name: entry.name || (known?.name ?? entry.ref),
    type: entry.type ?? known?.type ?? null,
    programs: entry.programs.length > 0 ? entry.programs : (known?.programs ?? []),
  };
}

/**
 * Finds the entry of a reference, listed or not any more, else the one listed under a name and type on the announced
 * lists; none where there are several or it is not listed yet. The lists are gone through once a notice, since a notice
 * may name hundreds.
 */
async function listedNow(deps: IntakeDeps, source: FeedSource): Promise<(entry: NoticeEntry) => Entry | undefined> {
  const byName = new Map<string, Entry | null>();
  const byRef = new Map<string, Entry>();
  for (const list of source.announces) {
    for (const [, known] of await deps.store.list('listings', `${list}/`)) {
      if (byRef.get(known.listing.ref)?.status !== 'listed') byRef.set(known.listing.ref, known);
      if (known.status !== 'listed') continue;
      const key = partyKey(known.listing);
      byName.set(key, byName.has(key) ? null : known);
    }
  }
  return (entry) =>
    (entry.ref === undefined ? undefined : byRef.get(entry.ref)) ?? byName.get(partyKey(entry)) ?? undefined;
}

function partyKey({ name, type }: Pick<NoticeEntry, 'name' | 'type'>): string {
  return `${type} ${tidy(name).toUpperCase()}`;
}

function feedCursor(
  deps: IntakeDeps,
  source: FeedSource,
  cursor: Cursor | undefined,
  published: FeedItem['published'],
  items: readonly string[],
  lastAction: string,
): Cursor {
  const now = deps.clock.now().toISOString();
  const latest = [cursor?.published ?? null, published].reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b));
  return {
    source: source.id,
    format: source.formats[0] ?? 'html',
    published: latest,
    digest: '',
    lastAction,
    signal: null,
    etag: null,
    lastModified: null,
    validFor: null,
    takenAt: now,
    fileAt: now,
    baselineOn: cursor?.baselineOn ?? now,
    unconfirmed: null,
    records: items.length,
    gaps: 0,
    setAside: [],
    unknown: [],
    items,
    ...(cursor?.passedOver === undefined ? {} : { passedOver: cursor.passedOver }),
  };
}

function taken(source: string, published: Taken['published'], action: Taken['action'], baseline: boolean): Taken {
  return { source, published, action, baseline, held: null, records: 0, gaps: 0, ...NO_NOTES };
}
