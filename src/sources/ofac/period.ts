import { calendarDay } from '../../lib/day.js';
import type { XmlElement } from '../../lib/xml.js';
import { textOf } from './elements.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * A period of ENHANCED in the wording of OFAC's other formats: "03 Mar 2014", "Mar 2014", "2014", "circa 2014", or
 * "03 Mar 2014 to 05 Apr 2015". Empty where it has no dates.
 */
export function periodText(period: XmlElement | undefined): string {
  const from = dayIn(textOf(period, 'fromDateBegin'));
  const to = dayIn(textOf(period, 'toDateEnd'));
  if (!from || !to) return '';
  const circa = textOf(period, 'isApproximate') === 'true' ? 'circa ' : '';
  const isRange = textOf(period, 'isDateRange') === 'true';
  return `${circa}${isRange ? rangeText(from, to) : wording(from, to)}`;
}

function dayIn(text: string): Day | null {
  const iso = calendarDay(text.slice(0, 10));
  return iso ? { year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), day: Number(iso.slice(8)) } : null;
}

function wording(from: Day, to: Day): string {
  if (from.year !== to.year) return rangeText(from, to);
  if (from.month === to.month && from.day === to.day) return dayText(from);
  if (from.day !== 1 || to.day !== lastDay(to)) return rangeText(from, to);
  if (from.month === 1 && to.month === 12) return String(from.year);
  return from.month === to.month ? `${MONTHS[from.month - 1]} ${from.year}` : rangeText(from, to);
}

function rangeText(from: Day, to: Day): string {
  return `${dayText(from)} to ${dayText(to)}`;
}

function dayText({ year, month, day }: Day): string {
  return `${String(day).padStart(2, '0')} ${MONTHS[month - 1]} ${year}`;
}

function lastDay({ year, month }: Day): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
