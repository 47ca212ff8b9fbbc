import type { Birth } from '../domain/listing.js';

/** What a list says of the day or the years of a birth. */
export interface BirthDate {
  /** `YYYY-MM-DD`; null where no day is known, or where the day is 1 January: lists write that for "some day of the year". */
  readonly day: string | null;
  readonly from: number;
  readonly to: number;
}

/** How far from the year an approximate one may be. */
const CIRCA_YEARS = 5;
const CIRCA = /circa|approx|about|environ|vers|\bca?\.|quality/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Nearly all: a day as OFAC or as others write it. */
const PLAIN = /^(?:\d{4}-\d\d-\d\d|\d\d [A-Z][a-z]{2} \d{4})$/;
const YEAR = /(?<!\d)(?:1[89]|20)\d\d(?!\d)/g;

/**
 * Reads the wordings of the lists: `15 Aug 1984`, `1984-08-15 (a remark)`, `15/08/1984`, `dd/08/1984`, `Nov. 1973`, `circa 1965`,
 * `1965 to 1966`, `between 1955 and 1958`. Null where no year of our calendar is named.
 */
export function birthDateOf({ value }: Birth): BirthDate | null {
  if (PLAIN.test(value)) return plainDay(value);
  const text = value.replace(/\(.*\)/g, ' ').trim();
  // What is said in another calendar, or of a decade, is no year that can be compared.
  if (/calendar|early|late|mid|\d0s/i.test(text)) return null;
  const years = (text.match(YEAR) ?? []).map(Number);
  if (years.length === 0) return null;
  const slack = CIRCA.test(value) ? CIRCA_YEARS : 0;
  const day = years.length === 1 && slack === 0 ? dayIn(text) : null;
  return {
    day: day?.endsWith('-01-01') ? null : day,
    from: Math.min(...years) - slack,
    to: Math.max(...years) + slack,
  };
}

function plainDay(value: string): BirthDate {
  const day = dayIn(value);
  const year = Number(value.includes('-') ? value.slice(0, 4) : value.slice(-4));
  return { day: day?.endsWith('-01-01') ? null : day, from: year, to: year };
}

function dayIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year) return dayOf(year, month, day);
  const [, d, m, y] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text) ?? [];
  if (d) return dayOf(y, m, d);
  const [, before = '', word = '', after = ''] = /^(\d\d?) ([A-Za-z]{3})[a-z]*\.? (\d{4})$/.exec(text) ?? [];
  const number = MONTHS.indexOf(word.toLowerCase()) + 1;
  return dayOf(after, String(number), before);
}

/** Null for `dd/09/1958`, `00/00/1975` and other days that are none; the readers have judged the rest. */
function dayOf(year = '', month = '', day = ''): string | null {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Whether two parties can have been born in the same year; so they can where either list says nothing. */
export function birthYearsAgree(a: readonly BirthDate[], b: readonly BirthDate[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((one) => b.some((other) => one.from <= other.to && other.from <= one.to));
}
