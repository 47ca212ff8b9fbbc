import type { Actor } from '../domain/actor.js';
import type { Choice } from '../ports.js';
import type { IndexedName, NameIndex } from './name-index.js';
import { clean, tokensOf } from './normalise.js';
import type { Parties } from './parties.js';

/** Enough to fill a menu many times over; a one-letter prefix has tens of thousands. */
const MAX_LOOKED_AT = 3000;

/**
 * Choices for what is being typed: actors (value: their id), then listings (value: `list/ref`), each once. Every word
 * typed must begin a word of the name.
 */
export function suggestNames(
  prefix: string,
  limit: number,
  actors: readonly Actor[],
  names: NameIndex,
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
    for (const name of namesStarting(words, names, fits)) {
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

/** The shortest names first: they are nearest to what was typed. */
function namesStarting(
  words: readonly string[],
  names: NameIndex,
  fits: (tokens: readonly string[]) => boolean,
): IndexedName[] {
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
  const found = new Map<number, IndexedName>();
  let looked = 0;
  for (const token of names.startingWith(longest)) {
    for (const id of token.names) {
      const name = names.name(id);
      looked += 1;
      if (name && fits(name.tokens.map(({ text }) => text))) found.set(id, name);
      if (looked >= MAX_LOOKED_AT) break;
    }
    if (looked >= MAX_LOOKED_AT) break;
  }
  return [...found.values()].sort((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
}

function label(primary: string, matched: string, suffix = ''): string {
  const also = matched === primary ? '' : ` — ${matched}`;
  return `${primary}${suffix}${also}`;
}
