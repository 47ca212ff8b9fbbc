import { feedSource } from '../feeds/source.js';
import { saysCharged } from './charge.js';

/** Press releases of the US Department of Justice; see readme.md. */
export const dojPress = feedSource({
  id: 'doj-press',
  authority: 'US Department of Justice',
  title: 'DoJ press releases',
  homepage: 'https://www.justice.gov/news/press-releases',
  origin: 'https://www.justice.gov',
  experimental: true,
  cadence: { checkSeconds: 600, fileSeconds: 3600 },
  format: 'rss',
  path: '/news/rss?type=press_release',
  home: 'https://www.justice.gov/',
  whole: true,
  scope: 'general',
  stateActors: true,
  event: 'announced',

  identify: ({ title, summary, category }, link) => ({
    id: link.pathname,
    category,
    ...(saysCharged(title ?? '', opening(summary.text)) ? { event: 'indicted' as const } : {}),
  }),
});

/** Enough of the HTML for its first sentences. */
const MAX_HTML = 4000;

function opening(html: string): string {
  return html
    .slice(0, MAX_HTML)
    .replace(/<[^>]*>/g, ' ')
    .trim();
}
