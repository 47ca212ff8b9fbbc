import { expect, it } from 'vitest';
import { ic3Psa } from '../../../src/sources/ic3-psa/index.js';
import { rss } from '../feeds/feed-xml.js';
import { tellsGeneralNews } from '../feeds/general.js';
import { readSaved } from '../feeds/poll.js';

const number = (n: number) => `PSA2610${String(n).padStart(2, '0')}`;

tellsGeneralNews(ic3Psa, {
  home: 'https://www.ic3.gov/',
  path: '/PSA/RSS',
  linkOf: (n) => `https://www.ic3.gov/PSA/2026/${number(n)}`,
  idOf: number,
});

it.each([
  ['https://www.ic3.gov/PSA/2025/PSA250226', 'PSA250226'],
  ['https://www.ic3.gov/psa/2025/psa250226', 'PSA250226'],
  ['https://www.ic3.gov/PSA/2025/PSA250515-2', 'PSA250515-2'],
  ['https://www.ic3.gov/Media/PDF/Y2025/PSA250226.pdf', 'PSA250226'],
  ['https://www.ic3.gov/Outreach/Brochure', '/Outreach/Brochure'],
])('knows %s as %s, whatever its form', async (link, id) => {
  const item = await readSaved(ic3Psa, rss('https://www.ic3.gov/', [{ link, date: '20 Jul 2026 10:00 -04:00' }]));
  expect([item.id, item.event, item.published]).toEqual([id, 'advisory', '2026-07-20']);
});
