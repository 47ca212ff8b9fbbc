import type { Actor } from '../domain/actor.js';
import { type Mention, mentionOf } from './mention.js';
import { type ActorName, namesOf } from './names.js';
import { hasCountry, hasProgram, type Prose } from './prose.js';

interface Found extends ActorName {
  readonly mention: Mention;
}

/**
 * The actors that a text names, in their order, and by which name. An official name that is no common word is enough for a
 * group. A person, an analyst name or a common word needs a second signal in the same text:
 *
 * | found | a programme of the actor | another of its names | a related actor | its country | a group that is named |
 * | --- | --- | --- | --- | --- | --- |
 * | a person's full name | yes | yes | yes | no: namesakes live there; but that of a related actor | yes |
 * | an analyst's name | yes | yes | yes | yes | no |
 * | a common word, as spelled on the list | yes | yes | yes | no: North Korea exports zinc | no |
 */
export function namedInProse(actors: readonly Actor[], prose: Prose): Map<string, string> {
  const found = new Map(actors.map((actor) => [actor, foundOf(actor, prose)]));
  const groups = new Set<string>();
  for (const [actor, names] of found) if (actor.type !== 'individual' && names.some(isEnough)) groups.add(actor.id);
  const mentioned = new Set([...found].flatMap(([{ id }, names]) => (names.some(({ common }) => !common) ? [id] : [])));
  const named = new Map<string, string>();
  for (const [actor, names] of found) {
    const name = actor.type === 'individual' ? personOf(actor, names) : groupOf(actor, names);
    if (name) named.set(actor.id, name);
  }
  return named;

  function personOf(actor: Actor, names: readonly Found[]): string | undefined {
    const certain = names.filter(({ common }) => !common);
    const full = certain.find(({ folded, weight, own }) => (weight === 'listed' || own) && folded.includes(' '));
    const second =
      certain.length > 1 ||
      groups.size > 0 ||
      hasProgram(actor, prose) ||
      hasRelated(actor, mentioned) ||
      abroad(actor);
    return full && second ? full.name : undefined;
  }

  /** A Chinese trader for a North Korean group, in a text on North Korea. */
  function abroad({ relations, country }: Actor): boolean {
    const ids = new Set(relations.map(({ actor }) => actor));
    return actors.some((other) => ids.has(other.id) && other.country !== country && hasCountry(other, prose));
  }

  function groupOf(actor: Actor, names: readonly Found[]): string | undefined {
    const enough = names.find(isEnough);
    if (enough) return enough.name;
    const analyst = names.find(({ common }) => !common);
    const common = names.filter((name) => name.common);
    const signal = hasProgram(actor, prose) || hasRelated(actor, groups);
    const spelled = common.filter(({ mention }) => mention === 'verbatim');
    if (analyst) return signal || names.length > 1 || hasCountry(actor, prose) ? analyst.name : undefined;
    return (signal ? common[0] : spelled.length > 1 ? spelled[0] : undefined)?.name;
  }
}

function foundOf(actor: Actor, prose: Prose): Found[] {
  return namesOf(actor).flatMap((name): Found[] => {
    const mention = mentionOf(actor, name, prose);
    return mention ? [{ ...name, mention }] : [];
  });
}

function isEnough({ weight }: Found): boolean {
  return weight !== 'hint';
}

function hasRelated({ relations }: Actor, among: ReadonlySet<string>): boolean {
  return relations.some(({ actor }) => among.has(actor));
}
