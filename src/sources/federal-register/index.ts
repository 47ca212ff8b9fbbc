import { RefusedVersion } from '../../domain/errors.js';
import { readUtf8 } from '../../lib/files.js';
import type { FeedSource } from '../../ports.js';
import { newestFirst, newsOf } from '../feeds/news.js';
import { AGENCY, FIELDS, readDocuments } from './schema.js';

/** Two months of OFAC's documents, in one answer. */
const PER_PAGE = 100;

/** What OFAC has printed in the US gazette, days to weeks after it acted; see readme.md. */
export const federalRegister: FeedSource = {
  kind: 'feed',
  id: 'federal-register',
  authority: 'OFAC',
  title: 'Federal Register (OFAC)',
  homepage: `https://www.federalregister.gov/agencies/${AGENCY}`,
  origin: 'https://www.federalregister.gov',
  announces: [],
  formats: ['json'],
  cadence: { checkSeconds: 1800, fileSeconds: 3600 },

  async poll({ http, origin, signal, cursor, log }) {
    const query = new URLSearchParams({ 'conditions[agencies][]': AGENCY, order: 'newest', per_page: `${PER_PAGE}` });
    for (const field of FIELDS) query.append('fields[]', field);
    const { text } = await http.text({
      url: `${origin}/api/v1/documents.json?${query}`,
      accept: 'application/json',
      maxBytes: 5_000_000,
      timeoutMs: 60_000,
      signal,
    });
    const { fresh, seen, gap } = newsOf(readDocuments(text), cursor?.items ?? null, true);
    if (gap)
      log.warn('nothing on the page was known, older items may have been missed', { source: 'federal-register' });
    return { items: fresh.map(({ item }) => item), seen };
  },

  async fromDisk(path) {
    const [newest] = newestFirst(readDocuments(await readUtf8(path)));
    if (!newest) throw new RefusedVersion('the Federal Register lists no document');
    return newest.item;
  },
};
