import type { ActorLink } from '../domain/action.js';
import type { Actor } from '../domain/actor.js';
import type { Listing, Relation } from '../domain/listing.js';
import { tidy } from '../lib/text.js';
import type { Actors } from '../ports.js';
import { fold } from './names.js';

/**
 * Which actors a listing concerns: those whose own listing it is, and those that the list itself ties it to. A similar
 * or even equal name of the listing alone ties nothing: references decide.
 */
export function attributeListing(actors: Actors, listing: Listing): ActorLink[] {
  return actors.all().flatMap((actor): ActorLink[] => {
    if (actor.listings.some(({ list, ref }) => list === listing.list && ref === listing.ref))
      return [{ actor: actor.id, reason: { kind: 'listing' } }];
    const tie = listing.relations.find((relation) => pointsTo(relation, actor, listing.list));
    return tie ? [{ actor: actor.id, reason: { kind: 'linked', text: `${tie.kind}: ${tie.name}` } }] : [];
  });
}

/** Where the list gives the other party's reference, that decides; its name only where there is none. */
function pointsTo(relation: Relation, actor: Actor, list: string): boolean {
  const own = actor.listings.filter((listing) => listing.list === list);
  if (relation.ref !== undefined) return own.some(({ ref }) => ref === relation.ref);
  return own.some(({ name }) => sameListedName(actor, name, relation.name));
}

/** Names of persons are shared by many and short of distinctive marks: they must agree to the letter. */
export function sameListedName(actor: Actor, listed: string, text: string): boolean {
  return actor.type === 'individual' ? tidy(listed) === tidy(text) : fold(listed) === fold(text);
}
