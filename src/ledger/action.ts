import type { ActorLink, Change, FieldChange, ListAction, Relisting } from '../domain/action.js';
import type { Entry } from '../domain/ledger.js';
import { countriesOf, type Instant, type Listing } from '../domain/listing.js';
import { countryCode, mergeCountries } from '../lib/country.js';
import { contentId, stableJson } from '../lib/text.js';
import type { VersionDiff } from './version.js';

export interface ActionParts {
  readonly source: string;
  /** The source's last action, or `baseline`: the same change twice is two actions. */
  readonly after: string;
  readonly diff: Pick<VersionDiff, 'published' | 'added' | 'amended' | 'removed'>;
  readonly now: Instant;
  readonly actorsOf: (listing: Listing) => readonly ActorLink[];
  readonly relistingOf: (listing: Listing) => Relisting | undefined;
  /** The country of a curated actor. */
  readonly countryOf?: (actor: string) => string | undefined;
}

/** All changes of one version as one action: additions, then amendments, then removals, each in the file's order. */
export function actionOf({ source, after, diff, now, actorsOf, relistingOf, countryOf }: ActionParts): ListAction {
  const listed: Change[] = [
    ...diff.added.map((entry) => {
      const relisting = relistingOf(entry.listing);
      return { ...wholeListing('added', entry, actorsOf), ...(relisting ? { relisting } : {}) };
    }),
    ...diff.amended.map(({ entry, fields }) => amendment(entry, fields, actorsOf)),
    ...diff.removed.map((entry) => wholeListing('removed', entry, actorsOf)),
  ];
  const changes = listed.map((change) => ({
    ...change,
    countries: withActorCountries(change.countries, change.actors, countryOf),
  }));
  return {
    id: actionId(source, after, changes),
    kind: 'list',
    source,
    published: diff.published,
    detectedAt: now,
    changes,
  };
}

/** A curated actor's country counts for its own entries too, whether or not the list gives one: not for those linked to it. */
export function withActorCountries(
  countries: readonly string[],
  actors: readonly ActorLink[],
  countryOf: (actor: string) => string | undefined = () => undefined,
): string[] {
  const own = actors.flatMap(({ actor, reason }) => (reason.kind === 'linked' ? [] : (countryOf(actor) ?? [])));
  return mergeCountries(
    countries,
    own.filter((country) => countryCode(country) !== null),
  );
}

/** The same content after the same predecessor always has the same id, in any process. */
function actionId(source: string, after: string, changes: readonly Change[]): string {
  const content = changes.map(({ kind, ref, name, fields, text }) => stableJson({ kind, ref, name, fields, text }));
  return `A${contentId([source, after, ...content], 12)}`;
}

function wholeListing(kind: 'added' | 'removed', entry: Entry, actorsOf: ActionParts['actorsOf']): Change {
  const { listing } = entry;
  return { ...facts(listing), kind, fields: [], actors: actorsOf(listing), listing };
}

function amendment(entry: Entry, fields: readonly FieldChange[], actorsOf: ActionParts['actorsOf']): Change {
  const { listing } = entry;
  const before = Object.fromEntries(fields.map((change) => [change.field, change.before ?? undefined]));
  const earlier = { ...listing, ...before } as Listing;
  return {
    ...facts(listing),
    kind: 'amended',
    fields,
    programs: [...new Set([...listing.programs, ...earlier.programs])],
    countries: [...new Set([...countriesOf(listing), ...countriesOf(earlier)])],
    actors: mergeLinks(actorsOf(listing), actorsOf(earlier)),
  };
}

/** An amendment that ends a tie concerns that actor too. */
function mergeLinks(now: readonly ActorLink[], before: readonly ActorLink[]): ActorLink[] {
  return [...now, ...before.filter((link) => !now.some((other) => other.actor === link.actor))];
}

function facts(listing: Listing): Pick<Change, 'ref' | 'name' | 'type' | 'programs' | 'countries' | 'url'> {
  return {
    ref: listing.ref,
    name: listing.name,
    type: listing.type,
    programs: listing.programs,
    countries: countriesOf(listing),
    url: listing.url,
  };
}
