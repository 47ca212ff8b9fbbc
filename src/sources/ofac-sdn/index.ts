import type { ListSource } from '../../ports.js';
import { ofacList } from '../ofac/source.js';
import { sdnSpec } from './schema.js';

export const ofacSdn: ListSource = ofacList(sdnSpec);
