import type { PublicationDate } from '../../domain/listing.js';
import { calendarDay } from '../../lib/day.js';
import { childrenOf, type XmlElement } from '../../lib/xml.js';

export type Status =
  | { readonly kind: 'listed'; readonly since: PublicationDate | null }
  | { readonly kind: 'de-listed' }
  /** The latest modification is of a type that nobody knows: it may be a removal. */
  | { readonly kind: 'unclear'; readonly type: string };

/**
 * What the modifications make of a target: the latest decides, and of the same day the first in the file, which mostly,
 * but not always, stands before the older ones.
 */
export function statusOf(target: XmlElement): Status {
  let latest: XmlElement | undefined;
  let since: PublicationDate | null = null;
  for (const modification of childrenOf(target, 'modification')) {
    const day = dayOf(modification);
    const type = modification.attributes['modification-type'];
    if (latest === undefined || day > dayOf(latest)) latest = modification;
    if (type === 'listed' && day !== '' && (since === null || day > since)) since = day;
  }
  const type = latest?.attributes['modification-type'] ?? (latest ? '' : 'listed');
  if (type === 'de-listed') return { kind: 'de-listed' };
  return type === 'listed' || type === 'amended' ? { kind: 'listed', since } : { kind: 'unclear', type };
}

function dayOf({ attributes }: XmlElement): string {
  const day = attributes['effective-date'] ?? attributes['publication-date'] ?? attributes['enactment-date'] ?? '';
  return calendarDay(day.slice(0, 10)) ?? '';
}
