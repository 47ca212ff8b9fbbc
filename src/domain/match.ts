import type { Instant, Listing, PartyType, PublicationDate } from './listing.js';

/**
 * Names below this score are not matches unless a person asks for them. Calibrated on seeded misspellings of the listed names and
 * on names of people and companies that are not listed; docs/SEARCH.md has the figures.
 */
export const DEFAULT_MIN_SCORE = 0.8;

/** Where a listing stands now. A removed one stays, as history. */
export type ListingStatus = 'listed' | 'removed';

/** A listing of a match, as people ask for it. */
export interface MatchedListing {
  readonly list: string;
  readonly ref: string;
  readonly status: ListingStatus;
  readonly programs: readonly string[];
  readonly listedOn: PublicationDate | null;
  readonly removedOn: PublicationDate | Instant | null;
}

/** One party that answers a query, best first. */
export interface Match {
  /** The actor's id, or `list/ref` where no actor is curated. */
  readonly id: string;
  readonly actor: string | null;
  readonly name: string;
  readonly type: PartyType;
  /** 0 to 1. */
  readonly score: number;
  readonly matchedName: string;
  /** 0 to 100, as OFAC's own search would print it for what was typed and the matched name; absent where no name matched. */
  readonly ofacScore?: number;
  /** A sentence a reviewer can read. */
  readonly why: string;
  readonly listings: readonly MatchedListing[];
}

/** What a wallet look-up says of one address. */
export interface WalletAnswer {
  /** As it was typed or found in the text. */
  readonly address: string;
  /** The chains that use addresses of its shape, likeliest first; empty where the shape says nothing. The list's label plays no part. */
  readonly chains: readonly string[];
  /** Whether its own checksum fits; `none` where it carries none. */
  readonly checksum: 'fits' | 'faulty' | 'none';
  /** The one listed address that differs from it in a single character, where it cannot be right itself: another address, and no match. */
  readonly near: string | null;
  readonly hits: readonly {
    readonly listing: Listing;
    readonly status: ListingStatus;
    readonly label: string;
    readonly actor: string | null;
    /** When we saw the address appear, or the listing's own date; null where neither is known. */
    readonly since: PublicationDate | Instant | null;
    /** The address as the list writes it, where the same account is written otherwise there. */
    readonly listedAs?: string;
  }[];
}
