import { feedSource } from '../feeds/source.js';

/** `/PSA/2025/PSA250226`, also as a PDF and in lower case: the day of the announcement, and which of that day. */
const NUMBER = /\/(PSA\d{6}(?:-\d+)?)(?:\.\w+)?$/i;

/** Public service announcements of the FBI's Internet Crime Complaint Center; see readme.md. */
export const ic3Psa = feedSource({
  id: 'ic3-psa',
  authority: 'FBI IC3',
  title: 'IC3 announcements',
  homepage: 'https://www.ic3.gov/PSA',
  origin: 'https://www.ic3.gov',
  experimental: true,
  cadence: { checkSeconds: 1800, fileSeconds: 3600 },
  format: 'rss',
  path: '/PSA/RSS',
  home: 'https://www.ic3.gov/',
  whole: true,
  scope: 'general',
  stateActors: true,
  event: 'advisory',

  identify: (_entry, link) => {
    const number = NUMBER.exec(link.pathname)?.[1]?.toUpperCase();
    return { id: number ?? link.pathname, category: 'Public Service Announcement' };
  },
});
