/** A calendar day and the time on the clocks of a zone. */
interface WallTime {
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show. Throws `RangeError` for a zone that nobody knows. */
export function wallTime(at: Date, zone: string): WallTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  };
}

/**
 * The first moment of a calendar day at which the clocks of a zone show that hour or, where they skip it, a later time:
 * exactly one a day, also where an hour comes twice.
 */
export function instantOf(day: string, hour: number, zone: string): Date {
  const named = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
  const near = named - offsetMs(new Date(named), zone);
  for (let at = near - MARGIN; at <= near + MARGIN; at += QUARTER) {
    const wall = wallTime(new Date(at), zone);
    if (wall.day > day || (wall.day === day && wall.hour >= hour)) return new Date(at);
  }
  throw new RangeError(`${zone} has no ${hour} h on ${day}`);
}

/** How far the clocks of a zone are ahead of UTC. */
function offsetMs(at: Date, zone: string): number {
  const { day, hour, minute } = wallTime(at, zone);
  return Date.parse(`${day}T00:00:00Z`) + hour * HOUR + minute * MINUTE - at.getTime();
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Clocks were changed by a whole day once, where a country went to the other side of the date line. */
const MARGIN = 25 * HOUR;
/** Every zone's clocks are a multiple of it away from UTC, and are changed at one. */
const QUARTER = HOUR / 4;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  formats.set(zone, format);
  return format;
}
