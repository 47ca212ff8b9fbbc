import { join } from 'node:path';
import { instantOf } from '../../lib/list-file.js';
import { tidy } from '../../lib/text.js';
import { child, readXml, type XmlElement, type XmlShape } from '../../lib/xml.js';
import type { PollContext } from '../../ports.js';

const SHAPE: XmlShape = { root: 'rss', records: ['channel/item'] };
const FILE = /\/xmlFullSanctionsList_1_1\/content$/;
/** A date this close to the answer's own is the moment of asking, not of publishing. */
const JUST_NOW_MS = 120_000;

/** What the publisher's RSS says about the file. */
export interface FileNotice {
  /** Path and query below the origin; the query holds the public token. */
  readonly path: string;
  /** Moves when the file does. */
  readonly signal: string;
}

/** Reads the index of files that the publisher keeps as RSS. Rejects when it cannot be read or does not name our file. */
export async function readFeed({ http, origin, folder, signal }: PollContext): Promise<FileNotice> {
  const file = join(folder, 'rss.xml');
  const answer = await http.download(
    {
      url: `${origin}/fsd/fsf/public/rss`,
      accept: 'application/rss+xml, application/xml;q=0.9, text/xml;q=0.9',
      maxBytes: 2_000_000,
      timeoutMs: 60_000,
      signal,
    },
    file,
  );
  for await (const event of readXml(file, SHAPE)) {
    const notice = event.kind === 'record' ? noticeOf(event.element, answer.date ?? null) : null;
    if (notice) return notice;
  }
  throw new Error('the RSS of the European Commission names no XML file of format 1.1');
}

function noticeOf(item: XmlElement, answered: string | null): FileNotice | null {
  const enclosure = child(item, 'enclosure')?.attributes ?? {};
  const path = [enclosure.url, child(item, 'link')?.text].map(pathOf).find((found) => found !== null);
  if (!path) return null;
  const published = instantOf(tidy(child(item, 'pubDate')?.text ?? ''));
  const dated = published !== null && !isNow(published, answered) ? published : 'undated';
  return { path, signal: [dated, enclosure.length].filter(Boolean).join(', ') };
}

/** Only what follows the host: the file comes from the origin that was asked, which may be the operator's mirror. */
function pathOf(address: string | undefined): string | null {
  const text = tidy(address ?? '');
  if (!URL.canParse(text)) return null;
  const { pathname, search } = new URL(text);
  return FILE.test(pathname) ? pathname + search : null;
}

function isNow(published: string, answered: string | null): boolean {
  const answeredAt = Date.parse(answered ?? '');
  return Math.abs(Date.parse(published) - answeredAt) < JUST_NOW_MS;
}
