import type { Action } from '../domain/action.js';
import type { DeliveryReason } from '../domain/delivery.js';
import type { Quiet, Subscription } from '../domain/subscription.js';
import { type Hit, matchSubscription, type RouteFacts, routeAction } from './route.js';

/** What a destination wants of a hit: to have it now, or for which reason not by itself. */
export interface Verdict extends Hit {
  readonly withheld: Extract<DeliveryReason, 'muted' | 'paused' | 'in-digest'> | null;
}

/** The pauses and mutes that hold at that time. */
export function activeQuiet(quiet: readonly Quiet[] | undefined, now: Date): Quiet[] {
  return (quiet ?? []).filter(({ until }) => Date.parse(until) > now.getTime());
}

/** Whether a subscription is paused, by itself or with all of its place. */
export function isPaused(subscription: string, active: readonly Quiet[]): boolean {
  return active.some(({ what }) => what.kind === 'pause' && (what.subscription ?? subscription) === subscription);
}

/**
 * What of a hit is left after mutes and pauses, and whether it waits for a digest. One subscription that alerts at once is
 * enough for an alert, which then names all of them. What is withheld keeps its changes, for the summary that tells of it.
 */
export function judge(
  action: Action,
  hit: Hit,
  subscriptions: Pick<ReadonlyMap<string, Subscription>, 'get'>,
  active: readonly Quiet[],
  facts: RouteFacts,
): Verdict {
  const heard = unmuted(action, hit, active, facts);
  if (heard === null) return { ...hit, withheld: 'muted' };
  const awake = hit.subscriptions.flatMap((id) => (isPaused(id, active) ? [] : (subscriptions.get(id) ?? [])));
  if (awake.length === 0) return { ...heard, withheld: 'paused' };
  const [own = hit] = awake.length < hit.subscriptions.length ? routeAction(action, awake, facts) : [heard];
  const left = unmuted(action, own, active, facts);
  if (left === null) return { ...hit, withheld: 'muted' };
  return { ...left, withheld: awake.every(({ schedule }) => schedule !== undefined) ? 'in-digest' : null };
}

/** The hit without the changes that are muted; null where nothing is left. */
function unmuted(action: Action, hit: Hit, active: readonly Quiet[], facts: RouteFacts): Hit | null {
  const muted = new Set<number>();
  for (const { what } of active) {
    if (what.kind !== 'mute') continue;
    const matched = matchSubscription(action, { target: what.target, kinds: [] }, facts);
    if (matched === 'whole') return null;
    if (matched !== 'none') for (const position of matched) muted.add(position);
  }
  if (muted.size === 0) return hit;
  const left = (hit.changes ?? [...action.changes.keys()]).filter((position) => !muted.has(position));
  return left.length === 0 ? null : { ...hit, changes: left };
}
