import type { OfacListSpec } from '../ofac/spec.js';

/** The Specially Designated Nationals and Blocked Persons List among OFAC's files. */
export const sdnSpec: OfacListSpec = {
  id: 'ofac-sdn',
  title: 'OFAC SDN',
  homepage:
    'https://ofac.treasury.gov/specially-designated-nationals-and-blocked-persons-list-sdn-human-readable-lists',
  formats: ['enhanced', 'xml', 'csv'],
  minimum: 5_000,
  maximum: null,
  files: {
    enhanced: 'SDN_ENHANCED.XML',
    xml: 'SDN.XML',
    csv: { sdn: 'SDN.CSV', alt: 'ALT.CSV', add: 'ADD.CSV', comments: 'SDN_COMMENTS.CSV' },
  },
  holds: (listName) => listName === 'SDN List',
};
