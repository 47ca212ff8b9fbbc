import { feedSource } from '../feeds/source.js';

/** National press releases of the US Federal Bureau of Investigation; see readme.md. */
export const fbiPress = feedSource({
  id: 'fbi-press',
  authority: 'FBI',
  title: 'FBI press releases',
  homepage: 'https://www.fbi.gov/news/press-releases',
  origin: 'https://www.fbi.gov',
  experimental: true,
  cadence: { checkSeconds: 600, fileSeconds: 3600 },
  format: 'rss',
  path: '/feeds/national-press-releases/rss.xml',
  home: 'https://www.fbi.gov/',
  whole: true,
  scope: 'general',
  stateActors: true,
  event: 'announced',

  identify: ({ category }, link) => ({ id: link.pathname, category }),
});
