import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { readXml, type XmlElement } from '../../lib/xml.js';
import type { NoticeEntry } from '../../ports.js';
import { childOf, textOf } from '../ofac/elements.js';
import { ENTITY } from '../ofac/enhanced-shape.js';
import { Unknowns } from '../ofac/unknowns.js';
import { entryOf } from './entry.js';

const INFO_PATH = 'publicationInfo';
const SHAPE = {
  root: 'sanctionsData',
  records: [INFO_PATH, 'entities/entity'],
  skipped: ['referenceValues', 'featureTypes'],
  inside: { [INFO_PATH]: { datePublished: {}, publicationType: {} }, 'entities/entity': ENTITY },
};

/** What one publication changed, as OFAC's delta file has it. */
export interface Delta {
  readonly published: PublicationDate;
  /** "Standard Action"; null where it does not say. */
  readonly category: string | null;
  readonly entries: readonly NoticeEntry[];
  /** Entities of which neither the number nor the name could be read. */
  readonly nameless: number;
  /** Elements and words that nobody knows, each with an example. */
  readonly unknown: readonly { readonly path: string; readonly example: string }[];
}

/**
 * Reads a delta file. Its root is called as that of a whole list: only the namespace tells the two apart, and a list taken
 * for a delta would announce everybody. Throws `RefusedVersion` for anything but a whole delta.
 */
export async function readDelta(path: string): Promise<Delta> {
  const unknowns = new Unknowns();
  const entries: NoticeEntry[] = [];
  let info: XmlElement | null = null;
  let nameless = 0;
  for await (const event of readXml(path, SHAPE)) {
    if (event.kind === 'root') refuseList(event.attributes);
    else if (event.kind === 'unknown') unknowns.report(event.path, event.text ?? '');
    else if (event.path === INFO_PATH) info = event.element;
    else {
      const entry = entryOf(event.element, unknowns);
      if (entry) entries.push(entry);
      else nameless += 1;
    }
  }
  const { published, category } = publicationOf(info);
  const unknown = unknowns.take().flatMap((event) => (event.kind === 'unknown' ? [event] : []));
  return { published, category, entries, nameless, unknown };
}

function refuseList(attributes: Readonly<Record<string, string>>): void {
  const namespaces = Object.entries(attributes).filter(([name]) => /^xmlns(:|$)/.test(name));
  if (namespaces.some(([, value]) => /\/ofac\/DeltaFile\//i.test(value))) return;
  throw new RefusedVersion('the file is no delta: its namespace is another, as that of a whole list is');
}

function publicationOf(info: XmlElement | null): Pick<Delta, 'published' | 'category'> {
  if (!info) throw new RefusedVersion('the delta does not say of which publication it is');
  if (childOf(info, 'filters'))
    throw new RefusedVersion('the delta is filtered: it shows only a part of its publication');
  const published = calendarDay(textOf(info, 'datePublished').slice(0, 10));
  if (published === null) throw new RefusedVersion('the delta does not say when it was published');
  return { published, category: textOf(info, 'publicationType') || null };
}
