import type { OfacListSpec } from '../ofac/spec.js';

/** OFAC's non-SDN lists (SSI, FSE, CAPTA, NS-MBS, NS-CMIC, NS-PLC), which it publishes as one. */
export const consolidatedSpec: OfacListSpec = {
  id: 'ofac-consolidated',
  title: 'OFAC Consolidated',
  homepage: 'https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists',
  formats: ['xml', 'enhanced', 'csv'],
  minimum: 300,
  maximum: 5_000,
  files: {
    enhanced: 'CONS_ENHANCED.XML',
    xml: 'CONSOLIDATED.XML',
    csv: { sdn: 'CONS_PRIM.CSV', alt: 'CONS_ALT.CSV', add: 'CONS_ADD.CSV', comments: 'CONS_COMMENTS.CSV' },
  },
  holds: (listName) => listName !== 'SDN List',
};
