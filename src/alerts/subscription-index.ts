import type { Action, Change } from '../domain/action.js';
import type { Subscription, Target } from '../domain/subscription.js';
import { Breath } from '../lib/breath.js';
import { countryKey, countryNamed } from '../lib/country.js';
import { type Place, Reach, type Row } from './reach.js';
import { type Hit, type Matched, type RouteFacts, wantsKind } from './route.js';

/** Those who want the same kinds of change of the same target. */
interface Wish {
  readonly kinds: Subscription['kinds'];
  readonly rows: Map<string, Row>;
}

/** Everything that is wanted of one target, by the kinds of change. */
interface Interest {
  readonly key: string;
  readonly target: Target;
  readonly wishes: Map<string, Wish>;
}

/**
 * Subscriptions by what they are about, so that an action asks only those that it concerns. Gives what `routeAction` gives
 * for the same subscriptions in the order in which they were first set.
 */
export class SubscriptionIndex {
  readonly #relatedTo: RouteFacts['relatedTo'];
  readonly #rows = new Map<string, Row>();
  readonly #places = new Map<string, Place>();
  readonly #interests = new Map<string, Interest>();
  /** Actor → who wants it as a relative of the actor they named. */
  readonly #asRelative = new Map<string, Set<Interest>>();
  #nextOrder = 0;

  /** `relatedTo` must give the same for an actor at all times. */
  constructor(relatedTo: RouteFacts['relatedTo']) {
    this.#relatedTo = relatedTo;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Subscription | undefined {
    return this.#rows.get(id)?.subscription;
  }

  /** Takes a subscription as it is now; undefined: it is gone. */
  set(id: string, subscription: Subscription | undefined): void {
    const known = this.#rows.get(id);
    if (known) this.#forget(id, known);
    if (!subscription) return;
    const place = this.#placeOf(subscription);
    place.subscriptions += 1;
    const order = known?.order ?? this.#nextOrder;
    const row: Row = { id, order, subscription, place, matched: 'none', before: null };
    if (!known) this.#nextOrder += 1;
    this.#rows.set(id, row);
    this.#wishOf(subscription).rows.set(id, row);
  }

  /**
   * Which destinations an action concerns; `announces` are the lists whose changes its feed announces. Others have their
   * turn meanwhile: nothing may be set, nor another action routed, before it resolves.
   */
  async route(action: Action, announces: readonly string[]): Promise<Hit[]> {
    const breath = new Breath();
    const reach = new Reach();
    for (const [interest, positions] of this.#concerned(action, announces)) {
      for (const { kinds, rows } of interest.wishes.values()) {
        const matched = narrowed(action, positions, kinds);
        if (matched === 'none') continue;
        for (const row of rows.values()) {
          reach.add(row, matched);
          if (breath.due()) await breath.take();
        }
      }
    }
    return reach.hits(breath);
  }

  /** The interests that an action touches, with the positions of its changes, or the whole of it. */
  #concerned(action: Action, announces: readonly string[]): Map<Interest, 'whole' | number[]> {
    const concerned = new Map<Interest, 'whole' | number[]>();
    for (const [position, change] of action.changes.entries()) {
      for (const interest of this.#about(change)) {
        const positions = concerned.get(interest);
        if (positions === undefined) concerned.set(interest, [position]);
        else if (positions !== 'whole') positions.push(position);
      }
    }
    const whole = [keyOf({ kind: 'everything' }), listKey(action.source)];
    if (action.kind === 'announcement') {
      if (action.changes.length > 0) whole.push(...announces.map(listKey));
      const named = action.actors.flatMap(({ actor }) => [...this.#aboutActor(actor)]);
      for (const interest of named) if (!concerned.has(interest)) concerned.set(interest, 'whole');
    }
    for (const key of whole) {
      const interest = this.#interests.get(key);
      if (interest) concerned.set(interest, 'whole');
    }
    return concerned;
  }

  #about(change: Change): Set<Interest> {
    const about = new Set<Interest>();
    for (const key of keysOf(change)) {
      const interest = this.#interests.get(key);
      if (interest) about.add(interest);
    }
    for (const { actor } of change.actors) for (const interest of this.#aboutActor(actor)) about.add(interest);
    return about;
  }

  *#aboutActor(actor: string): Iterable<Interest> {
    const alone = this.#interests.get(keyOf({ kind: 'actor', actor, relations: false }));
    if (alone) yield alone;
    yield* this.#asRelative.get(actor) ?? [];
  }

  #wishOf({ target, kinds }: Subscription): Wish {
    const interest = this.#interestIn(target);
    const name = kinds.join();
    const wish = interest.wishes.get(name) ?? { kinds, rows: new Map() };
    interest.wishes.set(name, wish);
    return wish;
  }

  #interestIn(target: Target): Interest {
    const key = keyOf(target);
    const known = this.#interests.get(key);
    if (known) return known;
    const interest: Interest = { key, target, wishes: new Map() };
    this.#interests.set(key, interest);
    for (const actor of this.#family(target)) {
      const wanted = this.#asRelative.get(actor) ?? new Set();
      this.#asRelative.set(actor, wanted.add(interest));
    }
    return interest;
  }

  #placeOf({ destination }: Subscription): Place {
    const place = this.#places.get(destination) ?? { destination, subscriptions: 0, reached: null, first: 0 };
    this.#places.set(destination, place);
    return place;
  }

  #forget(id: string, { subscription, place }: Row): void {
    this.#rows.delete(id);
    place.subscriptions -= 1;
    if (place.subscriptions === 0) this.#places.delete(place.destination);
    const interest = this.#interestIn(subscription.target);
    const name = subscription.kinds.join();
    const wish = interest.wishes.get(name);
    wish?.rows.delete(id);
    if (wish?.rows.size === 0) interest.wishes.delete(name);
    if (interest.wishes.size > 0) return;
    this.#interests.delete(interest.key);
    for (const actor of this.#family(interest.target)) this.#asRelative.get(actor)?.delete(interest);
  }

  /** Of a target with relations: the actor itself and its relatives. */
  #family(target: Target): readonly string[] {
    return target.kind === 'actor' && target.relations ? [target.actor, ...this.#relatedTo(target.actor)] : [];
  }
}

/** What is left of a match for those who want certain kinds of change only. */
function narrowed(action: Action, positions: 'whole' | readonly number[], kinds: Subscription['kinds']): Matched {
  if (action.kind === 'announcement') return kinds.length > 0 && !kinds.includes('announced') ? 'none' : positions;
  if (kinds.length === 0) return action.changes.length === 0 ? 'none' : positions;
  const all = positions === 'whole' ? [...action.changes.keys()] : positions;
  const left = all.filter((position) => {
    const change = action.changes[position];
    return change !== undefined && wantsKind(action, change, kinds);
  });
  if (left.length === 0) return 'none';
  return positions === 'whole' && left.length === action.changes.length ? 'whole' : left;
}

/** The targets, other than actors and lists, that a change is about. */
function* keysOf({ programs, countries, type }: Change): Iterable<string> {
  for (const program of programs) yield programKey(program);
  for (const country of countries) yield placeKey(country);
  if (type !== null) yield keyOf({ kind: 'type', type });
}

/** Equal for targets that are about the same. */
function keyOf(target: Target): string {
  switch (target.kind) {
    case 'actor':
      return `${target.relations ? 'family' : 'actor'}:${target.actor}`;
    case 'list':
      return listKey(target.list);
    case 'program':
      return programKey(target.program);
    case 'country':
      return placeKey(countryNamed(target.country) ?? target.country);
    case 'type':
      return `type:${target.type}`;
    case 'everything':
      return 'everything';
  }
}

function listKey(list: string): string {
  return `list:${list}`;
}

function programKey(program: string): string {
  return `program:${program.toUpperCase()}`;
}

function placeKey(country: string): string {
  return `country:${countryKey(country)}`;
}
