import type { Actor } from '../domain/actor.js';
import type { Choice } from '../ports.js';

import type { Completion } from './complete.js';
import { clean, tokensOf } from './normalise.js';
import type { Register } from './register.js';
import { isMistyped } from './typo.js';

/** Every menu that shows them takes 25: https://discord.com/developers/docs/interactions/application-commands#autocomplete */
const MAX_CHOICES = 25;
/** Several owners may be one actor, which the menu shows once. */
const SPARE = 15;
const MIN_MISTYPED = 4;

/** A name of an actor, in words, so that they are not made again for each letter typed. */
interface KnownName {
  readonly actor: Actor;
  readonly text: string;
  readonly words: readonly string[];
}

/** What is offered while somebody types. */
export class Suggestions {
  readonly #actors: readonly Actor[];
  readonly #known: readonly KnownName[];
  readonly #register: Register;

  constructor(actors: readonly Actor[], register: Register) {
    this.#actors = actors;
    this.#register = register;
    this.#known = actors.flatMap((actor) =>
      [actor.name, ...actor.aliases.map((alias) => alias.name)].map((text) => ({ actor, text, words: tokensOf(text) })),
    );
  }

  /**
   * Choices for what is being typed: actors (value: their id), then listings (value: `list/ref`), each once. Every word typed must begin a
   * word of the name; what is typed rightly comes before what is a typo away.
   */
  for(typed: string, wanted: number): Choice[] {
    const limit = Math.min(wanted, MAX_CHOICES);
    const words = tokensOf(typed);
    if (words.length === 0) {
      const all = clean(typed) === '' ? this.#actors : [];
      return all.slice(0, limit).map(({ name, id }) => ({ name, value: id }));
    }
    const found = new Map<string, Choice>();
    this.#addActors(found, words, beginsWord);
    if (found.size === 0) this.#addActors(found, words, nearlyBeginsWord);
    if (found.size < limit) this.#addListings(found, this.#register.names.complete(typed, limit + SPARE));
    return [...found.values()].slice(0, limit);
  }

  #addActors(found: Map<string, Choice>, words: readonly string[], begins: typeof beginsWord): void {
    for (const { actor, text, words: own } of this.#known)
      if (!found.has(actor.id) && words.every((word) => own.some((other) => begins(word, other))))
        found.set(actor.id, { name: labelOf(actor.name, text), value: actor.id });
  }

  #addListings(found: Map<string, Choice>, completions: readonly Completion[]): void {
    for (const { owner, text } of completions) {
      const actor = this.#register.parties.actorOf(owner);
      const id = actor?.id ?? owner;
      if (found.has(id)) continue;
      const primary = actor?.name ?? this.#register.parties.entry(owner)?.listing.name ?? text;
      found.set(id, { name: labelOf(primary, text, actor ? '' : ` (${owner})`), value: id });
    }
  }
}

function beginsWord(typed: string, word: string): boolean {
  return word.startsWith(typed);
}

function nearlyBeginsWord(typed: string, word: string): boolean {
  return word.startsWith(typed) || (typed.length >= MIN_MISTYPED && isMistyped(typed, word));
}

function labelOf(primary: string, matched: string, suffix = ''): string {
  const also = matched === primary ? '' : ` — ${matched}`;
  return `${primary}${suffix}${also}`;
}
