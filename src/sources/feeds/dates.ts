const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The zones that RFC 822 names besides Greenwich. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ edt: '-0400', est: '-0500', cdt: '-0500', cst: '-0600' },
  ...{ mdt: '-0600', mst: '-0700', pdt: '-0700', pst: '-0800' },
};
/**
 * RSS: RFC 822 as amended by RFC 1123 and 5322: `Thu, 27 Aug 26 12:00:00 +0000`, the weekday and the seconds optional.
 * Some publishers write the offset with a colon, as Atom does.
 */
const RFC_822 =
  /^(?:[a-z]{3,9},\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d\d)\s+(\d\d):(\d\d)(?::(\d\d))?\s+(gmt|utc?|z|[ecmp][sd]t|[+-]\d\d:?\d\d)$/i;
/** Atom: RFC 3339. */
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(z|[+-]\d\d:\d\d)$/i;

/** The instant that a feed's date names, in milliseconds since 1970; null for what is no date. */
export function instantOf(text: string): number | null {
  const trimmed = text.trim();
  const rss = RFC_822.exec(trimmed);
  if (rss) {
    const [, day = '', month = '', year = '', ...rest] = rss;
    return instant(fullYear(year), MONTHS.indexOf(month.toLowerCase()), Number(day), rest);
  }
  const [, year = '', month = '', day = '', ...rest] = RFC_3339.exec(trimmed) ?? [];
  return year === '' ? null : instant(Number(year), Number(month) - 1, Number(day), rest);
}

/** RFC 5322, 4.3: two digits below 50 are of this century. */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length === 4) return number;
  return number < 50 ? 2000 + number : 1900 + number;
}

function instant(year: number, month: number, day: number, rest: readonly (string | undefined)[]): number | null {
  const [hours, minutes, seconds = '0', zone = 'z'] = rest;
  const local = new Date(Date.UTC(year, month, day, Number(hours), Number(minutes), Number(seconds)));
  // Date.UTC takes the 31st of February for the 3rd of March.
  const exists = local.getUTCMonth() === month && local.getUTCDate() === day && local.getUTCHours() === Number(hours);
  return exists ? local.getTime() - offsetMs(zone) : null;
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(ZONES[zone.toLowerCase()] ?? zone) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -ms : ms;
}
