import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { RefusedVersion } from '../../domain/errors.js';
import { readUtf8 } from '../../lib/files.js';
import { readXml, type XmlShape } from '../../lib/xml.js';

export type FeedFormat = 'rss' | 'atom';

/** An entry as the feed has it; null is what the feed does not say. */
export interface FeedEntry {
  readonly id: string | null;
  readonly title: string | null;
  readonly link: string | null;
  readonly date: string | null;
  readonly category: string | null;
  readonly summary: { readonly text: string; readonly html: boolean };
}

export interface Feed {
  /** The page that the feed says it is of. */
  readonly home: string | null;
  readonly entries: readonly FeedEntry[];
}

interface Format {
  readonly shape: XmlShape;
  /** The root's attribute that tells this version of the format from its predecessors. */
  readonly mark: readonly [attribute: string, value: string];
  parse(xml: string): Feed;
}

const FORMATS: Readonly<Record<FeedFormat, Format>> = {
  rss: { shape: { root: 'rss', records: ['channel/item'] }, mark: ['version', '2.0'], parse: parseRss },
  atom: {
    shape: { root: 'feed', records: ['entry'] },
    mark: ['xmlns', 'http://www.w3.org/2005/Atom'],
    parse: parseAtom,
  },
};

/**
 * Reads a feed from disk. feedsmith takes a feed that was cut between two entries for a whole one, so the file must
 * first be well-formed XML with this root, and afterwards as many entries must have been read as it holds. Throws
 * `RefusedVersion` for anything else, and for a feed without entries.
 */
export async function readFeed(path: string, format: FeedFormat): Promise<Feed> {
  const { shape, mark, parse } = FORMATS[format];
  let held = 0;
  for await (const event of readXml(path, shape)) {
    if (event.kind === 'record') held += 1;
    if (event.kind === 'root' && event.attributes[mark[0]] !== mark[1])
      throw new RefusedVersion(`the feed does not say ${mark[0]}="${mark[1]}": it is another format or version`);
  }
  if (held === 0) throw new RefusedVersion('the feed has no entries: it was moved, or it is a placeholder');
  const feed = parsed(parse, await readUtf8(path));
  if (feed.entries.length !== held)
    throw new RefusedVersion(`the feed holds ${held} entries, of which ${feed.entries.length} could be read`);
  return feed;
}

function parsed(parse: (xml: string) => Feed, xml: string): Feed {
  try {
    return parse(xml);
  } catch (cause) {
    throw new RefusedVersion('the file is XML, but not a feed that can be read', { cause });
  }
}

function parseRss(xml: string): Feed {
  const { link, items = [] } = parseRssFeed(xml);
  return {
    home: link ?? null,
    entries: items.map((item) => ({
      id: item.guid?.value ?? null,
      title: item.title ?? null,
      link: item.link ?? null,
      date: item.pubDate ?? null,
      category: item.categories?.[0]?.name ?? null,
      summary: { text: [item.description, item.content?.encoded].filter(Boolean).join('\n<hr>\n'), html: true },
    })),
  };
}

function parseAtom(xml: string): Feed {
  const { links = [], entries = [] } = parseAtomFeed(xml);
  const page = (all: typeof links) => all.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ?? null;
  return {
    home: page(links),
    entries: entries.map((entry) => ({
      id: entry.id ?? null,
      title: entry.title?.value ?? null,
      link: page(entry.links ?? []),
      date: entry.updated ?? null,
      category: entry.categories?.[0]?.label ?? entry.categories?.[0]?.term ?? null,
      summary: {
        text: (entry.summary ?? entry.content)?.value ?? '',
        // RFC 4287, 3.1.1: without a type it is plain text.
        html: /html$/.test((entry.summary ?? entry.content)?.type ?? 'text'),
      },
    })),
  };
}
