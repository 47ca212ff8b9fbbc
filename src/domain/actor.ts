import type { PublicationDate } from './listing.js';

/** Where a curated fact was read. No fact without one. */
export interface Citation {
  /** What it is, in words: "OFAC recent action of 13 September 2019". */
  readonly source: string;
  readonly url: string;
  /** Publication date of the source. */
  readonly date: PublicationDate;
}

/** A listing of the actor on one list. `until` is set where an official removal is confirmed. */
export interface ActorListing {
  readonly list: string;
  readonly ref: string;
  readonly name: string;
  readonly programs: readonly string[];
  readonly since?: PublicationDate;
  readonly until?: PublicationDate;
  readonly citation: Citation;
}

export interface ActorAlias {
  readonly name: string;
  /** Official names stand on a list; analyst names are what industry calls the group, and are never shown as listed. */
  readonly kind: 'official' | 'analyst';
  readonly strength?: 'strong' | 'weak';
  /** A common word that identifies nobody without a second signal: ZINC, RED DOT. */
  readonly common?: boolean;
  readonly citation: Citation;
}

export interface ActorRelation {
  readonly kind: 'parent' | 'child' | 'linked' | 'member';
  readonly actor: string;
  readonly text: string;
  readonly citation: Citation;
}

export interface ActorEvent {
  readonly date: PublicationDate;
  readonly kind: 'announced' | 'listed' | 'amended' | 'delisted' | 'gazetted' | 'indicted' | 'advisory';
  readonly text: string;
  readonly citation: Citation;
}

/** A curated identity across lists: one file in `data/actors`. */
export interface Actor {
  /** The file's name: `lazarus-group`. */
  readonly id: string;
  readonly name: string;
  readonly type: 'individual' | 'entity';
  readonly country: string;
  /** One sentence, from its source. */
  readonly summary: string;
  readonly summaryCitation: Citation;
  /** `indicted` persons were found on none of the lists that were checked. */
  readonly status: 'listed' | 'historical' | 'indicted';
  readonly listings: readonly ActorListing[];
  readonly aliases: readonly ActorAlias[];
  readonly relations: readonly ActorRelation[];
  readonly timeline: readonly ActorEvent[];
}
