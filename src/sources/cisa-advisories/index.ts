import { RefusedVersion } from '../../domain/errors.js';
import { feedSource } from '../feeds/source.js';

/** The feed has no categories; the sections of the site are. */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['alerts', 'Alert'],
  ['analysis-reports', 'Analysis Report'],
  ['cybersecurity-advisories', 'Cybersecurity Advisory'],
  ['ics-advisories', 'ICS Advisory'],
  ['ics-medical-advisories', 'ICS Medical Advisory'],
]);

/** Alerts, analysis reports and advisories of the US Cybersecurity and Infrastructure Security Agency; see readme.md. */
export const cisaAdvisories = feedSource({
  id: 'cisa-advisories',
  authority: 'CISA',
  title: 'CISA advisories',
  homepage: 'https://www.cisa.gov/news-events/cybersecurity-advisories',
  origin: 'https://www.cisa.gov',
  cadence: { checkSeconds: 600, fileSeconds: 3600 },
  format: 'rss',
  path: '/cybersecurity-advisories/all.xml',
  home: 'https://www.cisa.gov/',
  whole: true,
  scope: 'general',
  stateActors: true,
  event: 'advisory',

  /** The node stays when an advisory is updated, and also if its page should move. */
  identify: ({ id }, link) => {
    if (!id) throw new RefusedVersion(`the entry ${link.href} has no guid`);
    const section = /^\/news-events\/([^/]+)\//.exec(link.pathname)?.[1] ?? '';
    return { id, category: SECTIONS.get(section) ?? null };
  },
});
