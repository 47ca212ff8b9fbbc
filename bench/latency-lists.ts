import { copyFile, open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repeat } from './readers.js';

export const DATA = fileURLToPath(new URL('../../shared/data/', import.meta.url));

/** A list at its real size, and how a publisher would change one of its entries. */
export interface LargeList {
  readonly source: string;
  readonly format: string;
  /** Where the local site has the file. */
  readonly path: string;
  /** The real file, or the excerpt of which the file is made. */
  readonly from: string;
  /** How the excerpt is repeated; absent where the file is whole. */
  readonly repeated?: { readonly tag: string; readonly key: RegExp; readonly bytes: number };
  /** A name of an entry, of which the first letters are overwritten. */
  readonly name: RegExp;
  /** Where the site tells that the list moved, and how it words that. */
  readonly signal?: (version: number) => { readonly path: string; readonly content: string };
}

const DAY = '2026-01-05T12:00:00';
const history: LargeList['signal'] = (version) => ({
  path: `/changes/history/${new Date().getUTCFullYear()}`,
  content: JSON.stringify([{ publicationID: 800 + version, datePublished: DAY }]),
});

export const LARGE_LISTS: readonly LargeList[] = [
  {
    source: 'ofac-sdn',
    format: 'enhanced',
    path: '/api/download/SDN_ENHANCED.XML',
    from: 'ofac/enhanced/enhanced_IRGC_2024-08-28.xml',
    repeated: { tag: 'entities', key: /<entity id="(\d+)"/g, bytes: 109_000_000 },
    name: /<formattedFullName>([A-Z]{4})/,
    signal: history,
  },
  {
    source: 'ofac-consolidated',
    format: 'xml',
    path: '/api/download/CONSOLIDATED.XML',
    from: 'ofac/consolidated/2025-03-28_consolidated.xml',
    name: /<lastName>([A-Z]{4})/,
    signal: history,
  },
  {
    source: 'un-sc',
    format: 'xml',
    path: '/resources/xml/en/consolidated.xml',
    from: 'un/2025-11-18.xml',
    name: /<FIRST_NAME>([A-Z]{4})/i,
  },
  {
    source: 'eu-fsf',
    format: 'xml',
    path: '/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content',
    from: 'eu/fsf_1_1_2026-08-05.xml',
    repeated: { tag: 'export', key: /<sanctionEntity [^>]*euReferenceNumber="([^"]+)"/g, bytes: 25_000_000 },
    name: /wholeName="([A-Z]{4})/i,
    signal: (version) => ({
      path: '/fsd/fsf/public/rss',
      content: `<rss><channel><item><link>https://example.org/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=bench</link><pubDate>${new Date(Date.UTC(2026, 0, 5, 0, version)).toUTCString()}</pubDate></item></channel></rss>`,
    }),
  },
  {
    source: 'uk-sl',
    format: 'xml',
    path: '/docs/UK-Sanctions-List.xml',
    from: 'uk/uk_sanctions_list_2026-09-07.xml',
    repeated: { tag: 'Designations', key: /<Designation>[\s\S]*?<UniqueID>(\w+)/g, bytes: 21_000_000 },
    name: /<Name6>([A-Z]{4})/i,
    signal: (version) => ({
      path: '/api/content/government/publications/the-uk-sanctions-list',
      content: JSON.stringify({ public_updated_at: new Date(Date.UTC(2026, 0, 5, 0, version)).toISOString() }),
    }),
  },
  {
    source: 'ch-seco',
    format: 'xml',
    path: '/sesam-search-web/pages/downloadXmlGesamtliste.xhtml',
    from: 'ch/seco_whole_list_2026-08-27_excerpt.xml',
    repeated: { tag: 'swiss-sanctions-list', key: /<target ssid="(\d+)"/g, bytes: 42_000_000 },
    // The first target of the excerpt is one that was de-listed.
    name: /whole-name"><value>([A-Z]{4})/i,
  },
  {
    source: 'ca-sema',
    format: 'xml',
    path: '/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml',
    from: 'ca/sema_2025-05.xml',
    name: /<LastName>([A-Z]{4})/i,
  },
];

/** Writes the list at its real size into the folder; gives its path. */
export async function writeList(list: LargeList, folder: string): Promise<string> {
  const file = join(folder, `${list.source}.xml`);
  const from = `${DATA}${list.from}`;
  if (list.repeated) await repeat(from, file, list.repeated);
  else await copyFile(from, file);
  return file;
}

/** Changes the name of one entry, in place. */
export async function changeName(list: LargeList, file: string, version: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const head = Buffer.alloc(2_000_000);
    const { bytesRead } = await handle.read(head, 0, head.byteLength, 0);
    // One character a byte, so that places in the text are places in the file.
    const found = list.name.exec(head.toString('latin1', 0, bytesRead));
    if (!found?.[1]) throw new Error(`${list.source} has no name to change`);
    const place = found.index + found[0].indexOf(found[1]);
    await handle.write(`Q${letters(version)}`, place, 'latin1');
  } finally {
    await handle.close();
  }
}

function letters(version: number): string {
  return [676, 26, 1].map((unit) => String.fromCharCode(65 + (Math.floor(version / unit) % 26))).join('');
}
