import type { ListSource } from '../../ports.js';
import { ofacList } from '../ofac/source.js';
import { consolidatedSpec } from './schema.js';

export const ofacConsolidated: ListSource = ofacList(consolidatedSpec);
