import { basename } from 'node:path';
import { RefusedVersion } from '../../domain/errors.js';
import { readUtf8 } from '../../lib/files.js';
import type { FeedItem, FeedSource, PollContext } from '../../ports.js';
import { newsOf } from '../feeds/news.js';
import { readPages } from '../feeds/pages.js';
import { QUERY } from './query.js';
import { type Act, actText, itemOf, readActs } from './schema.js';

/** The annexes of a round of Russia sanctions have some 2 MB. */
const MAX_TEXT_BYTES = 20_000_000;
const MAX_ACTS = 10;
/** The day of an act is that of its signature: it is printed the same day or some days later. */
const PRINTED_WITHIN_DAYS = 7;

/** New acts of the Official Journal of the European Union on its sanctions, the authentic law; see readme.md. */
export const euOj: FeedSource = {
  kind: 'feed',
  experimental: true,
  id: 'eu-oj',
  authority: 'EU Council',
  title: 'EU Official Journal (sanctions)',
  homepage: 'https://eur-lex.europa.eu/oj/direct-access.html',
  origin: 'https://publications.europa.eu',
  announces: ['eu-fsf'],
  formats: ['json'],
  cadence: { checkSeconds: 900, fileSeconds: 3600 },

  async poll(context) {
    const acts = readActs(await ask(context));
    const { fresh, seen, gap } = newsOf(acts, context.cursor?.items ?? null, true);
    if (gap) context.log.warn('no act of the answer was known, older ones may have been missed', { source: 'eu-oj' });
    const { items, unread } = await readPages(context, printedFirst(fresh), {
      source: 'eu-oj',
      limit: MAX_ACTS,
      patienceDays: PRINTED_WITHIN_DAYS,
      read: (act) => readAct(context, act),
      bare: (act) => itemOf(act, ''),
    });
    return { items, seen: seen.filter((id) => !unread.has(id)) };
  },

  /** The XHTML of one act, in a file named by its CELEX number. */
  async fromDisk(path) {
    const id = /(?<![\dA-Z])3\d{4}[A-Z]\d{4}(?!\d)/.exec(basename(path))?.[0];
    if (!id)
      throw new RefusedVersion('the file does not say which act it is: name it by its CELEX number, 32019R0796.xhtml');
    const text = actText(await readUtf8(path), id);
    const title =
      text.split('\n').find((line) => /\b(regulation|decision)\b.{0,200}\d{4}/i.test(line.slice(0, 1000))) ?? null;
    return itemOf({ id, at: null, title, category: '', path: null }, text);
  },
};

/** Acts that wait for their text must not keep those that have it waiting. */
function printedFirst(acts: readonly Act[]): Act[] {
  const isPrinted = ({ title, path }: Act) => title !== null && path !== null;
  return [...acts.filter(isPrinted), ...acts.filter((act) => !isPrinted(act))];
}

async function ask({ http, origin, signal }: PollContext): Promise<string> {
  const { text } = await http.text({
    url: `${origin}/webapi/rdf/sparql?${new URLSearchParams({ query: QUERY, format: 'application/sparql-results+json' })}`,
    accept: 'application/sparql-results+json',
    maxBytes: 5_000_000,
    timeoutMs: 120_000,
    signal,
  });
  return text;
}

/** An act without its English title or text is on its way: both come within minutes to hours of the number. */
async function readAct({ http, origin, signal }: PollContext, act: Act): Promise<FeedItem> {
  if (act.title === null || act.path === null)
    throw new RefusedVersion(
      `CELLAR does not have the English ${act.title === null ? 'title' : 'text'} of ${act.id} yet`,
    );
  const { text } = await http.text({
    url: `${origin}${act.path}`,
    accept: 'application/xhtml+xml, text/html;q=0.9',
    maxBytes: MAX_TEXT_BYTES,
    timeoutMs: 120_000,
    signal,
  });
  return itemOf(act, actText(text, act.id));
}
