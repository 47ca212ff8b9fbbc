import { UserError } from '../../src/domain/errors.js';
import type { Instant } from '../../src/domain/listing.js';
import { truncate } from '../../src/lib/text.js';
import type { Clock, OptionSpec, OptionValues } from '../../src/ports.js';
import { neededOption } from './options.js';

const MAX_DAYS = 90;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const UNITS: Readonly<Record<string, number>> = { h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

export const UNTIL: OptionSpec = {
  name: 'until',
  description: `how long: 12h, 7d, 2w, or a day such as 2026-12-24; at most ${MAX_DAYS} days`,
  kind: 'text',
  required: true,
};

/** When a pause or a mute ends: after some time, or when that day begins in UTC. Throws `UserError` for anything else. */
export function untilOption(options: OptionValues, clock: Clock): Instant {
  const typed = neededOption(options, 'until', 'until when, e.g. until:7d');
  const now = clock.now().getTime();
  const [, number = '', unit = ''] = /^(\d{1,4})\s*(h|d|w)[a-z]*$/i.exec(typed) ?? [];
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN;
  const at = number === '' ? day : now + Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  if (Number.isNaN(at))
    throw new UserError(`“${truncate(typed, 40)}” is no end. Write until:12h, until:7d, until:2w or until:2026-12-24.`);
  if (at <= now) throw new UserError(`until:${typed} has passed. Give a time to come.`);
  if (at > now + MAX_DAYS * DAY_MS)
    throw new UserError(`At most ${MAX_DAYS} days: nobody remembers a longer silence. Unsubscribe to stop for good.`);
  return new Date(at).toISOString();
}
