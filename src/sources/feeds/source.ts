import { join } from 'node:path';
import type { AnnouncementEvent } from '../../domain/action.js';
import { RefusedVersion } from '../../domain/errors.js';
import { tidy } from '../../lib/text.js';
import type { FeedItem, FeedSource, PollContext } from '../../ports.js';
import { instantOf } from './dates.js';
import { type Dated, newestFirst, newsOf } from './news.js';
import type { FeedEntry, FeedFormat } from './read.js';
import { speaksOfSanctions, speaksOfStateActors } from './relevance.js';

/** What is peculiar to one RSS or Atom feed. */
export interface FeedSpec
  extends Pick<FeedSource, 'id' | 'authority' | 'title' | 'homepage' | 'origin' | 'cadence' | 'experimental'> {
  readonly format: FeedFormat;
  /** Where the feed is, below the origin. */
  readonly path: string;
  /** The page that the feed says it is of, or what that begins with: it tells the feed from all others. */
  readonly home: string;
  /** Every entry is an item, in order of date. */
  readonly whole: boolean;
  /** About sanctions as a whole, or about other things too: then only what speaks of sanctions or names an actor is news. */
  readonly scope: 'sanctions' | 'general';
  /** A general feed of police or cyber-security: what its title says of the hackers of a state is news, too. */
  readonly stateActors?: true;
  /** What its items are; `identify` may say otherwise of one. */
  readonly event: AnnouncementEvent;
  /** The lists whose changes it announces; none by default. */
  readonly announces?: readonly string[];
  /** The publisher's own id and category of an entry; null for one that is passed over. */
  identify(entry: FeedEntry, link: URL): Identity | null;
}

interface Identity {
  readonly id: string;
  readonly category: string | null;
  readonly event?: AnnouncementEvent;
}

/** An entry that is an item, with its text still to be taken out of the HTML. */
interface Draft extends Dated {
  readonly title: string;
  readonly url: string;
  readonly category: string | null;
  readonly event: AnnouncementEvent;
  readonly general: boolean;
  readonly summary: FeedEntry['summary'];
}

const MAX_BYTES = 10_000_000;
/** Clocks differ and publishers post on the evening before; what is dated later than this is misdated. */
const AHEAD_MS = 2 * 86_400_000;

/**
 * A source over one RSS or Atom feed. An entry that nobody can open or name is set aside; where that is more than half of
 * them, or the feed is read from disk, it fails the feed as a whole.
 */
export function feedSource(spec: FeedSpec): FeedSource {
  const { id, authority, title, homepage, origin, cadence, format, experimental } = spec;
  return {
    ...{ kind: 'feed', id, authority, title, homepage, origin, cadence },
    ...(experimental ? { experimental } : {}),
    formats: [format],
    announces: spec.announces ?? [],

    async poll(context) {
      const drafts = await draftsOf(spec, await download(spec, context), context);
      const { fresh, seen, gap } = newsOf(drafts, context.cursor?.items ?? null, spec.whole);
      if (gap) context.log.warn('nothing on the page was known, older items may have been missed', { source: id });
      return { items: await Promise.all(fresh.map(itemOf)), seen };
    },

    async fromDisk(path) {
      const [newest] = newestFirst(await draftsOf(spec, path, null));
      if (!newest) throw new RefusedVersion(`the feed has no entry that is an item of ${title}`);
      return itemOf(newest);
    },
  };
}

async function download(spec: FeedSpec, { http, origin, folder, signal, onProgress }: PollContext): Promise<string> {
  const file = join(folder, 'feed.xml');
  const url = `${origin}${spec.path}`;
  const accept = `application/${spec.format}+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1`;
  await http.download({ url, accept, maxBytes: MAX_BYTES, timeoutMs: 60_000, signal }, file, onProgress);
  return file;
}

/** Without a poll's context, as from disk, an entry that cannot be read fails the feed. */
async function draftsOf(spec: FeedSpec, path: string, context: PollContext | null): Promise<Draft[]> {
  const { readFeed } = await import('./read.js');
  const { home, entries } = await readFeed(path, spec.format);
  if (!isOf(spec, home)) throw new RefusedVersion(`this is the feed of ${home ?? 'no page'}, not of ${spec.home}`);
  if (!context) return entries.flatMap((entry) => draftOf(spec, entry, null) ?? []);
  const { log } = context;
  const drafts: Draft[] = [];
  const refused: RefusedVersion[] = [];
  for (const entry of entries) {
    try {
      const draft = draftOf(spec, entry, context);
      if (draft) drafts.push(draft);
    } catch (error) {
      if (!(error instanceof RefusedVersion)) throw error;
      refused.push(error);
    }
  }
  if (refused[0] && refused.length > entries.length / 2) throw refused[0];
  for (const error of refused) log.warn('an entry of a feed was set aside', { source: spec.id, error });
  return drafts;
}

function draftOf(spec: FeedSpec, entry: FeedEntry, context: PollContext | null): Draft | null {
  const link = linkOf(spec, entry);
  const known = spec.identify(entry, link);
  if (!known) return null;
  const title = tidy(entry.title ?? '');
  if (title === '') throw new RefusedVersion(`the entry ${known.id} has no title`);
  const said = instantOf(entry.date ?? '');
  const ahead = said !== null && context !== null && said > context.clock.now().getTime() + AHEAD_MS;
  const at = ahead ? null : said;
  if (at === null) {
    const why = ahead
      ? 'an entry is dated in the future, which is not believed'
      : 'an entry has no date that can be read';
    context?.log.warn(why, { source: spec.id, entry: known.id, date: entry.date });
  }
  const own = isOwn(spec, link);
  if (!own)
    context?.log.warn('an entry links to another site, which is not passed on', {
      source: spec.id,
      entry: known.id,
      host: link.host,
    });
  const general = spec.scope === 'general' && !isNews(spec, title, known.category);
  return {
    event: spec.event,
    ...known,
    at,
    title,
    url: own ? link.href : spec.homepage,
    general,
    summary: entry.summary,
  };
}

function isNews({ stateActors }: FeedSpec, title: string, category: string | null): boolean {
  return speaksOfSanctions(title, category) || (stateActors === true && speaksOfStateActors(title));
}

/** The entry's page. Relative addresses are the publisher's, and plain http is never passed on. */
function linkOf({ origin }: FeedSpec, { link, title }: FeedEntry): URL {
  const url = link !== null && URL.canParse(link, origin) ? new URL(link, origin) : null;
  if (url?.protocol === 'http:') url.protocol = 'https:';
  if (url?.protocol !== 'https:')
    throw new RefusedVersion(`the entry “${title ?? ''}” has no link to a web page: ${link ?? 'none'}`);
  return url;
}

/** Whether a link stays with the publisher; a name before the host is made to look as if it did. */
function isOwn({ origin }: FeedSpec, link: URL): boolean {
  const own = bareHost(new URL(origin));
  return link.username === '' && link.password === '' && (bareHost(link) === own || link.host.endsWith(`.${own}`));
}

function isOf({ home, origin }: FeedSpec, said: string | null): boolean {
  if (said === null || !URL.canParse(said, origin)) return false;
  const [expected, actual] = [new URL(home), new URL(said, origin)];
  return bareHost(actual) === bareHost(expected) && actual.pathname.startsWith(expected.pathname);
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, '');
}

async function itemOf(draft: Draft): Promise<FeedItem> {
  const { id, at, title, url, category, event, general, summary } = draft;
  const { htmlText } = await import('../../lib/html.js');
  const text = summary.html ? htmlText(summary.text) : tidy(summary.text);
  const published = at === null ? null : new Date(at).toISOString().slice(0, 10);
  return {
    ...{ id, title, url, published, category, event, links: [], entries: [] },
    ...(general ? { onlyIfNamed: true as const } : {}),
    text: [title, text].join('\n').trim(),
  };
}
