import { load } from '../../lib/html.js';
import type { PollContext } from '../../ports.js';

const FOLDER = '/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/';
/** The page that links the list; it has no page for a single entry. */
export const PAGE = `${FOLDER}list.html`;
/** The file is called after its day. */
const FILE = /\/(shisantouketsu(\d{8})\.(csv|xlsx))$/i;

export interface ListLink {
  /** Moves with every update: that is the change signal. */
  readonly name: string;
  readonly path: string;
}

/** Finds today's file of that format on the page of links; the newest, should there be more. Rejects when there is none. */
export async function findList({ http, origin, format, signal }: PollContext): Promise<ListLink> {
  const { text } = await http.text({
    url: `${origin}${PAGE}`,
    accept: 'text/html',
    maxBytes: 5_000_000,
    timeoutMs: 60_000,
    signal,
  });
  const page = load(text);
  const links = page('a[href]')
    .toArray()
    .flatMap((link) => linkOf(page(link).attr('href') ?? ''))
    .sort((a, b) => (a.name < b.name ? 1 : -1));
  const found = links.find(({ name }) => name.toLowerCase().endsWith(`.${format}`));
  if (found) return found;
  const [other] = links;
  throw new Error(
    other
      ? `the page of the Ministry of Finance links ${other.name}, but no ${format}: choose the other format`
      : 'the page of the Ministry of Finance links no list',
  );
}

/** Only what follows the host: the file comes from the origin that was asked, which may be the operator's mirror. */
function linkOf(href: string): ListLink[] {
  const base = `https://www.mof.go.jp${PAGE}`;
  if (!URL.canParse(href, base)) return [];
  const { pathname: path } = new URL(href, base);
  const name = FILE.exec(path)?.[1];
  return name === undefined ? [] : [{ name, path }];
}
