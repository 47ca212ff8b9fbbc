import type { Actor, ActorRelation } from '../domain/actor.js';
import type { FileProblem } from './files.js';
import { fold } from './names.js';

/** What contradicts itself within one profile. */
export function problemsWithin(actor: Actor): string[] {
  return [...statusProblems(actor), ...listingProblems(actor), ...aliasProblems(actor), ...timelineProblems(actor)];
}

function statusProblems(actor: Actor): string[] {
  const standing = actor.listings.filter((listing) => listing.until === undefined).length;
  if (actor.status === 'listed' && standing === 0) return ['status is "listed", but no listing stands'];
  if (actor.status === 'historical' && (standing > 0 || actor.listings.length === 0))
    return ['status is "historical": it needs listings, each with "until"'];
  if (actor.status === 'indicted' && actor.listings.length > 0) return ['status is "indicted", but it has listings'];
  return [];
}

function listingProblems(actor: Actor): string[] {
  const problems = actor.listings.flatMap(({ list, ref, since, until }) =>
    since !== undefined && until !== undefined && until <= since
      ? [`${list}/${ref}: "until" is not after "since"`]
      : [],
  );
  if (actor.listings.length > 0 && !actor.listings.some((listing) => listing.programs.length > 0))
    problems.push('no listing has a programme');
  return problems;
}

function aliasProblems(actor: Actor): string[] {
  const problems: string[] = [];
  const official = new Set(actor.aliases.filter(({ kind }) => kind === 'official').map(({ name }) => fold(name)));
  for (const { name } of actor.listings) official.add(fold(name));
  const seen = new Set<string>();
  for (const { name, kind, strength } of actor.aliases) {
    if (fold(name) === '') problems.push(`alias "${name}" has no letter or digit`);
    if (seen.has(name)) problems.push(`alias "${name}" stands twice`);
    seen.add(name);
    if (kind === 'analyst' && official.has(fold(name)))
      problems.push(`alias "${name}" is an analyst name and an official one: only the official one is kept`);
    if (kind === 'analyst' && strength !== undefined)
      problems.push(`alias "${name}" is an analyst name: only a list gives a strength`);
  }
  return problems;
}

function timelineProblems(actor: Actor): string[] {
  const dates = actor.timeline.map((event) => event.date);
  return dates.every((date, i) => i === 0 || (dates[i - 1] ?? '') <= date)
    ? []
    : ['the timeline is not in order of date'];
}

/** A relation is told from both sides; these are the words of the other side. */
const INVERSE: Readonly<Record<ActorRelation['kind'], readonly ActorRelation['kind'][]>> = {
  parent: ['child'],
  child: ['parent'],
  linked: ['linked', 'member'],
  member: ['linked'],
};

/** What contradicts between profiles. */
export function problemsBetween(actors: readonly Actor[]): FileProblem[] {
  const byId = new Map(actors.map((actor) => [actor.id, actor]));
  const problems: FileProblem[] = [];
  const owners = new Map<string, string>();
  for (const actor of actors) {
    const file = `${actor.id}.json`;
    for (const relation of actor.relations) {
      const text = relationProblem(actor, relation, byId);
      if (text) problems.push({ file, text });
    }
    for (const { list, ref } of actor.listings) {
      const owner = owners.get(`${list}/${ref}`);
      if (owner) problems.push({ file, text: `listing ${list}/${ref} stands in ${owner} already` });
      owners.set(`${list}/${ref}`, file);
    }
    if (hasItselfAbove(actor, byId)) problems.push({ file, text: 'it is its own parent, over others' });
  }
  return problems;
}

function relationProblem(actor: Actor, relation: ActorRelation, byId: ReadonlyMap<string, Actor>): string | null {
  const other = byId.get(relation.actor);
  if (relation.actor === actor.id) return 'it has a relation to itself';
  if (!other) return `relation "${relation.kind}" to "${relation.actor}": there is no such usable profile`;
  const answers = INVERSE[relation.kind];
  if (other.relations.some((back) => back.actor === actor.id && answers.includes(back.kind))) return null;
  return `relation "${relation.kind}" to "${other.id}": ${other.id}.json lacks the other side, "${answers.join('" or "')}"`;
}

function hasItselfAbove(actor: Actor, byId: ReadonlyMap<string, Actor>): boolean {
  const above = new Set<string>();
  const open = parents(actor);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === actor.id) return true;
    const parent = byId.get(id);
    if (above.has(id) || !parent) continue;
    above.add(id);
    open.push(...parents(parent));
  }
  return false;
}

function parents(actor: Actor): string[] {
  return actor.relations.filter(({ kind }) => kind === 'parent').map((relation) => relation.actor);
}
