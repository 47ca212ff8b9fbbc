import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../ports.js';

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal ? { signal } : {});
  },
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14 Apr 2022` for a publication date or an instant. */
export function dayText(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** `14 Apr 2022 09:05 UTC` for an instant. */
export function instantText(at: string): string {
  return `${dayText(at)} ${at.slice(11, 16)} UTC`;
}

/** `4 min`, `3 h`, `2 days`: how long ago, roughly. */
export function ageText(from: string, to: Date): string {
  const minutes = Math.max(0, Math.round((to.getTime() - Date.parse(from)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
