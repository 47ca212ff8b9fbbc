import { readUtf8 } from '../../lib/files.js';
import type { FeedSource, PollContext } from '../../ports.js';
import { newsOf } from '../feeds/news.js';
import { readPages } from '../feeds/pages.js';
import { bareItem, type PressRow, readPressList, readRelease } from './pages.js';

const LIST_ORIGIN = 'https://ofac.treasury.gov';
const RELEASE_ORIGIN = 'https://home.treasury.gov';
const MAX_PAGES = 5;
/** More than Treasury has ever published on sanctions in a day. */
const MAX_RELEASES = 20;

/** What the US Treasury tells the press of its sanctions: the list that OFAC keeps of it; see readme.md. */
export const treasuryPress: FeedSource = {
  kind: 'feed',
  experimental: true,
  id: 'treasury-press',
  authority: 'US Treasury',
  title: 'Treasury press releases on sanctions',
  homepage: `${LIST_ORIGIN}/press-releases`,
  origin: LIST_ORIGIN,
  announces: ['ofac-sdn', 'ofac-consolidated'],
  formats: ['html'],
  cadence: { checkSeconds: 300, fileSeconds: 3600 },

  async poll(context) {
    const known = context.cursor?.items ?? null;
    const rows = await readRows(context, known);
    const { fresh, seen, gap } = newsOf(rows, known, true);
    if (gap)
      context.log.warn('nothing on the pages was known, older items may have been missed', {
        source: 'treasury-press',
      });
    const { items, unread } = await readPages(context, fresh, {
      source: 'treasury-press',
      limit: MAX_RELEASES,
      read: async (row) =>
        readRelease(await readPage(context, releaseOrigin(context), `/news/press-releases/${row.id}`), row),
      bare: bareItem,
    });
    return { items, seen: seen.filter((id) => !unread.has(id)) };
  },

  async fromDisk(path) {
    return readRelease(await readUtf8(path), null);
  },
};

/** The newest rows: it reads on while a page holds nothing but news. */
async function readRows(context: PollContext, known: readonly string[] | null): Promise<PressRow[]> {
  const before = new Set(known);
  const rows: PressRow[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const list = readPressList(await readPage(context, context.origin, `/press-releases?page=${page}`));
    rows.push(...list.rows);
    if (!known || !list.hasNext || list.rows.some(({ id }) => before.has(id))) return rows;
  }
  return rows;
}

/** A mirror keeps both of the publisher's hosts. */
function releaseOrigin({ origin }: PollContext): string {
  return origin === LIST_ORIGIN ? RELEASE_ORIGIN : origin;
}

async function readPage({ http, signal }: PollContext, origin: string, path: string): Promise<string> {
  const answer = await http.text({
    url: `${origin}${path}`,
    accept: 'text/html,application/xhtml+xml',
    maxBytes: 10_000_000,
    timeoutMs: 60_000,
    signal,
  });
  return answer.text;
}
