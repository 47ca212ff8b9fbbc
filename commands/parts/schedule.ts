import { UserError } from '../../src/domain/errors.js';
import type { Schedule } from '../../src/domain/subscription.js';
import { truncate } from '../../src/lib/text.js';
import type { OptionSpec, OptionValues } from '../../src/ports.js';
import { numberOption, textOption } from './options.js';

export const DEFAULT_HOUR = 8;
export const DEFAULT_ZONE = 'UTC';

/** How a subscription is told: the same for a new one and for a change. */
export const SCHEDULE: readonly OptionSpec[] = [
  {
    name: 'mode',
    description: 'at once, or in a digest that is sent daily, or weekly on Mondays',
    kind: 'choice',
    choices: ['instant', 'daily', 'weekly'],
  },
  { name: 'hour', description: `of a digest, 0 to 23 (default ${DEFAULT_HOUR})`, kind: 'number' },
  { name: 'zone', description: `whose clocks that is: Europe/Berlin (default ${DEFAULT_ZONE})`, kind: 'text' },
];

/** The digest that is asked for; undefined for alerts at once. What is left out stays as it was `before`. */
export function scheduleOption(options: OptionValues, before?: Schedule): Schedule | undefined {
  const mode = textOption(options, 'mode');
  const hour = numberOption(options, 'hour', { from: 0, to: 23, whole: true });
  const zone = textOption(options, 'zone');
  const digest = mode === undefined ? before !== undefined : mode !== 'instant';
  if (!digest && (hour !== undefined || zone !== undefined))
    throw new UserError('An hour and a zone are for digests: add mode:daily or mode:weekly.');
  if (!digest) return undefined;
  return {
    every: mode === undefined ? (before?.every ?? 'day') : mode === 'daily' ? 'day' : 'week',
    hour: hour ?? before?.hour ?? DEFAULT_HOUR,
    zone: zone === undefined ? (before?.zone ?? DEFAULT_ZONE) : zoneOf(zone),
  };
}

function zoneOf(typed: string): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: typed }).resolvedOptions().timeZone;
  } catch {
    throw new UserError(
      `“${truncate(typed, 40)}” is no time zone. Write a name such as Europe/Berlin, America/New_York or UTC.`,
    );
  }
}
