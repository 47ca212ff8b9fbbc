import type { Actor } from '../../src/domain/actor.js';
import { UserError } from '../../src/domain/errors.js';
import type { Match } from '../../src/domain/match.js';
import { truncate } from '../../src/lib/text.js';
import type { App, SearchOptions } from '../../src/ports.js';

/** Whom a person means by a name, and how it was understood where the name is not exactly theirs. */
export type Party =
  | { readonly kind: 'actor'; readonly actor: Actor; readonly understood: string | null }
  | {
      readonly kind: 'listing';
      readonly list: string;
      readonly ref: string;
      readonly name: string;
      readonly understood: string | null;
    };

/** An actor by id, name or alias; a listing by `list/ref`, reference or name. Throws `UserError` where it is not one party. */
export function partyNamed(text: string, app: App): Party {
  const name = text.replace(/^actor:/i, '').trim();
  const actor = app.actors.get(name.toLowerCase()) ?? app.actors.named(name);
  if (actor) return { kind: 'actor', actor, understood: null };
  const [best, second] = app.search.find(name, { limit: 2 });
  if (!best) throw new UserError(nobody(name, app));
  if (second && second.score === best.score && best.id !== name)
    throw new UserError(
      `“${truncate(name, 60)}” is more than one party: ${best.name} (${best.id}) and ${second.name} (${second.id}). Say which: write the part in brackets.`,
    );
  const understood = best.score === 1 ? null : best.why;
  const own = best.actor === null ? undefined : app.actors.get(best.actor);
  if (own) return { kind: 'actor', actor: own, understood };
  const [listing] = best.listings;
  if (!listing) throw new UserError(nobody(name, app));
  return { kind: 'listing', list: listing.list, ref: listing.ref, name: best.name, understood };
}

/** What stands below the threshold, so that a person can try again: never given as an answer. */
export function nearMisses(name: string, app: App, among: Pick<SearchOptions, 'list' | 'type'> = {}): Match[] {
  const { list, type } = among;
  return app.search.find(name, {
    ...{ limit: 3, minScore: 0.5 },
    ...(list === undefined ? {} : { list }),
    ...(type === undefined ? {} : { type }),
  });
}

function nobody(name: string, app: App): string {
  const near = nearMisses(name, app).map((match) => `${match.matchedName} (${match.id})`);
  const hint = near.length > 0 ? ` The nearest are ${near.join(', ')}.` : '';
  return `“${truncate(name, 60)}” is neither a curated actor nor a listed party.${hint} Try: lookup ${truncate(name, 60)}`;
}
