import { UserError } from '../../src/domain/errors.js';
import { type Destination, placeNamed } from '../../src/domain/subscription.js';
import { truncate } from '../../src/lib/text.js';
import type { Asker, CommandContext, Found, OptionSpec, OptionValues } from '../../src/ports.js';
import { textOption } from './options.js';

export const DESTINATION: OptionSpec = {
  name: 'destination',
  description: 'another place, e.g. slack/C0123 (for those who manage it)',
  kind: 'text',
};

/** Where a new subscription goes, if not to the place where it is asked for. */
export const WHERE: readonly OptionSpec[] = [
  { name: 'in', description: 'here, another channel, or dm: your own direct messages', kind: 'place' },
  { name: 'thread', description: 'a thread: the link to one of its messages', kind: 'text' },
  DESTINATION,
];

/** The place that is meant, and its asker with the rights that they have there. */
export interface Meant {
  readonly place: Destination;
  readonly asker: Asker;
}

/**
 * The place that is meant: another one is for those who manage it or administer its server or workspace, since it tells what
 * others are interested in. Throws `UserError` for everybody else.
 */
export async function placeAsked(options: OptionValues, context: CommandContext): Promise<Meant> {
  const { app, asker, place } = context;
  const id = textOption(options, 'destination');
  if (id === undefined || id === place.id) return { place, asker };
  const known = await app.deliveries.destination(id);
  if (place.platform === 'terminal') {
    if (known) return { place: known, asker };
    throw new UserError(
      `“${truncate(id, 60)}” was never subscribed. Give a place such as slack/C0123 or discord/1234.`,
    );
  }
  if (known && isOfServer(known, place) && asker.mayAdminister) return { place: known, asker: managing(asker) };
  const found = await foundBy(context, { in: id });
  if (!found || !(found.mayManage || asker.mayAdminister)) throw new UserError(NOT_YOURS);
  return { place: known ?? found.place, asker: managing(asker) };
}

/** The place that a new subscription is for: one where alerts arrive, and where its asker may subscribe. */
export async function placeWanted(options: OptionValues, context: CommandContext): Promise<Meant> {
  const { app, asker, place } = context;
  const [destination, within, thread] = ['destination', 'in', 'thread'].map((name) => textOption(options, name));
  if (destination !== undefined && within !== undefined)
    throw new UserError('“in” and “destination” both say where. Give one of them.');
  const wanted = destination ?? within;
  if (thread === undefined && (wanted === undefined || /^here$/i.test(wanted) || wanted === place.id))
    return { place, asker };
  const found = await foundBy(context, { ...(wanted ? { in: wanted } : {}), ...(thread ? { thread } : {}) });
  if (found) {
    if (!(found.mayManage || asker.mayAdminister)) throw new UserError(NOT_YOURS);
    if (found.lacks !== null) throw new UserError(found.lacks);
    return { place: (await app.deliveries.destination(found.place.id)) ?? found.place, asker: managing(asker) };
  }
  const named = thread === undefined ? placeNamed(wanted ?? '') : null;
  if (place.platform !== 'terminal') throw new UserError(NOT_YOURS);
  if (!named) throw new UserError('From here a place is named by its id: destination:slack/C0123 or discord/1234.');
  return { place: (await app.deliveries.destination(named.id)) ?? named, asker };
}

/** What the platform says of a place; null where there is nobody to ask. */
async function foundBy(
  { directory }: CommandContext,
  named: { readonly in?: string; readonly thread?: string },
): Promise<Found | null> {
  return directory ? directory.place(named) : null;
}

const NOT_YOURS =
  'Only those who administer this server or workspace, or who may manage that place, may do this for another place. Ask there.';

function isOfServer(other: Destination, place: Destination): boolean {
  return other.platform === place.platform && other.tenant !== undefined && other.tenant === place.tenant;
}

function managing(asker: Asker): Asker {
  return { ...asker, mayManage: true };
}

/** Throws `UserError` for those who may not; where a platform does not tell administrators apart, managers are meant. */
export function needAdministrator({ mayAdminister, mayManage }: Asker): void {
  if (mayAdminister ?? mayManage) return;
  throw new UserError('That is for those who administer this server (on Discord “Manage Server”). Ask one of them.');
}
