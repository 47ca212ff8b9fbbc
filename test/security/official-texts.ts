import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { csvRows } from '../../src/lib/csv.js';
import type { FeedItem, FeedSource, ListSource } from '../../src/ports.js';
import { auDfat } from '../../src/sources/au-dfat/index.js';
import { caSema } from '../../src/sources/ca-sema/index.js';
import { chSeco } from '../../src/sources/ch-seco/index.js';
import { cisaAdvisories } from '../../src/sources/cisa-advisories/index.js';
import { euFsf } from '../../src/sources/eu-fsf/index.js';
import { federalRegister } from '../../src/sources/federal-register/index.js';
import { frGels } from '../../src/sources/fr-gels/index.js';
import { jpMof } from '../../src/sources/jp-mof/index.js';
import { ofacConsolidated } from '../../src/sources/ofac-consolidated/index.js';
import { ofacRecentActions } from '../../src/sources/ofac-recent-actions/index.js';
import { ofacSdn } from '../../src/sources/ofac-sdn/index.js';
import { ukOfsi } from '../../src/sources/uk-ofsi/index.js';
import { ukSl } from '../../src/sources/uk-sl/index.js';
import { unPress } from '../../src/sources/un-press/index.js';
import { unSc } from '../../src/sources/un-sc/index.js';
import { pollFeed } from '../sources/feeds/poll.js';
import { field, party, registerJson } from '../sources/fr-gels/register.js';
import { startOfficialSite } from '../support/official-site.js';
import { type Cell, xlsx } from '../support/xlsx.js';

type Data = (path: string) => string;

const LISTS: readonly (readonly [ListSource, path: string])[] = [
  [ofacSdn, 'ofac/2023-12-28'],
  [ofacSdn, 'ofac/enhanced/enhanced_IRGC_2024-08-28.xml'],
  [ofacSdn, 'ofac/enhanced/enhanced_YEMEN_2024-05-24.xml'],
  [ofacConsolidated, 'ofac/consolidated/2025-03-28_consolidated.xml'],
  [unSc, 'un/2025-11-18.xml'],
  [euFsf, 'eu/fsf_1_1_2026-08-05.xml'],
  [ukSl, 'uk/uk_sanctions_list_2026-09-07.xml'],
  [chSeco, 'ch/seco_whole_list_2026-08-27_excerpt.xml'],
  [caSema, 'ca/sema_2025-05.xml'],
  [caSema, 'ca/sema_2026_excerpt.xml'],
  [jpMof, 'jp/mof_shisantouketsu_2026-08-28_first11rows_trimmed.csv'],
];

const FEEDS: readonly (readonly [FeedSource, serverPath: string, path: string])[] = [
  [unPress, '/en/rss.xml', 'feeds/un_press_rss_2026-08-28_trimmed.xml'],
  [cisaAdvisories, '/cybersecurity-advisories/all.xml', 'feeds/cisa_all_2026-08-27_2items_excerpt.xml'],
  [
    ukOfsi,
    '/government/organisations/office-of-financial-sanctions-implementation.atom',
    'feeds/uk_ofsi_2026-09-26.atom',
  ],
  [federalRegister, '/api/v1/documents.json', 'federal-register/documents_2026-10-02_ofac_trimmed.json'],
];

const NOTICES = [
  ...['20150401_article', '20181128_article', '20190913_excerpt', '20200302_article', '20220506_excerpt'],
  ...['20231129_article_excerpt', '20241231_article', '20250321_excerpt', '20260224_article'],
].map((name) => `ofac/recent-actions/ra_${name}.html`);

/** Every text that the readers give of the official files at hand, once: by the source that it is from. */
export async function officialTexts(data: Data): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const texts = new Map<string, Set<string>>();
  const add = (source: string, value: unknown) => {
    const own = texts.get(source) ?? new Set<string>();
    texts.set(source, own);
    collect(value, own);
  };
  for (const [source, path] of LISTS) for await (const found of listingsOf(source, data(path))) add(source.id, found);
  for await (const found of written(frGels, 'list.json', await french(data))) add(frGels.id, found);
  for await (const found of written(auDfat, 'list.xlsx', await australian(data))) add(auDfat.id, found);
  for (const item of await feedItems(data)) add(item.source, item.item);
  return texts;
}

async function* listingsOf(source: ListSource, path: string): AsyncGenerator<unknown> {
  for await (const event of source.read(await source.fromDisk(path, null)))
    if (event.kind === 'listing') yield event.listing;
}

async function* written(source: ListSource, name: string, content: string | Uint8Array): AsyncGenerator<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-texts-'));
  try {
    await writeFile(join(folder, name), content);
    yield* listingsOf(source, join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function feedItems(data: Data): Promise<{ source: string; item: FeedItem }[]> {
  const site = await startOfficialSite();
  try {
    const found: { source: string; item: FeedItem }[] = [];
    for (const [source, path, file] of FEEDS) {
      site.serve(path, await readFile(data(file)));
      const { items } = await pollFeed(source, site, []);
      found.push(...items.map((item) => ({ source: source.id, item })));
    }
    for (const path of NOTICES)
      found.push({ source: ofacRecentActions.id, item: await ofacRecentActions.fromDisk(data(path)) });
    return found;
  } finally {
    await site.close();
  }
}

const Texts = z.array(z.string());
const Register = z.object({
  entries: z.array(
    z.object({
      ...{ IdRegistre: z.number(), Nature: z.string(), Nom: z.string(), Prenoms: Texts, Alias: Texts },
      Adresses: z.array(z.object({ adresse: z.string(), pays: z.string() })),
    }),
  ),
});

/** The names and addresses of a mirror's copy in the shape in which the publisher has them. */
async function french(data: Data): Promise<string> {
  const packed = await readFile(data('fr/slim_index_2026-05-29.json.gz'));
  const { entries } = Register.parse(JSON.parse(gunzipSync(packed).toString('utf8')));
  const records = entries.map(({ IdRegistre, Nature, Nom, Prenoms, Alias, Adresses }) => {
    const fields = [
      field('PRENOM', ...Prenoms.map((Prenom) => ({ Prenom }))),
      field('ALIAS', ...Alias.map((name) => ({ Alias: name }))),
      field('ADRESSE_PM', ...Adresses.map(({ adresse, pays }) => ({ Adresse: adresse, Pays: pays }))),
    ];
    return party(
      IdRegistre,
      Nom,
      fields.filter(({ Valeur }) => Valeur.length > 0),
      Nature,
    );
  });
  return registerJson(records);
}

/** The columns as a workbook; days of its CSV export are days again. */
async function australian(data: Data): Promise<Uint8Array> {
  const csv = await readFile(data('au/dfat_columns_2026_5rows_texts_edited.csv'), 'utf8');
  const cellOf = (text: string): Cell => {
    const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d\d)$/.exec(text) ?? [];
    if (year) return new Date(Date.UTC(2000 + Number(year), Number(month) - 1, Number(day)));
    return /^(TRUE|FALSE)$/.test(text) ? text === 'TRUE' : text;
  };
  return xlsx([{ name: 'Consolidated List', rows: csvRows(csv).map((cells) => cells.map(cellOf)) }]);
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) collect(inner, into);
}
