import { HttpError, type HttpReason } from '../../lib/http-error.js';
import type { FeedItem, PollContext } from '../../ports.js';
import type { Dated } from './news.js';

const DAY_MS = 86_400_000;
const NETWORK: ReadonlySet<HttpReason> = new Set(['network', 'timeout', 'stalled', 'cut-short']);

interface Reading<T extends Dated> {
  readonly source: string;
  /** At most so many pages a poll; the others wait for the next one. */
  readonly limit: number;
  /** How long after its own day a page may stay unreadable; a day by default. */
  readonly patienceDays?: number;
  /** The item with the text of its page. Rejects when the page cannot be read. */
  read(draft: T): Promise<FeedItem>;
  /** All that is known without the page. */
  bare(draft: T): FeedItem;
}

/**
 * Reads the page of each new item, oldest first, each on its own. One that cannot be read is `unread`, to be tried again at
 * the next poll; when its day is over for `patienceDays` it is taken without its text, unless it is the network that keeps
 * it from us. Rejects when every page is withheld, so that a site that answers nobody does not pass for one without news.
 */
export async function readPages<T extends Dated>(
  context: PollContext,
  drafts: readonly T[],
  { source, limit, patienceDays = 1, read, bare }: Reading<T>,
): Promise<{ readonly items: readonly FeedItem[]; readonly unread: ReadonlySet<string> }> {
  const items: FeedItem[] = [];
  const unread = new Set(drafts.slice(limit).map(({ id }) => id));
  const failures: unknown[] = [];
  const due = drafts.slice(0, limit);
  for (const draft of due) {
    try {
      items.push(await read(draft));
    } catch (error) {
      context.signal.throwIfAborted();
      failures.push(error);
      if (isNetwork(error) || context.clock.now().getTime() < (draft.at ?? 0) + (1 + patienceDays) * DAY_MS) {
        context.log.warn('a page of a feed could not be read, it is tried again', { source, item: draft.id, error });
        unread.add(draft.id);
        continue;
      }
      context.log.warn('a page could not be read for long, it is taken without its text', {
        source,
        item: draft.id,
        error,
      });
      items.push(bare(draft));
    }
  }
  if (items.length === 0 && failures.length > 0 && failures.every(isWithheld)) throw failures[0];
  return { items, unread };
}

/** Whether the way to a page failed, so that the page itself may be sound. */
export function isNetwork(error: unknown): boolean {
  return error instanceof HttpError && NETWORK.has(error.reason);
}

/** A page that is not there yet, or not any more, says nothing of the others; a site that refuses or fails does. */
const MISSING: readonly (number | null)[] = [404, 410];

/** Whether the site keeps its pages from us: it cannot be reached, blocks us (403), is asked too often (429) or fails. */
export function isWithheld(error: unknown): boolean {
  return (
    isNetwork(error) || (error instanceof HttpError && error.reason === 'status' && !MISSING.includes(error.status))
  );
}
