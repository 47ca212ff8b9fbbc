import { UserError } from '../../src/domain/errors.js';
import type { Destination } from '../../src/domain/subscription.js';
import { truncate } from '../../src/lib/text.js';
import type { Asker, CommandContext, OptionSpec, OptionValues } from '../../src/ports.js';
import { textOption } from './options.js';

export const DESTINATION: OptionSpec = {
  name: 'destination',
  description: 'another place, e.g. slack/C0123 (for administrators)',
  kind: 'text',
};

/**
 * The place that is meant: another one is for those who administer its server or workspace, since it tells what others are
 * interested in. Throws `UserError` for everybody else.
 */
export async function placeAsked(options: OptionValues, context: CommandContext): Promise<Destination> {
  const { app, asker, place } = context;
  const id = textOption(options, 'destination');
  if (id === undefined || id === place.id) return place;
  const other = await app.deliveries.destination(id);
  const related = other?.platform === place.platform && other.tenant !== undefined && other.tenant === place.tenant;
  if (place.platform !== 'terminal' && !(related && asker.mayAdminister))
    throw new UserError(
      'Only those who administer this server or workspace may ask about another place of it. Ask there, or leave destination out.',
    );
  if (other) return other;
  throw new UserError(`“${truncate(id, 60)}” was never subscribed. Give a place such as slack/C0123 or discord/1234.`);
}

/** Throws `UserError` for those who may not; where a platform does not tell administrators apart, managers are meant. */
export function needAdministrator({ mayAdminister, mayManage }: Asker): void {
  if (mayAdminister ?? mayManage) return;
  throw new UserError('That is for those who administer this server (on Discord “Manage Server”). Ask one of them.');
}
