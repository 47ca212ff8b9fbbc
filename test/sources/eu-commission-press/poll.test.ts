import { expect, it } from 'vitest';
import { euCommissionPress } from '../../../src/sources/eu-commission-press/index.js';
import { rss } from '../feeds/feed-xml.js';
import { tellsGeneralNews } from '../feeds/general.js';
import { readSaved } from '../feeds/poll.js';

const HOME = 'https://ec.europa.eu/commission/presscorner';
const page = (reference: string) => `${HOME}/detail/en/${reference}`;

tellsGeneralNews(euCommissionPress, {
  home: HOME,
  path: '/commission/presscorner/api/rss?language=en&pagesize=20',
  linkOf: (n) => page(`ip_26_${n}`),
  idOf: (n) => `ip_26_${n}`,
});

it.each([
  ['ip_25_2491', 'ip_25_2491', 'Press release'],
  ['QANDA_25_2492', 'qanda_25_2492', 'Questions and answers'],
  ['statement_26_1', 'statement_26_1', 'Statement'],
  ['inf_26_7', 'inf_26_7', null],
  ['constructor_26_7', 'constructor_26_7', null],
  ['x', '/commission/presscorner/detail/en/x', null],
])('knows %s by its reference and its kind', async (reference, id, category) => {
  const saved = rss(HOME, [{ link: page(reference), date: 'Thu, 23 Oct 2025 10:00:00 GMT' }]);
  expect(await readSaved(euCommissionPress, saved)).toMatchObject({ id, category, event: 'announced' });
});
