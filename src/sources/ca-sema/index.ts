import { fetchListFile, listFileOf, listFileOnDisk } from '../../lib/list-file.js';
import { readXmlList } from '../../lib/xml-list.js';
import type { ListSource } from '../../ports.js';
import { readRecord } from './record.js';
import { SHAPE } from './schema.js';

const PATH =
  '/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml';

/** The Consolidated Canadian Autonomous Sanctions List; see readme.md. */
export const caSema: ListSource = {
  kind: 'list',
  id: 'ca-sema',
  authority: 'Global Affairs Canada',
  title: 'Canada autonomous sanctions',
  homepage:
    'https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx?lang=eng',
  origin: 'https://www.international.gc.ca',
  formats: ['xml'],
  cadence: { checkSeconds: 1800, fileSeconds: 86_400 },
  minimum: 3_000,

  /** There is none: the file carries no date, and its validators answer for it. */
  async changeSignal() {
    return null;
  },

  fetch: (context) =>
    fetchListFile(context, 'sema-lmes.xml', {
      url: `${context.origin}${PATH}`,
      accept: 'application/xml,text/xml',
      maxBytes: 30_000_000,
      timeoutMs: 300_000,
    }),

  fromDisk: (path, format) => listFileOnDisk(path, format, 'xml'),

  read: (version) =>
    readXmlList(listFileOf(version), {
      shape: SHAPE,
      header: () => null,
      record: readRecord,
      reference: 'place in the regulations',
    }),
};
