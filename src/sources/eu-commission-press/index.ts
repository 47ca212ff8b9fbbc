import { feedSource } from '../feeds/source.js';

/** `/commission/presscorner/detail/en/ip_25_2491`: the kind of text, the year and its number. */
const REFERENCE = /\/detail\/[a-z]{2}\/(([a-z]+)_\d\d_\d+)$/i;
const KINDS: ReadonlyMap<string, string> = new Map([
  ['ip', 'Press release'],
  ['mex', 'Daily news'],
  ['qanda', 'Questions and answers'],
  ['speech', 'Speech'],
  ['statement', 'Statement'],
]);

/** What the European Commission tells the press; see readme.md. */
export const euCommissionPress = feedSource({
  id: 'eu-commission-press',
  authority: 'European Commission',
  title: 'European Commission press',
  homepage: 'https://ec.europa.eu/commission/presscorner/home/en',
  origin: 'https://ec.europa.eu',
  experimental: true,
  cadence: { checkSeconds: 600, fileSeconds: 3600 },
  format: 'rss',
  path: '/commission/presscorner/api/rss?language=en&pagesize=20',
  home: 'https://ec.europa.eu/',
  whole: true,
  scope: 'general',
  event: 'announced',

  identify: (_entry, link) => {
    const [, reference = link.pathname, kind = ''] = REFERENCE.exec(link.pathname.toLowerCase()) ?? [];
    return { id: reference, category: KINDS.get(kind) ?? null };
  },
});
