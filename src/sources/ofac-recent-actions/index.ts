import { basename } from 'node:path';
import { readUtf8 } from '../../lib/files.js';
import type { FeedItem, FeedSource, PollContext } from '../../ports.js';
import type { IndexRow } from './pages.js';

/** Ten rows a page: more than OFAC publishes in a quarter. */
const MAX_PAGES = 10;
/** Ids kept, so that a notice taken off the index does not make older rows look new. */
const KEPT_IDS = 1000;

/** OFAC's announcements, a day's actions a notice; see readme.md. */
export const ofacRecentActions: FeedSource = {
  kind: 'feed',
  id: 'ofac-recent-actions',
  authority: 'OFAC',
  title: 'OFAC Recent Actions',
  homepage: 'https://ofac.treasury.gov/recent-actions',
  origin: 'https://ofac.treasury.gov',
  announces: ['ofac-sdn', 'ofac-consolidated'],
  formats: ['html'],
  cadence: { checkSeconds: 60, fileSeconds: 3600 },

  /** All or nothing: a notice that cannot be read fails the poll, so that the next one tries it again. */
  async poll(context) {
    const known = context.cursor?.items ?? null;
    const { rows, fresh } = await readIndex(context, known);
    const items: FeedItem[] = [];
    for (const row of known ? fresh.toReversed() : []) items.push(await readItem(context, row));
    return { items, seen: [...new Set([...rows.map(({ id }) => id), ...(known ?? [])])].slice(0, KEPT_IDS) };
  },

  async fromDisk(path) {
    const html = await readUtf8(path);
    const { readNotice } = await import('./pages.js');
    const guess = /(?<!\d)\d{8}(_\d+)?(?![\da-z])/i.exec(basename(path))?.[0] ?? null;
    return readNotice(html, { id: null, guess, category: null }).item;
  },
};

/** The newest rows, and those among them that are not known: it reads on while a page holds nothing but news. */
async function readIndex(
  context: PollContext,
  known: readonly string[] | null,
): Promise<{ rows: IndexRow[]; fresh: IndexRow[] }> {
  const { dateOfId, readIndexPage } = await import('./pages.js');
  const seen = new Set(known);
  const oldest = [...seen].flatMap((id) => dateOfId(id) ?? []).sort()[0] ?? '';
  const isRecent = ({ id }: IndexRow) => !seen.has(id) && (dateOfId(id) ?? oldest) >= oldest;
  // Below the last known row, what is older than everything known slid onto the page when a newer notice was withdrawn.
  const freshOf = (all: readonly IndexRow[]) => {
    const lastKnown = all.findLastIndex(({ id }) => seen.has(id));
    return all.filter((row, position) => !seen.has(row.id) && (position < lastKnown || isRecent(row)));
  };
  const rows: IndexRow[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const index = readIndexPage(await readPage(context, `/recent-actions?page=${page}`));
    rows.push(...index.rows.filter(({ id }) => !rows.some((row) => row.id === id)));
    if (!known || !index.hasNext || !index.rows.every(isRecent)) return { rows, fresh: freshOf(rows) };
  }
  context.log.warn('more unseen notices than are read at once, older ones are left out', { pages: MAX_PAGES });
  return { rows, fresh: freshOf(rows) };
}

async function readItem(context: PollContext, row: IndexRow): Promise<FeedItem> {
  const html = await readPage(context, `/recent-actions/${row.id}`);
  const { readNotice } = await import('./pages.js');
  const { item, unread } = readNotice(html, row);
  for (const line of unread)
    context.log.warn('a line of a notice could not be read as an entry', { notice: row.id, line });
  return item;
}

async function readPage({ http, origin, signal }: PollContext, path: string): Promise<string> {
  const answer = await http.text({
    url: `${origin}${path}`,
    accept: 'text/html,application/xhtml+xml',
    maxBytes: 5_000_000,
    timeoutMs: 60_000,
    signal,
  });
  return answer.text;
}
