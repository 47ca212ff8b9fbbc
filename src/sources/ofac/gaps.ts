import type { Gap } from '../../domain/listing.js';

/** What neither the CSV nor sdnList ever shows; only ENHANCED has it. */
export const ENHANCED_ONLY: readonly Gap[] = [
  { field: 'sanctionsTypes' },
  { field: 'legalAuthorities' },
  { field: 'listedOn' },
];

/** What the missing end of a CSV remark may have held: everything that has no column or companion file of its own. */
export const CUT_REMARK: readonly Gap[] = [
  { field: 'aliases', strength: 'weak' },
  { field: 'births' },
  { field: 'nationalities' },
  { field: 'identifiers' },
  { field: 'wallets' },
  { field: 'websites' },
  { field: 'emails' },
  { field: 'relations' },
  { field: 'vessel' },
  { field: 'aircraft' },
  { field: 'gender' },
  { field: 'remarks' },
];

/** What the alias file shows, and the address file. */
export const ALT_FILE: readonly Gap[] = [{ field: 'aliases', strength: 'strong' }];
export const ADD_FILE: readonly Gap[] = [{ field: 'addresses' }];
