import { countriesOf, type Listing } from '../domain/listing.js';

/** A listing as `tocsin listings` prints it: the stable facts first, then everything else that is known. */
export function listingLine(listing: Listing): Record<string, unknown> {
  const { list, ref, type, name, aliases, programs, wallets, listedOn, url, ...rest } = listing;
  return {
    list,
    ref,
    type,
    name,
    aliases,
    programs,
    wallets,
    countries: countriesOf(listing),
    listedOn: listedOn ?? null,
    url,
    ...rest,
  };
}
