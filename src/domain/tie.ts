import type { ListingStatus } from './match.js';

/** On what a tie rests. The first four prove it; the others make it probable. */
export type EvidenceKind =
  /** One list names the other's reference, or both name a third's: a UN reference. */
  | 'official-reference'
  /** The same passport, tax or registration number, IMO, BIC or LEI. */
  | 'identifier'
  | 'wallet'
  /** Both are listings of one curated actor. */
  | 'actor'
  /** The same name, birth and country of an individual. */
  | 'name-and-birth'
  /** The same name and country of an entity. */
  | 'name-and-country';

export interface TieEvidence {
  readonly kind: EvidenceKind;
  /** What a reader can check: "UN reference TAi.002". */
  readonly text: string;
  /** The listing in between that carries it, where the tie goes through a third: the next evidence is of that one. */
  readonly through?: { readonly list: string; readonly ref: string };
}

/** A listing on another list that is of the same party, and why we say so. */
export interface Tie {
  readonly list: string;
  readonly ref: string;
  /** As that list has it. */
  readonly name: string;
  readonly status: ListingStatus;
  /** A probable tie is for a person to judge, and nothing is concluded from it. */
  readonly certainty: 'proved' | 'probable';
  readonly evidence: readonly TieEvidence[];
}
