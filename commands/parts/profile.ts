import { dayOf } from '../../src/domain/action.js';
import type { Actor, ActorListing } from '../../src/domain/actor.js';
import type { Listing, PublicationDate } from '../../src/domain/listing.js';
import type { Tie } from '../../src/domain/tie.js';
import type { App } from '../../src/ports.js';
import type { Freshness } from './freshness.js';
import { tiesOf } from './ties.js';

/**
 * Where an actor stands on one list. `profile`: that list was not read, or only as it was before the cited listing, so the
 * curated record speaks. `probable`: a listing there is probably the actor's. `unlisted`: the list was read and does not carry
 * the actor. `unknown`: nothing can be said of it. `unwatched`: nobody looks.
 */
export type StandingState = 'listed' | 'removed' | 'profile' | 'probable' | 'unlisted' | 'unknown' | 'unwatched';

export interface Standing {
  readonly list: string;
  readonly ref: string | null;
  readonly name: string | null;
  readonly state: StandingState;
  readonly since: PublicationDate | null;
  readonly until: PublicationDate | null;
  readonly programs: readonly string[];
  readonly url: string | null;
  /** The listing as official data has it, where we hold it. */
  readonly listing: Listing | null;
  /** Why a listing that the profile does not name is said to be the actor's. */
  readonly tie?: Tie;
}

/**
 * The listing matrix: every listing of the actor, those that are tied to one of them, every watched list that does not carry
 * it, and the lists that are not watched. Ties are of today: the past is told by the profile's own listings.
 */
export async function standings(
  actor: Actor,
  day: PublicationDate | undefined,
  app: App,
  fresh: Freshness,
): Promise<Standing[]> {
  const own = await Promise.all(
    actor.listings.map((curated) => (day === undefined ? now(curated, app, fresh) : then(curated, day, app))),
  );
  const lists = fresh.sources.filter(({ kind }) => kind === 'list').map(({ id }) => id);
  const tied = day === undefined ? await Promise.all(tiesOf(actor.listings, app).map((tie) => byTie(tie, app))) : [];
  const others = lists.filter((list) => ![...actor.listings, ...tied].some((listing) => listing.list === list));
  const absent = others.map((list): Standing => {
    const known = day === undefined && fresh.asOf[list] !== undefined;
    return { ...EMPTY, list, state: known ? 'unlisted' : 'unknown' };
  });
  const unwatched = fresh.unwatched
    .filter(({ id }) => !actor.listings.some(({ list }) => list === id))
    .map(({ id }): Standing => ({ ...EMPTY, list: id, state: 'unwatched' }));
  return [...own, ...tied, ...absent, ...unwatched];
}

async function byTie(tie: Tie, app: App): Promise<Standing> {
  const entry = await app.ledger.entry(tie.list, tie.ref);
  const listing = entry?.listing ?? null;
  return {
    ...{ list: tie.list, ref: tie.ref, name: tie.name, tie, listing },
    state: tie.status === 'removed' ? 'removed' : tie.certainty === 'proved' ? 'listed' : 'probable',
    since: listing?.listedOn ?? entry?.addedOn?.slice(0, 10) ?? null,
    until: entry?.removedOn?.slice(0, 10) ?? null,
    programs: listing?.programs ?? [],
    url: listing?.url ?? null,
  };
}

const EMPTY = { ref: null, name: null, since: null, until: null, programs: [], url: null, listing: null } as const;

async function now(curated: ActorListing, app: App, fresh: Freshness): Promise<Standing> {
  const entry = await app.ledger.entry(curated.list, curated.ref);
  if (!entry) return fromProfile(curated, !couldShow(curated, fresh));
  const { listing, status, addedOn, removedOn } = entry;
  return {
    list: curated.list,
    ref: curated.ref,
    name: listing.name,
    state: status,
    since: listing.listedOn ?? curated.since ?? addedOn?.slice(0, 10) ?? null,
    until: removedOn?.slice(0, 10) ?? null,
    programs: listing.programs,
    url: listing.url,
    listing,
  };
}

/** Whether our copy of the list is one that a listing of that day would stand on. */
function couldShow({ list, since }: ActorListing, fresh: Freshness): boolean {
  if (fresh.asOf[list] === undefined) return false;
  const published = fresh.sources.find(({ id }) => id === list)?.published ?? null;
  return published === null || since === undefined || published.slice(0, 10) >= since;
}

/** The list was read and has no such entry: a confirmed removal, or a record that no longer holds. */
function fromProfile(curated: ActorListing, unread: boolean): Standing {
  const { list, ref, name, programs, since, until, citation } = curated;
  const state = until !== undefined ? 'removed' : unread ? 'profile' : 'unlisted';
  return {
    ...{ list, ref, name, state, programs, listing: null },
    since: since ?? null,
    until: until ?? null,
    url: citation.url,
  };
}

async function then(curated: ActorListing, day: PublicationDate, app: App): Promise<Standing> {
  const { list, ref, name, citation } = curated;
  const listing = await app.ledger.asOf(list, ref, day);
  if (listing === 'unknown') return { ...EMPTY, list, ref, name, state: 'unknown', url: citation.url };
  if (listing === undefined) return gone(curated, day, app);
  return {
    ...{ list, ref, listing, state: 'listed', until: null },
    name: listing.name,
    since: listing.listedOn ?? curated.since ?? null,
    programs: listing.programs,
    url: listing.url,
  };
}

/** Not listed on that day: no longer, by what we recorded up to then or else by the cited day, or not yet. */
async function gone(curated: ActorListing, day: PublicationDate, app: App): Promise<Standing> {
  const { list, ref, name, programs, since, until, citation } = curated;
  const [newest] = await app.ledger.actions({ source: list, listing: `${list}/${ref}`, kind: 'removed', until: day });
  const last = newest?.changes.find((change) => change.ref === ref)?.listing;
  const removedOn = newest ? dayOf(newest) : until !== undefined && until <= day ? until : null;
  if (removedOn === null) return { ...EMPTY, list, ref, name, state: 'unlisted', url: citation.url };
  return {
    ...{ list, ref, state: 'removed', until: removedOn, listing: last ?? null },
    name: last?.name ?? name,
    since: last?.listedOn ?? since ?? null,
    programs: last?.programs ?? programs,
    url: last?.url ?? citation.url,
  };
}

/** The day of the actor's confirmed removal, where that lies after the day asked about. */
export function removedAfter({ status, listings }: Actor, day: PublicationDate | undefined): PublicationDate | null {
  const last = listings
    .flatMap(({ until }) => until ?? [])
    .sort()
    .at(-1);
  return status === 'historical' && day !== undefined && last !== undefined && last > day ? last : null;
}
