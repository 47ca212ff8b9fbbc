import type { Actor } from '../domain/actor.js';
import { SetupError } from '../domain/errors.js';
import type { Actors } from '../ports.js';
import { problemsBetween, problemsWithin } from './check.js';
import { type FileProblem, readFiles } from './files.js';
import { fold, namesOf } from './names.js';

export { type AnnouncementLinks, attributeAnnouncement } from './announcement.js';
export { attributeListing } from './attribute.js';
export { relatedActors } from './relations.js';

/**
 * Reads every profile of a folder, one JSON file an actor. Throws `SetupError` that lists every problem of every file:
 * shape, facts that contradict each other, relations that lead nowhere or only one way.
 */
export async function loadActors(dir: string): Promise<Actors> {
  const { actors, problems } = await readFiles(dir);
  for (const actor of actors) problems.push(...problemsWithin(actor).map(asFileProblem(actor)));
  problems.push(...problemsBetween(actors));
  if (problems.length > 0) throw new SetupError(report(dir, problems));
  return new ActorBook(actors);
}

function asFileProblem(actor: Actor): (text: string) => FileProblem {
  return (text) => ({ file: `${actor.id}.json`, text });
}

function report(dir: string, problems: readonly FileProblem[]): string {
  const lines = problems.map(({ file, text }) => `  ${file}: ${text}`).sort();
  return `The actor profiles in ${dir} cannot be used. Mend these and start again:\n${lines.join('\n')}`;
}

/** Ranks of a name: what we call the actor, how a list calls it, what analysts call it. */
const RANKS = ['own', 'official', 'analyst'] as const;
type Rank = (typeof RANKS)[number];

class ActorBook implements Actors {
  readonly #actors: readonly Actor[];
  readonly #byId: ReadonlyMap<string, Actor>;
  readonly #byName: Readonly<Record<Rank, Map<string, Set<Actor>>>> = {
    own: new Map(),
    official: new Map(),
    analyst: new Map(),
  };

  constructor(actors: readonly Actor[]) {
    this.#actors = [...actors].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#byId = new Map(this.#actors.map((actor) => [actor.id, actor]));
    for (const actor of this.#actors) {
      this.#name('own', actor.id, actor);
      this.#name('own', actor.name, actor);
      const analyst = new Set(actor.aliases.filter(({ kind }) => kind === 'analyst').map(({ name }) => fold(name)));
      for (const { name, folded } of namesOf(actor)) {
        this.#name(analyst.has(folded) ? 'analyst' : 'official', name, actor);
      }
    }
  }

  all(): readonly Actor[] {
    return this.#actors;
  }

  get(id: string): Actor | undefined {
    return this.#byId.get(id);
  }

  /** A name that two actors bear in the same rank names neither. */
  named(name: string): Actor | undefined {
    const folded = fold(name);
    if (folded === '') return undefined;
    for (const rank of RANKS) {
      const bearers = this.#byName[rank].get(folded);
      if (bearers) return bearers.size === 1 ? [...bearers][0] : undefined;
    }
    return undefined;
  }

  #name(rank: Rank, name: string, actor: Actor): void {
    const folded = fold(name);
    const bearers = this.#byName[rank].get(folded) ?? new Set();
    bearers.add(actor);
    this.#byName[rank].set(folded, bearers);
  }
}
