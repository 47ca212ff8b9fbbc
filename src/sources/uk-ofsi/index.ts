import { feedSource } from '../feeds/source.js';

/** What the UK's Office of Financial Sanctions Implementation publishes on GOV.UK; see readme.md. */
export const ukOfsi = feedSource({
  id: 'uk-ofsi',
  authority: 'OFSI',
  title: 'OFSI announcements',
  homepage: 'https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation',
  origin: 'https://www.gov.uk',
  cadence: { checkSeconds: 300, fileSeconds: 3600 },
  format: 'atom',
  path: '/government/organisations/office-of-financial-sanctions-implementation.atom',
  home: 'https://www.gov.uk/government/organisations/office-of-financial-sanctions-implementation',
  whole: true,
  scope: 'sanctions',
  event: 'announced',
  announces: ['uk-sl'],

  /** The entry's own id ends in the time of the last edit; the page's address stays. */
  identify: ({ category }, link) => ({ id: `${link.origin}${link.pathname}`, category }),
});
