import type { ActorRelation } from '../domain/actor.js';
import type { Actors } from '../ports.js';

const DOWNWARD: readonly ActorRelation['kind'][] = ['child', 'member'];

/**
 * Whose updates also concern a subscriber of `id` who asked for relations: every child and member, their children and
 * so on, and whoever is linked to one of these. Never `id` itself; empty for an unknown id; sorted.
 */
export function relatedActors(actors: Actors, id: string): string[] {
  const family = new Set([id]);
  for (const member of family) {
    for (const relation of actors.get(member)?.relations ?? [])
      if (DOWNWARD.includes(relation.kind)) family.add(relation.actor);
  }
  const related = new Set(family);
  for (const member of family) {
    for (const relation of actors.get(member)?.relations ?? [])
      if (relation.kind === 'linked') related.add(relation.actor);
  }
  related.delete(id);
  return [...related].sort();
}
