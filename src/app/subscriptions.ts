import { attributeListing } from '../actors/index.js';
import { concerns, matchSubscription, type RouteFacts } from '../alerts/route.js';
import { parseTarget } from '../alerts/target.js';
import { countriesOf, type Listing } from '../domain/listing.js';
import { type Destination, type Subscription, type Target, targetText } from '../domain/subscription.js';
import { withActorCountries } from '../ledger/action.js';
import { countryNamed } from '../lib/country.js';
import type { Actors, Asker, Clock, Ledger, Owned, Source, Store, Subscriptions } from '../ports.js';

export interface SubscriptionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly actors: Actors;
  readonly ledger: Ledger;
  /** Those that are watched: nothing would ever come of a subscription to another. */
  readonly sources: readonly Source[];
  readonly relatedTo: RouteFacts['relatedTo'];
  /** Something may fall due at another time than before. */
  readonly onChanged?: () => void;
}

/** Subscriptions in the store. Every change is in the audit log, in the same commit. */
export function createSubscriptions(deps: SubscriptionDeps): Subscriptions {
  const { store, clock } = deps;
  return {
    async add(wanted, place) {
      const added = await add(deps, wanted, place);
      deps.onChanged?.();
      return added;
    },

    async edit(id, destination, wish, who) {
      const edited = await edit(deps, id, destination, wish, who);
      deps.onChanged?.();
      return edited;
    },

    remove: (id, destination, who) =>
      store.transaction(async (tx) => {
        const subscription = await tx.get('subscriptions', id);
        if (subscription?.destination !== destination) return undefined;
        tx.delete('subscriptions', id);
        const what = `unsubscribed ${id} ${targetText(subscription.target)} of ${destination}`;
        tx.put('audit', `W${await tx.next('audit')}`, { at: clock.now().toISOString(), who: who.id, what, why: '' });
        return subscription;
      }),

    async of(destination) {
      const rows = await store.list('subscriptions');
      return rows
        .filter(([, subscription]) => subscription.destination === destination)
        .map(([, subscription]) => ({ ...subscription, target: asWordedNow(subscription.target) }));
    },

    async by(platform, person) {
      const owned: Owned[] = [];
      for (const [, stored] of await store.list('subscriptions')) {
        const place = stored.createdBy === person ? await store.get('destinations', stored.destination) : undefined;
        if (place?.platform === platform)
          owned.push({ subscription: { ...stored, target: asWordedNow(stored.target) }, place });
      }
      return owned;
    },

    parseTarget: (text) => parseTarget(text, deps),

    matchesNow: (target) => matchesNow(deps, target),

    async dryRun(target, kinds, days) {
      const since = new Date(clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
      const actions = await deps.ledger.actions({ since });
      return actions.filter((action) => {
        const facts = { relatedTo: deps.relatedTo, announces: announcedBy(deps.sources, action.source) };
        return matchSubscription(action, { target, kinds }, facts) !== 'none';
      });
    },
  };
}

async function matchesNow(deps: SubscriptionDeps, target: Target): Promise<number> {
  let matches = 0;
  for (const source of deps.sources) {
    if (source.kind !== 'list' || (target.kind === 'list' && target.list !== source.id)) continue;
    const whole = target.kind === 'list' || target.kind === 'everything';
    for (const [, { status, listing }] of await deps.store.list('listings', `${source.id}/`))
      if (status === 'listed' && (whole || concerns(asChanged(deps, listing), target, deps))) matches += 1;
  }
  return matches;
}

/** What a change of a listing would be routed by. */
function asChanged({ actors }: SubscriptionDeps, listing: Listing): Parameters<typeof concerns>[0] {
  const { type, programs } = listing;
  const links = attributeListing(actors, listing);
  const countries = withActorCountries(countriesOf(listing), links, (actor) => actors.get(actor)?.country);
  return { type, programs, countries, actors: links };
}

/** The lists that a source announces changes of; none for a list. */
export function announcedBy(sources: readonly Source[], id: string): readonly string[] {
  const source = sources.find((candidate) => candidate.id === id);
  return source?.kind === 'feed' ? source.announces : [];
}

async function add(
  { store, clock }: SubscriptionDeps,
  wanted: Omit<Subscription, 'id' | 'createdAt'>,
  place: Destination,
): Promise<{ subscription: Subscription; created: boolean }> {
  return store.transaction(async (tx) => {
    const at = clock.now().toISOString();
    const rows = await tx.list('subscriptions');
    const existing = rows.find(
      ([, row]) => row.destination === wanted.destination && sameTarget(row.target, wanted.target),
    )?.[1];
    if (existing && sameWish(existing, wanted)) return { subscription: existing, created: false };
    const id = existing?.id ?? `S${await tx.next('subscription')}`;
    const subscription: Subscription = { ...wanted, id, createdAt: existing?.createdAt ?? at };
    tx.put('subscriptions', id, subscription);
    const stored = await tx.get('destinations', place.id);
    if (!stored || stored.tenant !== place.tenant) tx.put('destinations', place.id, { ...stored, ...place });
    const what = `subscribed ${id} ${targetText(wanted.target)} for ${wanted.destination}`;
    tx.put('audit', `W${await tx.next('audit')}`, { at, who: wanted.createdBy, what, why: '' });
    return { subscription, created: !existing };
  });
}

/** What a subscription of that place is about stays; how it is told changes. */
function edit(
  { store, clock }: SubscriptionDeps,
  id: string,
  destination: string,
  { kinds, format, schedule, mention }: Pick<Subscription, 'kinds' | 'format' | 'schedule' | 'mention'>,
  who: Asker,
): Promise<Subscription | undefined> {
  return store.transaction(async (tx) => {
    const stored = await tx.get('subscriptions', id);
    if (stored?.destination !== destination) return undefined;
    const { schedule: _, mention: __, ...rest } = stored;
    const told = { ...(schedule ? { schedule } : {}), ...(mention ? { mention } : {}) };
    const edited: Subscription = { ...rest, kinds, format, ...told };
    tx.put('subscriptions', id, edited);
    const what = `edited ${id} ${targetText(stored.target)} of ${destination}`;
    tx.put('audit', `W${await tx.next('audit')}`, { at: clock.now().toISOString(), who: who.id, what, why: '' });
    return edited;
  });
}

function sameTarget(a: Target, b: Target): boolean {
  return targetText(asWordedNow(a)) === targetText(asWordedNow(b));
}

/** A country was once stored as it was typed; where it is one, it has one name now. */
function asWordedNow(target: Target): Target {
  return target.kind === 'country' ? { ...target, country: countryNamed(target.country) ?? target.country } : target;
}

function sameWish(a: Subscription, b: Omit<Subscription, 'id' | 'createdAt'>): boolean {
  const wish = (subscription: Omit<Subscription, 'id' | 'createdAt'>) =>
    JSON.stringify([
      ...[subscription.target, [...subscription.kinds].sort(), subscription.format, subscription.schedule],
      subscription.mention,
    ]);
  return wish(a) === wish(b);
}
