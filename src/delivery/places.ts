import { type Destination, type Platform, placeNamed } from '../domain/subscription.js';
import type { Transaction } from '../ports.js';
import type { Suspension } from './outcomes.js';

/** Suspends a place, or all of its tenant; gives those that were not suspended before. */
export async function suspend(
  tx: Transaction,
  id: string,
  scope: 'destination' | 'tenant',
  suspended: Suspension,
): Promise<Destination[]> {
  const destination = await tx.get('destinations', id);
  if (!destination) return [];
  const affected = scope === 'tenant' ? await ofTenant(tx, destination) : [destination];
  const changed = affected.filter((one) => !one.suspended).map((one) => ({ ...one, suspended }));
  for (const one of changed) tx.put('destinations', one.id, one);
  return changed;
}

/** On Slack the bot is in one workspace: a channel that the configuration names by its id alone is in that. */
export function isIn(platform: Platform, tenants: readonly string[]): (one: Destination) => boolean {
  const names = new Set(tenants);
  return ({ platform: own, tenant }) =>
    own === platform && (tenant === undefined ? platform === 'slack' : names.has(tenant));
}

/** Those whose tenant is not known, in the only one that they can be in. */
export function placedIn([tenant, ...others]: readonly string[], places: readonly Destination[]): Destination[] {
  if (tenant === undefined || others.length > 0) return [];
  return places.filter((one) => one.tenant === undefined).map((one) => ({ ...one, tenant }));
}

/** The place, and all others of its tenant. */
export async function ofTenant(tx: Transaction, { id, platform, tenant }: Destination): Promise<Destination[]> {
  const all = (await tx.list('destinations')).map(([, destination]) => destination);
  const isThere = isIn(platform, tenant === undefined ? [] : [tenant]);
  return all.filter((one) => one.id === id || isThere(one));
}

/** The places of the same channel: itself and its threads. */
export async function inChannelOf(tx: Transaction, id: string): Promise<Destination[]> {
  const place = placeNamed(id);
  const all = (await tx.list('destinations')).map(([, destination]) => destination);
  return all.filter(({ platform, channel }) => platform === place?.platform && channel === place.channel);
}
