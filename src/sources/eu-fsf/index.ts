import { fetchListFile, instantOf, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { readXmlList } from '../../lib/xml-list.js';
import type { ListSource, PollContext } from '../../ports.js';
import { readFeed } from './feed.js';
import { readRecord } from './record.js';
import { audit, SHAPE } from './schema.js';

const FORMAT = 'xml';
/** The token is public: the base64 of "token-2017", as the publisher's own RSS prints it. */
const KNOWN_PATH = '/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw';

/** The consolidated list of persons, groups and entities subject to EU financial sanctions; see readme.md. */
export const euFsf: ListSource = {
  kind: 'list',
  id: 'eu-fsf',
  authority: 'EU Council',
  title: 'EU financial sanctions list',
  homepage:
    'https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions',
  origin: 'https://webgate.ec.europa.eu',
  formats: [FORMAT],
  cadence: { checkSeconds: 600, fileSeconds: 86_400 },
  minimum: 4_000,

  changeSignal: async (context) => (await readFeed(context)).signal,

  /** The file is written on request: more than a minute passes before its first byte. */
  async fetch(context) {
    return fetchListFile(context, 'fsf.xml', {
      url: `${context.origin}${await pathOf(context)}`,
      accept: 'application/xml, text/xml;q=0.9, */*;q=0.1',
      maxBytes: 200_000_000,
      firstByteMs: 5 * 60_000,
      timeoutMs: 20 * 60_000,
    });
  },

  fromDisk: (path, format) => listFileOnDisk(path, format, FORMAT),

  read: (version) =>
    readXmlList(listFileOf(version), {
      shape: SHAPE,
      reference: 'euReferenceNumber',
      header: (attributes, report) => {
        audit({ name: SHAPE.root, attributes, children: [], text: '' }, report);
        const { generationDate = '' } = attributes;
        const published = instantOf(generationDate);
        if (generationDate && published === null) report(`${SHAPE.root}/@generationDate (no date)`, generationDate);
        return { kind: 'header', published };
      },
      record: readRecord,
    }),
};

async function pathOf(context: PollContext): Promise<string> {
  try {
    return (await readFeed(context)).path;
  } catch (error) {
    context.signal.throwIfAborted();
    context.log.info('The index of files could not be read, the address known so far is used', {
      source: 'eu-fsf',
      error,
    });
    return KNOWN_PATH;
  }
}
