import { RefusedVersion } from '../../domain/errors.js';
import type { Instant, PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { fetchListFile, instantOf, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { readXml } from '../../lib/xml.js';
import type { ListSource, ReadEvent, VersionFiles } from '../../ports.js';
import { readRecord } from './record.js';
import { SHAPE, unknownElement, unknownWords } from './schema.js';

const FORMAT = 'xml';

/** The consolidated list of all Security Council committees; see readme.md. */
export const unSc: ListSource = {
  kind: 'list',
  id: 'un-sc',
  authority: 'UN Security Council',
  title: 'UN Security Council',
  homepage: 'https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list',
  origin: 'https://scsanctions.un.org',
  formats: [FORMAT],
  cadence: { checkSeconds: 300, fileSeconds: 86_400 },
  minimum: 500,

  /** There is none: dateGenerated and the validators move every night without a change. */
  async changeSignal() {
    return null;
  },

  fetch: (context) =>
    fetchListFile(context, 'consolidated.xml', {
      url: `${context.origin}/resources/xml/en/consolidated.xml`,
      accept: 'application/xml,text/xml',
      maxBytes: 50_000_000,
      timeoutMs: 300_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, FORMAT),

  read: readList,
};

async function* readList(version: VersionFiles): AsyncGenerator<ReadEvent> {
  const refs = new Set<string>();
  const unknown = new Set<string>();
  const records = { INDIVIDUAL: 0, ENTITY: 0 };
  for await (const event of readXml(listFileOf(version), SHAPE)) {
    if (event.kind === 'root') {
      const { dateGenerated = '' } = event.attributes;
      const published = publishedOf(dateGenerated);
      yield { kind: 'header', published };
      if (dateGenerated && published === null)
        yield { kind: 'unknown', path: `${SHAPE.root}/@dateGenerated (no date)`, example: dateGenerated.slice(0, 100) };
      continue;
    }
    const unknowns = event.kind === 'unknown' ? [unknownElement(event)] : unknownWords(event.element);
    for (const found of unknowns) {
      if (!unknown.has(found.path)) yield { kind: 'unknown', ...found };
      unknown.add(found.path);
    }
    if (event.kind === 'unknown') continue;
    records[event.element.name === 'ENTITY' ? 'ENTITY' : 'INDIVIDUAL'] += 1;
    const reading = readRecord(event.element);
    if (reading.kind === 'set-aside') {
      yield reading;
      continue;
    }
    const { ref, name } = reading.listing;
    if (refs.has(ref)) yield { kind: 'set-aside', ref, name, reason: 'its REFERENCE_NUMBER stands there twice' };
    else yield { kind: 'listing', listing: reading.listing, gaps: [] };
    refs.add(ref);
  }
  if (records.INDIVIDUAL === 0 || records.ENTITY === 0)
    throw new RefusedVersion(`the file lists ${records.INDIVIDUAL} individuals and ${records.ENTITY} entities`);
}

/** A day stays one; a time with its offset becomes an instant; anything else says nothing. */
function publishedOf(dateGenerated: string): PublicationDate | Instant | null {
  if (calendarDay(dateGenerated)) return dateGenerated;
  return /T.*(Z|[+-]\d\d:\d\d)$/.test(dateGenerated) ? instantOf(dateGenerated) : null;
}
