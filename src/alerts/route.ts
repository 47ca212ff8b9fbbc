import type { Action, Change } from '../domain/action.js';
import type { Subscription, Target } from '../domain/subscription.js';
import { countryNamed, sameCountry } from '../lib/country.js';

/** What one destination is owed of an action, and because of which subscriptions. */
export interface Hit {
  readonly destination: string;
  readonly subscriptions: readonly string[];
  /** Positions of the changes that were hit; null for the action as a whole. */
  readonly changes: readonly number[] | null;
}

export interface RouteFacts {
  /** Children and linked parties of an actor, for subscriptions that asked for relations. */
  readonly relatedTo: (actor: string) => readonly string[];
  /** The lists that a feed announces changes of; empty for lists. */
  readonly announces: readonly string[];
}

/** The positions of the changes that a subscription is about, ascending; the action as a whole, or none of it. */
export type Matched = 'whole' | 'none' | readonly number[];

/** Which destinations an action concerns: one hit each, naming every subscription that matched. */
export function routeAction(action: Action, subscriptions: readonly Subscription[], facts: RouteFacts): Hit[] {
  const hits = new Map<string, { subscriptions: string[]; changes: readonly number[] | null }>();
  for (const subscription of subscriptions) {
    const matched = matchSubscription(action, subscription, facts);
    if (matched === 'none') continue;
    const changes = matched === 'whole' ? null : matched;
    const hit = hits.get(subscription.destination);
    if (!hit) {
      hits.set(subscription.destination, { subscriptions: [subscription.id], changes });
      continue;
    }
    hit.subscriptions.push(subscription.id);
    hit.changes = hit.changes && changes && union(hit.changes, changes);
  }
  return [...hits].map(([destination, hit]) => ({ destination, ...hit }));
}

/** What stands in either of two ascending lists, ascending. */
export function union(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a === b) return a;
  const both: number[] = [];
  let i = 0;
  for (const y of b) {
    for (let x = a[i]; x !== undefined && x <= y; x = a[i]) {
      if (x < y) both.push(x);
      i += 1;
    }
    both.push(y);
  }
  for (; i < a.length; i += 1) both.push(a[i] ?? 0);
  return both;
}

/** The positions of the changes that a subscription is about, the action as a whole, or none of it. */
export function matchSubscription(
  action: Action,
  { target, kinds }: Pick<Subscription, 'target' | 'kinds'>,
  facts: RouteFacts,
): 'whole' | 'none' | number[] {
  if (action.kind === 'announcement') {
    if (kinds.length > 0 && !kinds.includes('announced')) return 'none';
    if (concernsWhole(action, target, facts)) return 'whole';
  }
  const every = action.kind === 'list' && coversList(action, target);
  const positions = action.changes.flatMap((change, position) =>
    wantsKind(action, change, kinds) && (every || concerns(change, target, facts)) ? [position] : [],
  );
  if (positions.length === 0) return 'none';
  return every && positions.length === action.changes.length ? 'whole' : positions;
}

/** Whether a subscription to these kinds of change (empty: to all) wants that change. */
export function wantsKind(action: Action, change: Change, kinds: Subscription['kinds']): boolean {
  return action.kind === 'announcement' || kinds.length === 0 || kinds.includes(change.kind);
}

function coversList(action: Action, target: Target): boolean {
  return target.kind === 'everything' || (target.kind === 'list' && target.list === action.source);
}

function concernsWhole(action: Action, target: Target, facts: RouteFacts): boolean {
  if (coversList(action, target)) return true;
  if (target.kind === 'list') return action.changes.length > 0 && facts.announces.includes(target.list);
  if (target.kind !== 'actor' || action.kind !== 'announcement') return false;
  const wanted = wantedActors(target, facts);
  const inEntries = action.changes.some((change) => change.actors.some((link) => wanted.has(link.actor)));
  return !inEntries && action.actors.some((link) => wanted.has(link.actor));
}

/** Whether an entry is one that a target other than a whole list, or everything, is about. */
export function concerns(
  change: Pick<Change, 'actors' | 'programs' | 'countries' | 'type'>,
  target: Target,
  facts: Pick<RouteFacts, 'relatedTo'>,
): boolean {
  switch (target.kind) {
    case 'actor': {
      const wanted = wantedActors(target, facts);
      return change.actors.some((link) => wanted.has(link.actor));
    }
    case 'program':
      return change.programs.some((program) => same(program, target.program));
    case 'country': {
      const wanted = countryNamed(target.country) ?? target.country;
      return change.countries.some((country) => sameCountry(country, wanted));
    }
    case 'type':
      return change.type === target.type;
    case 'list':
    case 'everything':
      return false;
  }
}

function wantedActors(
  target: Extract<Target, { kind: 'actor' }>,
  facts: Pick<RouteFacts, 'relatedTo'>,
): ReadonlySet<string> {
  return new Set([target.actor, ...(target.relations ? facts.relatedTo(target.actor) : [])]);
}

function same(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}
