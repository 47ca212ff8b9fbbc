import { RefusedVersion } from '../../domain/errors.js';
import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { readXmlList } from '../../lib/xml-list.js';
import type { ListSource, ReadEvent, VersionFiles } from '../../ports.js';
import { readTarget } from './record.js';
import { readReferences } from './references.js';
import { TARGETS } from './schema.js';

/** The Swiss list of all sanctioned individuals, entities and objects; see readme.md. */
export const chSeco: ListSource = {
  kind: 'list',
  id: 'ch-seco',
  authority: 'Swiss SECO',
  title: 'Switzerland SECO',
  homepage: 'https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml?lang=en',
  origin: 'https://www.sesam.search.admin.ch',
  formats: ['xml'],
  cadence: { checkSeconds: 10_800, fileSeconds: 86_400 },
  minimum: 5_000,

  /** No small thing is known that moves with the list; its date stands in the file of 42 MB only. */
  async changeSignal() {
    return null;
  },

  fetch: (context) =>
    fetchListFile(context, 'seco.xml', {
      url: `${context.origin}/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction`,
      accept: 'application/xml,text/xml',
      maxBytes: 200_000_000,
      timeoutMs: 15 * 60_000,
      firstByteMs: 180_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, 'xml'),

  read: readList,
};

/** Twice over the file: places and programmes need not stand before the targets that name them by number. */
async function* readList(version: VersionFiles): AsyncGenerator<ReadEvent> {
  const path = listFileOf(version);
  const unknown = new Map<string, string>();
  const references = await readReferences(path, (where, example) => unknown.set(where, example));
  yield* readXmlList(path, {
    shape: TARGETS,
    header: (attributes, report) => {
      for (const [where, example] of unknown) report(where, example);
      return { kind: 'header', published: dateOfList(attributes) };
    },
    record: (target, report) => readTarget(target, references, report),
    reference: 'ssid',
  });
}

/** Throws `RefusedVersion` on a list of mutations or a search: whom it lacks is not de-listed. */
function dateOfList({
  date = '',
  'list-type': type = 'without a type',
}: Readonly<Record<string, string>>): PublicationDate | null {
  if (type !== 'whole-list') throw new RefusedVersion(`the file is a list of type ${type}, not the whole list`);
  return calendarDay(date);
}
