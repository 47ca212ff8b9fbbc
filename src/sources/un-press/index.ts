import { feedSource } from '../feeds/source.js';

/** `/en/2026/sc16444.doc.htm`; the same meeting's live blog is `/en/blog/sc16444`. */
const RELEASE = /^\/en\/\d{4}\/sc(\d+)(?!\d)/i;

/** Press releases and meetings coverage of the UN Security Council; see readme.md. */
export const unPress = feedSource({
  id: 'un-press',
  authority: 'UN Security Council',
  title: 'UN Security Council press',
  homepage: 'https://press.un.org/en/content/security-council',
  origin: 'https://press.un.org',
  cadence: { checkSeconds: 300, fileSeconds: 3600 },
  format: 'rss',
  path: '/en/rss.xml',
  home: 'https://press.un.org/en',
  whole: false,
  scope: 'general',
  event: 'announced',
  announces: ['un-sc'],

  identify: (_entry, link) => {
    const number = RELEASE.exec(link.pathname)?.[1];
    return number ? { id: `SC/${number}`, category: 'Security Council' } : null;
  },
});
