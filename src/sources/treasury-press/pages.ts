import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { type CheerioAPI, htmlText, load, nestsDeeper } from '../../lib/html.js';
import { tidy } from '../../lib/text.js';
import type { FeedItem } from '../../ports.js';
import type { Dated } from '../feeds/news.js';

const RELEASES = /\/news\/press-releases\/([a-z]+\d+[a-z]?)\/?(?:[?#]|$)/i;
const MAX_NESTING = 256;

/** One row of the list. */
export interface PressRow extends Dated {
  readonly title: string;
}

export interface PressList {
  /** As the page has them, never empty. */
  readonly rows: readonly PressRow[];
  readonly hasNext: boolean;
}

function parse(html: string): CheerioAPI {
  if (nestsDeeper(html, MAX_NESTING))
    throw new RefusedVersion(`the page has elements nested more than ${MAX_NESTING} deep`);
  if (!/<\/html>/i.test(html)) throw new RefusedVersion('the page is cut short');
  return load(html);
}

/**
 * Reads a page of OFAC's list of press releases (SOURCES.md 1.5). Rows that link to a document or to another site are no
 * releases. Throws `RefusedVersion` where no row is one: the page was redesigned, or is another page.
 */
export function readPressList(html: string): PressList {
  const $ = parse(html);
  const rows = $('table.views-table tbody tr')
    .toArray()
    .flatMap((row): PressRow[] => {
      const links = $(row).find('a[href]').toArray();
      const link = links.find((one) => RELEASES.test($(one).attr('href') ?? ''));
      const id = RELEASES.exec(link ? ($(link).attr('href') ?? '') : '')?.[1]?.toLowerCase();
      if (!link || !id) return [];
      const day = $(row).find('time[datetime]').first().attr('datetime') ?? tidy($(row).text());
      const at = dayIn(day);
      return [{ id, at: at === null ? null : Date.parse(at), title: tidy($(link).text()) }];
    });
  if (rows.length === 0)
    throw new RefusedVersion('the page of press releases lists none: it was redesigned, or is another page');
  return { rows, hasNext: $('a.usa-pagination__next-page, a[rel="next"]').length > 0 };
}

/** All that is known of a release that cannot be read. */
export function bareItem({ id, at, title }: PressRow): FeedItem {
  const named = title === '' || /^https?:/i.test(title) ? `Treasury press release ${id}` : title;
  const published = at === null ? null : new Date(at).toISOString().slice(0, 10);
  return itemOf(id, named, published, null, '');
}

/** Reads a release, of which the list told `row`. Throws `RefusedVersion` when it is none, or not a whole one. */
export function readRelease(html: string, row: PressRow | null): FeedItem {
  const $ = parse(html);
  const title = tidy($('h2.uswds-page-title').first().text());
  const article = $('article.entity--type-node').first();
  if ($('table.views-table').length > 0)
    throw new RefusedVersion('this is the list of press releases, not one of them');
  if (title === '' || article.length === 0)
    throw new RefusedVersion('the page is no press release: it has no title or no article');
  const body = article.find('.field--name-field-news-body').first();
  const text = htmlText($.html(body.length > 0 ? body : article));
  if (text === '') throw new RefusedVersion('the press release has no text');
  const id = row?.id ?? ownId($);
  if (!id) throw new RefusedVersion('the page does not say which press release it is: it has no canonical address');
  const day = dayIn(
    $('article.entity--type-node time.datetime[datetime], time.datetime[datetime]').first().attr('datetime') ?? '',
  );
  const listed = row?.at ?? null;
  const published = day ?? (listed === null ? null : new Date(listed).toISOString().slice(0, 10));
  return itemOf(id, title, published, tidy($('.news-category').first().text()) || null, text);
}

function itemOf(
  id: string,
  title: string,
  published: PublicationDate | null,
  category: string | null,
  text: string,
): FeedItem {
  const url = `https://home.treasury.gov/news/press-releases/${id}`;
  return { id, title, url, published, category, links: [], entries: [], text: [title, text].join('\n').trim() };
}

function ownId($: CheerioAPI): string | null {
  const address = $('link[rel="canonical"]').attr('href') ?? $('meta[property="og:url"]').attr('content') ?? '';
  return RELEASES.exec(address)?.[1]?.toLowerCase() ?? null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first day in a text: `2025-07-08T14:00:00Z`, `07/08/2025` (US) or `July 8, 2025`; null for none that exists. */
function dayIn(text: string): PublicationDate | null {
  const [, isoYear, isoMonth, isoDay] = /\b(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text) ?? [];
  if (isoYear && isoMonth && isoDay) return existing(isoYear, Number(isoMonth), Number(isoDay));
  const [, month, day, year] = /\b(\d\d?)\/(\d\d?)\/(\d{4})\b/.exec(text) ?? [];
  if (year) return existing(year, Number(month), Number(day));
  const [, name = '', worded, of] = /\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})\b/.exec(text) ?? [];
  return of ? existing(of, MONTHS.indexOf(name.toLowerCase()) + 1, Number(worded)) : null;
}

function existing(year: string, month: number, day: number): PublicationDate | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
