import { basename, join } from 'node:path';
import { RefusedVersion } from '../../domain/errors.js';
import { dayIn } from '../../lib/day.js';
import { HttpError } from '../../lib/http-error.js';
import type { FeedItem, FeedSource, PollContext } from '../../ports.js';
import { newsOf } from '../feeds/news.js';
import { publicationsOf } from '../ofac/transport.js';
import type { Delta } from './delta.js';
import { itemOf, type PublicationRow, rowOf } from './item.js';

const ORIGIN = 'https://sanctionslistservice.ofac.treas.gov';
const DELTA = { accept: 'application/xml', maxBytes: 100_000_000, timeoutMs: 5 * 60_000 };
const DAY_MS = 86_400_000;
/** So long into a year, or after the last item, the index of the year before is asked for as well. */
const LOOK_BACK_MS = 31 * DAY_MS;
/** How long a delta may stay unreadable before its publication is announced without what it changed. */
const PATIENCE_MS = DAY_MS;

/** What OFAC's change service says a publication changed, before the whole list is there; see readme.md. */
export const ofacChanges: FeedSource = {
  kind: 'feed',
  experimental: true,
  id: 'ofac-changes',
  authority: 'OFAC',
  title: 'OFAC changes',
  homepage: 'https://sanctionslist.ofac.treas.gov/Home',
  origin: ORIGIN,
  announces: ['ofac-sdn', 'ofac-consolidated'],
  formats: ['xml'],
  cadence: { checkSeconds: 60, fileSeconds: 3600 },

  /**
   * A delta that cannot be read is neither among the items nor among `seen`, so that the next poll tries it again. Rejects
   * when none of the new ones can be read.
   */
  async poll(context) {
    const rows = (await publications(context)).map(rowOf);
    const { fresh, seen, gap } = newsOf(rows, context.cursor?.items ?? null, true);
    if (gap)
      context.log.warn('no publication on the index was known, some may have been missed', { source: 'ofac-changes' });
    const { items, unread } = await readItems(context, fresh);
    return { items, seen: seen.filter((id) => !unread.has(id)) };
  },

  async fromDisk(path) {
    const name = basename(path);
    const number = /(?<![\d-])\d{1,6}(?![\d-])/.exec(name)?.[0];
    const id = number ?? dayIn(name);
    if (!id) throw new RefusedVersion('name the file after its publication, such as 803.xml or 2026-01-16_delta.xml');
    const { readDelta } = await import('./delta.js');
    return itemOf({ id, url: number ? urlOf(ORIGIN, number) : ofacChanges.homepage }, await readDelta(path));
  },
};

/** Every publication since the year of the last item, a month of patience included. */
async function publications(context: PollContext) {
  const now = context.clock.now();
  const since = new Date(Date.parse(context.cursor?.takenAt ?? now.toISOString()) - LOOK_BACK_MS).getUTCFullYear();
  const all = [];
  for (let year = since; year <= now.getUTCFullYear(); year += 1) {
    try {
      all.push(...(await publicationsOf(context, year)));
    } catch (error) {
      // A year of which nothing was published yet may have no index.
      if (year === since || !(error instanceof HttpError && error.status === 404)) throw error;
    }
  }
  if (all.length === 0) throw new Error('the index of changes is empty');
  return all;
}

async function readItems(
  context: PollContext,
  rows: readonly PublicationRow[],
): Promise<{ readonly items: FeedItem[]; readonly unread: ReadonlySet<string> }> {
  const items: FeedItem[] = [];
  const unread = new Set<string>();
  const failures: unknown[] = [];
  for (const row of rows) {
    const place = { id: row.id, url: urlOf(ORIGIN, row.id) };
    try {
      items.push(itemOf(place, await readOne(context, row.id)));
    } catch (error) {
      context.signal.throwIfAborted();
      failures.push(error);
      if (isWorthWaiting(context, row, error)) unread.add(row.id);
      else items.push(itemOf(place, { published: row.published }));
      context.log.warn('a delta could not be read', { publication: row.id, again: unread.has(row.id), error });
    }
  }
  if (items.length === 0 && failures.length > 0) throw failures[0];
  return { items, unread };
}

/** What the network keeps from us may be sound; what OFAC serves may be mended, for a day. */
function isWorthWaiting({ clock }: PollContext, { at }: PublicationRow, error: unknown): boolean {
  if (error instanceof HttpError && error.status === null) return true;
  return clock.now().getTime() < (at ?? 0) + PATIENCE_MS;
}

async function readOne({ http, origin, folder, signal, log }: PollContext, id: string): Promise<Delta> {
  const file = join(folder, `${id}.xml`);
  await http.download({ url: urlOf(origin, id), ...DELTA, signal }, file);
  const { readDelta } = await import('./delta.js');
  const delta = await readDelta(file);
  for (const { path, example } of delta.unknown)
    log.warn('a delta has something that nobody knows', { publication: id, path, example });
  if (delta.nameless > 0)
    log.warn('a delta has entities that cannot be told apart', { publication: id, entities: delta.nameless });
  return delta;
}

function urlOf(origin: string, id: string): string {
  return `${origin}/changes/${id}`;
}
