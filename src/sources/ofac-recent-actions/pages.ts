import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { type CheerioAPI, load, nestsDeeper } from '../../lib/html.js';
import type { FeedItem } from '../../ports.js';
import { readBody } from './body.js';
import { clean, linesOf } from './lines.js';

/** Links are official ones even where a mirror is polled. */
const OFFICIAL = 'https://ofac.treasury.gov';
const ACTIONS = '/recent-actions/';
const DATED_ID = /^\d{8}(_\d+)?$/;

/** One row of the index. */
export interface IndexRow {
  readonly id: string;
  readonly title: string;
  readonly published: PublicationDate | null;
  readonly category: string | null;
}

export interface IndexPage {
  /** Newest first, never empty. */
  readonly rows: readonly IndexRow[];
  readonly hasNext: boolean;
}

/** A real page nests some thirty deep; a tree of thousands takes seconds and then the whole stack. */
const MAX_NESTING = 256;

function parse(html: string): CheerioAPI {
  if (nestsDeeper(html, MAX_NESTING))
    throw new RefusedVersion(`the page has elements nested more than ${MAX_NESTING} deep`);
  return load(html);
}

/** Reads the page of recent actions (SOURCES.md 1.5 and 9). Throws `RefusedVersion` when it is not one any more. */
export function readIndexPage(html: string): IndexPage {
  const $ = parse(html);
  const rows = $('.search-result.views-row')
    .toArray()
    .map((row) => {
      const links = $(row).find(`a[href*="${ACTIONS}"]`).toArray();
      const notices = links.map((link) => ({ id: actionId($(link).attr('href') ?? ''), title: clean($(link).text()) }));
      const notice = notices.find(({ id }) => id !== null && DATED_ID.test(id)) ?? notices[0];
      if (!notice?.id) throw new RefusedVersion('a row of the index of recent actions has no link to a notice');
      // The category is a link too, beside the date.
      const category = clean($(row).find('.font-sans-2xs a').last().text());
      return {
        id: notice.id,
        title: notice.title || `OFAC recent action ${notice.id}`,
        published: wordedDate($(row).find('.font-sans-2xs').first().text()) ?? dateOfId(notice.id),
        category: category === '' ? null : category,
      };
    });
  if (rows.length === 0)
    throw new RefusedVersion('the page of recent actions lists none: it was redesigned, or is another page');
  return { rows, hasNext: $('a[rel="next"]').length > 0 };
}

/** All that is known of a notice that cannot be read. */
export function itemOfRow({ id, title, published, category }: IndexRow): FeedItem {
  return { id, title, url: `${OFFICIAL}${ACTIONS}${id}`, published, category, links: [], entries: [], text: title };
}

export interface Notice {
  readonly item: FeedItem;
  /** Lines where entries were expected that could not be read; the item's text has them. */
  readonly unread: readonly string[];
}

/** What is known of a notice before it is read. */
interface NoticeOrigin {
  /** From the index: the page is asked only where this is null. */
  readonly id: string | null;
  /** From a file name, for a page that does not say. */
  readonly guess?: string | null;
  readonly category: string | null;
}

/**
 * Reads a notice page, or its article part; one without a title is known by its press release or its first heading.
 * Throws `RefusedVersion` when it is no notice, or not a whole one.
 */
export function readNotice(html: string, origin: NoticeOrigin): Notice {
  const $ = parse(html);
  if ($('.field--name-field-body .field__item').length === 0) throw new RefusedVersion(whyNoNotice($));
  if (!html.includes('</article>') || (/<html\b/i.test(html) && !/<\/html>/i.test(html)))
    throw new RefusedVersion('the notice is cut short');
  const id = origin.id ?? actionId($('[data-a2a-url]').attr('data-a2a-url') ?? '') ?? origin.guess;
  if (!id) throw new RefusedVersion('the notice does not say which action it is: name the file YYYYMMDD.html');
  const links = pressLinks($);
  const lines = linesOf($('.field--name-field-body .field__item').first().toArray());
  const { entries, unread } = readBody(lines);
  const title = clean($('.treas-page-title').first().text()) || links[0]?.title || lines[0]?.text;
  if (!title) throw new RefusedVersion('the notice has neither a title nor a text');
  return {
    item: {
      id,
      title,
      url: `${OFFICIAL}${ACTIONS}${id}`,
      published: isoDate($('.field--name-field-release-date .field__item').first().text()) ?? dateOfId(id),
      category: origin.category,
      links,
      entries,
      text: lines.map(({ text }) => text).join('\n'),
    },
    unread,
  };
}

/** The day that an id begins with; null for an id without one. */
export function dateOfId(id: string): PublicationDate | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?!\d)/.exec(id) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : null;
}

function whyNoNotice($: CheerioAPI): string {
  if ($('.search-result.views-row').length > 0) return 'this is the index of recent actions, not a notice';
  return 'the page is not a notice of recent actions: it has no notice body';
}

/** The path below /recent-actions/, e.g. `20190913` or `20230815_33`. */
function actionId(href: string): string | null {
  return new RegExp(`${ACTIONS}([\\w-]+)/?(?:[?#]|$)`).exec(href)?.[1] ?? null;
}

/** MM/DD/YYYY → YYYY-MM-DD. */
function isoDate(text: string): PublicationDate | null {
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(clean(text)) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : null;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `September 23, 2026 - Category` → 2026-09-23. */
function wordedDate(text: string): PublicationDate | null {
  const [, name = '', day = '', year] = /^([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})\b/.exec(clean(text)) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  return year && month > 0 ? `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

/** A page trimmed at the top begins with the items of the press release field. */
function pressLinks($: CheerioAPI): FeedItem['links'] {
  return $('.field--name-field-press-release-link a[href], body > .field__items a[href]')
    .toArray()
    .flatMap((link) => {
      const href = $(link).attr('href') ?? '';
      if (!URL.canParse(href, OFFICIAL)) return [];
      const url = new URL(href, OFFICIAL);
      if (!/^https?:$/.test(url.protocol)) return [];
      url.protocol = 'https:';
      return [{ title: clean($(link).text()), url: url.href }];
    });
}
