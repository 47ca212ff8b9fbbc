import type { Actor } from '../domain/actor.js';
import type { Choice } from '../ports.js';
import type { NameEngine } from './engine.js';
import { clean, tokensOf } from './normalise.js';
import type { Parties } from './parties.js';

/**
 * Choices for what is being typed: actors (value: their id), then listings (value: `list/ref`), each once. Every word
 * typed must begin a word of the name.
 */
export function suggestNames(
  prefix: string,
  limit: number,
  actors: readonly Actor[],
  names: NameEngine,
  parties: Parties,
): Choice[] {
  const words = tokensOf(prefix);
  if (words.length === 0 && clean(prefix) !== '') return [];
  const found = new Map<string, Choice>();
  const fits = (tokens: readonly string[]) => words.every((word) => tokens.some((token) => token.startsWith(word)));
  for (const actor of actors) {
    const name = [actor.name, ...actor.aliases.map((alias) => alias.name)].find((text) => fits(tokensOf(text)));
    if (name !== undefined) found.set(actor.id, { name: label(actor.name, name), value: actor.id });
    if (found.size >= limit) break;
  }
  if (words.length > 0 && found.size < limit) {
    for (const name of names.complete(prefix)) {
      const actor = parties.actorOf(name.owner);
      const id = actor?.id ?? name.owner;
      const primary = actor?.name ?? parties.entry(name.owner)?.listing.name ?? name.text;
      if (!found.has(id))
        found.set(id, { name: label(primary, name.text, actor ? '' : ` (${name.owner})`), value: id });
      if (found.size >= limit) break;
    }
  }
  return [...found.values()].slice(0, limit);
}

function label(primary: string, matched: string, suffix = ''): string {
  const also = matched === primary ? '' : ` — ${matched}`;
  return `${primary}${suffix}${also}`;
}
