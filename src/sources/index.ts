import type { Source } from '../ports.js';
import { ofacConsolidated } from './ofac-consolidated/index.js';
import { ofacRecentActions } from './ofac-recent-actions/index.js';
import { ofacSdn } from './ofac-sdn/index.js';
import { unSc } from './un-sc/index.js';

/** Every source there is, lists before feeds; each is a folder of the same name. */
export const sources: readonly Source[] = [ofacSdn, ofacConsolidated, unSc, ofacRecentActions];
