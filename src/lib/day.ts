import type { PublicationDate } from '../domain/listing.js';

/** The text as a calendar day if it is one, written `YYYY-MM-DD`; null for `2025-02-30` and whatever else is none. */
export function calendarDay(text: string): PublicationDate | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  // Date.parse lets 30 February pass, as 2 March.
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null;
}

/** The first calendar day in a text, as file names carry it: `sdn_2022-04-14T120000.csv`; null for `2021-07`. */
export function dayIn(text: string): PublicationDate | null {
  return calendarDay(/(?<!\d)\d{4}-\d\d-\d\d(?!\d)/.exec(text)?.[0] ?? '');
}
