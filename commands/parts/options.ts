import { UserError } from '../../src/domain/errors.js';
import type { PublicationDate } from '../../src/domain/listing.js';
import { didYouMean, truncate } from '../../src/lib/text.js';
import type { Clock, OptionValues, SourceStatus } from '../../src/ports.js';

/** A text option; undefined where it was left out. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text option that the command cannot do without. Throws `UserError` with what to write. */
export function neededOption(options: OptionValues, name: string, what: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw new UserError(`Say ${what}.`);
  return value;
}

export function flagOption(options: OptionValues, name: string): boolean {
  return options[name] === true;
}

/** A number between two bounds, both allowed. Throws `UserError` outside of them. */
export function numberOption(
  options: OptionValues,
  name: string,
  bounds: { readonly from: number; readonly to: number; readonly whole: boolean },
): number | undefined {
  const value = options[name];
  if (typeof value !== 'number') return undefined;
  const { from, to, whole } = bounds;
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value;
  throw new UserError(`${name} is a ${whole ? 'whole number' : 'number'} from ${from} to ${to}, not ${value}.`);
}

/** A calendar day that is not in the future. Throws `UserError` for anything else. */
export function dayOption(options: OptionValues, name: string, clock: Clock): PublicationDate | undefined {
  const value = textOption(options, name);
  if (value === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value)
    throw new UserError(`${name} is a day such as 2022-04-14, not “${truncate(value, 40)}”.`);
  if (value > clock.now().toISOString().slice(0, 10)) throw new UserError(`${name} is in the future: ${value}.`);
  return value;
}

/** The id of a source that we watch. Throws `UserError` that names the nearest. */
export function sourceOption(
  options: OptionValues,
  name: string,
  sources: readonly SourceStatus[],
): string | undefined {
  const value = textOption(options, name)?.toLowerCase();
  if (value === undefined) return undefined;
  const ids = sources.map(({ id }) => id);
  if (ids.includes(value)) return value;
  throw new UserError(
    `“${truncate(value, 40)}” is not watched here.${didYouMean(value, ids)} Watched: ${ids.join(', ')}.`,
  );
}
