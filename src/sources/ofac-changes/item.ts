import type { ChangeKind } from '../../domain/action.js';
import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { count } from '../../lib/text.js';
import { dayText } from '../../lib/time.js';
import type { FeedItem } from '../../ports.js';
import type { Dated } from '../feeds/news.js';
import type { Publication } from '../ofac/schema.js';
import type { Delta } from './delta.js';

/** A row of the index. */
export interface PublicationRow extends Dated {
  readonly published: PublicationDate | null;
}

/** The index has no offset: its times are good for their order, and the day is the one that OFAC means. */
export function rowOf({ publicationID, datePublished }: Publication): PublicationRow {
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(datePublished) ? datePublished : `${datePublished}Z`);
  return {
    id: String(publicationID),
    at: Number.isNaN(time) ? null : time,
    published: calendarDay(datePublished.slice(0, 10)),
  };
}

/** What is known of a publication: its delta, or its day alone while the delta cannot be read. */
type Known = Delta | { readonly published: PublicationDate | null };

const CONFIRMS = 'OFAC announced this through its change service; only the list itself says who is listed.';

/** The announcement of one publication. */
export function itemOf({ id, url }: { readonly id: string; readonly url: string }, known: Known): FeedItem {
  const { published } = known;
  const delta = 'entries' in known ? known : null;
  const number = /^\d+$/.test(id) ? ` ${id}` : '';
  const day = published === null ? '' : ` of ${dayText(published)}`;
  const title = `OFAC change${number}${day}: ${delta ? countsOf(delta) : 'what it changed cannot be read yet'}`;
  const entries = delta?.entries ?? [];
  return {
    id,
    title,
    url,
    published,
    category: delta?.category ?? null,
    links: [],
    entries,
    text: [title, CONFIRMS, ...entries.map((entry) => entry.text)].join('\n'),
  };
}

/** `3 added, 1 removed` */
function countsOf({ entries, nameless }: Delta): string {
  const kinds: readonly ChangeKind[] = ['added', 'amended', 'removed'];
  const counts = kinds.flatMap((kind) => {
    const number = entries.filter((entry) => entry.kind === kind).length;
    return number > 0 ? `${number.toLocaleString('en-GB')} ${kind}` : [];
  });
  if (nameless > 0) counts.push(count(nameless, 'entry without a name', 'entries without a name'));
  return counts.length > 0 ? counts.join(', ') : 'no entries';
}
